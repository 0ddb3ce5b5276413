"""Behaviour of bot/contradictions.py: what cannot hold together is named, and what only looks so is not."""

import datetime as dt
from decimal import Decimal

import pytest

from bot.contradictions import contradictions
from bot.goal.goal import Budget, Goal
from bot.goal.reader import read

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "data analyst course from Coursera but not Coursera",
            "You asked for Coursera and ruled it out: both at once fit no course.",
        ),
        ("python developer, no python", "You want “python” and rule it out: I leave such courses out."),
        (
            "I already work as a data analyst, want to become a data analyst, beginner",
            "You come from “data analyst” and said beginner: I use beginner.",
        ),
        (
            "machine learning within 20 weeks, by 1 January",
            "You said “20 weeks”, but 1 January 2027 comes first: I use the date.",
        ),
    ],
)
def test_a_contradiction_is_named_with_what_is_done(message: str, said: str) -> None:
    """As people write it, read by the reader."""
    assert contradictions(read(message, TODAY), TODAY) == [said]


@pytest.mark.parametrize(
    "message",
    [
        "data analyst, under $200, 5 hours a week, within 8 weeks, by 1 June",
        "5 hours a week, actually only 3, to learn SQL",
        "web developer, no PHP, from Coursera, not Udemy",
        "nurse, want to learn nursing informatics, beginner",
        "marketing, not design",
        "excel, no certificate needed, free",
    ],
)
def test_wishes_that_hold_together_are_no_contradiction(message: str) -> None:
    """Nor is a correction: its last value has won."""
    assert contradictions(read(message, TODAY), TODAY) == []


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (
            Goal("goal", deadline=dt.date(2026, 11, 24)),
            "This date is past, so no course can meet it: 24 November.",
        ),
        (
            Goal("goal", free_only=True, budget=Budget(Decimal(50), "USD")),
            "You said free only, and 50 US dollars: I show free courses only.",
        ),
        (
            Goal("goal", certificate=False, credentials=("professional_certificate",)),
            "You need no certificate, but named this: professional certificate. I look for what you named.",
        ),
    ],
)
def test_a_goal_kept_from_before_is_looked_at_too(goal: Goal, said: str) -> None:
    """What one message does not bring together, a changed or an older goal can."""
    assert contradictions(goal, TODAY) == [said]


def test_a_badge_beside_no_certificate_is_welcome() -> None:
    """Nobody contradicts themselves who says that a badge is enough."""
    assert contradictions(Goal("goal", certificate=False, credentials=("badge",)), TODAY) == []
