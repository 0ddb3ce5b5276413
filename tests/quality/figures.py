"""Every number and date of a text, read by a parser that knows nothing of what wrote the text."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from catalog.rates import shipped_rates

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH}) (?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})(?:-(?P<day3>\d{2}))?"
)
_WORDS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
}
_NOUNS = "hour|minute|week|day|month|year|course|hora|minuto|semana|día|mes|año"
_ENGLISH = {"hora": "hour", "minuto": "minute", "semana": "week", "día": "day", "mes": "month", "año": "year"}
_NUMBER = re.compile(
    rf"\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})(?= (?:{_NOUNS})s?\b)", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:to|–|-|and)\s*(?=\d)", re.IGNORECASE)
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as far as it is said."""

    year: int | None
    month: int
    day: int | None = None

    def is_of(self, date: dt.date, today: dt.date) -> bool:
        """Whether the words mean `date`; without a year they mean this one."""
        year = today.year if self.year is None else self.year
        return (year, self.month) == (date.year, date.month) and self.day in (None, date.day)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, or a date, as it stands in a line."""

    raw: str
    line: str
    start: int
    value: Fraction = Fraction(0)
    unit: str = ""
    """ "hour", "minute", "day", "week", "month", "year", "hour a week", a currency code, or nothing."""
    date: Stated | None = None

    def shows(self, exact: Fraction) -> bool:
        """Whether the figure is `exact`, rounded to as many decimals as it is written with."""
        decimals = len(self.raw.partition(".")[2])
        return abs(self.value - exact) <= Fraction(1, 2 * 10**decimals) + Fraction(1, 10**6)

    def is_written(self, exact: Fraction) -> bool:
        """Whether the figure is `exact` to the last digit."""
        return self.value == exact


def figures(text: str) -> list[Figure]:
    """Return every number and date of a text, in order."""
    return [one for line in text.splitlines() for one in _of_line(line)]


def _of_line(line: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for found in _DATE.finditer(line):
        given = {name.rstrip("23"): value for name, value in found.groupdict().items() if value}
        month = given["month"]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
        year, day = given.get("year"), given.get("day")
        if not 1 <= number <= 12:
            continue
        taken.append(found.span())
        date = Stated(int(year) if year else None, number, int(day) if day else None)
        yield Figure(found[0], line, found.start(), date=date)
    for found in _NUMBER.finditer(line):
        if any(start <= found.start() < end for start, end in taken):
            continue
        raw = found[0]
        value = _WORDS.get(raw.lower()) or raw.replace(",", "")
        yield Figure(raw, line, found.start(), Fraction(value), _unit(line, found.start(), found.end()))


def _unit(line: str, start: int, end: int) -> str:
    """Return the unit behind a number, or behind the range or the currency sign that it belongs to."""
    if line[start - 1 : start] in _SIGNS and start:
        return _SIGNS[line[start - 1]]
    behind = line[end:]
    if joined := _RANGE.match(behind):
        other = _NUMBER.match(behind, joined.end())
        behind = behind[other.end() :] if other else behind
    if noun := re.match(
        rf"\s*-?({_NOUNS})(?:e?s)?\b(\s+(?:of work\s+)?(?:a|per|every|each)\s+(?:week|wk))?", behind, re.I
    ):
        unit = _ENGLISH.get(noun[1].lower(), noun[1].lower())
        return f"{unit} a week" if noun[2] and unit == "hour" else unit
    for name, code in _currencies().items():
        if re.match(rf"\s*{re.escape(name)}(?!\w)", behind):
            return code
    return ""


@cache
def _currencies() -> dict[str, str]:
    """Return the names, one and many, and the codes of the currencies that there are rates for."""
    from babel.numbers import get_currency_name

    codes = [*shipped_rates().per_euro, "EUR", "RUB", "UAH", "AED", "EGP", "SAR", "PKR", "NGN", "COP", "ARS"]
    names = {get_currency_name(code, count=many, locale="en"): code for code in codes for many in (1, 2)}
    names |= {get_currency_name(code, count=many, locale="en_001"): code for code in codes for many in (1, 2)}
    return {**names, **{code: code for code in codes}, "(currency not stated)": "?"}


def fraction(value: Decimal | float) -> Fraction:
    """Return what a stated number is, digit for digit."""
    return Fraction(str(value))
