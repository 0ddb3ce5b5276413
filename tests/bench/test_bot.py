"""Times and memory of the bot on the stand-in, over the sample and its model; printed, never asserted."""

import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from bot.telegram.database import Database
from bot.telegram.inbox import Inbox, Received
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.faults.bots import PATIENCE_S, ROOT, BotProcess, environment

pytestmark = pytest.mark.bench
STARTS = 3
JOBS = (
    "data analyst", "nurse", "welder", "web developer", "bookkeeper", "project manager", "teacher of Spanish",
    "cybersecurity specialist", "graphic designer", "electrician", "machine learning engineer", "cook",
)  # fmt: skip
GOALS = [
    f"I want to be a {job}, under ${money}, {hours} hours a week"
    for job, money, hours in product(JOBS, range(50, 800, 50), range(3, 9))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `data` holds the sample, indexed by the model that comes with Rung."""
    folder = tmp_path_factory.mktemp("bench")
    command = [sys.executable, "-m", "bot.cli", "index", "build", "--sample", "--data", str(folder / "data")]
    subprocess.run(command, cwd=folder, env=environment(RUNG_MODELS=""), check=True, capture_output=True)
    return folder


@pytest.fixture
def bot(folder: Path) -> Iterator[BotProcess]:
    with StandIn(rate_limits=False) as standin, BotProcess(standin, folder, warm=False) as process:
        yield process


def asked(bot: BotProcess, person: Person, goal: str) -> float:
    """Return the seconds from a goal to its list, by the stand-in's clock."""
    sent, before = bot.standin.clock.now(), len(bot.standin.calls_to("sendMessage"))
    person.send(goal)
    bot.wait(lambda: len(bot.standin.calls_to("sendMessage")) > before)
    return bot.standin.calls_to("sendMessage")[before].at - sent


def test_start_up_of_serve_to_its_first_answer(folder: Path) -> None:
    """Most of it is the import of aiogram."""
    with StandIn(rate_limits=False) as standin:
        ana = standin.person()
        times = []
        for _ in range(STARTS):
            with BotProcess(standin, folder, warm=False) as bot:
                times.append(asked(bot, ana, GOALS[0]))
    print(f"\nrung serve, cold, to its first answer: median {statistics.median(times):.1f} s of {STARTS}")


def prompted_after(folder: Path) -> tuple[float, float]:
    """Return the seconds of `rung chat` to its prompt, and from a goal to its list."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot.cli", "chat", "--data", str(folder / "data")]
    began = time.perf_counter()
    chat = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(TERM="dumb"),
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    try:
        read_until(ours, b"> ")
        ready = time.perf_counter()
        os.write(ours, GOALS[0].encode() + b"\n")
        read_until(ours, b"You want")
        return ready - began, time.perf_counter() - ready
    finally:
        chat.kill()
        chat.wait()
        os.close(ours)
        os.close(theirs)


def read_until(terminal: int, words: bytes) -> None:
    seen, end = b"", time.monotonic() + PATIENCE_S
    while words not in seen:
        assert time.monotonic() < end
        seen += os.read(terminal, 4096)


@pytest.mark.skipif(not (ROOT / "bot/trial/chat.py").exists(), reason="there is no chat in the terminal yet")
def test_start_up_of_chat_to_its_prompt(folder: Path) -> None:
    """Wanted: a prompt within 6 s, an answer within 1 s."""
    prompts, answers = zip(*(prompted_after(folder) for _ in range(STARTS)), strict=True)
    print(f"\nrung chat, cold, to its prompt: median {statistics.median(prompts):.1f} s of {STARTS}")
    print(f"rung chat, first goal to its list: median {statistics.median(answers):.2f} s")


def test_answer_times_over_100_goals(bot: BotProcess) -> None:
    """One goal after the other, from the message to the list, over HTTP both ways; wanted: within 300 ms."""
    asked(bot, bot.standin.person(), GOALS[0])
    chosen = GOALS[:: len(GOALS) // 100][:100]
    times = sorted(asked(bot, bot.standin.person(), goal) * 1000 for goal in chosen)
    p50, p95, p99 = times[50], times[95], times[99]
    print(f"\nfirst replies of rung serve over {len(times)} goals: ", end="")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's memory so")
def test_memory_after_1000_goals(bot: BotProcess) -> None:
    """Wanted: at most 450 MB."""
    people = [bot.standin.person() for _ in range(20)]
    asked(bot, people[0], GOALS[0])
    after_one = memory_of(bot.pid)["VmRSS"]
    for person, goal in zip(cycle(people), islice(GOALS, 1000), strict=False):
        person.send(goal)
    bot.wait(lambda: len(bot.standin.calls_to("sendMessage")) > 1000, seconds=600)
    after = memory_of(bot.pid)
    print(f"\nrung serve: {after_one:.0f} MB after one goal, {after['VmRSS']:.0f} MB after 1,000", end="")
    print(f", at most {after['VmHWM']:.0f} MB")


def memory_of(pid: int) -> dict[str, float]:
    """Return what the kernel says of a process's memory, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = (line.split() for line in lines if line.startswith("Vm"))
    return {name.rstrip(":"): int(size) / 1024 for name, size, *_ in found}


async def test_what_a_commit_of_the_inbox_costs(tmp_path: Path) -> None:
    """Each forces the disk; a batch is one commit, and a handled update is two more."""
    database = Database(tmp_path / "dialogue.db")
    inbox, raw = Inbox(database), {"message": {"from": {"id": 1}, "text": GOALS[0]}}
    one, hundred, handled = [], [], []
    for place in range(100):
        batch = [Received.of(raw | {"update_id": place * 1000 + number}) for number in range(101)]
        began = time.perf_counter()
        await inbox.receive(batch[:1])
        one.append(time.perf_counter() - began)
        await inbox.receive(batch[1:])
        hundred.append(time.perf_counter() - began - one[-1])
        began = time.perf_counter()
        await inbox.begin(batch[0].update_id)
        await inbox.done(batch[0].update_id)
        handled.append(time.perf_counter() - began)
    database.close()
    medians = [statistics.median(times) * 1000 for times in (one, hundred, handled)]
    print("\ncommit of one update {:.1f} ms, of 100 {:.1f} ms, begun and done {:.1f} ms".format(*medians))
