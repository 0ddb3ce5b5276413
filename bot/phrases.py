"""Figures as words in the spoken language: money, hours, weeks, dates and lists, the same everywhere."""

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from bot.words import ENGLISH, mark, mark_many, say, say_many, spoken

if TYPE_CHECKING:
    from babel import Locale

NOT_STATED = mark("not stated")
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

CREDENTIALS = {
    "badge": mark("digital badge"),
    "certificate": mark("certificate"),
    "professional_certificate": mark("professional certificate"),
    "nanodegree": mark("nanodegree"),
    "specialization": mark("specialization (a series of courses)"),
    "micromasters": mark("MicroMasters"),
    "degree": mark("degree"),
}
LEVELS = {
    "beginner": mark("beginner"),
    "intermediate": mark("intermediate"),
    "advanced": mark("advanced"),
    "any": mark("all"),
}
_SPANS = {
    "second": mark_many("{number} second", "{number} seconds"),
    "minute": mark_many("{number} minute", "{number} minutes"),
    "hour": mark_many("{number} hour", "{number} hours"),
    "day": mark_many("{number} day", "{number} days"),
    "week": mark_many("{number} week", "{number} weeks"),
    "month": mark_many("{number} month", "{number} months"),
    "year": mark_many("{number} year", "{number} years"),
}
# CLDR ends dates in Russian and Ukrainian with an abbreviated "year", whose stop would end the sentence.
_YEAR_SIGN = re.compile(r"\s[гр]\.$")
# Beside a number with decimals, for languages that have a form of its own there ("1,5 tygodnia").
_PARTS = (mark("{number} hours"), mark("{number} weeks"), mark("{number} months"), mark("{number} years"))


def money(amount: Decimal, currency: str | None) -> str:
    """Return "200 US dollars" or "49.50 euros"; an unknown currency is said, never guessed."""
    from babel.numbers import format_currency

    if currency is None:
        return say("{amount} (currency not stated)", amount=bare_amount(amount))
    return format_currency(
        amount, currency, f"{_pattern(amount)} ¤¤¤", locale=_locale(spoken()), currency_digits=False
    )


def short_money(amount: Decimal, currency: str) -> str:
    """Return "200 USD": for a button, where the name of the currency has no room."""
    from babel.numbers import format_currency

    pattern = f"{_pattern(amount)} ¤¤"
    return format_currency(amount, currency, pattern, locale=_locale(spoken()), currency_digits=False)


def bare_amount(amount: Decimal) -> str:
    """Return "200" or "49.50": an amount whose currency is said beside it."""
    from babel.numbers import format_decimal

    return format_decimal(amount, _pattern(amount), locale=_locale(spoken()))


def _pattern(amount: Decimal) -> str:
    return "#,##0" if amount == amount.to_integral_value() else "#,##0.00"


def money_range(least: Decimal, most: Decimal | None, currency: str | None) -> str:
    """Return one amount, or both ends of a range."""
    if most is None or most == least:
        return money(least, currency)
    return say("{least} to {most}", least=bare_amount(least), most=money(most, currency))


def hours(least: float | None, most: float | None) -> str:
    """Return "18 hours", "4 to 6 hours", "45 minutes", "up to 2 hours" or "at least 6 hours"."""
    if most is not None and most < 1 and (least is None or least == most):
        return count(round(most * 60), "minute")
    return _ends(least, most, "hour")


def weeks(least: float | None, most: float | None) -> str:
    """Return a provider's calendar span in weeks, or in days under one week."""
    if most is not None and most < 1:
        return _ends(_days(least), _days(most), "day")
    return _ends(least, most, "week")


def whole_weeks(least: float | None, most: float | None) -> str:
    """Return a person's own span in weeks, rounded up: a plan never promises too little."""
    if most is not None and most <= 1:
        return say("1 week or less")
    up = [None if end is None else float(max(1, math.ceil(end))) for end in (least, most)]
    return _ends(up[0], up[1], "week")


def _days(span_weeks: float | None) -> float | None:
    return None if span_weeks is None else max(1.0, float(round(span_weeks * 7)))


def _ends(least: float | None, most: float | None, unit: Unit) -> str:
    # Four months at 10 hours a week are 173.33 hours; from ten on, a fraction says more than anyone knows.
    least, most = (end if end is None or end < 10 else float(round(end)) for end in (least, most))
    if most is None:
        return say("at least {span}", span=count(least, unit)) if least is not None else say(NOT_STATED)
    if least is None:
        return say("up to {span}", span=count(most, unit))
    if least == most:
        return count(most, unit)
    return say("{least} to {most}", least=number(least), most=count(most, unit))


def count(amount: float, unit: Unit) -> str:
    """Return a span of time: "1 week", "6 weeks" or "1.5 hours"; other things are counted by `say_many`."""
    return say_many(*_SPANS[unit], amount, number=number(amount))


def number(amount: float) -> str:
    """Return a number without needless decimals."""
    return _number(spoken(), amount)


@lru_cache(maxsize=4096)
def _number(language: str, amount: float) -> str:
    from babel.numbers import format_decimal

    return format_decimal(round(amount, 2), "#,##0.##", locale=_locale(language))


def day(date: dt.date, today: dt.date) -> str:
    """Return "6 January", with the year where it is not this one."""
    return _day(spoken(), date, date.year == today.year)


@lru_cache(maxsize=4096)
def _day(language: str, date: dt.date, this_year: bool) -> str:
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if this_year:
        return format_skeleton("MMMMd", date, locale=locale)
    return _YEAR_SIGN.sub("", format_date(date, "long", locale))


def as_of(stated: str) -> str:
    """Return "March 2023" for "2023-03", and the like for a year or a day."""
    return _as_of(spoken(), stated)


@lru_cache(maxsize=4096)
def _as_of(language: str, stated: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale, date = _locale(language), first_day(stated)
    match stated.count("-"):
        case 0:
            return str(date.year)
        case 1:
            return _YEAR_SIGN.sub("", format_skeleton("yMMMM", date, locale=locale))
        case _:
            return _YEAR_SIGN.sub("", format_date(date, "long", locale=locale))


def first_day(stated: str) -> dt.date:
    """Return the first day of a date given as YYYY, YYYY-MM or YYYY-MM-DD."""
    year, month, day_of_month = [*(int(part) for part in stated.split("-")), 1, 1][:3]
    return dt.date(year, month, day_of_month)


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return "a, b and c", with the rest counted."""
    from babel.lists import format_list

    shown = list(words)
    if most is not None and len(shown) > most:
        left = len(shown) - most
        shown = [*shown[:most], say_many("{count} more", "{count} more", left, count=number(left))]
    return format_list(shown, locale=_locale(spoken()))


def shortened(text: str, limit: int) -> str:
    """Return `text` cut at a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def quoted(words: str) -> str:
    """Return somebody's own words between the marks of the spoken language."""
    return say("“{words}”", words=words)


def language(code: str) -> str:
    """Return the name of a language, or the code where it has none."""
    return _language(spoken(), code)


@lru_cache(maxsize=4096)
def _language(language: str, code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(_locale(language)) or code
    except (UnknownLocaleError, ValueError):
        return code


@lru_cache
def _locale(language: str) -> "Locale":
    """Return what CLDR knows of a language; our English has the day before the month: "6 January"."""
    from babel import Locale

    return Locale.parse("en_001" if language == ENGLISH else language)
