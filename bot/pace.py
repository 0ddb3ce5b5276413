"""How long a programme takes this person: engaged hours over their week, or the provider's own calendar."""

import datetime as dt
import math
from dataclasses import dataclass

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
    if (end is not None and end < today) or (pace == "scheduled" and end is None and start and start < today):
        return Span(duration.weeks_min, duration.weeks_max, over=True)
    begin = max(start or today, today)
    if pace == "scheduled":
        return Span(duration.weeks_min, duration.weeks_max, end or _after(duration.weeks_max, begin))
    if hours_per_week is None:
        return Span(duration.weeks_min, duration.weeks_max, _after(duration.weeks_max, begin))
    longest = _weeks(duration.hours_max, hours_per_week)
    return Span(
        _weeks(duration.hours_min, hours_per_week),
        longest,
        _after(longest, begin),
        at_own_pace=longest is not None,
    )


def _weeks(hours: float | None, hours_per_week: float) -> float | None:
    # Rounded up: a plan must never promise to end earlier than the hours allow.
    return None if hours is None else math.ceil(round(hours / hours_per_week * 10, 6)) / 10


def _after(weeks: float | None, begin: dt.date) -> dt.date | None:
    if weeks is None:
        return None
    try:
        return begin + dt.timedelta(days=math.ceil(round(weeks * DAYS_PER_WEEK, 6)))
    except OverflowError:
        return None
