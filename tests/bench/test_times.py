"""Times and memory, printed and never asserted (make bench)."""

import datetime as dt
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.advisor import Advisor
from index.evaluate import read_queries

pytestmark = pytest.mark.bench
TODAY = dt.date(2026, 11, 25)
GOAL = "administrative assistant, want to be a data analyst, under $200, 5 hours a week"


def run(*arguments: str | Path, stdin: str = "") -> None:
    """Run the command as a person would."""
    command = [sys.executable, "-m", "bot.cli", *map(str, arguments)]
    subprocess.run(command, input=stdin, capture_output=True, text=True, check=True)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes on the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], times: int = 5) -> float:
    """Return the median of a few runs."""
    return statistics.median(seconds(work) for _ in range(times))


def test_commands(corpus_data: Path) -> None:
    """Cold commands, median of five."""
    print(f"\nrung --help: {median(lambda: run('--help')):.2f} s")
    print(f"rung goal: {median(lambda: run('goal', stdin=GOAL)):.2f} s")
    print(f"rung ask, cold: {median(lambda: run('ask', GOAL, '--data', corpus_data)):.2f} s")


def test_replies(shared: Path, corpus_data: Path) -> None:
    """Warm replies over all judged goals, with limits."""
    advisor = Advisor.open(corpus_data)
    goals = list(read_queries(shared / "eval" / "dev.queries.tsv").values())
    advisor.reply(GOAL, TODAY)
    times = sorted(
        seconds(lambda goal=goal: advisor.reply(f"{goal}, under $100, 4 hours a week", TODAY))  # type: ignore[misc]
        for goal in goals * 3
    )
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"\nwarm reply over {len(times)}: p50 {p50 * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms")


def test_memory(corpus_data: Path) -> None:
    """The most memory that one answering process takes, as the kernel counts it for this program alone."""
    program = (
        "import sys; from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(open('/proc/self/status').read(), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "ask", GOAL, "--data", str(corpus_data)],
        capture_output=True,
        text=True,
        check=True,
    )
    peak = next(line for line in done.stderr.splitlines() if line.startswith("VmHWM"))
    print(f"\nrung ask: peak {int(peak.split()[1]) / 1024:.0f} MB")
