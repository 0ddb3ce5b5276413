"""CSV as people have it: separators, quotes, headers, ragged and shifted rows; no row is swallowed."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.importing import Imported, read_catalog
from catalog.sources import Source
from catalog.sources.columns import _data, column_of
from catalog.sources.table import read_table
from catalog.sources.textfile import Text


def titles(source: Source) -> list[object]:
    return [row.value("title") for row in source.rows if not row.fault]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    """Each common separator is told by which one makes a header of known names."""
    text = delimiter.join(["titolo", "durata", "prezzo"]) + "\n" + delimiter.join(["A", "10 ore", "0"])
    source = read_table(Text.of(text), "x")
    assert source.mapping == {"titolo": "title", "durata": "duration", "prezzo": "price"}
    assert next(iter(source.rows)).value("price") == "0"


def test_lists_inside_cells_do_not_mislead_the_separator() -> None:
    """A semicolon file stays one when its cells hold commas and quotes."""
    source = read_table(Text.of('id;title;skills;price\n1;A;["sql","r"];62,25\n2;B;["c","go"];54,00\n'), "x")
    assert [row.value("price") for row in source.rows] == ["62,25", "54,00"]


def test_an_open_quote_costs_its_own_row_and_names_its_line() -> None:
    """A quote that is never closed swallows nothing: 2,000 rows below it are read."""
    below = "".join(f"Course {n},{n}\n" for n in range(2000))
    source = read_table(Text.of('title,price\nFirst,1\nBroken,"2\n' + below), "x")
    faults = [(row.number, row.fault) for row in source.rows if row.fault]
    assert faults == [(3, "A quote is opened in line 3 and not closed; close it or write it twice.")]
    assert len(titles(source)) == 2001


def test_an_open_quote_that_meets_another_quote_is_noticed() -> None:
    """Rows with quotes of their own below the open one are rows, not parts of it."""
    source = read_table(Text.of('title,price\n"Broken,2\nA,3\n"B, b",4\nC,5\n'), "x")
    assert titles(source) == ["A", "B, b", "C"]
    assert [row.number for row in source.rows if row.fault] == [2]


def test_quotes_inside_an_unquoted_or_sloppily_quoted_cell_are_text() -> None:
    """Stray quotes that leave the row whole do no harm."""
    source = read_table(Text.of('title,price\nThe "best" course,1\n"Excel" for all,2\n'), "x")
    assert titles(source) == ['The "best" course', "Excel for all"]


def test_line_breaks_in_cells_do_not_count_as_rows() -> None:
    """A row's number is what a spreadsheet shows."""
    source = read_table(Text.of('title,effort\nA,"10 hours/week\n"\n\nB,"3\n"\n'), "x")
    assert [(row.number, row.value("title")) for row in source.rows] == [(2, "A"), (4, "B")]


def test_title_lines_above_and_a_footer_below_are_no_rows() -> None:
    """The header is where the known names stand; a lone last cell is a footer."""
    source = read_table(
        Text.of(
            "My Courses\t\t\nPrices\t\t\n\t\t\nTitle\tDuration\tPrice\nA\t3 months\t$9\nB\tNA\t$8\n\nmine\n"
        ),
        "x",
    )
    assert titles(source) == ["A", "B"]
    assert next(iter(source.rows)).number == 5
    assert source.warnings[-1] == 'What stands below the table is no row: "mine".'


def test_a_doubled_column_loses_nothing() -> None:
    """The second of two columns of one name gets a number; the first that is filled counts."""
    source = read_table(Text.of("title,price,price\nA,,5\nB,6,7\n"), "x")
    assert [row.stated("price")[0].value for row in source.rows] == ["5", "6"]
    assert source.mapping["price (2)"] == "price"
    assert 'read as "price (2)"' in source.warnings[0]


def test_a_row_with_too_many_cells_is_faulty_and_one_with_too_few_is_short() -> None:
    """Cells that cannot be placed are not guessed; missing last cells are not stated."""
    source = read_table(Text.of("title,price,level\nA, and B,5,easy\nC,6\nD,7,hard\nE,8,hard,,\n"), "x")
    assert (
        next(iter(source.rows)).fault
        == "It has 4 cells, the header 3; put quotes around text with separators."
    )
    assert titles(source) == ["C", "D", "E"]
    assert source.warnings == ("1 rows have fewer cells than the header; their last fields are not stated.",)


def test_cells_that_slid_into_the_wrong_columns_are_noticed() -> None:
    """A row whose web address stands under another name is not read as it stands."""
    text = "title,url,is_paid,price\nA,https://a.org/1,True,20\nB, and C,https://a.org/2,True\n"
    source = read_table(Text.of(text.replace("B, and C", "B, und C")), "x")
    assert list(source.rows)[1].fault == "Its cells stand in the wrong columns; move them under their names."


def test_what_excel_leaves_behind_is_cleaned() -> None:
    """The carriage return that Excel writes out as _x000D_ is a line break; NUL is nothing."""
    source = read_table(Text.of("title,summary\nA\0b,one_x000D_\n"), "x")
    assert next(iter(source.rows)).value("title") == "Ab"
    assert next(iter(source.rows)).value("description") == "one"


def test_a_field_of_200_kB_is_read() -> None:
    """Long texts are no fault."""
    source = read_table(Text.of(f'title,description\nA,"{"word " * 40_000}"\n'), "x")
    assert len(str(next(iter(source.rows)).value("description"))) == 199_999


def test_a_sequence_number_tells_no_programmes_apart() -> None:
    """A column that only counts the rows is not used; real codes are."""
    counted = read_table(Text.of("id,title\n1,A\n2,B\n3,A\n"), "x")
    coded = read_table(Text.of("id,title\nK-7,A\nK-9,A\n"), "x")
    assert "id" not in counted.mapping
    assert coded.mapping["id"] == "code"


def test_a_column_called_type_is_what_its_values_say() -> None:
    """One provider's course type is the credential, another's is the pace."""
    credential = read_table(Text.of("title,Course Type\nA,Professional Certificate\nB,Specialization\n"), "x")
    pace = read_table(
        Text.of("title,course_type\nA,Self-paced on your time\nB,Instructor-led on a course schedule\n"), "x"
    )
    neither = read_table(Text.of("title,type\nA,blue\nB,green\n"), "x")
    assert credential.mapping["Course Type"] == "credential"
    assert pace.mapping["course_type"] == "pace"
    assert "type" not in neither.mapping


def test_a_list_that_only_describes_its_courses_is_titled_by_that() -> None:
    """A sign that was broken before the file came here still leaves the column's name readable."""
    source = read_table(Text.of("codice;descrizione;validit\ufffd in anni\nX;corso antincendio;5\n"), "x")
    assert source.mapping == {
        "codice": "code",
        "descrizione": "title",
        "validit\ufffd in anni": "valid_years",
    }


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("course_title", "title"),
        ("CourseTitle", "title"),
        ("coursetitle", "title"),
        ("Kurs-Titel", "title"),
        ("Course", "title"),
        ("certificatetype", "credential"),
        ("Duración (horas)", "duration"),
        ("content_duration", "duration"),
        ("Price (USD)", "price"),
        ("price_eur", "price"),
        ("is_paid", "price"),
        ("Credit Hours", "credits"),
        ("num_subscribers", None),
        ("rating", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_a_column_is_known_by_its_name(header: str, field: str | None) -> None:
    """Case, accents, signs, missing blanks and generic words make no difference."""
    column = column_of(header)
    assert (column and column.field) == field


def test_a_column_name_gives_the_unit_of_its_numbers() -> None:
    """A bare number under such a name is no guess."""
    units = {
        name: column.unit
        for name in ("Hours", "effort", "Price (USD)", "ECTS")
        if (column := column_of(name))
    }
    assert units == {"Hours": "hours", "effort": "hours per week", "Price (USD)": "USD", "ECTS": "ECTS"}


# --- faults that people reported of other programs, with inputs of our own ---------------------------------


def imported(folder: Path, data: bytes) -> Imported:
    path = folder / "list.csv"
    path.write_bytes(data)
    return read_catalog([path])


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    """The first column is found whatever it holds (GAM 710, commercetools 1534)."""
    course = imported(tmp_path, b"\xef\xbb\xbfAlias,Course name\r\nCourse1,x\r\n")
    assert list(course.report.files[0].mapping) == ["Course name"]
    (program,) = imported(tmp_path, b"\xef\xbb\xbfprice,currency,title\n10.00,EUR,x").programs
    assert (str(program.price.amount), program.price.currency) == ("10.00", "EUR")


def test_digits_of_another_cell_are_no_part_of_a_price(tmp_path: Path) -> None:
    """Notes beside a cost stay notes (invoiceninja 1752)."""
    (program,) = imported(tmp_path, b'title,notes,cost\nA,"12 lessons, 2024 edition",49\n').programs
    assert str(program.price.amount) == "49"


def test_lists_in_cells_do_not_make_a_semicolon_file_a_comma_file(tmp_path: Path) -> None:
    """Commas in every row mislead whoever counts signs (cpython 119123)."""
    found = imported(tmp_path, b'id;title;skills;price\n1;A;["sql","r"];62,25\n2;B;["c","go"];54,00\n')
    facts = {program.title: (str(program.price.amount), program.skills) for program in found.programs}
    assert facts == {"A": ("62.25", ("sql", "r")), "B": ("54.00", ("c", "go"))}


def test_a_plain_semicolon_file_of_one_row_has_its_columns() -> None:
    """It is not one column (datapusher-plus 256)."""
    source = read_table(Text.of("titolo;durata;prezzo\nA;10 ore;0"), "x")
    assert source.mapping == {"titolo": "title", "durata": "duration", "prezzo": "price"}


def test_lines_are_cut_out_as_the_standard_library_does() -> None:
    """Line feeds and carriage returns end a line, alone and together; nothing else does."""
    for text in ("", "a", "a\n", "a\r\nb\rc\n\r\n", "a\x0bb\u2028c\x85d", "\r\r\n\n"):
        assert list(Text.of(text).lines()) == list(io.StringIO(text, newline=""))
    assert Text.of("a\nb\nc").lines()[-1] == "c"
    assert Text.of("a\nb\nc").lines()[1:] == ["b\n", "c"]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_every_written_row_comes_back_once(rows: list[tuple[str, str]], delimiter: str) -> None:
    """What the standard library writes is read row for row: none lost, none joined, none invented."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows(
        [("title", "price"), *((f"t{n}{title}", f"p{price}") for n, (title, price) in enumerate(rows))]
    )
    source = read_table(Text.of(out.getvalue()), "x")
    assert [row.number for row in source.rows] == list(range(2, len(rows) + 2))
    assert [str(row.value("title"))[:2] for row in source.rows] == [f"t{n}" for n in range(len(rows))]


@settings(max_examples=60)
@given(st.text(st.sampled_from('ab,;"\n\r\t '), max_size=60))
def test_no_text_below_a_header_raises_or_loses_lines_to_a_quote(text: str) -> None:
    """Whatever stands below, a plain last row is still a row, or the file is refused as half-written."""
    source = read_table(Text.of("title,price\n" + text + "\nlast,9\n"), "x")
    assert any(row.fault or row.value("title") == "last" for row in source.rows)


def test_every_column_name_of_the_table_is_reachable() -> None:
    """No name in the data is shadowed by generic words or by an earlier field, except as one wants it."""
    for field, entry in _data().items():
        for name in entry.get("names", ()) if isinstance(entry, dict) else ():
            column = column_of(name)
            assert column is not None, name
            assert column.field == field or column.either, (name, field, column)


def test_a_table_of_outcomes_is_refused_by_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text(
        "provider,code,employed after 6 months,quarterly wage,completion rate\n1,2,0.5,9000,0.8\n"
    )
    with pytest.raises(CatalogError, match="a table of graduates' outcomes"):
        read_catalog([path])
