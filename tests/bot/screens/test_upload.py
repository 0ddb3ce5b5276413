"""Screens of an upload and of what it would change: whatever a file holds, each is a good screen."""

import csv
import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens import applying, columns, upload, upload_report
from bot.screens.diff import Compared, change_line, diff_page, diff_screen
from catalog.diff import Changed, diff
from catalog.looking import Looked
from catalog.mending import ToMend, Unread
from catalog.program import Duration, Price, Program
from tests.bot.screens.strict import assert_good

TEXT = st.text(max_size=300) | st.sampled_from(["=1+1", "<b>&amp;", "😀" * 200, "שלום\u202e", "Kosten"])
COUNT = st.integers(0, 2_000_000)
CELLS = st.dictionaries(TEXT, TEXT, max_size=4)
UNREAD = st.lists(st.builds(Unread, TEXT, TEXT), min_size=1, max_size=3).map(tuple)
TO_MEND = st.builds(ToMend, COUNT, TEXT, cells=CELLS) | st.builds(ToMend, COUNT, unread=UNREAD, cells=CELLS)
LOOKED = st.builds(
    Looked,
    file=st.text("abcü.-", min_size=1, max_size=60),
    form=st.sampled_from(["csv", "jsonl"]),
    rows=COUNT,
    kept=COUNT,
    duplicates=COUNT,
    rejected=COUNT,
    mapping=st.dictionaries(TEXT, st.sampled_from(["title", "price", "free_access_weeks"]), max_size=30),
    unused=st.lists(TEXT, max_size=10).map(tuple),
    warnings=st.lists(TEXT, max_size=5).map(tuple),
    unknown=st.fixed_dictionaries({"price": COUNT, "duration": COUNT, "outcomes_or_skills": COUNT}),
    examples=st.just({"Kosten": 12}),
    to_mend=st.lists(TO_MEND, max_size=5).map(tuple),
    partly=COUNT,
    values=st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=10),
)
FREE = Program(id="sql", title="SQL from the start", price=Price("free"), duration=Duration(weeks_max=8))


def compared(before: list[Program], after: list[Program], **more: object) -> Compared:
    """Return what a draft would change."""
    return Compared(41, 42, diff(before, after), **more)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(st.lists(LOOKED, min_size=1, max_size=4), st.data())
def test_what_a_file_holds_breaks_no_screen(files: list[Looked], data: st.DataObject) -> None:
    """Columns, choices and report keep every rule of a screen."""
    at = data.draw(st.integers(0, len(files) - 1))
    for screen in (
        columns.columns(1_800_000_000, files, at, upload.goes("x" * 60, True)),
        columns.choose_column(1, files[at], at, data.draw(st.integers(0, 5))),
        upload_report.report(1, files),
        upload_report.refused_rows(1, files),
        upload.choose_place(1, files[at].file, at, [one.file for one in files] * 7),
        upload.sources(7, [one.file for one in files] * 7, ["a.csv"]),
    ):
        assert_good(screen)
    names = columns.all_columns(files[at])
    if names:
        assert_good(columns.choose_field(1, files[at], at, data.draw(st.integers(0, len(names) - 1))))


@settings(max_examples=25, deadline=None)
@given(st.lists(LOOKED, min_size=1, max_size=2))
def test_no_spreadsheet_runs_a_refused_row(files: list[Looked]) -> None:
    """A cell that looks like a formula gets an apostrophe in front; every row to mend has its own."""
    made = upload_report.refused_rows(1, files).files
    tables = [list(csv.reader(io.StringIO(one.content.decode("utf-8-sig"), newline=""))) for one in made]
    assert [len(rows) - 1 for rows in tables] == [len(one.to_mend) for one in files if one.to_mend]
    cells = [cell for rows in tables for row in rows for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_the_screens_of_the_way_are_good_ones() -> None:
    """Each says what happened, what is safe and where to go on."""
    sender = upload.Sender("<b>Ida", ["a.csv"], "5 minutes")
    for screen in (
        upload.too_big(34), upload.not_fetched(), upload.empty_file(), upload.disk_full(),
        upload.refused("It is a PDF."), upload.waits(1, sender), upload.reading(1, 3), upload.busy(),
        upload.none_waits(), upload.last_source(), applying.asked(1, compared([FREE], [], left=["a.csv"])),
        applying.applying(42),
        applying.live(42, 41), applying.live(42, None), applying.draft_gone(1), applying.not_built(1, None),
        applying.not_applied(1, "x"), columns.wrong_column(1, 0, "x"), applying.back(41),
        applying.not_back("x"), applying.cancelled(), upload.template_sent(b"x"),
    ):  # fmt: skip
        assert_good(screen)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXT.filter(str.strip), max_size=20), st.lists(TEXT.filter(str.strip), max_size=20))
def test_what_a_catalogue_holds_breaks_no_diff(before: list[str], after: list[str]) -> None:
    """Sums and pages keep every rule of a screen."""
    catalogues = [
        [Program(id=str(number), title=title, provider=title) for number, title in enumerate(titles)]
        for titles in (before, after)
    ]
    found = compared(*catalogues, left=before, saved=(3, 7))
    for asks in (True, False):
        assert_good(diff_screen(1, found, asks))
    for part in ("new", "changed", "gone"):
        assert_good(diff_page(1, found, part, 1))


def test_files_that_are_no_longer_read_are_said_before_all_else() -> None:
    """With the courses that go and the way to keep them; what goes on purpose needs no such way."""
    found = compared([FREE], [], left=["by-hand.csv"])
    for screen in (diff_screen(1, found, False), applying.asked(1, found)):
        assert screen.text.startswith("No longer read: by-hand.csv.\n1 course goes.\nTo keep them: cancel, ")
        assert "RUNG_CATALOG" in screen.text
    meant = compared([FREE], [], left=["by-hand.csv"], is_meant=True)
    for screen in (diff_screen(1, meant, False), applying.asked(1, meant)):
        assert screen.text.startswith("No longer read: by-hand.csv.\n1 course goes.")
        assert "keep" not in screen.text
    assert diff_screen(1, compared([FREE], []), False).text.startswith("Against version 41: ")


def test_a_change_is_said_in_words() -> None:
    """What a person would be told differently, before and after."""
    dear = Program(id="sql", title=FREE.title, price=Price("paid", Decimal(30), currency="USD"))
    assert change_line(Changed(FREE, dear, ("price", "duration"))) == (
        "“SQL from the start”. Price: free → 30 US dollars."
    )
    short = Program(id="sql", title=FREE.title, price=Price("free"), duration=Duration(weeks_max=6))
    assert change_line(Changed(FREE, short, ("duration",))) == (
        "“SQL from the start”. Length: up to 8 weeks → up to 6 weeks."
    )
    certified = Program(id="sql", title=FREE.title, price=Price("free", certificate_amount=Decimal(5)))
    assert change_line(Changed(FREE, certified, ("price",))) == "“SQL from the start”. Price is changed."


def test_few_people_are_not_counted() -> None:
    """Fewer than five people could be known."""
    assert "saved by people: fewer than 5." in diff_screen(1, compared([FREE], [], saved=(1, 1)), False).text
    assert "saved by people: 5." in diff_screen(1, compared([FREE], [], saved=(1, 5)), False).text
    for nobody in (None, (0, 0)):
        assert "saved" not in diff_screen(1, compared([FREE], [], saved=nobody), False).text
