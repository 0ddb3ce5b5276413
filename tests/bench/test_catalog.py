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


MB = 1024 * 1024
LARGE = {
    "an emoji in the last line": lambda: (
        "title,description\n" + 'Course,"' + "word text " * 18_000_000 + '"\nLast \N{GRADUATION CAP},x\n'
    ),
    "one line of cells": lambda: "title,price\n" + "a,b," * (45 * MB),
    "an open quote": lambda: 'title,price\nA,"' + "x,yz\n" * (30 * MB // 5 * 4),
    "lists of nothing, as JSON": lambda: "[" + "[]," * (10 * MB) + "[]]",
    "one long text, as JSON": lambda: json.dumps([{"title": "x" * (180 * MB)}]),
    "many small programmes, as JSON": lambda: json.dumps(
        [{"title": f"C{n}", "price": n, "duration": "3 weeks"} for n in range(175_000)]
    ),
    "long descriptions, one a line": lambda: "".join(
        json.dumps({"title": f"C{n}", "description": "word text " * 2_000}) + "\n" for n in range(9_000)
    ),
}

# Prints what became of a file, or why it is refused, and how many MB it took above what the readers need.
MEMORY = """
import sys
from pathlib import Path
from catalog.errors import CatalogError
from catalog.importing import read_catalog
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024
before = peak()
try:
    rows = sum(file.rows for file in read_catalog([Path(sys.argv[1])]).report.files)
    print(f"{rows} rows,", peak() - before, "MB")
except CatalogError as refusal:
    print(str(refusal)[:100], peak() - before, "MB")
"""


@pytest.mark.parametrize("what", LARGE)
def test_memory_of_large_files(tmp_path: Path, what: str) -> None:
    """At most 300 MB above what the readers take by themselves, whether the file is read or refused."""
    path = tmp_path / "list.txt"
    path.write_text(LARGE[what](), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    print(f"\n{what} ({path.stat().st_size // MB} MB): {ran.stdout.strip()}")
