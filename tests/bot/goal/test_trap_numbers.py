"""Ages, pay, rent, shifts, years of experience, versions: numbers that limit no course."""

import datetime as dt
from pathlib import Path

import pytest

from bot.goal.reader import read

TODAY = dt.date(2026, 11, 25)
MESSAGES = (Path(__file__).parent / "trap_numbers.txt").read_text(encoding="utf-8").splitlines()
LIMITS = ("budget", "free_only", "hours_per_week", "max_weeks", "max_hours", "deadline")


@pytest.mark.parametrize("text", MESSAGES)
def test_a_number_of_a_life_becomes_no_limit(text: str) -> None:
    """The goal is read, and nothing of the number."""
    goal = read(text, TODAY)
    assert (goal.intent, [field for field in LIMITS if getattr(goal, field)]) == ("goal", [])
