"""Behaviour of bot/pace.py: hours at the person's week, or the provider's own calendar."""

import datetime as dt

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
    assert span == Span(6.0, 6.0, dt.date(2027, 1, 6), at_own_pace=True)


def test_without_a_week_the_providers_calendar_stands() -> None:
    """Nobody said how many hours a week, so the provider's 3 weeks count."""
    span = span_for(SELF_PACED, "self-paced", None, None, TODAY)
    assert span == Span(3, 3, dt.date(2026, 12, 16))


def test_a_fixed_schedule_keeps_its_own_weeks_and_last_day() -> None:
    """A person with more time does not finish a cohort earlier."""
    span = span_for(SELF_PACED, "scheduled", dt.date(2027, 2, 1), 40, TODAY)
    assert span == Span(3, 3, dt.date(2027, 2, 1))


def test_a_range_stays_a_range_and_the_longer_end_sets_the_date() -> None:
    """10 to 15 hours at 5 a week are 2 to 3 weeks."""
    span = span_for(Duration(hours_min=10, hours_max=15), None, None, 5, TODAY)
    assert (span.weeks_min, span.weeks_max, span.finish) == (2, 3, dt.date(2026, 12, 16))


@pytest.mark.parametrize("duration", [Duration(), Duration(weeks_min=4, weeks_max=4), Duration(hours_min=6)])
def test_weeks_at_the_persons_pace_need_stated_hours(duration: Duration) -> None:
    """Without an upper end of the hours, nothing is promised."""
    span = span_for(duration, None, None, 5, TODAY)
    assert span.weeks_max is None and span.finish is None and not span.at_own_pace


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


def test_a_span_beyond_the_calendar_has_no_date() -> None:
    """A span of millions of years is told in weeks and has no finishing date."""
    assert span_for(Duration(hours_min=1e12, hours_max=1e12), None, None, 1, TODAY).finish is None


def test_a_later_start_moves_the_finishing_date_and_past_dates_give_none() -> None:
    """Nobody finishes in December what begins in June."""
    june, past = dt.date(2027, 6, 1), dt.date(2023, 1, 1)
    assert span_for(SELF_PACED, "scheduled", None, 6, TODAY, june).finish == dt.date(2027, 6, 22)
    assert span_for(SELF_PACED, "self-paced", None, 6, TODAY, june).finish == dt.date(2027, 6, 22)
    assert span_for(SELF_PACED, "self-paced", None, 6, TODAY, past).finish == dt.date(2026, 12, 16)
    assert span_for(SELF_PACED, "scheduled", None, 6, TODAY, past) == Span(3, 3, None, over=True)
