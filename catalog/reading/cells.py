"""One cell of time -> clocks: prose, a bare number in a known unit, a clock form; and its companions."""

from typing import Any

from msgspec.structs import replace

from catalog.reading import Context
from catalog.reading.clocks import Clocks, Range, column_roles, gathered
from catalog.reading.isotime import iso_clocks
from catalog.reading.lexicon import Term, terms
from catalog.reading.numerals import decimal_mark, numeral
from catalog.reading.quantities import Quantity, quantities
from catalog.reading.units import HOURS, RATES, UNITS, WEEKS

FULL_WEEK = 168.0
MOST_WEEKLY = 60
NOT_A_LENGTH = {"access", "experience", "credit"}
OPEN_EDX = ("edx", "mitx", "openedx")


def cell_clocks(text: str, context: Context) -> Clocks:
    """Return what one cell states about time."""
    roles = column_roles(context.column)
    if roles & NOT_A_LENGTH:
        return Clocks()
    iso = iso_clocks(text)
    if iso is not None:
        return iso
    words = terms(text, "duration")
    if sum(word.text == ":" for word in words) and _is_clock(words):
        return _clock(words, context)
    found = list(quantities(words, decimal_mark(context, words)))
    if len(found) == 1 and found[0].unit is None and _only_numbers(words):
        return _bare(found[0], context)
    clocks = gathered(words, found)
    return _as_effort(clocks, context) if "effort" in roles else clocks


def with_companions(clocks: Clocks, context: Context) -> Clocks:
    """Return `clocks` with what the other cells of the row add to them."""
    for column, value in context.companion.items():
        if value is None or isinstance(value, bool | dict | list):
            continue
        other = cell_clocks(str(value), Context(column, context.provider, context.country))
        clocks = _joined(clocks, other) if _is_length(column) else _compared(clocks, other)
    if clocks.hours and clocks.days and column_roles(context.format) & {"on_demand"}:
        how = "the days are how long access lasts"
        return replace(clocks, days=None, weeks=None).explained(how)
    return clocks


def _is_length(column: str) -> bool:
    roles = column_roles(column)
    return bool(roles & {"length", "effort", *UNITS, *RATES}) and not roles & NOT_A_LENGTH


def _joined(clocks: Clocks, other: Clocks) -> Clocks:
    names = [name for name in Clocks.__struct_fields__ if name not in ("how", "warnings")]
    filled: dict[str, Any] = {name: _filled(getattr(clocks, name), getattr(other, name)) for name in names}
    joined = replace(clocks, **filled)
    if clocks.weeks and other.weeks and (other.weeks.high or 0) > (clocks.weeks.high or 0) + 0.1:
        joined = replace(joined, weeks=other.weeks).warned("two cells state a span: the longer is taken")
    return joined


def _filled(mine: Range | None, theirs: Range | None) -> Range | None:
    if mine is None or theirs is None:
        return mine or theirs
    return Range(
        theirs.low if mine.low is None else mine.low, theirs.high if mine.high is None else mine.high
    )


def _compared(clocks: Clocks, other: Clocks) -> Clocks:
    if not (clocks.weeks and other.weeks) or clocks.weeks == other.weeks:
        return clocks
    return clocks.warned(f"another text of the row says {other.weeks} weeks")


def _only_numbers(words: tuple[Term, ...]) -> bool:
    return all(word.number is not None or word.roles or not word.text.isalpha() for word in words)


def _bare(amount: Quantity, context: Context) -> Clocks:
    """Return the clocks of a number alone: its unit is the hint's, or the column's."""
    unit, per = known_unit(context)
    if unit is None or not (amount.low or amount.high):
        return Clocks()
    source = "as the column's documentation says" if context.unit_hint else "from the column's name"
    known = Quantity(*_by_column(amount, context.column), unit, per, 0, 0)
    weeks = (amount.low or 0) / FULL_WEEK
    if unit == "hour" and per is None and weeks >= 1 and weeks.is_integer():
        return _clock_weeks(known, weeks, context)
    clocks = gathered((), [known])
    return clocks.explained(f"the number is in {unit}s{f' a {per}' if per else ''}, {source}")


def _by_column(amount: Quantity, column: str | None) -> tuple[float | None, float | None]:
    """Return the ends of the amount: a column that begins with min or max states one of them."""
    words = terms(column or "", "duration")
    first = words[0].text if len(words) > 1 else ""
    low, high = amount.low, amount.high
    return None if first in ("max", "maximum") else low, None if first in ("min", "minimum") else high


def _clock_weeks(amount: Quantity, weeks: float, context: Context) -> Clocks:
    if not _is_open_edx(context):
        clocks = gathered((), [amount])
        return clocks.warned(f"{amount.low:g} hours are exactly {weeks:g} weeks of clock time")
    how = f"{amount.low:g} hours are {weeks:g} weeks of clock time, not of study"
    return Clocks(weeks=Range(weeks, weeks)).explained(how).warned(how)


def known_unit(context: Context) -> tuple[str | None, str | None]:
    """Return the unit and the period that the hint or the column's name gives a bare number."""
    for name in (context.unit_hint, context.column):
        unit, per = _named_unit(name or "")
        if unit is not None:
            return unit, per
    return ("hour", "week") if "effort" in column_roles(context.column) else (None, None)


def _named_unit(name: str) -> tuple[str | None, str | None]:
    words = terms(name, "duration")
    if len(words) > 1 and words[0].text in ("min", "minimum", "max", "maximum"):
        words = words[1:]
    units = [unit for word in words for unit in UNITS if unit in word.roles and unit != "session"]
    per = next((period for word in words for role, period in RATES.items() if role in word.roles), None)
    if per is None and any(word.plays("per") for word in words) and len(units) > 1 and units[-1] in WEEKS:
        per = units.pop()
    if per is None and units and units[0] in HOURS and "effort" in column_roles(name):
        per = "week"
    return (units[0] if units else None), per


def _as_effort(clocks: Clocks, context: Context) -> Clocks:
    """Take the hours of an effort column as weekly, as Open edX means them."""
    high = clocks.hours and (clocks.hours.high or clocks.hours.low)
    has_length = any(_is_length(column) for column in context.companion)
    if not high or high > MOST_WEEKLY or (has_length and not _is_open_edx(context)):
        return clocks
    return replace(clocks, hours=None, weekly=clocks.hours).explained("effort is in hours a week")


def _is_open_edx(context: Context) -> bool:
    told = " ".join([context.provider or "", *(str(value) for value in context.companion.values())])
    return any(name in told.casefold() for name in OPEN_EDX)


def _is_clock(words: tuple[Term, ...]) -> bool:
    """Tell whether the whole text is 04:00 or 1:30:00, or two of them."""
    return all(
        (word.number is not None and word.number.isdigit()) or word.text == ":" or word.plays("to", "about")
        for word in words
    )


def _clock(words: tuple[Term, ...], context: Context) -> Clocks:
    parts = [numeral(word.number, None) for word in words if word.number is not None]
    values = [float(part.value) for part in parts if part is not None]
    if any(word.plays("to") for word in words) or len(values) not in (2, 3) or max(values[1:]) >= 60:
        return Clocks().warned("times of day are no duration")
    unit, per = known_unit(context)
    in_minutes = len(values) == 2 and unit == "minute"
    first = 1 / 60 if in_minutes else 1.0
    hours = sum(value * first / 60**power for power, value in enumerate(values))
    if not hours:
        return Clocks()
    form = "minutes and seconds" if in_minutes else "hours and minutes"
    amount = Quantity(hours, hours, "hour", per if per in ("day", "week", "month") else None, 0, 0)
    return gathered((), [amount]).explained(f"the clock form is {form}{f' a {per}' if per else ''}")
