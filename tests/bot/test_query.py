"""Behaviour of bot/query.py: what is searched for, and what is not."""

import datetime as dt

import pytest

from bot.goal.reader import read
from bot.query import searched_text, wanted_text

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "limits",
    [
        "under $200",
        "5 hours a week",
        "free only",
        "max 20 hours in total",
        "not Udemy",
        "by March",
        "no more than 2 months",
    ],
)
def test_limits_are_not_searched_for(limits: str) -> None:
    """The words and numbers of a limit leave the text; what is wanted stays."""
    message = f"nurse, I want to work with dementia, {limits}"
    text = searched_text(message, read(message, TODAY))
    assert "dementia" in text
    assert not any(digit in text for digit in "0123456789$")
    assert "Udemy" not in text


def test_the_target_and_the_wanted_skills_lead() -> None:
    """Where the person comes from does not."""
    goal = read("from barista to backend developer, want to learn Node.js and PostgreSQL", TODAY)
    assert wanted_text(goal).casefold() == "backend developer, node.js, postgresql"
