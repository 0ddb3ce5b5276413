"""An administrator's file, from the chat to live and back, and nobody else's: over HTTP with the stand-in."""

import re
from pathlib import Path

import pytest

from bot.telegram import admin as admin_rights
from bot.telegram.pending import Pending
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.generation import Generation
from index.manifest import current_number
from tests.bot.telegram.inprocess import Bots
from tests.bot.telegram.uploading import (
    ROWS,
    WELDING,
    applied,
    changed,
    offered,
    send,
    shows,
    table,
    tapped,
    tapped_above,
)

pytestmark = pytest.mark.usefixtures("toy_builds")


def titles(folder: Path) -> list[str]:
    """Return what is served."""
    generation = Generation.read(folder, current_number(folder))
    return sorted(program.title for _, program in generation.store.every())


def test_a_full_first_day(bots: Bots, standin: StandIn, ana: Person, admin: Person, folder: Path) -> None:
    """Own CSV with three bad rows: columns, report, changes, the draft asked, applied, asked, gone back."""
    before, number = titles(folder), current_number(folder)
    bots.start()
    send(admin, table(*ROWS), name="../../my-centre.csv")
    text = shows(standin, admin, "Not read: Betrag.")
    assert text.startswith("my-centre.csv: 7 rows read.")
    assert "“Kurstitel” as Title (5 examples)" in text
    assert "It is added as a new source.\nNothing is changed yet." in text

    text = changed(standin, admin, "Betrag", "Price", "“Betrag” as Price (4 examples)")
    assert "Not read" not in text

    text = tapped(standin, admin, "Columns are right", "rows refused")
    assert "3 rows refused.\nRow 4: It has no title; give it one.\nRow 5: " in text
    assert "Price: not stated in 2." in text and "Nothing is changed yet." in text
    tapped(standin, admin, "Rows to mend as a file", "")
    standin.wait(lambda: admin.newest().file)
    name, content = admin.newest().file or ("", b"")
    assert name == "my-centre-to-mend.csv"
    assert content.decode("utf-8-sig").splitlines()[1].endswith('"Row 4: It has no title; give it one."')
    assert titles(folder) == before and current_number(folder) == number

    tapped_above(standin, admin, "Back to the report", "See the changes")
    text = tapped_above(standin, admin, "See the changes", "Ask the draft")
    assert text.startswith(f"No longer read: small.jsonl.\n{len(before)} courses go.\nTo keep them: cancel,")
    assert f"Against version {number}: 4 new, " in text
    assert titles(folder) == before

    tapped_above(standin, admin, "Ask the draft", "Write a goal now")
    admin.send("I want to learn welding for data analysts")
    text = shows(standin, admin, "Welding for data analysts")
    assert text.startswith(f"From the draft, version {number + 1}. Nobody else sees it yet.")
    ana.send("I want to learn welding for data analysts")
    standin.wait(ana.messages)
    assert "Own College" not in ana.newest().text and "draft" not in ana.newest().text

    text = tapped_above(standin, admin, "Apply as version", "Show version")
    assert text.startswith("No longer read: small.jsonl.")
    tapped_above(standin, admin, "Apply", f"Version {number + 1} is live.")
    assert "Baking bread" in titles(folder) and current_number(folder) == number + 1
    ana.send("Baking bread")
    shows(standin, ana, "Own College")
    assert not (folder / "upload").exists()

    admin.send("/sources")
    shows(standin, admin, "Uploaded: my-centre.csv.")
    tapped_above(standin, admin, "Go back to", f"Version {number} is live again.")
    assert titles(folder) == before
    admin.send("/sources")
    shows(standin, admin, "Nothing was uploaded.")
    assert bots.faults() == []
    standin.assert_clean()


def test_row_19_an_album_is_one_upload(bots: Bots, standin: StandIn, admin: Person, folder: Path) -> None:
    """codex-autorunner#106. Seen to fail when each file begins an upload, and when a late one is not read."""
    number = current_number(folder)
    bots.start()
    send(admin, table(ROWS[1]), name="b.csv", media_group_id="77")
    send(admin, table(ROWS[4]), name="c.csv", media_group_id="77")
    shows(standin, admin, "b.csv: 1 row read.")
    send(admin, table(WELDING), name="a.csv", media_group_id="77")  # the first of them, and late
    shows(standin, admin, "a.csv: 1 row read.")
    text = tapped(standin, admin, "Columns are right", "c.csv: 1 row read.")
    assert [f"{one}.csv: 1 row read." in text for one in "abc"] == [True] * 3
    text = tapped(standin, admin, "See the changes", "Against version")
    assert f"Against version {number}: 3 new, " in text
    assert current_number(folder) == number and len(admin.messages()) == 1
    assert bots.faults() == []
    standin.assert_clean()


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


def test_the_status_says_what_became_of_the_last_upload(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """While it waits, cancelled, refused, live, and after a restart; nothing where there was none."""

    def status(words: str) -> None:
        admin.send("/status")
        offered(standin, admin, "Age: ")
        text = shows(standin, admin, "Age: ")
        found = re.search(r"\nLast upload, on \d+ \w+ at \d\d:\d\d: (.*)\n", text)
        assert (found[1] if found else "") == words

    running = bots.start()
    status("")
    send(admin, table(*ROWS))
    shows(standin, admin, "It is added as a new source.")
    status("my-centre.csv. It waits: /upload shows it.")
    admin.send("/upload")
    shows(standin, admin, "It is added as a new source.")
    tapped(standin, admin, "Cancel the upload", "Cancelled.")
    status("my-centre.csv. It was cancelled.")
    send(admin, b"%PDF-1.7 no catalogue", name="a.csv")
    shows(standin, admin, "Nothing was changed.")
    status("a.csv. It could not be read.")
    send(admin, table(WELDING))
    shows(standin, admin, "It is added as a new source.")
    tapped(standin, admin, "Columns are right", "is good.")
    tapped(standin, admin, "See the changes", "Against version")
    applied(standin, admin)
    version = current_number(folder)
    running.stop()
    bots.start()
    status(f"my-centre.csv. It went live as version {version}.")
    assert bots.faults() == []


def test_a_file_that_waited_while_the_bot_was_down_is_taken_though_an_old_command_is_not(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is done with a file before a tap; from anybody else a file is none, however new."""
    monkeypatch.setattr(admin_rights, "FRESH_S", -60)  # whatever is sent has waited for too long
    send(admin, table(WELDING))
    send(ana, table(WELDING))
    bots.start()
    shows(standin, admin, "It is added as a new source.")
    shows(standin, ana, "I can read text, and files that are plain text.")
    tapped(standin, admin, "Columns are right", "is good.")
    admin.send("/status")
    standin.wait(lambda: "Age: " not in admin.newest().text and len(admin.messages()) > 1)
    assert bots.faults() == []
