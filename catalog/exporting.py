"""Programmes -> a table, lines or a page's data: pure writers, whatever the programmes were read from."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

import msgspec

from catalog.course_page import as_course
from catalog.program import Program, Value
from catalog.sources.exported import LISTS, columns, defused


def as_jsonl(programs: Iterable[Program]) -> Iterator[str]:
    """Yield our own form, a line a programme, with receipts and warnings."""
    for program in programs:
        yield msgspec.json.encode(program).decode() + "\n"


# --- a table ----------------------------------------------------------------------------------------------


def as_csv(programs: Iterable[Program]) -> Iterator[str]:
    """Yield the lines of a table (RFC 4180) that reads back as it was; no spreadsheet runs a text of it.

    Every cell is quoted: a program that takes another separator must not find a formula behind it.
    """
    yield _line(columns())
    for program in programs:
        cells = _cells(program)
        yield _line(defused(cells.get(column, "")) for column in columns())


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()


def _cells(program: Program) -> dict[str, str]:
    """Return what is stated, by column; what has its default is left open."""
    cells: dict[str, str] = {}
    for name, value in _told(program):
        if isinstance(value, Value):
            cells |= {f"{name}.{part}": _text(part, inner) for part, inner in _told(value)}
        else:
            cells[name] = _text(name, value)
    return cells


def _told(value: Value) -> Iterator[tuple[str, object]]:
    for name, default in _defaults(type(value)):
        found = getattr(value, name)
        if found is not None and found != default and found not in ((), {}):
            yield name, found


@cache
def _defaults(kind: type[Value]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in msgspec.structs.fields(kind))


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if name in LISTS and isinstance(value, tuple):
        return _lines(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value) if isinstance(value, Decimal) else msgspec.json.encode(value).decode().strip('"')


def _lines(items: tuple[str, ...]) -> str:
    """Return a list as people read it, an item a line; as JSON where that would not come back."""
    is_plain = not items[0].startswith("[") and not any("\n" in item for item in items)
    return "\n".join(items) if is_plain else msgspec.json.encode(items).decode()


# --- the data of a page -----------------------------------------------------------------------------------


def as_jsonld(programs: Iterable[Program]) -> Iterator[str]:
    """Yield one JSON-LD document of schema.org courses that may stand in a page as it is."""
    yield '{"@context": "https://schema.org", "@graph": ['
    for number, program in enumerate(programs):
        # "</script>" in a title would end the page's block.
        text = msgspec.json.encode(as_course(program)).decode().replace("<", "\\u003c")
        yield f"{',' if number else ''}\n{text}"
    yield "\n]}\n"


FORMS: Mapping[str, Callable[[Iterable[Program]], Iterator[str]]] = {
    "csv": as_csv,
    "jsonl": as_jsonl,
    "jsonld": as_jsonld,
}
