"""Buttons of an upload that are tapped once more: what became of it is said, and another is left alone."""

from pathlib import Path

import pytest

from bot.telegram.pending import Pending
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import Bots
from tests.bot.telegram.uploading import (
    ROWS,
    WELDING,
    button,
    drafted,
    offered,
    send,
    shows,
    table,
    tapped,
    tapped_above,
)

pytestmark = pytest.mark.usefixtures("toy_builds")


def again(standin: StandIn, admin: Person, tap: tuple[str, int]) -> str:
    """Tap a button that has done its work, and return what its message says when the tap is over."""
    count = len(admin.messages())
    admin.forge(*tap)
    admin.send("/sources")
    standin.wait(lambda: len(admin.messages()) > count)
    return next(one.text for one in admin.messages() if one.id == tap[1])


def test_a_second_tap_says_again_what_the_first_one_did(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """Seen to fail: the news was replaced by "No upload waits.", and by why there was no way back."""
    bots.start()
    drafted(standin, admin, WELDING)
    tapped(standin, admin, "Apply as version", "to everybody")
    apply = button(admin, "Apply")
    admin.forge(*apply)
    text = shows(standin, admin, "Version 2 is live.")
    assert again(standin, admin, apply) == text
    back = button(admin, "Go back to 1")
    text = tapped_above(standin, admin, "Go back to 1", "Version 1 is live again.")
    assert again(standin, admin, back) == text
    assert "No upload waits." in again(standin, admin, apply)
    send(admin, table(WELDING))
    shows(standin, admin, "It is added as a new source.")
    cancel = button(admin, "Cancel the upload")
    text = tapped(standin, admin, "Cancel the upload", "Cancelled.")
    assert again(standin, admin, cancel) == text
    assert bots.faults() == []


def test_an_old_button_shows_the_upload_that_waits_now(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """Seen to fail: it said "No upload waits." while one did."""
    bots.start()
    send(admin, table(WELDING))
    shows(standin, admin, "It is added as a new source.")
    data, message = button(admin, "Columns are right")
    tapped(standin, admin, "Cancel the upload", "Cancelled.")
    send(admin, table(ROWS[1]), name="second.csv")
    shows(standin, admin, "second.csv: 1 row read.")
    waiting = Pending(folder).read()
    assert waiting is not None
    older = data.replace(str(waiting.id), str(waiting.id - 5))  # also where both came in one second
    admin.forge(older, message)
    text = offered(standin, admin, "Another upload waits.")
    assert "second.csv." in text and Pending(folder).read() == waiting
    assert bots.faults() == []
