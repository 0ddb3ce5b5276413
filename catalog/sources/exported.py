"""The table that `rung catalog export --form csv` writes, read back to the values that it was made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, get_args

import msgspec

from catalog.cells import is_empty
from catalog.program import Program, Value
from catalog.sources import Again, Cell, Row, Source
from catalog.sources.csvtext import Record

# What a spreadsheet may take for a formula (OWASP, "CSV Injection"), and texts that look defused already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARK = {"id", "title", "price.kind"}
LISTS = frozenset(f.name for f in msgspec.structs.fields(Program) if f.type == tuple[str, ...])
RECEIPTS = "receipts"
REASON = "Rung: what to mend"
"""The column of a file of rows to mend that says why; whoever sends the file again need not remove it."""


@cache
def structures() -> Mapping[str, type[Value]]:
    """Return the fields that are structures, each with its kind."""
    kinds = {f.name: _structure(f.type) for f in msgspec.structs.fields(Program)}
    return {name: kind for name, kind in kinds.items() if kind}


def _structure(kind: Any) -> type[Value] | None:
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return next((one for one in options if isinstance(one, type) and issubclass(one, Value)), None)


@cache
def columns() -> tuple[str, ...]:
    """Return the columns of the table: a structure has one for each of its parts ("price.amount")."""
    return tuple(
        column
        for name in Program.__struct_fields__
        for column in ([f"{name}.{part}" for part in _parts(name)] or [name])
    )


def _parts(name: str) -> tuple[str, ...]:
    kind = structures().get(name)
    return kind.__struct_fields__ if kind else ()


def defused(text: str) -> str:
    """Return a text that no spreadsheet runs: a formula gets an apostrophe in front."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """Return the text that was defused."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_exported(names: Sequence[str]) -> bool:
    """Tell our own table by its columns; some may be missing, and others beside them are not read."""
    return set(names) >= _MARK


def read_exported(name: str, form: str, names: Sequence[str], records: Iterable[Record]) -> Source:
    """Return the rows of our own table; nothing is guessed."""
    own = set(columns())
    mapping = {column: column.partition(".")[0] for column in names if column in own}
    rows = Again(lambda: (_row(record, names) for record in records))
    return Source(name, form, rows, mapping, unused=tuple(c for c in names if c not in own and c != REASON))


def _row(record: Record, names: Sequence[str]) -> Row:
    fault = record.fault
    if not fault and any(record.cells[len(names) :]):
        fault = (
            f"It has {len(record.cells)} cells, the header {len(names)}; "
            "put quotes around text with separators."
        )
    if fault:
        return Row(record.number, {}, fault, tuple(names), record.cells)
    texts = {name: restored(cell) for name, cell in zip(names, record.cells, strict=False)}
    cells = {cell.column.partition(".")[0]: (cell,) for cell in _cells(texts)}
    return Row(record.number, cells, None, tuple(names), record.cells)


def _cells(texts: Mapping[str, str]) -> Iterator[Cell]:
    for field in Program.__struct_fields__:
        if field in structures():
            yield from _structured(field, texts)
        elif not is_empty(texts.get(field)):
            yield Cell(field, _value(field, texts[field]))


def _value(field: str, text: str) -> object:
    if field == RECEIPTS:
        return _parsed(text)
    return _items(text) if field in LISTS else text


def _items(text: str) -> list[str]:
    """Return the items of a list: one a line, or JSON where an item has lines of its own."""
    found = _parsed(text) if text.startswith("[") else None
    return found if isinstance(found, list) else text.split("\n")


def _structured(field: str, texts: Mapping[str, str]) -> Iterator[Cell]:
    """Yield a structure put together of its parts; what is no such value stays text, so is said unread."""
    told = {part: text for part in _parts(field) if (text := texts.get(f"{field}.{part}"))}
    if not told:
        return
    words = ", ".join(f"{part} {text}" for part, text in told.items())
    try:
        value = msgspec.to_builtins(msgspec.convert(told, structures()[field], strict=False))
    except (msgspec.ValidationError, ArithmeticError):
        value = told
    yield Cell(f"{field}.{next(iter(told))}", value, words=words)


def _parsed(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
