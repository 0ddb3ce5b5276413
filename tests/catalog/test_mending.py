"""Rows to mend are kept as the file has them, so that what was mended can be read again."""

import csv
import io
from pathlib import Path

import openpyxl

from catalog import mending
from catalog.importing import read_catalog
from catalog.mending import ToMend, Unread
from catalog.sources.exported import REASON


def of(path: Path) -> tuple[list[ToMend], int]:
    """Return the rows to mend of a file, and how many were read in part."""
    found = read_catalog([path]).report.files[0].mending
    return found.rows, found.partly


def test_a_row_keeps_its_columns_and_texts(tmp_path: Path) -> None:
    """Of columns that are not read too, and of cells beyond the last column."""
    path = tmp_path / "a.csv"
    path.write_text("title,length,Notes\nA,6 weeks,\n,2 weeks,x\nB,bananas,y\nC,1 week,z,too,many\n")
    rows, partly = of(path)
    assert partly == 1
    assert [one.row for one in rows] == [3, 4, 5]
    assert rows[0].cells == {"title": "", "length": "2 weeks", "Notes": "x"}
    assert rows[1] == ToMend(
        4, None, (Unread("length", "bananas"),), {"title": "B", "length": "bananas", "Notes": "y"}
    )
    assert rows[2].cells == {
        "title": "C", "length": "1 week", "Notes": "z", "column 4": "too", "column 5": "many"
    }  # fmt: skip


def test_the_column_of_reasons_is_none_of_the_file(tmp_path: Path) -> None:
    """It is neither read nor called unread; what no spreadsheet was to run is the text that it was."""
    path = tmp_path / "a.csv"
    table = io.StringIO()
    csv.writer(table).writerows(
        [
            ["title", "description", "Notes", REASON],
            ["A", "'=1+1 for all", "x", "Row 3: x"],
            ["", "", "x", "y"],
        ]
    )
    path.write_text(table.getvalue())
    found = read_catalog([path])
    report = found.report.files[0]
    assert report.unused == ("Notes",) and REASON not in report.mapping
    assert found.programs[0].description == "=1+1 for all"
    assert REASON not in report.mending.rows[0].cells


def test_rows_of_two_sheets_have_the_columns_of_their_own(tmp_path: Path) -> None:
    """A workbook of several sheets."""
    book = openpyxl.Workbook()
    for sheet, head in ((book.active, "title"), (book.create_sheet("More"), "Course title")):
        for row in ([head, "duration"], ["A" + head, "6 weeks"], ["B" + head, "bananas"]):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    rows, _ = of(tmp_path / "a.xlsx")
    assert [one.cells for one in rows] == [
        {"title": "Btitle", "duration": "bananas"},
        {"Course title": "BCourse title", "duration": "bananas"},
    ]
    assert rows[1].unread == (Unread("More!duration", "bananas"),)


def test_what_is_no_table_has_reasons_alone(tmp_path: Path) -> None:
    """JSON has no columns to send back."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "A"}\n{"provider": "x"}\n{"title": "B", "duration": "bananas"}\n')
    assert of(path) == (
        [ToMend(2, "It has no title; give it one."), ToMend(3, None, (Unread("duration", "bananas"),))], 1
    )  # fmt: skip


def test_a_file_of_bad_rows_alone_is_not_kept_whole(tmp_path: Path) -> None:
    """Further rows are counted."""
    path = tmp_path / "a.csv"
    path.write_text("title,length\n" + "".join(f"A{n},bananas\n" for n in range(mending.MOST_ROWS + 5)))
    rows, partly = of(path)
    assert len(rows) == mending.MOST_ROWS and partly == mending.MOST_ROWS + 5


def test_a_text_that_says_that_nothing_is_known_is_nothing_to_mend(tmp_path: Path) -> None:
    """Seen to fail: "on request" was listed as what could not be read."""
    file = tmp_path / "courses.csv"
    file.write_text("title,price\nA,on request\nB,n/a\nC,tba\nD,free?\n", encoding="utf-8")
    assert [one.row for one in of(file)[0]] == [5]
