"""How many of the judged messages are wholly right, printed and held."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bot.goal.reader import read

TODAY = dt.date(2026, 11, 25)
EVAL = Path(os.environ.get("RUNG_SHARED", str(Path(__file__).parents[4] / "shared"))) / "eval"
LEAST_ENGLISH, LEAST = 0.98, 0.97

pytestmark = [
    pytest.mark.measure,
    pytest.mark.skipif(not (EVAL / "goals_dev.jsonl").is_file(), reason="the shared collection is not here"),
]


def share_right(rows: list[dict[str, str]], folder: Path) -> float:
    """The share that the collection's own scorer finds wholly right."""
    gold, readings = folder / "gold.jsonl", folder / "read.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    readings.write_bytes(b"".join(msgspec.json.encode(read(row["text"], TODAY)) + b"\n" for row in rows))
    command = [sys.executable, str(EVAL / "check_goals.py"), str(gold), str(readings)]
    last = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    return int(last.split()[1]) / len(rows)


def test_share_of_messages_read_wholly_right(tmp_path: Path) -> None:
    """English holds its share, and so do all ten languages together."""
    rows = [json.loads(line) for line in (EVAL / "goals_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    english = share_right([row for row in rows if row["lang"] == "en"], tmp_path)
    every = share_right(rows, tmp_path)
    print(f"wholly right: English {english:.3f}, all languages {every:.3f}")
    assert english >= LEAST_ENGLISH
    assert every >= LEAST


def test_no_crisis_is_read_as_a_goal() -> None:
    """In every language of the collection."""
    rows = [json.loads(line) for line in (EVAL / "goals_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    missed = [
        row["text"]
        for row in rows
        if (row["expect"].get("intent") == "crisis") != (read(row["text"], TODAY).intent == "crisis")
    ]
    assert missed == []
