"""The fields of a row that are prose or already structured: each by its reading, in its context."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_args

import msgspec

from catalog import cells as plain
from catalog.draft import UNKNOWN, Draft, words_of
from catalog.program import Credential, Duration, Level, Pace, Price
from catalog.reading import NO_CELLS, Context, Reading
from catalog.reading.credential import read_credential
from catalog.reading.duration import read_duration
from catalog.reading.language import read_languages
from catalog.reading.level import read_level
from catalog.reading.outcomes import read_outcomes
from catalog.reading.pace import read_pace
from catalog.reading.price import read_price
from catalog.sources import Cell, Row
from catalog.sources.columns import BESIDE

_PROSE: dict[str, Callable[..., Reading[Any]]] = {
    "duration": read_duration,
    "price": read_price,
    "level": read_level,
    "language": read_languages,
    "subtitles": read_languages,
    "credential": read_credential,
    "pace": read_pace,
}
_MOST_REMEMBERED = 20_000
_remembered: dict[tuple[object, ...], Reading[Any]] = {}
_STRUCTURED: dict[str, Any] = {"duration": Duration, "price": Price}
_WORDS = {"level": get_args(Level), "credential": get_args(Credential), "pace": get_args(Pace)}


def read_prose(draft: Draft, name: str, row: Row) -> None:
    cells = [cell for cell in row.stated(name) if not plain.is_blank(cell.value)]
    if not cells:
        return
    first = cells[0]
    structured = _structured(name, first.value)
    if structured is not None and structured in UNKNOWN:
        return  # our own form says "unknown" where nothing was stated
    text = _joined(first.value)
    if structured is not None or text is None:
        _keep_structured(draft, name, first, structured)
    else:
        reading = _read(name, text, _context(draft, name, row, cells))
        draft.keep(name, first, reading.value, reading.how)
        if reading.warning:
            draft.warnings.append(f"{name}: {reading.warning}")
    for other in cells[1:]:
        if name in draft.receipts:
            draft.add_receipt(name, words_of(other), other.column)


def _read(name: str, text: str, context: Context) -> Reading[Any]:
    """Read a text, or remember how it was read: a catalogue says the same few things thousands of times."""
    told = (context.column, context.provider, context.country, context.unit_hint, context.credential,
            context.course_type, context.format, *context.companion, *context.companion.values())  # fmt: skip
    key = (name, text, *told)
    reading = _remembered.get(key)
    if reading is None:
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        reading = _remembered[key] = _PROSE[name](text, context)
    return reading


def _joined(value: object) -> str | None:
    """Return a text, or a list of texts as one."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return plain.as_text(value)


def _structured(name: str, value: object) -> object:
    if name in {"language", "subtitles"}:
        return tuple(value) if isinstance(value, list) and value and all(map(_is_code, value)) else None
    if name in _WORDS:
        return value if value in _WORDS[name] else None
    return plain.as_value(value, _STRUCTURED[name]) if isinstance(value, dict) else None


def _is_code(value: object) -> bool:
    """Tell a BCP-47 code ("en", "pt-BR") from a language's name."""
    first, *rest = str(value).split("-")
    return first.islower() and first.isascii() and 2 <= len(first) <= 3 and all(map(str.isalnum, rest))


def _keep_structured(draft: Draft, name: str, cell: Cell, value: object) -> None:
    shown = cell.value if plain.as_text(cell.value) or isinstance(cell.value, list) else _shown(cell.value)
    draft.keep(name, msgspec.structs.replace(cell, value=shown), value)


def _shown(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _context(draft: Draft, name: str, row: Row, cells: list[Cell]) -> Context:
    """Return what is known about the place of the first cell; the others are read together with it."""
    first, values = cells[0], draft.values
    beside = (*cells[1:], *row.stated(name + BESIDE))
    return Context(
        column=first.name or first.column,
        provider=values.get("provider"),
        country=plain.as_text(row.value("country")),
        unit_hint=first.unit,
        credential=values.get("credential"),
        course_type=plain.as_text(row.value("credential")),
        format=values.get("mode"),
        companion={cell.name or cell.column: _with_unit(cell) for cell in beside} if beside else NO_CELLS,
    )


def _with_unit(cell: Cell) -> str:
    """Return a companion's text; a bare number brings the unit of its column along."""
    text = plain.as_text(cell.value) or ""
    return f"{text} {cell.unit}" if cell.unit and plain.as_number(text) is not None else text


def read_certificate_price(draft: Draft, row: Row) -> None:
    """A column of its own for the certificate: what is free beside it is free to learn, not free."""
    for cell in row.stated("certificate_price")[:1]:
        found = read_price(plain.as_text(cell.value) or "", _context(draft, "price", row, [cell])).value
        amount, price = found.certificate_amount or found.amount, draft.values.get("price", Price())
        if not amount or price.certificate_amount is not None:
            return
        kind = "free_to_learn" if price.kind == "free" else price.kind
        draft.values["price"] = msgspec.structs.replace(
            price, kind=kind, certificate_amount=amount, currency=price.currency or found.currency
        )
        draft.add_receipt("price", words_of(cell), cell.column)


@lru_cache(maxsize=5_000)
def _promises(description: str) -> Reading[tuple[str, ...]]:
    return read_outcomes(description)


def read_promises(draft: Draft, row: Row) -> None:
    """Without a field of outcomes, the description's promising sentences are the outcomes, word for word."""
    description = draft.values.get("description")
    if "outcomes" in draft.values or not description:
        return
    reading = _promises(description)
    if reading.value:
        draft.values["outcomes"] = reading.value
        column = row.cells["description"][0].column
        for sentence in reading.value:
            draft.add_receipt("outcomes", sentence, column, reading.how)
