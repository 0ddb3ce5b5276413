"""Uploads that meet trouble: bad files, other people, two administrators, a restart at any step."""

from pathlib import Path

import pytest

from bot.telegram.pending import FOLDER, Pending
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.held import held
from index.manifest import current_number
from tests.bot.telegram.inprocess import ADMIN, Bots
from tests.bot.telegram.uploading import ROWS, WELDING, offered, send, shows, table, tapped


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in children need no weights."""
    monkeypatch.setenv("RUNG_MODELS", "hashed-words")


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"size": 34 << 20}, "I can take CSV, XLSX or JSON up to 20 MB.\n\nThis one is 34 MB."),
        ({"content": b""}, "This file is empty. Nothing was changed."),
        ({"broken": True}, "This file could not be fetched from Telegram"),
        ({"content": b"%PDF-1.7\n", "name": "list.pdf", "mime": "application/pdf"}, "PDF"),
        ({"content": b"PK\x03\x04" + bytes(50), "name": "list.xlsx"}, "Nothing was changed."),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_waits(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, fields: dict[str, object], answer: str
) -> None:
    """The size is looked at before the file is fetched; the next file finds no upload in its way."""
    bots.start()
    given = {"content": table(*ROWS)} | fields
    send(admin, **given)  # type: ignore[arg-type]
    shows(standin, admin, answer)
    assert len(standin.calls_to("getFile")) == ("size" not in fields)
    standin.wait(lambda: not (folder / FOLDER).exists())
    send(admin, table(WELDING))
    shows(standin, admin, "my-centre.csv: 1 row read.")
    assert bots.faults() == []


def test_row_14_nobody_else_uploads_or_taps(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, folder: Path
) -> None:
    """cadis#239. Seen to fail when an administrator is known by the file or the button's data alone."""
    bots.start()
    send(ana, table(WELDING))
    shows(standin, ana, "I can read text, and files that are plain text.")
    send(admin, table(WELDING))
    shows(standin, admin, "1 row read.")
    waiting = Pending(folder).read()
    assert waiting is not None
    before = admin.newest()
    for data in ("upload:{}:ok", "diff:{}:", "draft:{}:", "apply:{}:go", "cancel:{}:", "columns:{}:0.0.skip"):
        ana.forge(f"v1:{data.format(waiting.id)}", before.id)
    standin.wait(lambda: len(ana.messages()) == 7)
    back = ana.forge(f"v1:rollback:{current_number(folder)}:", before.id)
    standin.wait(lambda: ana.toast_of(back))
    for command in ("/upload", "/sources", "/template"):
        ana.send(command)
        shows(standin, ana, "I do not know that command.")
    assert Pending(folder).read() == waiting and admin.messages() == [before]


def test_a_second_administrator_is_told_who_must_end_first(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """One upload waits at a time; the other administrator can look at it and cancel it."""
    other = standin.person(8, first_name="Odo")
    bots.start(admins=frozenset({ADMIN, 8}))
    send(admin, table(WELDING))
    shows(standin, admin, "1 row read.")
    send(other, table(ROWS[1]), name="other.csv")
    text = shows(standin, other, "Another upload waits.")
    assert "It is from Ida, " in text and "ago: my-centre.csv." in text
    tapped(standin, other, "Show it", "1 row read.")
    tapped(standin, other, "Cancel the upload", "Cancelled.")
    assert not (folder / FOLDER).exists()
    admin.tap("Columns are right")
    shows(standin, admin, "No upload waits.")
    standin.assert_clean()


def test_a_restart_at_every_step_loses_nothing(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """What waits is offered again below, and goes on from there: columns, report, draft, and being asked."""
    number = current_number(folder)
    running = bots.start()
    send(admin, table(*ROWS))
    shows(standin, admin, "7 rows read.")
    running.stop()
    running = bots.start()
    standin.wait(lambda: len(admin.messages()) == 2)
    tapped(standin, admin, "Columns are right", "rows refused")
    running.stop()
    running = bots.start()
    standin.wait(lambda: len(admin.messages()) == 3)
    tapped(standin, admin, "See the changes", "Against version")
    tapped(standin, admin, "Ask the draft", "Write a goal now")
    running.stop()
    bots.start()
    standin.wait(lambda: len(admin.messages()) == 4)
    admin.send("I want to learn baking bread")
    shows(standin, admin, f"From the draft, version {number + 1}.")
    assert current_number(folder) == number and held(folder) == number + 1
    offered(standin, admin, "Cancel the upload")
    admin.tap("Cancel the upload")
    standin.wait(lambda: any("Cancelled." in one.text for one in admin.messages()))
    assert held(folder) is None and not (folder / FOLDER).exists()
    admin.send("I want to learn baking bread")
    standin.wait(lambda: "From the draft" not in admin.newest().text)
    assert bots.faults() == []


def test_a_column_that_cannot_be_what_was_said_stays_what_it_was(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """Without a title nothing is left of a file: the change is undone, the upload is not lost."""
    bots.start()
    send(admin, table(WELDING))
    shows(standin, admin, "1 row read.")
    tapped(standin, admin, "Change a column", "Which column")
    tapped(standin, admin, "Kurstitel", "hold?")
    tapped(standin, admin, "Not used", "This change was not kept.")
    tapped(standin, admin, "Back to the columns", "“Kurstitel” as Title")
    assert bots.faults() == []


def test_a_file_of_a_known_name_takes_its_place_unless_another_is_wanted(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """One source is one file name, and a source can be removed again: never the last one."""
    bots.start()
    for row, name in ((WELDING, "a.csv"), (ROWS[1], "b.csv")):
        send(admin, table(row), name=name)
        shows(standin, admin, "It is added as a new source.")
        tapped(standin, admin, "Columns are right", "is good.")
        tapped(standin, admin, "See the changes", "Against version")
        tapped(standin, admin, "Apply as version", "to everybody")
        tapped(standin, admin, "Apply", "is live.")
    send(admin, table(ROWS[4]), name="A.CSV")
    shows(standin, admin, "It replaces the source a.csv.")
    tapped(standin, admin, "Replace or add", "Where does a.csv go?")
    tapped(standin, admin, "Add as a new source", "a-2.csv: 1 row read.")
    tapped(standin, admin, "Cancel the upload", "Cancelled.")
    admin.send("/sources")
    shows(standin, admin, "Uploaded: a.csv and b.csv.")
    tapped(standin, admin, "Remove a.csv", "1 gone")
    assert admin.newest().text.startswith("No longer read: a.csv.\n1 course goes.\n\nAgainst version")
    tapped(standin, admin, "Apply as version", "to everybody")
    tapped(standin, admin, "Apply", "is live.")
    admin.send("/sources")
    shows(standin, admin, "Uploaded: b.csv.")
    tapped(standin, admin, "Remove b.csv", "This is the only source.")
    admin.send("/reindex")
    shows(standin, admin, "from b.csv?")
    tapped(standin, admin, "Rebuild", "is live. The one before is kept.")
    admin.send("/sources")
    shows(standin, admin, "Uploaded: b.csv.")
    assert bots.faults() == []
    standin.assert_clean()


def test_what_was_said_of_columns_holds_for_the_next_file_of_that_name(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """A list that comes every month is corrected once; where the columns are others, it is read without."""
    bots.start()
    send(admin, table(WELDING))
    shows(standin, admin, "Not read: Betrag.")
    tapped(standin, admin, "Change a column", "Which column")
    tapped(standin, admin, "Betrag", "hold?")
    tapped(standin, admin, "Price", "“Betrag” as Price")
    tapped(standin, admin, "Columns are right", "is good.")
    tapped(standin, admin, "See the changes", "Against version")
    tapped(standin, admin, "Apply as version", "to everybody")
    tapped(standin, admin, "Apply", "is live.")
    send(admin, table(WELDING, ROWS[1]))
    shows(standin, admin, "“Betrag” as Price (2 examples)")
    tapped(standin, admin, "Cancel the upload", "Cancelled.")
    send(admin, table(WELDING).replace(b"Betrag", b"Andere"))
    shows(standin, admin, "Not read: Andere.")
    assert bots.faults() == []
