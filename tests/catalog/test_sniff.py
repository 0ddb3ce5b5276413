"""Files that are no catalogue are refused by their content; text is decoded whatever it was saved as."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.sources import textfile
from catalog.sources.mojibake import mojibake_warning
from catalog.sources.opening import open_source
from catalog.sources.sniff import read_text
from catalog.sources.textfile import Text

TABLE = "title,price\nCafé und Küche,10\n"


def refusal(path: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        read_catalog([path])
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\0", "empty"),
        (bytes(range(256)) * 40, "not text"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\x01\x02\x03\x04\x05\x06\x07" * 9, "not text"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x1f\x8b\x08\0abc", "gzip"),
        (b'{"title": "Fir', "half-written JSON"),
        (b'{\n "title": "Fir', "half-written JSON"),
        (b'[{"title": "A"},\n {"title": "B"', "half-written JSON"),
        (b'[{"colour": "A", "size": 3}, {"colour": "B", "size": 4}]', "without a list of programmes"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        (b'[{"title": "A", "price": ' + b"9" * 5_000 + b"}]", "thousands of digits"),
        (b'{"title": "A"}\n{"title": "B", "pri', "middle of line 2"),
        (b'{"name": "A"}\n{"name": "B"}\n', '"title"'),
        (b"<!DOCTYPE html><html><body>Courses</body></html>", "web page"),
        (b'<?xml version="1.0"?><catalog xmlns="http://xcri.org/profiles/1.2/catalog"/>', "XCRI"),
        (b"<?xml version='1.0'?><courses/>", "XML"),
        (b"region,sales\nNorth,3\nSouth,4\n", "no column of titles (region, sales)"),
        (b"Dear colleague,\nplease find the list attached.\n", "no column of titles"),
        (b'title,price\nA,1\nB,"2', "line 3"),
        (b"title,price\nA,1\nB,2\nHalf a ti", "line 4"),
        (b"title,price\n", "no rows"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """The sentence names the file, says what it is and what to do; the file's name decides nothing."""
    path = tmp_path / "courses.csv"
    path.write_bytes(content)
    assert says in refusal(path)


def test_a_missing_file_a_folder_and_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    """What cannot be read as text at all is named for what it is."""
    assert "no file" in refusal(tmp_path / "nowhere.csv")
    assert "folder" in refusal(tmp_path)
    with zipfile.ZipFile(tmp_path / "list.csv", "w") as book:
        book.writestr("xl/workbook.xml", "<x/>")
    assert "Excel" in refusal(tmp_path / "list.csv")


def test_a_file_above_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    """A sparse file of a gigabyte costs no gigabyte of memory."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert "200 MB" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_told_by_the_content(tmp_path: Path, encoding: str) -> None:
    """The same table reads the same in every encoding that spreadsheets write."""
    path = tmp_path / "list.csv"
    path.write_bytes(TABLE.encode(encoding))
    (row,) = open_source(path).rows
    assert row.cells["title"][0].value == "Café und Küche"
    assert row.cells["title"][0].column == "title"


CYRILLIC = [
    "title,provider,price\nАналитик данных с нуля,Школа,10\nОсновы программирования,Школа,20\n",
    "title,url\nОснови бухгалтерського обліку,https://example.org/courses/bookkeeping\n",
]


@pytest.mark.parametrize("table", CYRILLIC)
def test_cyrillic_of_windows_is_read_as_it_was_written(tmp_path: Path, table: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table.encode("cp1251"))
    source = open_source(path)
    titles = [row.cells["title"][0].value for row in source.rows]
    assert titles == [line.split(",")[0] for line in table.splitlines()[1:]]
    assert source.warnings == ("The file is not UTF-8; it was read as Windows Cyrillic.",)


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        (CYRILLIC[0], "koi8-r"),
        ("title,price\nΑνάλυση δεδομένων για αρχάριους,10\nΕισαγωγή στον προγραμματισμό,5\n", "cp1253"),
    ],
)
def test_letters_of_no_known_encoding_are_refused_and_not_garbled(
    tmp_path: Path, table: str, encoding: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table.encode(encoding))
    assert "UTF-8" in refusal(path)


def test_a_few_bad_bytes_do_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    """One broken sign among good UTF-8 is replaced and told; it does not garble the rest."""
    path = tmp_path / "list.csv"
    path.write_bytes("title\nÜbung für Prüfer\nMüller ".encode() + b"\xff\n")
    text, warning = read_text(path)
    assert "Übung für Prüfer" in text.whole()
    assert warning == "1 characters could not be read as UTF-8."


def test_a_name_that_lies_changes_nothing(tmp_path: Path) -> None:
    """JSON lines in a .csv are JSON lines."""
    path = tmp_path / "list.csv"
    path.write_text(json.dumps({"title": "A"}) + "\n")
    assert open_source(path).form == "jsonl"


@pytest.mark.parametrize(
    ("text", "count", "example"),
    [
        ("CafÃ© und KÃ¼che", 2, "CafÃ©"),
        ("The beginnerâ€™s guide", 1, "beginnerâ€™s"),
        ("Price: Â£49", 1, "Â£49"),
        ("ÐšÑƒÑ€Ñ python", 1, "ÐšÑƒÑ€Ñ"),
        ("Kurs jÄ™zyka", 1, "jÄ™zyka"),
        ("a lost sign: ï¿½", 1, "ï¿½"),
    ],
)
def test_broken_letters_are_counted_and_shown(text: str, count: int, example: str) -> None:
    """With the first word that holds one."""
    warning = mojibake_warning(["plain", text])
    assert warning is not None
    assert f'("{example}")' in warning
    assert warning.startswith(f"{count} place")


@pytest.mark.parametrize(
    "text",
    [
        "Café, Übung, são, NÃO, Ñandú, «déjà vu», Größe – „Spaß“, “Ça va”, Ångström…",
        "ŻÓŁĆ, Łódź, Čeština, Şirket, İstanbul, Straße”, É…, Ä–Ö, À «la» carte",
        "Курс по Python, Ελληνικά, 日本語のコース, العربية, हिन्दी, 🎓👩‍🎓",
        "20 °C, §5, 100 µm, ½, 5 £, 3 €, ©, ®",
    ],
)
def test_right_letters_of_any_language_are_not_called_broken(text: str) -> None:
    assert mojibake_warning([text]) is None


def test_broken_letters_are_left_as_they_are(tmp_path: Path) -> None:
    """What they once were is a guess, and a guess is no receipt."""
    path = tmp_path / "list.csv"
    path.write_text("title\nCafÃ©\n", encoding="utf-8")
    source = open_source(path)
    assert next(iter(source.rows)).value("title") == "CafÃ©"
    assert source.warnings[0].startswith("1 place looks like UTF-8 that was once read as Western European")


def test_western_european_that_appears_late_is_still_read(tmp_path: Path) -> None:
    """A megabyte of plain letters says nothing of the encoding of what follows."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"title\n" + b"Plain course\n" * 80_000 + "Pâtisserie – 5 €\n".encode("cp1252"))
    source = open_source(path)
    assert list(source.rows)[-1].value("title") == "Pâtisserie – 5 €"
    assert source.warnings == ("The file is not UTF-8; it was read as Windows Western European.",)


def test_json_that_would_take_too_much_memory_is_refused_before_it_does(tmp_path: Path) -> None:
    """Small files hold many small things: 12 MB of them would take ten times as much."""
    path = tmp_path / "list.json"
    path.write_text("[\n" + ",\n".join(["[{}]"] * 900_000) + "]")
    with pytest.raises(CatalogError, match="write one programme a line"):
        open_source(path)


def test_a_line_of_millions_of_cells_is_no_header(tmp_path: Path) -> None:
    """No sheet has so many columns; it costs a moment, not an hour."""
    path = tmp_path / "list.csv"
    path.write_text("a,b," * 500_000)
    with pytest.raises(CatalogError, match="no column of titles"):
        open_source(path)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("a,é\r\n🎓 "), max_size=60), st.integers(1, 7))
def test_a_text_read_in_small_blocks_is_the_same(text: str, block: int) -> None:
    """Where a block ends changes neither the pieces nor the lines, not even inside a character."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfile, "_BLOCK", max(4, block))
        kept = Text.of(text)
        assert "".join(kept.pieces()) == kept.whole() == text
        assert list(kept.lines()) == list(io.StringIO(text, newline=""))
