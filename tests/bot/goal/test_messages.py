"""Whole messages of every kind, each with its whole reading: what is not expected must not be read."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.goal.goal import Budget
from bot.goal.reader import read

TODAY = dt.date(2026, 11, 25)
TABLES = sorted((Path(__file__).parent / "messages").glob("*.jsonl"))
SAID = {"intent": "goal", "language": "en"}


def understood(text: str) -> dict[str, Any]:
    """The reading as JSON, without what was not said and without the words it was read from."""
    reading: dict[str, Any] = json.loads(msgspec.json.encode(read(text, TODAY)))
    del reading["words"]
    return {
        field: value
        for field, value in reading.items()
        if value is not None
        and value != []
        and value != SAID.get(field)
        and (value is not False or field == "certificate")
    }


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_message_is_read_as_it_was_meant(path: Path) -> None:
    """Each field that was said is read, and no other."""
    messages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = [
        f"{message['text']!r}: {read_as}, not {message['expect']}"
        for message in messages
        if (read_as := understood(message["text"])) != message["expect"]
    ]
    assert messages and not wrong, "\n".join(wrong)


def test_the_demonstration_goal_is_understood_whole() -> None:
    """The goal on the first page of the README gives all five of its values."""
    goal = read(
        "I'm an administrative assistant and want to become a data analyst, under $200, 5 hours a week", TODAY
    )
    assert (goal.target, goal.current) == ("data analyst", "administrative assistant")
    assert goal.budget == Budget(Decimal(200), "USD")
    assert goal.hours_per_week == 5
    assert goal.unused == ()


def test_words_say_where_each_field_was_read() -> None:
    """Every field that was read has the message's own words beside it."""
    goal = read("Nurse, want to learn Excel, max €50, by mid March, 2h/week, evenings only", TODAY)
    assert goal.words["budget"] == "€50"
    assert goal.words["deadline"] == "by mid March"
    assert goal.words["hours_per_week"] == "2h/week"
    assert goal.words["unused"] == "evenings only"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("learn sql by March", dt.date(2027, 3, 1)),
        ("learn sql by the end of February 2028", dt.date(2028, 2, 29)),
        ("learn sql by end of November", dt.date(2026, 11, 30)),
        ("learn sql by 24 November", dt.date(2027, 11, 24)),
        ("learn sql by 25 November", dt.date(2026, 11, 25)),
        ("learn sql by mid-June", dt.date(2027, 6, 15)),
        ("learn sql by the end of the year", dt.date(2026, 12, 31)),
        ("learn sql by the end of next month", dt.date(2026, 12, 31)),
        ("learn sql by 2025-01-01", None),
        ("learn sql by 5/6/2027", None),
        ("learn sql by 31 April", None),
        ("learn sql by summer", None),
    ],
)
def test_deadlines_roll_to_the_next_such_day(text: str, deadline: dt.date | None) -> None:
    """A day already past means next year's; a day that does not exist or could be two is not guessed."""
    assert read(text, TODAY).deadline == deadline


def test_a_year_that_turns_keeps_its_months() -> None:
    """In December "next month" lies in the next year."""
    assert read("excel by the end of next month", dt.date(2026, 12, 31)).deadline == dt.date(2027, 1, 31)
