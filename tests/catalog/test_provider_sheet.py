"""The provider sheet: general terms fill gaps, say that they are general, and override nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import Imported, read_catalog
from catalog.program import GENERAL_TERMS, Price, Program, Receipt

SHEET = (
    "provider,plan price,per,certificate price,free access weeks,proof,address,as_of\n"
    "Centre X,39 EUR,month,,,assessed,https://example.org/terms,2026-10\n"
    "Open Hall,,,$49,8,completion,,2026-09-30\n"
)


def imported(folder: Path, rows: str, sheet: str = SHEET) -> Imported:
    (folder / "list.csv").write_text(rows, encoding="utf-8")
    (folder / "terms.csv").write_text(sheet, encoding="utf-8")
    return read_catalog([folder / "terms.csv", folder / "list.csv"])


def one(folder: Path, rows: str, sheet: str = SHEET) -> Program:
    (program,) = imported(folder, rows, sheet).programs
    return program


def test_a_plan_price_fills_what_a_row_leaves_out(tmp_path: Path) -> None:
    """The price is the plan's, its receipt names the sheet, row, words and date, and that it is general."""
    program = one(tmp_path, "title,provider\nWelding,centre X\n")
    assert program.price == Price("subscription", Decimal(39), None, "EUR", "month")
    first = program.receipts["price"][0]
    assert first == Receipt(
        "terms.csv",
        "39 EUR, month",
        2,
        "plan price",
        "2026-10",
        f"{GENERAL_TERMS}; https://example.org/terms",
    )
    assert program.proof == "assessed"
    assert program.as_of is None


def test_what_a_row_states_is_never_overridden(tmp_path: Path) -> None:
    """A price, or a proof, of the row's own stays alone."""
    own = '{"title": "Welding", "provider": "Centre X", "price": "120 EUR", "proof": "attendance"}\n'
    program = one(tmp_path, own)
    assert (program.price.amount, program.proof) == (Decimal(120), "attendance")
    assert [receipt.source for receipt in program.receipts["price"]] == ["list.csv"]


@pytest.mark.parametrize("stated", ["on request", "0.0000"])
def test_what_a_row_says_without_a_figure_is_stated_too(tmp_path: Path, stated: str) -> None:
    """ "On request" and a doubtful zero are the row's own answer."""
    program = one(tmp_path, f"title,provider,price\nWelding,Centre X,{stated}\n")
    assert program.price == Price()


def test_a_price_in_another_file_comes_before_the_sheet(tmp_path: Path) -> None:
    """The rows of one programme are put together first."""
    (tmp_path / "more.csv").write_text("title,provider,price\nWelding,Centre X,120 EUR\n", encoding="utf-8")
    imported(tmp_path, "title,provider\nWelding,Centre X\n")
    paths = [tmp_path / name for name in ("list.csv", "terms.csv", "more.csv")]
    (program,) = read_catalog(paths).programs
    assert program.price.amount == 120


@pytest.mark.parametrize("kind", ["free", "free_to_learn"])
def test_a_certificate_price_stands_beside_free_learning(tmp_path: Path, kind: str) -> None:
    """The kind stays what the row states; only the certificate's price is new, with its own receipt."""
    words = {"free": "free", "free_to_learn": "free to audit"}[kind]
    program = one(tmp_path, f"title,provider,price\nWelding,Open Hall,{words}\n")
    assert (program.price.kind, program.price.certificate_amount) == (kind, Decimal(49))
    assert [receipt.words for receipt in program.receipts["price"]] == [words, "$49"]
    assert (program.free_access_weeks, program.proof) == (8, "completion")


def test_a_certificate_price_is_not_added_to_a_paid_course(tmp_path: Path) -> None:
    """What a paid course costs is the row's to say."""
    program = one(tmp_path, "title,provider,price\nWelding,Open Hall,$20\n")
    assert program.price.certificate_amount is None


@pytest.mark.parametrize(
    ("per", "kind", "period"),
    [("year", "subscription", "year"), ("Per month", "subscription", "month"), ("once", "paid", "total")],
)
def test_the_plan_says_what_it_is_paid_for(tmp_path: Path, per: str, kind: str, period: str) -> None:
    """A period makes a subscription of it."""
    sheet = f"provider\tplan price\tper\nCentre X\t$300\t{per}\n"
    price = one(tmp_path, "title,provider\nWelding,Centre X\n", sheet).price
    assert price == Price(kind, Decimal(300), None, "USD", period)  # type: ignore[arg-type]


def test_other_providers_get_nothing(tmp_path: Path) -> None:
    """Terms are of one provider."""
    assert one(tmp_path, "title,provider\nWelding,Centre Y\n").price == Price()


def test_the_report_says_how_many_got_what(tmp_path: Path) -> None:
    """The sheet has no rows of programmes; the file's own counts say what its rows state."""
    rows = "title,provider,price\nWelding,Centre X,\nBaking,Centre X,5 EUR\nSewing,Centre X,\n"
    sheet, listed = (report.as_json() for report in imported(tmp_path, rows).report.files)
    assert (sheet["form"], sheet["rows"], sheet["mapping"]["plan price"]) == ("provider sheet", 0, "price")
    assert sheet["warnings"] == [
        "Centre X: its general terms, not the courses' own, give the price of 2, the proof of 3 programmes.",
        "Open Hall: no programme needed its general terms.",
    ]
    assert (listed["rows"], listed["fields"]["price"]["stated"], listed["fields"]["price"]["unknown"]) == (
        3,
        1,
        2,
    )


def test_a_bad_row_of_the_sheet_is_named(tmp_path: Path) -> None:
    """A row without a provider, one that comes twice and one that is not understood are said."""
    sheet = "provider;plan_price;per\n;5 EUR;month\nCentre X;soon;month\nCentre X;5 EUR;month\n"
    report = imported(tmp_path, "title,provider\nWelding,Centre X\n", sheet).report.files[0]
    assert report.warnings == [
        "Row 2: It names no provider; name one.",
        'Row 3: price "soon, month" is not understood.',
        "Row 4: Centre X stands twice; the first row is taken.",
        "Centre X: no programme needed its general terms.",
    ]


@pytest.mark.parametrize(
    "header", ["title,provider,certificate price", "provider,certificate price,courses", "provider,address"]
)
def test_a_catalogue_is_not_taken_for_a_sheet(tmp_path: Path, header: str) -> None:
    """A column of courses, or no terms at all, and it is something else."""
    from catalog.provider_sheet import read_sheet

    (tmp_path / "a.csv").write_text(f"{header}\na,b,c\n", encoding="utf-8")
    assert read_sheet(tmp_path / "a.csv") is None


def test_a_sheet_alone_is_refused(tmp_path: Path) -> None:
    """There is nothing to fill."""
    (tmp_path / "terms.csv").write_text(SHEET, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"terms.csv is a provider sheet; name the catalogue that"):
        read_catalog([tmp_path / "terms.csv"])
