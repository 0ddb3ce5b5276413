"""The TOML beside a file: what a person says of its columns and of all its rows, or is told is wrong."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from catalog.cli import app
from catalog.errors import CatalogError
from catalog.importing import Imported, read_catalog
from catalog.program import Price
from catalog.sources.opening import open_source
from index.intake import inputs_of
from tests.catalog.sources.books import write_xlsx

TABLE = "Bezeichnung,Umfang,TN-Beitrag,Stand\nBacken,40,120,alt\nKochen,2 Wochen,,neu\n"


def imported(folder: Path, toml: str, table: str = TABLE) -> Imported:
    (folder / "list.csv").write_text(table, encoding="utf-8")
    (folder / "list.csv.toml").write_text(toml, encoding="utf-8")
    return read_catalog([folder / "list.csv"])


def refusal(folder: Path, toml: str) -> str:
    with pytest.raises(CatalogError) as caught:
        imported(folder, toml)
    sentence = str(caught.value)
    assert sentence.startswith("list.csv.toml")
    assert "\n" not in sentence
    return sentence


def test_columns_and_units_are_read_as_it_says(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        '[columns]\nTN-Beitrag = "price"\nUmfang = "duration"\n[units]\nUmfang = "hours"\nTN-Beitrag = "EUR"',
    )
    baking = next(program for program in found.programs if program.title == "Backen")
    assert baking.duration.hours_min == 40
    assert baking.price == Price("paid", Decimal(120), currency="EUR", per="total")
    assert found.report.files[0].mapping["TN-Beitrag"] == "price"


def test_a_skipped_column_is_not_read(tmp_path: Path) -> None:
    table = "title,price\nA,$5\n"
    (program,) = imported(tmp_path, '[columns]\nprice = "skip"\n', table).programs
    assert program.price.kind == "unknown"


def test_a_file_without_known_headers_becomes_a_table(tmp_path: Path) -> None:
    """The header is found by the names that the sidecar knows, below title lines too."""
    table = "Unser Angebot\n\nA1,B1\nBacken,9 hours\n"
    (program,) = imported(tmp_path, '[columns]\nA1 = "title"\nB1 = "duration"\n', table).programs
    assert (program.title, program.duration.hours_min) == ("Backen", 9)


def test_what_holds_for_the_whole_file_has_a_receipt_that_names_the_sidecar(tmp_path: Path) -> None:
    """A day in TOML's own form will do; every receipt is of that day."""
    (program,) = imported(
        tmp_path, 'provider = "Night School"\nlanguage = "de"\nas_of = 2026-11-01\n', "title,level\nA,easy\n"
    ).programs
    assert (program.provider, program.language, program.as_of) == ("Night School", ("de",), "2026-11-01")
    (receipt,) = program.receipts["provider"]
    assert (receipt.words, receipt.column) == ("Night School", "provider in list.csv.toml")
    assert program.receipts["level"][0].as_of == "2026-11-01"


def test_a_row_that_says_it_itself_is_believed_first(tmp_path: Path) -> None:
    table = "title,price,currency,provider,language\nA,5,CHF,Own,French\nB,6,,,\n"
    found = imported(tmp_path, 'provider = "P"\ncurrency = "EUR"\nlanguage = "de"\n', table)
    facts = {p.title: (p.provider, p.price.currency, p.language) for p in found.programs}
    assert facts == {"A": ("Own", "CHF", ("fr",)), "B": ("P", "EUR", ("de",))}


def test_a_country_decides_what_a_sign_and_a_dot_mean(tmp_path: Path) -> None:
    (program,) = imported(tmp_path, 'country = "AU"\n', "title,price\nA,$50\n").programs
    assert program.price.currency == "AUD"


def test_a_column_may_be_read_beside_the_price(tmp_path: Path) -> None:
    table = "title,price,Waehrungskennung\nA,5,SEK\n"
    (program,) = imported(tmp_path, '[columns]\nWaehrungskennung = "price beside"\n', table).programs
    assert program.price.amount == 5


def test_it_holds_for_workbooks_too(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", {"S": [["Was", "Wieviel"], ["Backen", 40]]})
    (tmp_path / "list.xlsx.toml").write_text(
        'currency = "EUR"\n[columns]\nWas = "title"\nWieviel = "price"\n'
    )
    (program,) = read_catalog([path]).programs
    assert program.title == "Backen"
    assert program.price == Price("paid", Decimal(40), currency="EUR", per="total")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (
            '[columns]\nUmfang = "durations"\n',
            '"durations" is no field of a programme; did you mean "duration"?',
        ),
        ('[columns]\nUmfang = "xyzzy"\n', '"xyzzy" is no field of a programme; write one of '),
        ('[columns]\nGibtsnicht = "price"\n', 'names a column "Gibtsnicht" that list.csv does not have'),
        ('[units]\nUmfang = "fortnights"\n', '"fortnights" is no unit; write a currency code or one of '),
        ('[units]\nUmfang = "XYQ"\n', '"XYQ" is no unit'),
        ('columns = "price"\n', "write [columns], and below it"),
        ("[columns]\nUmfang = 5\n", "write [columns], and below it"),
        ('colums = "x"\n', '"colums" says nothing of a file; write one of provider, country'),
        ('country = "Germany"\n', 'country is a code like "DE"'),
        ('currency = "euro"\n', 'currency is a code like "EUR"'),
        ('language = "xyzzy"\n', "language is a code"),
        ('as_of = "last week"\n', 'as_of is a day or month like "2026-11"'),
        ("provider = 5\n", "provider is a name"),
        ("= broken\n", "is not TOML ("),
        ("a = " + "[" * 5000, "is not TOML ("),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, toml: str, says: str) -> None:
    assert says in refusal(tmp_path, toml)


def test_a_sidecar_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "list.csv.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogError, match=r"list\.csv\.toml is not TOML"):
        read_catalog([tmp_path / "list.csv"])


def test_what_suggest_prints_can_be_saved_and_changes_nothing(tmp_path: Path) -> None:
    """The guessed mapping is its own sidecar, odd names and all."""
    path = tmp_path / "list.csv"
    table = 'title,price,currency,"say ""so""",Hours,type,price\nA,5,CHF,x,9,Certificate,6\n'
    path.write_text(table, encoding="utf-8")
    before = open_source(path)
    printed = CliRunner().invoke(app, ["check", "--suggest", str(path)]).stdout
    toml = printed[printed.index("[columns]") :]
    assert '"say \\"so\\"" = "skip"' in toml
    assert '"Hours" = "hours"' in toml
    path.with_name("list.csv.toml").write_text(toml, encoding="utf-8")
    after = open_source(path)
    assert (after.mapping, list(after.rows)) == (before.mapping, list(before.rows))


def test_a_changed_sidecar_is_a_changed_input_of_the_build(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("title\nA\n")
    hashes = [inputs_of([path])]
    for word in ("one", "two"):
        path.with_name("list.csv.toml").write_text(f'provider = "{word}"\n')
        hashes.append(inputs_of([path]))
    other = shutil.copy(path, tmp_path / "other.csv")
    assert len({*hashes, inputs_of([Path(other)])}) == 4


def test_columns_of_a_file_without_columns_are_refused_not_ignored(tmp_path: Path) -> None:
    """A correction that does nothing would be taken for one that works."""
    path = tmp_path / "list.json"
    path.write_text('[{"title": "A", "dauer": "3 Wochen"}]', encoding="utf-8")
    path.with_name("list.json.toml").write_text('[columns]\ndauer = "duration"\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="JSON and has none"):
        open_source(path)
