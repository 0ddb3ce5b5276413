"""Amounts of time as a text states them: a range, its unit, and per what it is meant."""

from collections.abc import Iterator

from msgspec import Struct

from catalog.reading.lexicon import Term
from catalog.reading.numerals import numeral
from catalog.reading.units import HOURS, REACH, WEEKS, period_after, period_before, unit_of

LARGEST = 1_000_000


class Quantity(Struct, frozen=True):
    """An amount between `low` and `high` (None: open) in `unit`; it spans the terms start to end."""

    low: float | None
    high: float | None
    unit: str | None
    per: str | None
    start: int
    end: int

    @property
    def is_work(self) -> bool:
        """Tell whether this is time of work, not of the calendar."""
        return self.unit in HOURS

    @property
    def is_span(self) -> bool:
        """Tell whether this is time of the calendar, not of work."""
        return self.unit in WEEKS and self.per is None

    def scaled(self, factor: float) -> tuple[float | None, float | None]:
        """Return both ends times `factor`."""
        return tuple(None if end is None else end * factor for end in (self.low, self.high))  # type: ignore[return-value]


class Measure(Struct, frozen=True):
    """A number with its unit, before bounds and ranges are looked at."""

    value: float
    unit: str | None
    end: int


def quantities(words: tuple[Term, ...], mark: str | None) -> Iterator[Quantity]:
    """Yield the amounts of time and the counts of sessions in `words`, in order."""
    place, done = 0, 0
    while place < len(words):
        found = _quantity(words, place, done, mark)
        if found is None:
            place += 1
            continue
        yield found
        place = done = max(found.end, place + 1)


def _quantity(words: tuple[Term, ...], start: int, done: int, mark: str | None) -> Quantity | None:
    first = _measure(words, start, mark)
    if first is None or _is_share_or_money(words, start, first.end):
        return None
    second = _second(words, first, mark)
    end = second.end if second else first.end
    unit = (second and second.unit) or first.unit or _label(words, start, done)
    low, high = _bounds(words, start, end, first.value)
    if done and words[start - 1].plays("over"):
        low = high = first.value  # "over 2 weeks" after another amount says how it is spread
    if second is not None:
        low, high = _converted(first.value, first.unit, unit), second.value
    end = _after_bound(words, end)
    per, end = period_after(words, end, unit)
    if per is None and unit in HOURS:
        per = "week" if unit == "hour_weekly" else period_before(words, start, done)
    return Quantity(low, high, unit, per, start, end)


def _measure(words: tuple[Term, ...], place: int, mark: str | None) -> Measure | None:
    if words[place].plays("half_year"):
        return Measure(1.0, "half_year", place + 1)
    value = _value(words, place, mark)
    if value is None:
        return None
    value, end = _and_a_half(words, value, place + 1)
    unit, after = _unit(words, end)
    if unit is None:
        return Measure(value, None, end)
    value, after = _and_a_half(words, value, after)
    return _compound(words, Measure(value, unit, after), mark)


def _and_a_half(words: tuple[Term, ...], value: float, end: int) -> tuple[float, int]:
    return (value + 0.5, end + 1) if end < len(words) and words[end].plays("half_more") else (value, end)


def _value(words: tuple[Term, ...], place: int, mark: str | None) -> float | None:
    word = words[place]
    if word.number is not None:
        read = numeral(word.number, mark)
        return float(read.value) if read and read.value <= LARGEST else None
    one = word.text in ("a", "an") and place + 1 < len(words) and words[place + 1].plays(*HOURS, *WEEKS)
    starts = place == 0 or words[place - 1].plays("about", "at_most", "at_least", "length", "to", "or")
    return 1.0 if one and starts else None


def _unit(words: tuple[Term, ...], place: int) -> tuple[str | None, int]:
    """Return the unit at `place`, over adjectives ("clock hours") and a hyphen ("6-week")."""
    skipped = 0
    while place < len(words) and skipped < 3:
        word = words[place]
        unit = unit_of(word)
        if unit and _joins_numbers(words, place):
            return None, place
        if unit and (unit == "session" or not word.plays("credit")):
            return unit, place + 1
        passable = word.plays("adjective", "weekly", "or_more") or (word.text == "-" and skipped == 0)
        if not passable:
            return None, place
        place, skipped = place + 1, skipped + 1
    return None, place


def _joins_numbers(words: tuple[Term, ...], place: int) -> bool:
    """Tell whether a letter that could be a unit joins two numbers ("3 y 5 meses")."""
    after = words[place + 1 : place + 2]
    return words[place].plays("and", "to", "or") and bool(after) and after[0].number is not None


def _compound(words: tuple[Term, ...], first: Measure, mark: str | None) -> Measure:
    """Add smaller units that follow at once: 1 h 19 min, 1h30, 1 year 6 months."""
    place = first.end
    if place < len(words) and (words[place].plays("and") or words[place].text == "."):
        place += 1
    if place >= len(words) or words[place].number is None:
        return first
    value, (unit, end) = _value(words, place, mark), _unit(words, place + 1)
    glued = words[place].glued and place == first.end
    if unit is None and glued and first.unit == "hour":
        unit, end = "minute", place + 1
    if unit == "month" and words[end - 1].raw == "M" and first.unit == "hour":
        unit = "minute"
    sizes = HOURS if first.unit in HOURS else WEEKS
    if value is None or unit not in sizes or first.unit not in sizes or sizes[unit] >= sizes[first.unit]:
        return first
    total = first.value + value * sizes[unit] / sizes[first.unit]
    return (
        _compound(words, Measure(total, first.unit, end), mark)
        if unit != "minute"
        else Measure(total, first.unit, end)
    )


def _second(words: tuple[Term, ...], first: Measure, mark: str | None) -> Measure | None:
    """Return the upper end of a range that begins with `first`."""
    place, joined = first.end, False
    while place < len(words) and words[place].plays("to", "or", "about", "at_most", "and"):
        joined = joined or words[place].plays("to", "or", "at_most") or _between(words, first)
        place += 1
    if not joined or place >= len(words) or place - first.end > 3:
        return None
    second = _measure(words, place, mark)
    return second if second and _same_kind(first.unit, second.unit) else None


def _between(words: tuple[Term, ...], first: Measure) -> bool:
    return any(word.plays("between", "at_least") for word in words[max(0, first.end - REACH) : first.end])


def _same_kind(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is None
    return one == other or (one in HOURS and other in HOURS) or (one in WEEKS and other in WEEKS)


def _bounds(words: tuple[Term, ...], start: int, end: int, value: float) -> tuple[float | None, float | None]:
    """Return the ends of an amount that is no range: both, or the one that "from" or "up to" leaves."""
    before = words[start - 1] if start else None
    before = words[start - 2] if before and start > 1 and before.plays("about") else before
    after = words[end] if end < len(words) else None
    number_after = words[start + 1] if start + 1 < len(words) else None
    joined = next((word for word in (after, number_after) if word and word.plays("or_more", "or_less")), None)
    if (before and before.plays("at_least")) or (
        joined and joined.plays("or_more") and _closes(words, joined, end)
    ):
        return value, None
    if (before and before.plays("at_most")) or (joined and joined.plays("or_less")):
        return None, value
    return value, value


def _closes(words: tuple[Term, ...], joined: Term, end: int) -> bool:
    """Tell whether a "+" says "or more" and does not add what follows ("2 days + coaching")."""
    after = words[end] if end < len(words) else None
    return joined.text != "+" or joined is not after or after.glued


def _converted(value: float, unit: str | None, into: str | None) -> float:
    sizes = HOURS if into in HOURS else WEEKS
    return value if unit is None or unit == into or into not in sizes else value * sizes[unit] / sizes[into]


def _after_bound(words: tuple[Term, ...], end: int) -> int:
    return (
        end + 1
        if end < len(words) and words[end].plays("or_more", "or_less") and words[end].text != "+"
        else end
    )


def _label(words: tuple[Term, ...], start: int, done: int) -> str | None:
    """Return the unit that stands before the number, as in "Weeks: 8"."""
    place = start - 1
    while place >= done and words[place].text in (":", "=", ")", "("):
        place -= 1
    if place < done or (place > done and words[place - 1].plays("credit")):
        return None
    unit = unit_of(words[place])
    return unit if unit != "session" and len(words[place].text) > 1 else None


def _is_share_or_money(words: tuple[Term, ...], start: int, end: int) -> bool:
    around = words[max(0, start - 1) : start] + words[end : end + 1]
    return any(word.text in ("%", "$", "€", "£", "₹", "¥", "#") for word in around)
