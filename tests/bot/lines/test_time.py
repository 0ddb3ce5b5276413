"""Behaviour of bot/lines/time.py: the work and its formula, the person's weeks, the dates, the deadline."""

import datetime as dt

import pytest

from bot.cost import Cost
from bot.goal.goal import Goal
from bot.lines.time import time_line
from bot.pace import span_for
from bot.reply import Suggestion
from catalog.program import Duration, Pace, Program, Receipt

TODAY = dt.date(2026, 11, 25)
NOV_3, DEC_3, JAN_5 = dt.date(2026, 11, 3), dt.date(2026, 12, 3), dt.date(2027, 1, 5)


def told(  # what a time line depends on
    duration: Duration,
    mine: float | None = None,
    pace: Pace | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    deadline: dt.date | None = None,
    how: str | None = None,
) -> str:
    receipts: dict[str, tuple[Receipt, ...]] = {"duration": (Receipt("a.csv", "the words", how=how),)}
    program = Program(
        id="a", title="b", duration=duration, pace=pace, start=start, end=end, receipts=receipts
    )
    goal = Goal("goal", hours_per_week=mine, deadline=deadline)
    span = span_for(duration, pace, end, mine, TODAY, start)
    return time_line(Suggestion(program, "fits", span, Cost(), (), ()), goal, TODAY)


def planned(hours: tuple[float, float], weeks: float, effort: tuple[float, float]) -> Duration:
    return Duration(*hours, weeks, weeks, *effort, derived=True)


@pytest.mark.parametrize(
    ("duration", "how", "work"),
    [
        (
            planned((18, 18), 3, (6, 6)),
            None,
            "18 hours of work: the provider plans 3 weeks × 6 hours a week.",
        ),
        (
            planned((18, 24), 3, (6, 8)),
            None,
            "18 to 24 hours of work: the provider plans 3 weeks × 6 to 8 hours a week.",
        ),
        (
            # Eight months are 34.67 weeks, told elsewhere as 34.7: 34.67 x 7 = 242.7.
            planned((242.67, 242.67), 34.7, (7, 7)),
            "34.67 weeks x 7 hours a week",
            "243 hours of work: the provider plans 34.67 weeks × 7 hours a week.",
        ),
        (
            Duration(30, 60, 6, 12, 5, 5, derived=True),
            None,
            "30 to 60 hours of work: the provider plans 6 to 12 weeks × 5 hours a week.",
        ),
        (
            Duration(56, 88, 1.1, 1.1, derived=True),
            "the column is of days; 8 days x 7 to 11 hours a day",
            "56 to 88 hours of work: 8 days × 7 to 11 hours a day. The provider plans: 1.1 weeks.",
        ),
        (Duration(16, 16, 0.3, 0.3, derived=True), None, "16 hours of work. The provider plans: 2 days."),
        (
            Duration(18, 18, 3, 3, 6, 6),
            None,
            "18 hours of work. The provider plans: 3 weeks at 6 hours a week.",
        ),
    ],
)
def test_hours_that_were_worked_out_print_their_formula(
    duration: Duration, how: str | None, work: str
) -> None:
    """Weeks times hours a week, or days times hours a day; stated hours need none."""
    assert told(duration, how=how) == work


def test_a_range_stays_a_range_of_weeks_and_of_dates() -> None:
    """18 to 24 hours at 4 a week are 4.5 to 6 weeks, 32 to 42 days."""
    assert told(Duration(18, 24), mine=4) == (
        "18 to 24 hours of work. "
        "For you 5 to 6 weeks at 4 hours a week, done between 27 December 2026 and 6 January 2027."
    )
    assert "done between 6 January and 20 January 2027." in told(Duration(18, 24), mine=3)


def test_a_range_within_one_week_has_one_date() -> None:
    """Five and a quarter weeks or six: both are six whole weeks, until the later day."""
    assert told(Duration(21, 24), mine=4).endswith(
        "For you 6 weeks at 4 hours a week, until about 6 January 2027."
    )


EIGHT_WEEKS = Duration(weeks_min=8, weeks_max=8)
NO_HOURS = "The dates are fixed: 8 weeks. The hours of work are not stated."


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        (NOV_3, None, "It started on 3 November; ask whether you can still join. It ends about 29 December."),
        (
            NOV_3,
            JAN_5,
            "It started on 3 November; ask whether you can still join. It ends on 5 January 2027.",
        ),
        (DEC_3, None, "It runs from 3 December until about 28 January 2027."),
        (DEC_3, JAN_5, "It runs from 3 December to 5 January 2027."),
        (None, JAN_5, "It ends on 5 January 2027."),
        (None, None, "When it starts is not stated."),
        (dt.date(2025, 1, 1), None, "Its dates are past; the next ones are not stated."),
        (None, dt.date(2026, 11, 24), "Its dates are past; the next ones are not stated."),
    ],
)
def test_a_timetable_tells_its_own_dates(start: dt.date | None, end: dt.date | None, dates: str) -> None:
    """What has begun is said to have begun, what is over is over, and no date is made up."""
    assert told(EIGHT_WEEKS, 5, "scheduled", start, end) == f"{NO_HOURS} {dates}"


def test_a_timetable_of_unknown_length_tells_its_start() -> None:
    """The first day is stated, the last is not."""
    assert told(Duration(), 5, "scheduled", DEC_3) == "It starts on 3 December."


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        (DEC_3, None, "until about 31 December. It opens on 3 December."),
        (None, dt.date(2027, 12, 20), "until about 23 December. It closes on 20 December 2027."),
        (None, dt.date(2026, 12, 20), "It closes on 20 December, before you would finish."),
        (NOV_3, None, "until about 23 December."),
    ],
)
def test_what_is_open_for_a_time_tells_whether_it_is_long_enough(
    start: dt.date | None, end: dt.date | None, dates: str
) -> None:
    """20 hours at 5 a week are four weeks, from today or from the day it opens."""
    assert told(Duration(20, 20), 5, "self-paced", start, end).endswith(dates)


def test_a_timetable_that_may_ask_for_more_hours_is_tight() -> None:
    """Four hours are within 3 to 5 a week; five are enough; without a timetable the pace is one's own."""
    duration = planned((24, 40), 8, (3, 5))
    assert told(duration, 4, "scheduled").endswith("Tight: you have 4 hours a week.")
    assert "Tight" not in told(duration, 5, "scheduled") + told(duration, 4, "self-paced")


@pytest.mark.parametrize(
    ("deadline", "line"),
    [
        (dt.date(2027, 1, 18), "By 18 January 2027: yes, 12 days before."),
        (dt.date(2027, 1, 7), "By 7 January 2027: yes, 1 day before."),
        (dt.date(2027, 1, 6), "By 6 January 2027: yes, on that day."),
    ],
)
def test_a_wanted_date_that_is_met_is_told_with_the_days_to_spare(deadline: dt.date, line: str) -> None:
    """Six weeks end on 6 January."""
    assert told(Duration(18, 18), 3, deadline=deadline).endswith(line)


def test_a_wanted_date_that_is_missed_or_cannot_be_told_is_no_yes() -> None:
    """How late it gets stands with what is off."""
    late = told(Duration(18, 18), 3, deadline=dt.date(2027, 1, 5))
    unknown = told(Duration(hours_min=18), 3, deadline=dt.date(2028, 1, 5))
    assert "yes" not in late + unknown
