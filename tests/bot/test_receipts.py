"""Where a figure was read, as sentences."""

import dataclasses

import pytest

from bot.goal.goal import Goal
from bot.lines.facts import is_old
from bot.receipts import date_sentence, receipt_lines, weeks_formula
from catalog.program import Duration, Program, Receipt
from tests.bot.suggested import TODAY, suggested


def lines(*receipts: Receipt) -> list[str]:
    """What is said of a price that was read there."""
    return receipt_lines(Program("a", "A", receipts={"price": receipts}), ["price"], TODAY)


def test_a_receipt_names_file_row_column_words_formula_and_date() -> None:
    found = Receipt("a.csv", "$49", 12, "cost", "2026-10", "dollars of the United States.")
    assert lines(found) == [
        (
            "File “a.csv”, row 12. Column “cost” says “$49”. "
            "How it was read: dollars of the United States. Date: October 2026."
        )
    ]


def test_what_a_receipt_does_not_know_is_left_out_or_said() -> None:
    assert lines(Receipt("a.txt", "free")) == ["File “a.txt”. The text says “free”. Date: not stated."]


def test_one_row_is_told_once_and_a_column_too() -> None:
    """Skills of one cell have a receipt each."""
    first, second = Receipt("a.csv", "SQL", 2, "topics"), Receipt("a.csv", "R", 2, "topics")
    other = Receipt("a.csv", "$5", 2, "cost")
    assert lines(first, second, other, first) == [
        "File “a.csv”, row 2. Column “topics” says “SQL, R”. Column “cost” says “$5”. Date: not stated."
    ]
    assert len(lines(first, Receipt("a.csv", "R", 3, "topics"))) == 2


def test_no_receipt_no_line() -> None:
    assert receipt_lines(Program("a", "A"), ["price", "duration"], TODAY) == []


@pytest.mark.parametrize(
    ("stated", "days", "old"),
    [
        (None, 365, False),
        ("2026-11-25", 0, False),
        ("2026-11-24", 0, True),
        ("2025-11-25", 365, False),
        ("2025-11-24", 365, True),
        ("2026-10", 55, False),
        ("2026-10", 54, True),
        ("2025", 693, False),
        ("2025", 692, True),
    ],
)
def test_old_is_more_than_the_days_that_are_given(stated: str | None, days: int, old: bool) -> None:
    """A month or a year counts from its first day: how late in it the fact was true is not known."""
    assert is_old(stated, TODAY, days) is old
    assert ("old" in date_sentence(stated, TODAY, days)) is old


def test_the_sum_behind_the_weeks_is_printed_where_there_is_one() -> None:
    goal = Goal("goal", target="x", hours_per_week=5)
    course = suggested(goal, "a", "A", duration=Duration(hours_min=10, hours_max=18))
    assert weeks_formula(course, goal) == "Your weeks: 18 hours ÷ 5 hours a week, rounded up: 4 weeks."
    assert weeks_formula(course, Goal("goal", target="x")) is None
    by_the_provider = dataclasses.replace(course, span=dataclasses.replace(course.span, at_own_pace=False))
    assert weeks_formula(by_the_provider, goal) is None
