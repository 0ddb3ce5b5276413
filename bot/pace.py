"""How long a programme takes this person: engaged hours over their week, or the provider's own calendar."""

import datetime as dt
import math
from dataclasses import dataclass, replace

from catalog.program import Duration, Pace

DAYS_PER_WEEK = 7
WEEKS_PER_YEAR = 52
WEEKS_PER_MONTH = WEEKS_PER_YEAR / 12
# Weeks carry one decimal (contract.md), so a span is within a limit up to half of that.
WEEKS_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar weeks for this person, rounded to 0.1; None is "cannot be told"."""

    weeks_min: float | None = None
    weeks_max: float | None = None
    finish: dt.date | None = None
    """The latest finishing date if the person starts as soon as can be, or the programme's own last day."""
    at_own_pace: bool = False
    """True when the weeks are hours divided by the person's hours a week."""
    over: bool = False
    """True when the programme's stated dates are past, so that no finishing date can be told."""
    finish_min: dt.date | None = None
    """The earliest finishing date, where `finish` is the latest."""
    begins: dt.date | None = None
    """The day the study begins: today, or the programme's later start, or the start it already had."""
    started: bool = False
    """True when a fixed schedule has begun and is not over: whether one can still join is not known."""
    fixed: bool = False
    """True when the schedule is the programme's own, and the person's pace does not move it."""


def span_for(  # noqa: PLR0913, PLR0917 - two dates of the programme, one of the person
    duration: Duration,
    pace: Pace | None,
    end: dt.date | None,
    hours_per_week: float | None,
    today: dt.date,
    start: dt.date | None = None,
) -> Span:
    """Return the calendar span of a programme for a person who starts `today`, or on its later `start`.

    A fixed schedule keeps its own weeks and dates. Otherwise the engaged hours are divided by
    the person's week; without a stated week the provider's own span stands.
    """
    # Who names a first and a last day, and no free pace, has a timetable.
    if pace == "scheduled" or (pace is None and start is not None and end is not None):
        return _scheduled(duration, start, end, today)
    if end is not None and end < today:
        return Span(duration.weeks_min, duration.weeks_max, over=True)
    provided = Span(duration.weeks_min, duration.weeks_max)
    study = provided if hours_per_week is None else at_pace(duration, hours_per_week)
    begins = max(start or today, today)
    return replace(
        study,
        finish=_after(study.weeks_max, begins),
        finish_min=_after(study.weeks_min, begins),
        begins=begins,
    )


def _scheduled(duration: Duration, start: dt.date | None, end: dt.date | None, today: dt.date) -> Span:
    """Return the span of a programme on its own dates; without a stated first day, as if it began today."""
    least, longest = duration.weeks_min, duration.weeks_max
    if least is None and longest is None and start and end and start <= end:
        least = longest = _weeks((end - start).days + 1, DAYS_PER_WEEK)
    begins = start or today
    latest = end or _after(longest, begins)
    started = begins < today
    if (started and latest is None) or (latest is not None and latest < today):
        return Span(least, longest, over=True, fixed=True)
    soonest = end or _after(least, begins)
    return Span(
        least,
        longest,
        latest,
        finish_min=None if soonest is None else max(soonest, today),
        begins=begins,
        started=started,
        fixed=True,
    )


def at_pace(duration: Duration, hours_per_week: float) -> Span:
    """Return the weeks, without dates, that the engaged hours of a programme take at `hours_per_week`."""
    least, longest = (_weeks(hours, hours_per_week) for hours in (duration.hours_min, duration.hours_max))
    return Span(least, longest, at_own_pace=longest is not None)


def _weeks(amount: float | None, a_week: float) -> float | None:
    # Rounded up: a plan must never promise to end earlier than the hours allow.
    return None if amount is None else math.ceil(round(amount / a_week * 10, 6)) / 10


def _after(weeks: float | None, begin: dt.date) -> dt.date | None:
    if weeks is None:
        return None
    try:
        return begin + dt.timedelta(days=math.ceil(round(weeks * DAYS_PER_WEEK, 6)))
    except OverflowError:
        return None
