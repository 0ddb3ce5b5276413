"""Workbooks as people keep them: which sheet, which header, merged cells, and numbers as they are seen."""

import datetime as dt
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.sources import Source
from catalog.sources.opening import open_source
from catalog.sources.workbook import shown
from tests.catalog.sources.books import Rows, write_ods, write_xls, write_xlsx

HEADER = ["Title", "Duration", "Price (USD)"]


def titles(source: Source) -> list[object]:
    return [row.value("title") for row in source.rows if not row.fault]


def one_sheet(folder: Path, rows: Rows, merged: tuple[str, ...] = ()) -> Source:
    return open_source(write_xlsx(folder / "list.xlsx", {"Courses": rows}, merged=merged))


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_each_form_is_told_by_its_content_and_read_alike(tmp_path: Path, form: str) -> None:
    """The file's name says nothing; a price of 45 is "45"."""
    rows: Rows = [HEADER, ["Café und Küche", "9 hours", 45], ["Ключ", "2 weeks", 45.5]]
    path = tmp_path / "list.csv"
    if form == "xls":
        write_xls(path, rows)
    else:
        (write_xlsx if form == "xlsx" else write_ods)(path, {"Courses": rows})
    source = open_source(path)
    assert (source.form, source.name) == (form, "list.csv")
    assert source.mapping == {"Title": "title", "Duration": "duration", "Price (USD)": "price"}
    assert [(row.number, row.value("title"), row.value("price")) for row in source.rows] == [
        (2, "Café und Küche", "45"),
        (3, "Ключ", "45.5"),
    ]
    assert next(iter(source.rows)).cells["price"][0].unit == "USD"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45.0, "45"),
        (0.1 + 0.2, "0.3"),
        (1499.99, "1499.99"),
        (-99999.0, "-99999"),
        (True, "TRUE"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1), "2026-03-01"),  # noqa: DTZ001
        (dt.datetime(2026, 3, 1, 9, 30), "2026-03-01 09:30"),  # noqa: DTZ001
        (dt.time(4, 0), "04:00"),
        (dt.timedelta(hours=36), "36:00"),
        (dt.timedelta(minutes=1, seconds=5), "0:01:05"),
        ("1e5", "1e5"),
    ],
)
def test_a_value_is_what_the_sheet_shows(value: object, text: str) -> None:
    assert shown(value) == text


def test_dates_spans_and_truth_values_come_through_the_library(tmp_path: Path) -> None:
    day = dt.datetime(2026, 3, 1)  # noqa: DTZ001
    rows: Rows = [["Title", "Start", "Duration", "is paid"], ["A", day, dt.timedelta(hours=36), True]]
    (row,) = one_sheet(tmp_path, rows).rows
    assert (row.value("start"), row.value("duration"), row.value("price beside")) == (
        "2026-03-01",
        "36:00",
        "TRUE",
    )


def test_title_rows_and_blank_rows_above_the_header_are_no_rows(tmp_path: Path) -> None:
    rows: Rows = [["Our offer 2026"], [], ["as of March"], HEADER, ["A", "1 h", 5], [], ["B", "2 h", 6]]
    assert [(row.number, row.value("title")) for row in one_sheet(tmp_path, rows).rows] == [
        (5, "A"),
        (7, "B"),
    ]


def test_the_sheet_that_names_the_most_fields_is_read_wherever_it_stands(tmp_path: Path) -> None:
    """A contents sheet with a title of its own comes first in many workbooks."""
    book = write_xlsx(
        tmp_path / "list.xlsx",
        {"Contents": [["Title", "Page"], ["Courses", 2]], "Courses": [HEADER, ["A", "1 h", 5]]},
    )
    source = open_source(book)
    assert titles(source) == ["A"]
    assert source.warnings == (
        'The sheet "Contents" is not read: its columns are not those of the catalogue.',
    )


def test_several_sheets_of_one_catalogue_are_all_read_and_receipts_name_theirs(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "list.xlsx",
        {"Spring": [HEADER, ["A", "1 h", 5]], "Autumn": [[], HEADER, ["B", "2 h", 6], ["", "3 h", 7]]},
    )
    found = read_catalog([book])
    receipts = {program.title: program.receipts["duration"][0] for program in found.programs}
    assert [(receipts[t].column, receipts[t].row) for t in "AB"] == [
        ("Spring!Duration", 2),
        ("Autumn!Duration", 3),
    ]
    assert {program.title: program.price.amount for program in found.programs} == {"A": 5, "B": 6}
    assert found.report.files[0].rejected == 1


def test_a_hidden_sheet_is_read_only_where_no_other_is_the_catalogue(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Old": [HEADER, ["A", "1 h", 5]], "New": [HEADER, ["B", "1 h", 5]]}
    both = open_source(write_xlsx(tmp_path / "both.xlsx", sheets, hidden=["Old"]))
    assert titles(both) == ["B"]
    assert 'The sheet "Old", which is hidden, is not read' in both.warnings[0]
    alone = open_source(write_xlsx(tmp_path / "alone.xlsx", {"Old": sheets["Old"]}, hidden=["Old"]))
    assert titles(alone) == ["A"]


def test_a_row_without_a_title_that_only_continues_belongs_to_the_row_above(tmp_path: Path) -> None:
    """Long texts go on below; what was blank above is filled; the row is counted once."""
    rows: Rows = [
        ["Title", "Outcomes", "Skills", "Price"],
        ["A", "Read a balance sheet", "SQL, R", ""],
        ["", "Plan a budget", "Python", "$5"],
        ["", "Close a year", "", ""],
        ["B", "Bake", "", "$6"],
    ]
    source = one_sheet(tmp_path, rows)
    first, second = source.rows
    assert first.value("outcomes") == "Read a balance sheet\nPlan a budget\nClose a year"
    assert (first.value("skills"), first.value("price")) == ("SQL, R, Python", "$5")
    assert (first.number, second.number, second.value("title")) == (2, 5, "B")
    assert "2 rows without a title continue the row above them" in source.warnings[0]


@pytest.mark.parametrize("below", [["", "", "$9"], ["", "More words", "$9"]])
def test_a_row_without_a_title_that_states_another_price_is_no_continuation(
    tmp_path: Path, below: list[object]
) -> None:
    rows: Rows = [["Title", "Description", "Price"], ["A", "Words", "$5"], below, ["B", "Words", "$6"]]
    source = one_sheet(tmp_path, rows)
    assert [row.value("title") for row in source.rows] == ["A", None, "B"]
    assert next(iter(source.rows)).value("price") == "$5"


def test_a_row_below_a_blank_row_continues_nothing(tmp_path: Path) -> None:
    rows: Rows = [
        ["Title", "Description"],
        ["A", "Words"],
        [],
        ["", "A note below the table"],
        ["B", "Words"],
    ]
    assert [row.value("title") for row in one_sheet(tmp_path, rows).rows] == ["A", None, "B"]


def test_every_row_under_a_merged_cell_has_its_value(tmp_path: Path) -> None:
    """A provider merged over two courses is that of both; a merged title is one course of two rows."""
    rows: Rows = [
        ["Provider", "Title", "Outcomes"],
        ["Night School", "A", "Bake"],
        ["", "B", "Cook"],
        ["", "", "Serve"],
    ]
    source = one_sheet(tmp_path, rows, merged=("A2:A4", "B3:B4"))
    assert [(row.value("provider"), row.value("title"), row.value("outcomes")) for row in source.rows] == [
        ("Night School", "A", "Bake"),
        ("Night School", "B", "Cook\nServe"),
    ]


def test_a_footer_below_the_table_is_no_row(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["A", "1 h", 5], ["B", "1 h", 5], [], ["Subject to change"]]
    assert titles(one_sheet(tmp_path, rows)) == ["A", "B"]


def test_bare_prices_are_told_because_a_format_may_have_held_the_currency(tmp_path: Path) -> None:
    """Not where the column, or another one, names the currency."""
    bare = one_sheet(tmp_path, [["Title", "Price"], ["A", 45]])
    named = one_sheet(tmp_path, [HEADER, ["A", "1 h", 45]])
    beside = one_sheet(tmp_path, [["Title", "Price", "Currency"], ["A", 45, "EUR"]])
    assert 'The prices in "Price" are bare numbers' in bare.warnings[0]
    assert (named.warnings, beside.warnings) == ((), ())


def test_broken_letters_in_cells_are_told_and_left(tmp_path: Path) -> None:
    source = one_sheet(tmp_path, [["Title", "Level"], ["CafÃ© und BÃ©zier", "easy"]])
    assert titles(source) == ["CafÃ© und BÃ©zier"]
    assert '2 places look like UTF-8 that was once read as Western European ("CafÃ©")' in source.warnings[0]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "is an empty workbook"),
        ([["Region", "Sales"], ["North", 3]], "no sheet with a column of titles (Region, Sales)"),
        ([HEADER], "no rows"),
    ],
)
def test_a_workbook_that_is_no_catalogue_is_refused_in_one_sentence(
    tmp_path: Path, rows: Rows, says: str
) -> None:
    with pytest.raises(CatalogError) as refusal:
        read_catalog([write_xlsx(tmp_path / "list.xlsx", {"S": rows})])
    assert says in str(refusal.value)
    assert str(refusal.value).count(". ") == 0
