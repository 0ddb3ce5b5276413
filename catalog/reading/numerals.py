"""Numerals as written -> decimals, with the decimal mark that place and language suggest."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from catalog.reading import Context
from catalog.reading.lexicon import Term, comma_languages

LARGEST_DIGITS = 15


class Numeral(Struct, frozen=True):
    """The value of a numeral, and whether its one mark could have been read the other way."""

    value: Decimal
    ambiguous: bool = False


@lru_cache(maxsize=8192)
def numeral(raw: str, decimal_mark: str | None) -> Numeral | None:
    """Return the value of `raw`; None when it is no number (a version, a date, too long)."""
    plain = raw.replace(" ", "").replace("'", "")
    if sum(character.isdigit() for character in plain) > LARGEST_DIGITS + 5:
        return None
    if "." in plain and "," in plain:
        return _with_both(plain)
    mark = "," if "," in plain else "." if "." in plain else None
    if mark is None:
        return Numeral(Decimal(plain))
    return _with_one(plain, mark, decimal_mark)


def _with_both(plain: str) -> Numeral | None:
    decimal = "," if plain.rfind(",") > plain.rfind(".") else "."
    thousands = "." if decimal == "," else ","
    if plain.count(decimal) > 1:
        return None
    return Numeral(Decimal(plain.replace(thousands, "").replace(decimal, ".")))


def _with_one(plain: str, mark: str, decimal_mark: str | None) -> Numeral | None:
    whole, *groups = plain.split(mark)
    if len(groups) > 1 and len(groups[-1]) < 3 and all(len(group) == 3 for group in groups[:-1]):
        return Numeral(Decimal(f"{whole}{''.join(groups[:-1])}.{groups[-1]}"))
    if len(groups) > 1:
        return Numeral(Decimal("".join([whole, *groups]))) if _grouped(groups) else None
    as_decimal = Decimal(f"{whole}.{groups[0]}")
    if len(groups[0]) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Numeral(as_decimal)
    as_thousands = Decimal(whole + groups[0])
    if mark == "," or decimal_mark != ".":
        return Numeral(as_thousands, ambiguous=mark == decimal_mark or (mark == "." and decimal_mark is None))
    return Numeral(as_decimal, ambiguous=True)


def _grouped(groups: list[str]) -> bool:
    """Tell whether these are thousands (1.200.000) or lakhs (1,20,000)."""
    return len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups)


def decimal_mark(context: Context, words: tuple[Term, ...]) -> str | None:
    """Return the decimal mark of the country, or of the language that the words are in."""
    if context.country:
        return country_mark(context.country)
    spoken = [term.languages for term in words if term.languages and "" not in term.languages]
    if any(languages <= comma_languages() for languages in spoken):
        return ","
    return "." if any("en" in languages for languages in spoken) else None


@lru_cache(maxsize=512)
def country_mark(country: str) -> str | None:
    """Return the decimal mark of a country by its ISO 3166 code."""
    from babel import Locale, UnknownLocaleError  # slow to import, needed by few readings

    try:
        symbols = Locale.parse(f"und_{country.strip().upper()}").number_symbols
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    return str(symbols.get("latn", {}).get("decimal", ".")) if symbols else None
