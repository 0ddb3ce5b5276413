"""Signs, words and codes of currencies -> ISO 4217, with the country where the sign leaves it open."""

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from catalog.reading import Context
from catalog.reading.lexicon import Term, tables, terms

RULES_OF = dt.date(2026, 1, 1)  # the day whose currencies count; no clock is read
PREFIX = "currency:"


class Currency(Struct, frozen=True):
    """A code, and the assumption that led to it where the text does not say it."""

    code: str | None
    how: str | None = None


def currency_role(word: Term) -> str | None:
    """Return the code or the "*family" that a term stands for, if any."""
    raw = word.raw
    if raw.upper() in _codes() and (raw.isupper() or raw.upper() not in _capital_codes()):
        return raw.upper()
    return next((role.removeprefix(PREFIX) for role in sorted(word.roles) if role.startswith(PREFIX)), None)


def currency_of(roles: tuple[str, ...], context: Context) -> Currency:
    """Return the currency that the signs beside an amount, and else the row, tell."""
    codes = [role for role in roles if not role.startswith("*")]
    if codes:
        return Currency(codes[0])
    told = _told_by_row(context)
    if not roles:
        return told if told.code else _of_country(context.country, "no currency is written")
    return _of_family(roles[0].removeprefix("*"), told.code, context.country)


def _of_family(family: str, told: str | None, country: str | None) -> Currency:
    rule: Mapping[str, Any] = _table()["families"][family]
    if told in rule["codes"]:
        return Currency(told, "the sign is read as the row's currency")
    local = territory_currency(country) if country else None
    if local in rule["codes"]:
        return Currency(local, f"the sign is taken as {local} from the country")
    if "default" in rule and family != "pound":
        return Currency(rule["default"], f"$ taken as {rule['name']}")
    if "default" in rule:
        return Currency(rule["default"])
    return Currency(None, "the sign stands for several currencies and no country is told")


def _told_by_row(context: Context) -> Currency:
    """Return the currency that a column's name, its documentation or a companion cell says."""
    for name in (context.column, context.unit_hint):
        code = _named(name)
        if code:
            return Currency(code, "the currency is the column's")
    excluded = _by_exclusion(context)
    if excluded:
        return Currency(excluded, f"the row keeps another price that is not in {excluded}")
    for column, value in context.companion.items():
        if any(word.plays("currency_column") for word in terms(column, "price")) and value is not None:
            code = _named(str(value))
            if code:
                return Currency(code, f"the currency stands in {column}")
    return Currency(None)


def _by_exclusion(context: Context) -> str | None:
    """Return USD beside a filled cell of a column that is said to be "non-USD": its currency is not ours."""
    filled = (column for column, value in context.companion.items() if value not in (None, ""))
    return next((code for column in filled if (code := _named(column, denied=True))), None)


def _named(text: str | None, *, denied: bool = False) -> str | None:
    """Return the currency a text names; with `denied`, the one it says it is not ("non-USD")."""
    words = terms(text or "", "price")
    for place, word in enumerate(words):
        code = _code_of(currency_role(word))
        is_denied = any(before.text in ("non", "not") for before in words[max(0, place - 3) : place])
        if code and is_denied == denied:
            return code
    return None


def _code_of(role: str | None) -> str | None:
    if role is None or not role.startswith("*"):
        return role
    default = _table()["families"][role[1:]].get("default")
    return str(default) if default else None


def _of_country(country: str | None, why: str) -> Currency:
    code = territory_currency(country) if country else None
    return Currency(code, f"{why}: {code} taken from the country" if code else None)


@lru_cache(maxsize=512)
def territory_currency(country: str) -> str | None:
    """Return the currency of a country by its ISO 3166 code."""
    from babel.numbers import get_territory_currencies  # slow to import, needed by few readings

    try:
        found = get_territory_currencies(country.strip().upper(), start_date=RULES_OF)
    except (ValueError, KeyError, TypeError):
        return None
    return str(found[0]) if found else None


def has_thousandths(code: str | None) -> bool:
    """Tell whether amounts of this currency are written with three decimals."""
    return code in _table()["codes"]["thousandths"].split()


@cache
def _table() -> Mapping[str, Any]:
    return next(table for table in tables() if "families" in table)


@cache
def _capital_codes() -> frozenset[str]:
    return frozenset(_table()["codes"]["capital"].split())


@cache
def _codes() -> frozenset[str]:
    return frozenset(_table()["codes"]["plain"].split()) | _capital_codes()
