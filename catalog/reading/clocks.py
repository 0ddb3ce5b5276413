"""What a text states about time, clock by clock, before anything is multiplied."""

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from catalog.reading.lexicon import Term, terms
from catalog.reading.quantities import Quantity
from catalog.reading.units import HOURS, REACH, WEEKS

PART_MARKS = (",", ";", ".", ")", "(", "|", "+")


class Range(NamedTuple):
    """Two ends, each None where it is open."""

    low: float | None
    high: float | None

    def __str__(self) -> str:
        low, high = (None if end is None else f"{end:.4g}" for end in self)
        if low == high:
            return str(low)
        if low is None or high is None:
            return f"up to {high}" if low is None else f"{low} or more"
        return f"{low} to {high}"


class Clocks(Struct, frozen=True):
    """Amounts as stated: `weeks` is the calendar span, `days` the same span where it is told in days."""

    hours: Range | None = None
    weeks: Range | None = None
    days: Range | None = None
    weekly: Range | None = None
    daily: Range | None = None
    days_a_week: Range | None = None
    sessions: Range | None = None
    per_session: Range | None = None
    extra: Range | None = None
    how: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def warned(self, warning: str) -> "Clocks":
        """Return these clocks with one more warning."""
        return self if warning in self.warnings else replace(self, warnings=(*self.warnings, warning))

    def explained(self, how: str) -> "Clocks":
        """Return these clocks with one more assumption."""
        return self if how in self.how else replace(self, how=(*self.how, how))


@lru_cache(maxsize=1024)
def column_roles(column: str | None) -> frozenset[str]:
    """Return what the words of a column's name may mean for time."""
    return frozenset().union(*(word.roles for word in terms(column or "", "duration")))


def gathered(words: tuple[Term, ...], found: list[Quantity]) -> Clocks:
    """Return the clocks that the amounts of one text set together."""
    clocks, before = Clocks(), None
    for quantity in found:
        # An amount of 0 says only that nobody filled it in.
        if (quantity.low or quantity.high) and not _is_aside(words, quantity):
            clocks = _with(clocks, words, before, quantity)
            before = quantity
    return clocks


def _with(clocks: Clocks, words: tuple[Term, ...], before: Quantity | None, now: Quantity) -> Clocks:
    link = words[before.end : now.start] if before else ()
    if before is not None:
        multiplied = _multiplied(clocks, before, now, link, words)
        if multiplied is not None:
            return multiplied
    if now.per is not None:
        return _with_rate(clocks, before, now, link)
    if now.is_work:
        return _with_hours(clocks, words, before, now, link)
    if now.is_span:
        return _with_span(clocks, words, now, link)
    return (
        replace(clocks, sessions=_range(now)) if now.unit == "session" and clocks.sessions is None else clocks
    )


def _multiplied(
    clocks: Clocks, before: Quantity, now: Quantity, link: tuple[Term, ...], words: tuple[Term, ...]
) -> Clocks | None:
    """Read "3 days of 7 hours", "10 x 2 h", "4 hours x 5 days", "3 one-week modules"."""
    times = len(link) <= 2 and any(word.plays("each") for word in link)
    each = now.end < len(words) and words[now.end].plays("per")
    if before.unit is None and before.low is not None and (times or not link):
        return _repeated(clocks, before, now)
    if now.is_work and now.per is None and before.unit in ("day", "session") and (times or each):
        return _timed(clocks, before, now)
    crossed = any(word.text in ("x", "×", "*") for word in link)
    if crossed and before.is_work and before.per is None and now.unit in ("day", "session"):
        return _timed(replace(clocks, hours=None), now, before)
    return None


def _repeated(clocks: Clocks, before: Quantity, now: Quantity) -> Clocks | None:
    if now.is_work and now.per is None:
        return replace(clocks, sessions=_range(before), per_session=_hours(now))
    if now.is_work and before.low:
        scaled = Quantity(*now.scaled(before.low), now.unit, now.per, now.start, now.end)
        return _with_rate(clocks, None, scaled, ())
    if now.is_span and before.low:
        scaled = Quantity(*now.scaled(before.low), now.unit, None, now.start, now.end)
        return replace(clocks, weeks=_weeks(scaled)).explained(f"{before.low:g} x {now.low:g} {now.unit}")
    return None


def _timed(clocks: Clocks, count: Quantity, work: Quantity) -> Clocks:
    if count.per == "week" and count.low:
        weekly = Range(*(None if end is None else end * count.low for end in _hours(work)))
        return replace(clocks, weekly=weekly, sessions=None)
    if count.unit == "day":
        return replace(clocks, days=_range(count), weeks=_weeks(count), daily=_hours(work))
    return replace(clocks, sessions=_range(count), per_session=_hours(work))


def _with_rate(clocks: Clocks, before: Quantity | None, now: Quantity, link: tuple[Term, ...]) -> Clocks:
    if now.is_work:
        return _with_work_rate(clocks, now)
    if now.unit != "day" or now.per != "week":
        return clocks
    clocks = replace(clocks, days_a_week=_range(now))
    beside = before is not None and before.is_work and before.per is None and all(w.text == "," for w in link)
    return replace(clocks, daily=_hours(before), hours=None) if beside and before else clocks


def _with_work_rate(clocks: Clocks, now: Quantity) -> Clocks:
    hours = _hours(now)
    if now.per == "week":
        return replace(clocks, weekly=clocks.weekly or hours)
    if now.per == "day":
        return replace(clocks, daily=clocks.daily or hours)
    if now.per == "month":
        weekly = Range(*(None if end is None else end / WEEKS["month"] for end in hours))
        return replace(clocks, weekly=clocks.weekly or weekly).explained(
            "hours a month divided by 52/12 weeks"
        )
    return replace(clocks, per_session=clocks.per_session or hours)


def _with_hours(
    clocks: Clocks, words: tuple[Term, ...], before: Quantity | None, now: Quantity, link: tuple[Term, ...]
) -> Clocks:
    hours = _hours(now)
    if now.unit == "teaching_unit":
        clocks = clocks.explained("a teaching unit taken as 45 minutes")
    if any(word.text == "+" for word in link) and before and (before.unit == "day" or before.per == "day"):
        return replace(clocks, extra=hours)
    if clocks.hours is None:
        return replace(clocks, hours=hours)
    if any(word.text == "+" for word in link):
        return replace(clocks, hours=_sum(clocks.hours, hours)).explained("the parts are added")
    if _near(words, now, "total"):
        return replace(clocks, hours=hours)
    return clocks.warned("more than one amount of hours is stated: the first is taken")


def _with_span(clocks: Clocks, words: tuple[Term, ...], now: Quantity, link: tuple[Term, ...]) -> Clocks:
    weeks, days = _weeks(now), _range(now) if now.unit == "day" else None
    if clocks.weeks is None:
        return replace(clocks, weeks=weeks, days=days)
    if any(word.plays("or", "full_time", "part_time") for word in link) or _near(words, now, "part_time"):
        return replace(clocks, weeks=_union(clocks.weeks, weeks), days=None).explained(
            "both spans are offered"
        )
    if clocks.days and now.unit != "day":
        return replace(clocks, weeks=weeks)
    return clocks.warned("more than one span is stated: the first is taken")


def _is_aside(words: tuple[Term, ...], quantity: Quantity) -> bool:
    """Tell whether this span is about access, validity or experience, not about the course."""
    return quantity.unit in WEEKS and _near(words, quantity, "access", "experience")


def _near(words: tuple[Term, ...], quantity: Quantity, *roles: str) -> bool:
    """Tell whether a word of one of `roles` stands beside the amount, in the same part of the sentence."""
    for step in (-1, 1):
        place = quantity.start - 1 if step < 0 else quantity.end
        for word in words[place::step][: REACH + 1] if place >= 0 else ():
            if word.plays(*roles):
                return True
            if word.number is not None or word.text in PART_MARKS:
                break
    return False


def _range(quantity: Quantity) -> Range:
    return Range(quantity.low, quantity.high)


def _hours(quantity: Quantity) -> Range:
    return Range(*quantity.scaled(HOURS[quantity.unit or "hour"]))


def _weeks(quantity: Quantity) -> Range:
    return Range(*quantity.scaled(WEEKS[quantity.unit or "week"]))


def _sum(one: Range, other: Range) -> Range:
    low = None if one.low is None or other.low is None else one.low + other.low
    return Range(low, None if one.high is None or other.high is None else one.high + other.high)


def _union(one: Range, other: Range) -> Range:
    lows, highs = (one.low, other.low), (one.high, other.high)
    low = None if None in lows else min(end for end in lows if end is not None)
    return Range(low, None if None in highs else max(end for end in highs if end is not None))
