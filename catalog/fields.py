"""One row -> one programme: which reading each field takes, its receipt, and what stayed unread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args

import msgspec

from catalog import cells as plain
from catalog.addresses import provider_of
from catalog.program import (
    Credential,
    Credits,
    Duration,
    Figure,
    Level,
    Pace,
    Price,
    Program,
    Proof,
    Receipt,
    Status,
)
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

LONGEST_TITLE = 500
_TEXTS = ("institution", "awarding_body", "prerequisites", "assessment", "counts_towards")
_MORE_TEXTS = ("funding", "level_framework", "mode", "place")
_LISTS = {"skills": "|;\n,", "outcomes": "\n•|;"}
_WORDS = {"proof": get_args(Proof), "status": get_args(Status)}
_DATES = ("start", "end")
_NUMBERS = ("valid_years", "free_access_weeks")
_FIGURES = ("completion", "employment", "wages")
# What the receipts and the contexts of the other fields need.
_FIRST = ("as_of", "source", "id", "title", "provider", "url")
_UNKNOWN = (None, (), "unknown", Duration(), Price())


@dataclass(slots=True)
class Draft:
    """A programme in the making; without a title it never becomes one."""

    source: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    receipts: dict[str, tuple[Receipt, ...]] = field(default_factory=dict)
    prior: frozenset[str] = frozenset()
    """Fields whose receipts came with the row; they are kept as they were written."""
    warnings: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)
    code: str | None = None
    """The source's own number where it is no id of ours."""

    def keep(self, name: str, cell: Cell, value: object, how: str | None = None) -> None:
        """Keep a value that was read, with its receipt; a text that gave nothing is counted as unread."""
        self.stated.add(name)
        if value in _UNKNOWN:
            self.unread.append((name, plain.words_of(cell.value)))
            return
        self.values[name] = value
        self.add_receipt(name, plain.words_of(cell.value), cell.column, how)

    def add_receipt(self, name: str, words: str, column: str | None, how: str | None = None) -> None:
        """Add where a field was read, unless the row brought its own receipts."""
        if name not in self.prior:
            receipt = Receipt(self.source, words, self.row, column, self.values.get("as_of"), how)
            self.receipts[name] = (*self.receipts.get(name, ()), receipt)

    def program(self, own_id: str) -> Program:
        """Return the finished value."""
        values = {"source": self.source} | self.values | {"id": own_id}
        return Program(**values, receipts=self.receipts, warnings=tuple(dict.fromkeys(self.warnings)))


def read_row(row: Row, source: str) -> Draft:
    """Return what one row states, each field by its reading."""
    draft = Draft(source, row.number)
    _read_prior(draft, row)
    for name in _FIRST:
        _READERS[name](draft, name, row)
    _name_provider(draft, row)
    for name in list(_READERS)[len(_FIRST) :]:
        _READERS[name](draft, name, row)
    _read_promises(draft, row)
    return draft


def _name_provider(draft: Draft, row: Row) -> None:
    """A row that names no provider has the one on whose known host its page stands."""
    known = provider_of(draft.values.get("url", ""))
    if known and "provider" not in draft.values:
        draft.values["provider"] = known
        draft.add_receipt(
            "provider", draft.values["url"], row.cells["url"][0].column, "the host of the address"
        )


def _read_prior(draft: Draft, row: Row) -> None:
    receipts = _convert(_value(row, "receipts"), dict[str, tuple[Receipt, ...]])
    draft.receipts = {name: found for name, found in (receipts or {}).items() if found}
    draft.prior = frozenset(draft.receipts)
    draft.warnings.extend(_convert(_value(row, "warnings"), list[str]) or ())


def _value(row: Row, name: str) -> object:
    return next((cell.value for cell in row.cells.get(name, ())), None)


def _cells(row: Row, name: str) -> list[Cell]:
    return [cell for cell in row.cells.get(name, ()) if not plain.is_blank(cell.value)]


def _convert(value: object, kind: Any) -> Any:
    """Return `value` as a value of ours, or None where it is not one."""
    try:
        return None if value is None else msgspec.convert(value, kind)
    except (msgspec.ValidationError, ArithmeticError):
        return None


# --- plain fields -----------------------------------------------------------------------------------------


def _read_text(draft: Draft, name: str, row: Row) -> None:
    # "None" as a prerequisite says that there is none; elsewhere it says nothing.
    cells = row.cells.get(name, ()) if name == "prerequisites" else _cells(row, name)
    for cell in cells[:1]:
        text = plain.as_text(cell.value)
        if text is None or text:
            draft.keep(name, cell, text)


def _read_title(draft: Draft, name: str, row: Row) -> None:
    for cell in _cells(row, name)[:1]:
        title = plain.one_line(plain.as_text(cell.value) or "")
        if any(map(str.isalnum, title)):
            draft.keep(name, cell, title[:LONGEST_TITLE].rstrip())


def _read_id(draft: Draft, name: str, row: Row) -> None:
    """An id needs no receipt: it says nothing about the programme."""
    for cell in _cells(row, name)[:1]:
        draft.values[name] = plain.one_line(plain.as_text(cell.value) or "")
    for cell in _cells(row, "code")[:1]:
        draft.code = plain.as_text(cell.value)


def _read_description(draft: Draft, name: str, row: Row) -> None:
    """Several columns that describe are joined, short before long, each once."""
    parts: list[str] = []
    for cell in _cells(row, name):
        text = plain.as_text(cell.value)
        if text and not any(text in part for part in parts):
            parts.append(text)
            draft.keep(name, cell, "\n".join(parts))


def _read_list(draft: Draft, name: str, row: Row) -> None:
    for cell in _cells(row, name)[:1]:
        draft.keep(name, cell, plain.as_list(cell.value, _LISTS[name]))


def _simple(convert: Callable[[object], object]) -> Callable[[Draft, str, Row], None]:
    def read(draft: Draft, name: str, row: Row) -> None:
        for cell in _cells(row, name)[:1]:
            draft.keep(name, cell, convert(cell.value))

    return read


def _read_word(draft: Draft, name: str, row: Row) -> None:
    for cell in _cells(row, name)[:1]:
        word = "_".join((plain.as_text(cell.value) or "").casefold().split())
        draft.keep(name, cell, word if word in _WORDS[name] else None)


def _read_float(draft: Draft, name: str, row: Row) -> None:
    for cell in _cells(row, name)[:1]:
        number = plain.as_number(cell.value)
        draft.keep(name, cell, None if number is None else float(number))


def _read_figure(draft: Draft, name: str, row: Row) -> None:
    for cell in _cells(row, name)[:1]:
        draft.keep(name, cell, _convert(cell.value, Figure))


def _read_credits(draft: Draft, name: str, row: Row) -> None:
    """A structure, or "5 ECTS"; the column may name the scheme."""
    for cell in _cells(row, name)[:1]:
        if isinstance(cell.value, dict):
            draft.keep(name, cell, _convert(cell.value, Credits))
            continue
        number, _, scheme = (plain.as_text(cell.value) or "").partition(" ")
        amount = plain.as_number(number)
        draft.keep(name, cell, None if amount is None else Credits(amount, scheme.strip() or cell.unit))


# --- fields that are prose --------------------------------------------------------------------------------

_PROSE: dict[str, Callable[..., Reading[Any]]] = {
    "duration": read_duration,
    "price": read_price,
    "level": read_level,
    "language": read_languages,
    "subtitles": read_languages,
    "credential": read_credential,
    "pace": read_pace,
}
_STRUCTURED: dict[str, Any] = {
    "duration": Duration,
    "price": Price,
    "level": Level,
    "credential": Credential,
    "pace": Pace,
}


@lru_cache(maxsize=50_000)
def _reading(name: str, text: str, known: tuple[tuple[str, Any], ...]) -> Reading[Any]:
    """One reading a distinct text in its context: catalogues repeat themselves."""
    given = dict(known)
    return _PROSE[name](text, Context(**given | {"companion": dict(given.get("companion", ()))}))


def _read_prose(draft: Draft, name: str, row: Row) -> None:
    cells = _cells(row, name)
    if not cells:
        return
    first = cells[0]
    structured = _structured(name, first.value)
    text = _joined(first.value)
    if structured is not None or text is None:
        _keep_structured(draft, name, first, structured)
        return
    reading = _reading(name, text, _known(draft, name, row, cells))
    draft.keep(name, first, reading.value, reading.how)
    for other in cells[1:]:
        if name in draft.receipts:
            draft.add_receipt(name, plain.words_of(other.value), other.column)
    if reading.warning:
        draft.warnings.append(f"{name}: {reading.warning}")


def _joined(value: object) -> str | None:
    """Return a text, or a list of texts as one."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return plain.as_text(value)


def _structured(name: str, value: object) -> object:
    if name in {"language", "subtitles"}:
        return tuple(value) if isinstance(value, list) and value and all(map(_is_code, value)) else None
    return _convert(value, _STRUCTURED[name])


def _is_code(value: object) -> bool:
    """Tell a BCP-47 code ("en", "pt-BR") from a language's name."""
    first, *rest = str(value).split("-")
    return first.islower() and first.isascii() and 2 <= len(first) <= 3 and all(map(str.isalnum, rest))


def _keep_structured(draft: Draft, name: str, cell: Cell, value: object) -> None:
    if isinstance(cell.value, dict) and value in _UNKNOWN and value is not None:
        return
    shown = cell.value if plain.as_text(cell.value) or isinstance(cell.value, list) else _shown(cell.value)
    draft.keep(name, Cell(cell.column, shown), value)


def _shown(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _known(draft: Draft, name: str, row: Row, cells: list[Cell]) -> tuple[tuple[str, Any], ...]:
    """Return what the context of a text is made of, hashable."""
    cell, *others = cells
    helpers = [*others, *_cells(row, name + BESIDE)]
    companion = tuple((other.column, _with_unit(other)) for other in helpers)
    given = {
        "column": cell.column,
        "provider": draft.values.get("provider"),
        "unit_hint": cell.unit,
        "credential": draft.values.get("credential"),
        "country": plain.as_text(_value(row, "country")),
        "companion": companion,
    }
    return tuple((key, value) for key, value in given.items() if value)


def _with_unit(cell: Cell) -> str:
    """Return a companion's text; a bare number brings the unit of its column along."""
    text = plain.as_text(cell.value) or ""
    return f"{text} {cell.unit}" if cell.unit and plain.as_number(text) is not None else text


def _read_promises(draft: Draft, row: Row) -> None:
    """Without a field of outcomes, the description's promising sentences are the outcomes, word for word."""
    description = draft.values.get("description")
    if "outcomes" in draft.values or not description:
        return
    reading = read_outcomes(description)
    if reading.value:
        draft.values["outcomes"] = reading.value
        column = row.cells["description"][0].column
        for sentence in reading.value:
            draft.add_receipt("outcomes", sentence, column, reading.how)


_READERS: Mapping[str, Callable[[Draft, str, Row], None]] = {
    "as_of": _simple(plain.as_as_of),
    "source": _read_text,
    "id": _read_id,
    "title": _read_title,
    "provider": _read_text,
    "url": _simple(plain.as_url),
    "description": _read_description,
    **dict.fromkeys((*_TEXTS, *_MORE_TEXTS), _read_text),
    **dict.fromkeys(_LISTS, _read_list),
    **dict.fromkeys(_WORDS, _read_word),
    **dict.fromkeys(_DATES, _simple(plain.as_date)),
    **dict.fromkeys(_NUMBERS, _read_float),
    **dict.fromkeys(_FIGURES, _read_figure),
    "credits": _read_credits,
    # The credential comes before the price: what a price is for decides how it is read.
    **dict.fromkeys(
        ("credential", "pace", "language", "subtitles", "level", "duration", "price"), _read_prose
    ),
}
