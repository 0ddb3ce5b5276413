"""Generated updates of every kind with hostile contents: each is handled, and Telegram takes each answer.

100,000 of them, or any other number: `python -m tests.bot.telegram.test_generated 100000 [SEED]`.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bot.telegram import app, log
from bot.telegram.database import FILE
from bot.telegram.polling import Poller
from bot.telegram.rebuild import Ended, Rebuild
from bot.telegram.webhook import Webhook
from bot.trial.calls import Call
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import ROWS, write_rows
from tests.bot.telegram.conftest import HOSTILE_ROWS
from tests.bot.telegram.crowd import Crowd, hostile_rows
from tests.bot.telegram.direct import Direct
from tests.bot.telegram.inprocess import ADMIN, Bots, Logged, settings_of

BATCH, A_BOT = 25, 500


def hostile_catalogue(folder: Path, count: int = 150) -> Path:
    """Build a catalogue of the small one's courses and of many hostile ones; return its data folder."""
    rows = [*ROWS, *HOSTILE_ROWS, *hostile_rows(count, seed=1)]
    build([write_rows(folder / "rows.jsonl", rows)], folder / "data", (TOY_MODEL,))
    return folder / "data"


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a hostile catalogue."""
    return hostile_catalogue(tmp_path_factory.mktemp("generated"))


@pytest.fixture(autouse=True)
def no_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a rebuild end at once: a child process takes longer than everything else here."""
    monkeypatch.setattr(Rebuild, "run", ended_at_once)


async def ended_at_once(_: Rebuild, __: object) -> Ended:
    """Rebuild nothing."""
    return Ended(1.0)


async def assert_all_handled(data: Path, updates: int, seed: int, logged: Logged) -> Direct:
    """Feed the bot in-process, a batch at a time, and look at what became of each update."""
    standin = StandIn(rate_limits=False)
    standin.world.pulse.bind(asyncio.get_running_loop())
    crowd = Crowd(standin, standin.person(ADMIN, first_name="Ida"), seed)
    session = Direct(standin)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "AiohttpSession", lambda api: session)
        async with app.running(settings_of(data, standin.token), "http://stand-in") as source:
            polling = asyncio.create_task(source.run())
            queued = standin.world.queue.history
            while len(queued) < updates:
                for _ in range(BATCH):
                    crowd.act()
                await _quiet(standin, source, polling)
                assert faults(logged) == [] and session.faults == [], (faults(logged), session.faults)
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
    assert states(data).get("dead", 0) == 0
    assert [call.line() for call in standin.refusals() if not is_met(call)] == []
    assert standin.unknown() == [] and standin.unanswered_taps() == []
    return session


async def _quiet(standin: StandIn, source: Poller | Webhook, polling: "asyncio.Task[None]") -> None:
    while standin.pending_updates() or source.unanswered():
        assert not polling.done(), polling.exception()
        await asyncio.sleep(0.001)


def faults(logged: Logged) -> list[str]:
    """The lines that were logged as errors."""
    return [
        line for line in logged.getvalue().splitlines() if "level=error" in line or "level=critical" in line
    ]


def is_met(call: Call) -> bool:
    """Whether a refusal is one that nobody could know before: the message is gone, or already so."""
    words = ("message to edit not found", "message can't be edited", "message is not modified")
    return call.method.startswith("editMessage") and any(one in call.description for one in words)


def states(folder: Path) -> dict[str, int]:
    """Count the updates in the inbox by state."""
    with sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall())


async def test_1000_generated_updates_are_handled_and_each_screen_is_good(
    catalogue: Path, logged: Logged
) -> None:
    session = await assert_all_handled(catalogue, 1000, 0, logged)
    assert session.shown > 250


@pytest.mark.soak
async def test_20000_generated_updates_are_handled_and_each_screen_is_good(
    catalogue: Path, logged: Logged
) -> None:
    began = time.monotonic()
    session = await assert_all_handled(catalogue, 20_000, 1, logged)
    print(f"\n20,000 updates, {session.shown} screens, {time.monotonic() - began:.0f} s")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 5))
def test_generated_updates_over_http_are_handled_without_a_fault(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, seed: int
) -> None:
    """The same crowd, with the network between the bot and the stand-in."""
    crowd = Crowd(standin, admin, seed)
    bots.start()
    first = len(standin.world.queue.history)
    while len(standin.world.queue.history) - first < A_BOT:
        with standin.world.pulse.lock:
            for _ in range(BATCH):
                crowd.act()
        standin.wait(lambda: not standin.pending_updates(), 120)
        standin.wait(lambda: not states(folder).get("waiting", 0), 120)
        assert bots.faults() == []
    assert states(folder).get("dead", 0) == 0
    assert [call.line() for call in standin.refusals() if not is_met(call)] == []
    assert standin.unknown() == [] and standin.unanswered_taps() == []


def main(updates: int, seed: int) -> None:
    """Handle so many updates and say how long it took; a fault ends it with what went wrong."""
    Rebuild.run = ended_at_once  # type: ignore[method-assign, assignment]
    log.set_up("WARNING")
    logged = Logged()
    logged.attach()
    with tempfile.TemporaryDirectory() as folder:
        data, began = hostile_catalogue(Path(folder)), time.monotonic()
        session = asyncio.run(assert_all_handled(data, updates, seed, logged))
    print(f"{updates} updates, {session.shown} screens, {time.monotonic() - began:.0f} s: no fault")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 2)
