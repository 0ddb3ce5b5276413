"""Words about time -> Duration: engaged hours, calendar weeks and weekly effort, kept apart."""

from typing import Any

from msgspec.structs import replace

from catalog.program import Duration
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.cells import cell_clocks, with_companions
from catalog.reading.clocks import Clocks, Range

LONGEST_HOURS = 100_000
LONGEST_WEEKS = 2_600
LONGEST_WEEK = 168


def read_duration(text: str, context: Context = NO_CONTEXT) -> Reading[Duration]:
    """Return the duration that `text` states, read in its context."""
    clocks = _ordered(with_companions(cell_clocks(text, context), context))
    hours, how, derived = _hours(clocks)
    duration = Duration(
        *_limited(_rounded(hours, 2), LONGEST_HOURS),
        *_limited(_rounded(clocks.weeks, 1), LONGEST_WEEKS),
        *_limited(_rounded(_weekly(clocks), 2), LONGEST_WEEK),
        derived=derived and hours is not None,
    )
    return Reading(duration, "; ".join((*clocks.how, *how)) or None, "; ".join(clocks.warnings) or None)


def _ordered(clocks: Clocks) -> Clocks:
    """Put ends that are the wrong way round right ("7 to 5 hours")."""
    swapped: dict[str, Any] = {}
    for name in Clocks.__struct_fields__:
        value = getattr(clocks, name)
        if isinstance(value, Range) and None not in value and (value.low or 0) > (value.high or 0):
            swapped[name] = Range(value.high, value.low)
    return replace(clocks, **swapped).warned("the two ends of a range were swapped") if swapped else clocks


def _hours(clocks: Clocks) -> tuple[Range | None, tuple[str, ...], bool]:
    """Return the hours in all: as stated, or multiplied out from what is stated."""
    weekly = _weekly(clocks)
    if clocks.hours is not None:
        return clocks.hours, (), False
    if clocks.sessions and clocks.per_session:
        return _product(clocks.sessions, "times", clocks.per_session, "hours")
    if clocks.days and clocks.daily:
        hours, how, derived = _product(clocks.days, "days", clocks.daily, "hours a day")
        return _plus(hours, clocks.extra), how, derived
    if clocks.weeks and weekly:
        return _product(clocks.weeks, "weeks", weekly, "hours a week")
    return None, (), False


def _weekly(clocks: Clocks) -> Range | None:
    if clocks.weekly is None and clocks.daily and clocks.days_a_week:
        return _product(clocks.days_a_week, "", clocks.daily, "")[0]
    return clocks.weekly


def _product(one: Range, of: str, other: Range, each: str) -> tuple[Range, tuple[str, ...], bool]:
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Range(low, high), (f"{one} {of} x {other} {each}",), True


def _plus(hours: Range, extra: Range | None) -> Range:
    if extra is None:
        return hours
    low = None if hours.low is None or extra.low is None else hours.low + extra.low
    return Range(low, None if hours.high is None or extra.high is None else hours.high + extra.high)


def _rounded(amounts: Range | None, digits: int) -> Range:
    if amounts is None:
        return Range(None, None)
    return Range(*(None if end is None else round(end, digits) for end in amounts))


def _limited(amounts: Range, largest: float) -> Range:
    return Range(*(None if end is None or end > largest else end for end in amounts))
