"""`rung serve` under more than it can do, and for a long time: figures printed, promises asserted."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import SERVE, BotProcess, write_catalogue
from tests.faults.load import OpenLoop, quantiles

pytestmark = pytest.mark.soak
SECONDS = float(os.environ.get("LOAD_SECONDS", "20"))
SOAK_MINUTES = float(os.environ.get("SOAK_MINUTES", "15"))
CATALOGUE = os.environ.get("LOAD_DATA")
"""A data folder to measure on, which is written to; without it, the small one of these tests."""


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[BotProcess]:
    with StandIn(rate_limits=False) as standin:
        process = BotProcess(standin, tmp_path, module=SERVE, warm=False)
        if CATALOGUE:
            process.data.symlink_to(CATALOGUE)
        else:
            build([write_catalogue(process.catalogue, "Alder")], process.data, (TOY_MODEL,))
        with process:
            process.answer(standin.person(), "/help")
            yield process


def capacity(bot: BotProcess) -> float:
    """Return the goals a second that are answered when there are always a few people, and never too many."""
    loop, begin = OpenLoop(bot.standin), time.monotonic()
    asked = 0
    while time.monotonic() < begin + 5:
        people = [loop.ask() for _ in range(2)]
        bot.wait(lambda people=people: all(person.messages() for person in people))  # type: ignore[misc]
        asked += 2
    return asked / (time.monotonic() - begin)


def test_at_four_times_its_capacity_what_is_served_is_fast_and_the_rest_is_told_at_once(
    bot: BotProcess,
) -> None:
    """Seen to fail with a queue without a bound: answers came ever later."""
    rate = capacity(bot)
    crowd = OpenLoop(bot.standin)
    crowd.send(4 * rate, SECONDS)
    asked = crowd.answers()
    time.sleep(2)
    after = OpenLoop(bot.standin)
    after.send(rate / 4, 5)
    later = after.answers()
    served = [one for one in asked if one.is_served]
    shed = [one for one in asked if not one.is_served]
    print(f"\ncapacity {rate:.1f} goals a second; {4 * rate:.0f} a second for {SECONDS:.0f} s")
    print(f"served {len(served) / SECONDS:.1f} a second: {quantiles(served)}")
    print(f"told to come again: {quantiles(shed)}")
    print(f"2 s after: {quantiles(later)}, told to come again: {sum(not one.is_served for one in later)}")
    bot.terminate()
    bot.standin.assert_clean()
    assert served and shed


def test_memory_files_and_threads_stay_as_they_are(bot: BotProcess) -> None:
    """Goals, pages and cards from ever new people, at half of what it can do."""
    rate, crowd = capacity(bot) / 2, OpenLoop(bot.standin)
    end, seen = time.monotonic() + SOAK_MINUTES * 60, [state_of(bot.pid)]
    while time.monotonic() < end:
        crowd.send(rate, min(15.0, SOAK_MINUTES * 15))
        crowd.answers()
        seen.append(state_of(bot.pid))
    warm, last = seen[len(seen) // 3], seen[-1]
    print(f"\n{len(seen)} looks in {SOAK_MINUTES:.0f} minutes; memory in MB, open files, threads:")
    print(f"at first {seen[0]}, after a third {warm}, in the end {last}")
    bot.terminate()
    assert last[1] <= warm[1] + 2 and last[2] <= warm[2] + 1


def state_of(pid: int) -> tuple[float, int, int]:
    """Return a process's memory in MB, how many files it holds open, and its threads."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = dict(line.split(":", 1) for line in lines if ":" in line)
    files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return int(found["VmRSS"].split()[0]) / 1024, files, int(found["Threads"])
