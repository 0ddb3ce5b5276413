"""What became of former learners: a share that finished or found work, a wage, and after how long."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from catalog.program import Figure
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.price import read_price
from catalog.text import clean_text

Period = Literal["hour", "week", "month", "quarter", "year"]
LONGEST = 300
# State lists write these where too few people stand behind a figure (cases/12: "not enough data").
_NO_DATA = re.compile(
    r"\bno\b.*\bdata\b|not (enough|available|reported)|withheld|suppressed|insufficient|-99999|\*+$|^n/?a$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s*%")
_BARE = re.compile(r"\d{1,3}(?:\.\d+)?|\.\d+|\d+(?:\.\d+)?[eE]-\d+")
_HORIZON = re.compile(r"(?:after|within|in)\s+(\d+\s+(?:month|quarter|year|week)s?)", re.IGNORECASE)
_SAMPLE = re.compile(r"\b(?:n\s*=\s*|of\s+)(\d{1,6})\b(?!\s*%)", re.IGNORECASE)
_YEAR = re.compile(r"\b(19[89]\d|20\d\d)\b")
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("hour", r"hour|hourly|\bhr\b"),
    ("week", r"week(?!s? after)|weekly"),
    ("quarter", r"quarter"),
    ("month", r"monthly|(?:per|a|/)\s*month"),
    ("year", r"year|annual|annum|yearly"),
)


def read_share(text: str, context: Context = NO_CONTEXT) -> Reading[Figure | None]:
    """Return a share of 0 to 1: "71% employed after 6 months", "0.71", or "71" in a column of per cents.

    A true 0 stays 0; what stands for too few people is None.
    """
    text = clean_text(text, LONGEST)
    if _NO_DATA.search(text):
        return Reading(None)
    if found := _SHARE.search(text):
        return _share(Decimal(found[1].replace(",", ".")) / 100, text, None)
    if not _BARE.fullmatch(text.strip()):
        return Reading(None)
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return Reading(None)
    if number <= 1:
        return _share(number, text, "a fraction of 1")
    named = re.search(r"percent|per cent|pct|%|rate", context.column or "", re.IGNORECASE)
    return _share(number / 100, text, "per cent, as its column says") if named else Reading(None)


def _share(amount: Decimal, text: str, how: str | None) -> Reading[Figure | None]:
    if not 0 <= amount <= 1:
        return Reading(None, warning=f"no share of people: {text[:60]}")
    return Reading(Figure(amount.normalize() + 0, horizon=_horizon(text), sample=_sample(text)), how)


def read_wage(text: str, context: Context = NO_CONTEXT) -> Reading[Figure | None]:
    """Return a wage with its currency and period as stated; a quarterly wage stays quarterly.

    The period comes from the text, else from the column's name, else it is not stated: "$8,324
    salary after 6 months" is no yearly wage, and "after 6 months" is when, not for how long.
    """
    text = clean_text(text, LONGEST)
    if _NO_DATA.search(text):
        return Reading(None)
    horizon = _HORIZON.search(text)
    about = text.replace(horizon[0], " ") if horizon else text
    price = read_price(_YEAR.sub(" ", about), context)
    amount = price.value.amount
    if amount is None or amount <= 0 or price.warning:
        return Reading(None, warning=price.warning)  # 2.100 is two thousand, or two
    per = _period(about) or _period(context.column or "")
    figure = Figure(
        amount, price.value.currency, per, horizon[1] if horizon else None, _sample(text), _year(text)
    )
    return Reading(figure, price.how)


def _period(text: str) -> Period | None:
    return next((name for name, words in _PERIODS if re.search(words, text, re.IGNORECASE)), None)


def _horizon(text: str) -> str | None:
    found = _HORIZON.search(text)
    return found[1] if found else None


def _sample(text: str) -> int | None:
    found = _SAMPLE.search(text)
    return int(found[1]) if found else None


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None
