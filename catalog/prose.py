"""The fields of a row that are prose or already structured: each by its reading, in its context."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, get_args

import msgspec

from catalog import cells as plain
from catalog.draft import UNKNOWN, Draft, words_of
from catalog.program import Credential, Duration, Level, Pace, Price
from catalog.reading import Context, Reading
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
_STRUCTURED: dict[str, Any] = {"duration": Duration, "price": Price}
_WORDS = {"level": get_args(Level), "credential": get_args(Credential), "pace": get_args(Pace)}


class _Told(NamedTuple):
    """What the cells of a field say: the cell that says it, how it was read, and the cells beside it."""

    cell: Cell
    value: object
    how: str | None
    warning: str | None
    others: Sequence[Cell]


class _About(NamedTuple):
    """What else of a row decides how its prose is read."""

    provider: str | None = None
    country: str | None = None
    credential: str | None = None
    course_type: str | None = None
    format: str | None = None


_NOTHING = _About()
_NEEDS_ROW = {"duration", "price"}


def read_prose(draft: Draft, name: str, row: Row) -> None:
    cells, beside = row.cells[name], row.cells.get(name + BESIDE, ())
    about = _about(draft, row) if name in _NEEDS_ROW else _NOTHING
    told = (_told if _are_texts(cells) and _are_texts(beside) else _told_now)(name, cells, beside, about)
    if told is None:
        return
    draft.keep(name, told.cell, told.value, told.how)
    if told.warning:
        draft.warnings.append(f"{name}: {told.warning}")
    for other in told.others:
        if name in draft.receipts:
            draft.add_receipt(name, words_of(other), other.column)


def _are_texts(cells: Sequence[Cell]) -> bool:
    """Tell whether cells are equal only where they say the same: 1 and true are equal too, and are not."""
    for cell in cells:  # noqa: SIM110 - four times a row: a generator costs more than it shows
        if cell.value.__class__ is not str:
            return False
    return True


def _told_now(name: str, cells: Sequence[Cell], beside: Sequence[Cell], about: _About) -> _Told | None:
    """Read the cells of a field; None where they state nothing."""
    filled = [cell for cell in cells if not plain.is_blank(cell.value)]
    if not filled:
        return None
    first, *others = filled
    structured = _structured(name, first.value)
    if structured is not None and structured in UNKNOWN:
        return None  # our own form says "unknown" where nothing was stated
    text = _joined(first.value)
    if structured is not None or text is None:
        return _Told(_shown_cell(first), structured, None, None, others)
    reading = _PROSE[name](text, _context(first, [*others, *_stated(beside)], about))
    return _Told(first, reading.value, reading.how, reading.warning, others)


# A catalogue says the same few things thousands of times.
_told = lru_cache(maxsize=20_000)(_told_now)


def _stated(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not plain.is_empty(cell.value)]


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
    if not isinstance(value, dict):
        return None
    if name == "price" and value.get("kind") == "paid" and value.get("amount") and "per" not in value:
        value = value | {"per": "total"}  # who writes only an amount means all of it
    return plain.as_value(value, _STRUCTURED[name])


def _is_code(value: object) -> bool:
    """Tell a BCP-47 code ("en", "pt-BR") from a language's name."""
    first, *rest = str(value).split("-")
    return first.islower() and first.isascii() and 2 <= len(first) <= 3 and all(map(str.isalnum, rest))


def _shown_cell(cell: Cell) -> Cell:
    shown = cell.value if plain.as_text(cell.value) or isinstance(cell.value, list) else _shown(cell.value)
    return msgspec.structs.replace(cell, value=shown)


def _shown(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _about(draft: Draft, row: Row) -> _About:
    values = draft.values
    return _About(
        values.get("provider"),
        plain.as_text(row.value("country")),
        values.get("credential"),
        plain.as_text(row.value("credential")),
        values.get("mode"),
    )


def _context(first: Cell, others: Sequence[Cell], about: _About) -> Context:
    """Return what is known about the place of the first cell; the others are read together with it."""
    return Context(
        column=first.name or first.column,
        unit_hint=first.unit,
        companion={cell.name or cell.column: _with_unit(cell) for cell in others},
        **about._asdict(),
    )


def _with_unit(cell: Cell) -> str:
    """Return a companion's text; a bare number brings the unit of its column along."""
    text = plain.as_text(cell.value) or ""
    return f"{text} {cell.unit}" if cell.unit and plain.as_number(text) is not None else text


def read_certificate_price(draft: Draft, row: Row) -> None:
    """A column of its own for the certificate: what is free beside it is free to learn, not free."""
    for cell in row.stated("certificate_price")[:1]:
        context = _context(cell, row.stated("price" + BESIDE), _about(draft, row))
        found = read_price(plain.as_text(cell.value) or "", context).value
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
