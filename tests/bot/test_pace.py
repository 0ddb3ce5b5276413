"""Behaviour of bot/pace.py: hours at the person's week, or the provider's own calendar."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Span, span_for
from catalog.program import Duration

TODAY = dt.date(2026, 11, 25)
SELF_PACED = Duration(
    hours_min=18, hours_max=18, weeks_min=3, weeks_max=3, hours_per_week_min=6, hours_per_week_max=6
)


def test_hours_are_divided_by_the_persons_week() -> None:
    """18 hours at 3 hours a week are 6 weeks, until 6 January."""
    span = span_for(SELF_PACED, "self-paced", None, 3, TODAY)
    assert (span.weeks_min, span.weeks_max, span.at_own_pace) == (6.0, 6.0, True)
    assert span.finish_min == span.finish == dt.date(2027, 1, 6) and span.begins == TODAY


def test_without_a_week_the_providers_calendar_stands() -> None:
    """Nobody said how many hours a week, so the provider's 3 weeks count."""
    span = span_for(SELF_PACED, "self-paced", None, None, TODAY)
    assert (span.weeks_max, span.finish, span.at_own_pace) == (3, dt.date(2026, 12, 16), False)


def test_a_fixed_schedule_keeps_its_own_weeks_and_last_day() -> None:
    """A person with more time does not finish a cohort earlier."""
    span = span_for(SELF_PACED, "scheduled", dt.date(2027, 2, 1), 40, TODAY)
    assert (span.weeks_max, span.finish, span.fixed) == (3, dt.date(2027, 2, 1), True)


def test_a_range_stays_a_range_and_the_longer_end_sets_the_date() -> None:
    """10 to 15 hours at 5 a week are 2 to 3 weeks."""
    span = span_for(Duration(hours_min=10, hours_max=15), None, None, 5, TODAY)
    assert (span.weeks_min, span.weeks_max, span.finish) == (2, 3, dt.date(2026, 12, 16))


@pytest.mark.parametrize("duration", [Duration(), Duration(weeks_min=4, weeks_max=4), Duration(hours_min=6)])
def test_weeks_at_the_persons_pace_need_stated_hours(duration: Duration) -> None:
    """Without an upper end of the hours, nothing is promised."""
    span = span_for(duration, None, None, 5, TODAY)
    assert span.weeks_max is None and span.finish is None and not span.at_own_pace


def test_a_cohort_that_has_begun_is_said_to_have_started_until_its_last_day() -> None:
    """Three weeks from 11 November end on 2 December: that day it still runs, the next it is over."""
    began = dt.date(2026, 11, 11)
    running = span_for(SELF_PACED, "scheduled", None, 6, dt.date(2026, 12, 2), began)
    past = span_for(SELF_PACED, "scheduled", None, 6, dt.date(2026, 12, 3), began)
    assert running.started and running.begins == began and running.finish == dt.date(2026, 12, 2)
    assert past.over and not past.started and past.finish is None


HOURS = st.floats(0.1, 5000)
WEEK = st.floats(0.5, 60)


@given(HOURS, WEEK, WEEK)
def test_more_hours_a_week_never_finish_later(hours: float, one: float, other: float) -> None:
    """The plan is monotone in the person's time."""
    slow, fast = sorted((one, other))
    duration = Duration(hours_min=hours, hours_max=hours)
    later, sooner = (span_for(duration, None, None, week, TODAY) for week in (slow, fast))
    assert later.weeks_max is not None and sooner.weeks_max is not None
    assert later.finish is not None and sooner.finish is not None
    assert sooner.weeks_max <= later.weeks_max and sooner.finish <= later.finish


@given(HOURS, WEEK)
def test_rounding_never_promises_less_work_than_there_is(hours: float, week: float) -> None:
    """The weeks times the hours a week cover all the work."""
    span = span_for(Duration(hours_min=hours, hours_max=hours), None, None, week, TODAY)
    assert span.weeks_max is not None and span.weeks_max * week >= hours - 1e-4 * week


ENDS = st.none() | st.floats(0.1, 500)
DATES = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))
PACES = st.sampled_from([None, "self-paced", "scheduled"])


@given(HOURS, st.floats(0, 100), st.floats(0, 100), st.none() | WEEK, PACES, DATES)
def test_a_wider_range_of_the_duration_never_ends_earlier(
    hours: float, below: float, above: float, week: float | None, pace: Any, start: dt.date | None
) -> None:
    """What may take longer is not told to end sooner, and its best case is no later."""
    narrow = Duration(hours, hours + above / 2, hours / 5, (hours + above / 2) / 5)
    wide = Duration(max(0, hours - below), hours + above, max(0, hours - below) / 5, (hours + above) / 5)
    one, other = (span_for(duration, pace, None, week, TODAY, start) for duration in (narrow, wide))
    assert one.weeks_max is not None and other.weeks_max is not None and one.weeks_max <= other.weeks_max
    if one.finish and other.finish and one.finish_min and other.finish_min:
        assert one.finish <= other.finish and other.finish_min <= one.finish_min


@given(ENDS, ENDS, ENDS, ENDS, PACES, DATES, DATES, st.none() | WEEK)
def test_no_date_is_told_of_what_is_unknown_or_over(
    hours_min: float | None,
    hours_max: float | None,
    weeks_min: float | None,
    weeks_max: float | None,
    pace: Any,
    start: dt.date | None,
    end: dt.date | None,
    week: float | None,
) -> None:
    """A finishing date needs a stated length or last day, and is never before today or the first day."""
    duration = Duration(hours_min, hours_max, weeks_min, weeks_max)
    span = span_for(duration, pace, end, week, TODAY, start)
    assert not (span.over and (span.finish or span.started))
    if span.finish is None:
        return
    assert span.weeks_max is not None or (span.fixed and span.finish == end)
    assert span.begins is not None and span.finish >= TODAY
    assert span.started == (span.fixed and start is not None and start < TODAY)
    assert span.begins >= TODAY or span.started


def test_a_span_beyond_the_calendar_has_no_date() -> None:
    """A span of millions of years is told in weeks and has no finishing date."""
    assert span_for(Duration(hours_min=1e12, hours_max=1e12), None, None, 1, TODAY).finish is None


def test_a_later_start_moves_the_finishing_date_and_past_dates_give_none() -> None:
    """Nobody finishes in December what begins in June."""
    june, past = dt.date(2027, 6, 1), dt.date(2023, 1, 1)
    assert span_for(SELF_PACED, "scheduled", None, 6, TODAY, june).finish == dt.date(2027, 6, 22)
    assert span_for(SELF_PACED, "self-paced", None, 6, TODAY, june).finish == dt.date(2027, 6, 22)
    assert span_for(SELF_PACED, "self-paced", None, 6, TODAY, past).finish == dt.date(2026, 12, 16)
    assert span_for(SELF_PACED, "scheduled", None, 6, TODAY, past) == Span(3, 3, None, over=True, fixed=True)
