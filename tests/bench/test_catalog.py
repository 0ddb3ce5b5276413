"""How fast catalogue files are read, and with how much memory: printed and never asserted (make bench)."""

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.sources.books import Rows, write_xlsx

pytestmark = pytest.mark.bench
HEADER = ["title", "provider", "url", "description", "skills", "duration", "price", "level", "language"]
WORDS = [
    "data",
    "analysis",
    "python",
    "nursing",
    "welding",
    "cloud",
    "security",
    "design",
    "writing",
    "spanish",
]
DURATIONS = ["Approx. 9 hours to complete", "3 months", "6 weeks, 4-6 hours/week", "2h 30m", "10 hours"]
PRICES = ["$49", "Free", "USD 199.00", "free to audit, certificate $49", "", "€1.200,00"]
LEVELS = ["Beginner", "Intermediate", "Advanced", "All levels", ""]

# Checks a file as the command does; prints rows, seconds of processor time and the most memory in MB.
CHECK = """
import json, sys, time
from pathlib import Path
from catalog.importing import read_catalog
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024
before, start = peak(), time.process_time()
report = read_catalog([Path(sys.argv[1])]).report
spent = time.process_time() - start
print(json.dumps([sum(file.rows for file in report.files), spent, before, peak()]))
"""


def rows(count: int, promising: bool) -> Rows:
    """Return rows that all differ in title, address and description."""
    chance = random.Random(16)
    promise = " You will learn to plan and to write." if promising else ""
    return [
        [
            f"{' '.join(chance.choices(WORDS, k=3)).title()} {number}",
            f"Provider {number % 7}",
            f"https://example.org/course/{number}",
            " ".join(chance.choices(WORDS, k=30)) + f".{promise}",
            ", ".join(chance.sample(WORDS, 4)),
            chance.choice(DURATIONS),
            chance.choice(PRICES),
            chance.choice(LEVELS),
            "English",
        ]
        for number in range(count)
    ]


def check(path: Path, what: str) -> None:
    """Check a file in a process of its own and print what it took."""
    ran = subprocess.run([sys.executable, "-c", CHECK, str(path)], capture_output=True, text=True, check=True)
    count, spent, before, after = json.loads(ran.stdout)
    print(f"\n{what}: {count / spent:.0f} rows a second, {after - before} MB above {before} MB")


@pytest.mark.parametrize("promising", [False, True])
@pytest.mark.parametrize("count", [10_000, 100_000])
def test_csv(tmp_path: Path, count: int, promising: bool) -> None:
    """Every description is new; the worst case is one that promises something in each."""
    path = tmp_path / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows(count, promising)])
    check(path, f"{count} rows of CSV{', a promise in each' if promising else ''}")


def test_xlsx(tmp_path: Path) -> None:
    """A workbook is taken apart in a process of its own, whose time is not counted here."""
    check(write_xlsx(tmp_path / "list.xlsx", {"S": [HEADER, *rows(10_000, False)]}), "10000 rows of Excel")
