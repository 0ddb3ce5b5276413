"""The one upload that waits: who may end it, and what a restart leaves of it at any step."""

from pathlib import Path

import pytest

from bot.telegram.pending import FOLDER
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.held import held
from index.manifest import current_number
from tests.bot.telegram.inprocess import ADMIN, Bots
from tests.bot.telegram.uploading import ROWS, WELDING, offered, send, shows, table, tapped

pytestmark = pytest.mark.usefixtures("toy_builds")


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
