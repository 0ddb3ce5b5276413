"""Figures as words: money, hours, weeks, dates and lists, short and the same everywhere."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

LOCALE = "en"
NOT_STATED = "not stated"

CREDENTIALS = {
    "badge": "digital badge",
    "certificate": "certificate",
    "professional_certificate": "professional certificate",
    "nanodegree": "nanodegree",
    "specialization": "specialization (a series of courses)",
    "micromasters": "MicroMasters",
    "degree": "degree",
}
LIMITS = {
    "budget": "the budget",
    "free_only": "“free only”",
    "certificate": "the certificate",
    "credentials": "the kind of credential",
    "hours_per_week": "the hours a week",
    "max_hours": "the limit of hours",
    "max_weeks": "the limit of weeks",
    "deadline": "the date",
    "level": "the level",
    "course_languages": "the course language",
    "providers": "the provider",
    "not_providers": "ruling out a provider",
    "not_topics": "ruling out a topic",
    "pace": "the kind of schedule",
}
# What is off, where it is not a matter of how much.
BROKEN = {
    "free_only": "it is not free",
    "certificate": "it gives no certificate",
    "credentials": "it ends with another kind of credential",
    "level": "its level is far from yours",
    "course_languages": "it is in another language",
    "providers": "it is from another provider",
    "not_providers": "it is from a provider you ruled out",
    "not_topics": "it is about a topic you ruled out",
    "pace": "it has the other kind of schedule",
}


def money(amount: Decimal, currency: str | None) -> str:
    """Return "200 US dollars" or "49.50 euros"; an unknown currency is said, never guessed."""
    from babel.numbers import format_currency, format_decimal

    whole = amount == amount.to_integral_value()
    if currency is None:
        return (
            f"{format_decimal(amount, '#,##0' if whole else '#,##0.00', locale=LOCALE)} (currency not stated)"
        )
    pattern = "#,##0 ¤¤¤" if whole else "#,##0.00 ¤¤¤"
    return format_currency(amount, currency, pattern, locale=LOCALE, currency_digits=False)


def money_range(least: Decimal, most: Decimal | None, currency: str | None) -> str:
    """Return one amount, or both ends of a range."""
    if most is None or most == least:
        return money(least, currency)
    return f"{money(least, None).removesuffix(' (currency not stated)')} to {money(most, currency)}"


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
        return "1 week or less"
    up = [None if end is None else float(max(1, math.ceil(end))) for end in (least, most)]
    return _ends(up[0], up[1], "week")


def _days(span_weeks: float | None) -> float | None:
    return None if span_weeks is None else max(1.0, float(round(span_weeks * 7)))


def _ends(least: float | None, most: float | None, unit: str) -> str:
    # Four months at 10 hours a week are 173.33 hours; from ten on, a fraction says more than anyone knows.
    least, most = (end if end is None or end < 10 else float(round(end)) for end in (least, most))
    if most is None:
        return f"at least {count(least, unit)}" if least is not None else NOT_STATED
    if least is None:
        return f"up to {count(most, unit)}"
    return count(most, unit) if least == most else f"{number(least)} to {count(most, unit)}"


def count(amount: float, unit: str) -> str:
    """Return "1 week" or "6 weeks"."""
    return f"{number(amount)} {unit}" if amount == 1 else f"{number(amount)} {unit}s"


@lru_cache(maxsize=4096)
def number(amount: float) -> str:
    """Return a number without needless decimals."""
    from babel.numbers import format_decimal

    return format_decimal(round(amount, 2), "#,##0.##", locale=LOCALE)


def day(date: dt.date, today: dt.date) -> str:
    """Return "6 January", with the year where it is not this one."""
    from babel.dates import format_date

    return format_date(date, "d MMMM" if date.year == today.year else "d MMMM yyyy", locale=LOCALE)


def as_of(stated: str) -> str:
    """Return "March 2023" for "2023-03", and the like for a year or a day."""
    from babel.dates import format_date

    pattern = {0: "yyyy", 1: "MMMM yyyy"}.get(stated.count("-"), "d MMMM yyyy")
    return format_date(first_day(stated), pattern, locale=LOCALE)


def first_day(stated: str) -> dt.date:
    """Return the first day of a date given as YYYY, YYYY-MM or YYYY-MM-DD."""
    year, month, day_of_month = [*(int(part) for part in stated.split("-")), 1, 1][:3]
    return dt.date(year, month, day_of_month)


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return "a, b and c", with the rest counted."""
    shown = (
        list(words) if most is None or len(words) <= most else [*words[:most], f"{len(words) - most} more"]
    )
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def sentences(clauses: Sequence[str]) -> str:
    """Return the clauses as sentences."""
    return " ".join(f"{clause[0].upper()}{clause[1:]}." for clause in clauses)


def shortened(text: str, limit: int) -> str:
    """Return `text` cut at a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def article(noun: str) -> str:
    """Return the noun with "a" or "an"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def language(code: str) -> str:
    """Return the name of a language, or the code where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(LOCALE) or code
    except (UnknownLocaleError, ValueError):
        return code
