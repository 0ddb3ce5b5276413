"""One cell -> one plain value: lists, numbers, dates, addresses; what cannot be told is None."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

# What people and programs write where they mean nothing.
_BLANK = {
    "",
    "na",
    "n/a",
    "n.a.",
    "none",
    "null",
    "nan",
    "nil",
    "-",
    "--",
    "–",
    "—",
    "-99999",
    "undefined",
    "#n/a",
}
_LONGEST_BLANK = max(map(len, _BLANK))
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# RFC 3986: a scheme, who asks, the host, a port, the rest.
_ADDRESS = re.compile(r"https?://(?:[^\s/?#@]*@)?([^\s/?#@:\[\]]+)(?::\d*)?(?:[/?#]\S*)?", re.IGNORECASE)
_AS_OF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Milliseconds since 1970, from 2001 to 2100: smaller numbers are years or counts.
_MILLISECONDS = range(10**12, 4_102_444_800_000)
_QUOTES = " \t\n\"'`{}[]"
_OPENING, _CLOSING = "([", ")]"
LONGEST_WORDS = 300


def is_empty(value: object) -> bool:
    """Tell whether a value of our own form is left open."""
    return not value and (value is None or value in ("", [], {}))


def is_blank(value: object) -> bool:
    """Tell whether a cell states nothing, though something may be written in it."""
    if isinstance(value, str) and len(value) > _LONGEST_BLANK and value[0].isalnum():
        return False  # most cells: looked at several times a row
    return is_empty(value) or (isinstance(value, str) and value.strip(_QUOTES).casefold() in _BLANK)


def as_text(value: object) -> str | None:
    """Return a scalar as text; lists and objects are not text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    return str(value) if isinstance(value, int | float | Decimal) else None


def one_line(text: str) -> str:
    """Return `text` with line breaks and runs of blanks folded into single blanks."""
    return " ".join(text.split())


def words_of(value: object) -> str:
    """Return what a receipt shows of a cell."""
    if isinstance(value, str):
        return value[:LONGEST_WORDS].strip()
    if isinstance(value, list):
        value = ", ".join(as_text(item) or "" for item in value)
    return (as_text(value) or "")[:LONGEST_WORDS].strip()


def as_list(value: object, separators: str) -> tuple[str, ...]:
    """Return the items of a list, or of a text parted by the first of `separators` that stands in it."""
    if isinstance(value, list):
        items = [as_text(item) or "" for item in value]
        return tuple(dict.fromkeys(item for item in items if item.strip()))
    text = as_text(value) or ""
    separator = next((mark for mark in separators if mark in text), None)
    items = _split(text, separator) if separator else [text]
    kept: dict[str, None] = {}
    for item in items:
        stripped = one_line(item.strip(_QUOTES))
        if not is_blank(stripped):
            kept[stripped] = None
    return tuple(kept)


def _split(text: str, separator: str) -> list[str]:
    """Split outside brackets: "Ranking (pairwise, listwise), Search" has two items."""
    inner = text.strip(_QUOTES) if text[:1] in "[{" else text
    if not any(mark in inner for mark in _OPENING):
        return inner.split(separator)
    items, depth, start = [], 0, 0
    for position, character in enumerate(inner):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character == separator and depth == 0:
            items.append(inner[start:position])
            start = position + 1
    return [*items, inner[start:]]


def as_number(value: object) -> Decimal | None:
    """Return a plain number of 0 or more; words beside it make it unknown."""
    text = (as_text(value) or "").strip().replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= 1_000_000 else None


def as_date(value: object) -> dt.date | None:
    """Return the day of an ISO date or time, or of milliseconds since 1970."""
    if isinstance(value, int | float) and abs(value) in _MILLISECONDS:
        return _day_of(int(value))
    found = _DATE.match(as_text(value) or "")
    try:
        return dt.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _day_of(milliseconds: int) -> dt.date:
    """Return the day; the last full hours before midnight in UTC are the next day's midnight in Europe."""
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(milliseconds=milliseconds)  # noqa: DTZ001
    local_midnight = moment.hour >= 21 and not milliseconds % 3_600_000
    return moment.date() + dt.timedelta(days=local_midnight)


def as_as_of(value: object) -> str | None:
    """Return YYYY, YYYY-MM or YYYY-MM-DD."""
    text = (as_text(value) or "").strip()
    found = _AS_OF.fullmatch(text) or _AS_OF.fullmatch(text[:10])
    return found.group() if found else None


def as_value(value: object, kind: Any) -> Any:
    """Return a structure as a value of ours, or None where it is not one; infinite amounts are none."""
    try:
        found = None if value is None else msgspec.convert(value, kind)
    except (msgspec.ValidationError, ArithmeticError):
        return None
    amounts = [getattr(found, name) for name in getattr(found, "__struct_fields__", ())]
    return None if any(isinstance(a, Decimal) and not (a.is_finite() and a >= 0) for a in amounts) else found


def as_url(value: object) -> str | None:
    """Return a web address; one without its scheme is taken as https."""
    text = (as_text(value) or "").strip()
    if text.casefold().startswith("www."):
        text = f"https://{text}"
    return text if is_url(text) else None


def is_url(text: str) -> bool:
    """Tell whether `text` is one whole web address."""
    return "." in host_of(text)


def host_of(text: str) -> str:
    """Return the host of a whole web address, folded; of any other text, nothing."""
    found = _ADDRESS.fullmatch(text)
    return found[1].casefold() if found else ""
