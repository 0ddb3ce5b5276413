"""What changes what is served, asked for twice, at once or in two places: nothing is lost."""

from pathlib import Path

import pytest

from bot.telegram.applied import FOLDER
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.generation import Generation
from index.held import held, release
from index.manifest import current_number, read_manifest
from tests.bot.conftest import ROWS, write_rows
from tests.bot.telegram.inprocess import Bots
from tests.bot.telegram.uploading import (
    WELDING,
    applied,
    button,
    drafted,
    offered,
    shows,
    tapped,
    tapped_above,
)

pytestmark = pytest.mark.usefixtures("toy_builds")
TITLE = "Welding for data analysts"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The operator's file."""
    return write_rows(tmp_path / "centre.jsonl", ROWS)


def titles(folder: Path) -> list[str]:
    """Return what is served."""
    generation = Generation.read(folder, current_number(folder))
    return [program.title for _, program in generation.store.every()]


def ready(standin: StandIn, admin: Person) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the buttons that rebuild and that apply a draft, both before an administrator."""
    drafted(standin, admin, WELDING)
    admin.send("/reindex")
    shows(standin, admin, "Rebuild catalogue version")
    tapped_above(standin, admin, "Apply as version", "Show version")
    return button(admin, "Rebuild"), button(admin, "Apply")


def at_once(standin: StandIn, admin: Person, *taps: tuple[str, int]) -> None:
    """Tap several buttons in one batch."""
    with standin.world.pulse.lock:
        for data, message in taps:
            admin.forge(data, message)


def test_a_rebuild_beside_what_goes_live_does_not_lose_it(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, source: Path
) -> None:
    """The rebuild is refused. Seen to fail: it read the files of before, and the course was gone again."""
    bots.start(catalog=(source,))
    rebuild, apply = ready(standin, admin)
    at_once(standin, admin, apply, rebuild)
    offered(standin, admin, "This upload is being worked on.")
    offered(standin, admin, "Version 2 is live.")
    admin.send("/reindex")
    shows(standin, admin, "from centre.jsonl, my-centre.csv?")
    tapped_above(standin, admin, "Rebuild", "Version 3 is live.")
    assert TITLE in titles(folder) and current_number(folder) == 3
    assert bots.faults() == []


def test_what_is_applied_beside_a_rebuild_that_begins_waits_until_it_has_ended(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, source: Path
) -> None:
    """Seen to fail: it went live while a slow Telegram held the rebuild up."""
    bots.start(catalog=(source,))
    rebuild, apply = ready(standin, admin)
    standin.faults.add("editMessageText", text="Starting", delay=1.5)
    at_once(standin, admin, rebuild, apply)
    offered(standin, admin, "Already running, ")
    offered(standin, admin, "is live. The one before is kept.")
    assert TITLE not in titles(folder)
    admin.send("/upload")
    shows(standin, admin, "Your files are safe.")
    tapped(standin, admin, "See the changes", "Against version")
    applied(standin, admin)
    assert TITLE in titles(folder)
    assert bots.faults() == []


def test_a_rebuild_that_is_tapped_twice_at_once_is_one(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, source: Path
) -> None:
    """Seen to fail: two began, and one ended with the lock of the other as its reason."""
    bots.start(catalog=(source,))
    admin.send("/reindex")
    shows(standin, admin, "Rebuild catalogue version")
    standin.faults.add("editMessageText", text="Starting", delay=1.5)
    at_once(standin, admin, *[button(admin, "Rebuild")] * 2)
    offered(standin, admin, "Already running, started by you")
    offered(standin, admin, "is live. The one before is kept.")
    assert current_number(folder) == 2 and len(admin.messages()) == 2
    assert bots.faults() == []


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_draft_that_is_served_keeps_its_files_whoever_serves_it(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, source: Path, by_hand: bool
) -> None:
    """From /status its upload is shown; the command line serves it with its files.

    Seen to fail: it was served without its files, its upload still waited, and the next rebuild lost it.
    """
    bots.start(catalog=(source,))
    drafted(standin, admin, WELDING)
    admin.send("/status")
    shows(standin, admin, "Version 2 is built, but not live")
    if by_hand:
        release(folder)
    else:
        tapped(standin, admin, "See what waits", "Against version 1: ")
        seal = read_manifest(folder, 2).seal[:12]
        admin.forge(f"v1:reindex:0:yes-{seal}", admin.newest().id)
        shows(standin, admin, "Against version 1: ")
        applied(standin, admin)
    standin.wait(lambda: "catalogue version served" in bots.logs)
    admin.send("/upload")
    shows(standin, admin, "No upload waits.")
    admin.send("/sources")
    shows(standin, admin, "Uploaded: my-centre.csv.")
    admin.send("/reindex")
    shows(standin, admin, "from centre.jsonl, my-centre.csv?")
    tapped(standin, admin, "Rebuild", "Version 3 is live.")
    assert TITLE in titles(folder)
    admin.send("/status")
    shows(standin, admin, "It went live as version 2.")
    assert bots.faults() == []


def test_a_cancelled_upload_leaves_neither_its_draft_nor_its_files(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    """Also after a column was changed. Seen to fail: the draft of before still waited to be served."""
    bots.start()
    drafted(standin, admin, WELDING)
    data, message = button(admin, "Cancel the upload")
    admin.forge(data.replace("cancel", "columns") + "0.3.skip", message)
    shows(standin, admin, "Not read: ")
    assert held(folder) == 2 and [*(folder / FOLDER).iterdir()]
    tapped(standin, admin, "Cancel the upload", "Cancelled.")
    standin.wait(lambda: held(folder) is None and not [*(folder / FOLDER).iterdir()])
    assert bots.faults() == []
