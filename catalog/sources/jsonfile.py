"""JSON of any shape -> rows: our own lines, the special forms by their marks, or any list of programmes."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from catalog.errors import CatalogError
from catalog.sources import Row, Source
from catalog.sources.finding import find_records, is_own, read_lines
from catalog.sources.jsonlines import clean_value, read_json_lines
from catalog.sources.record import without_places

MOST_DEPTH = 60
SAMPLE = 200


def read_json(text: str, name: str) -> Source:
    """Return the programmes in the JSON `text`, whole or an object a line."""
    lines = _lines(text)
    if len(lines) < 2 and not (lines and is_own([lines[0][1]])):
        return read_value(lines[0][1] if lines else _whole(text, name), name)
    known = [value for _, value in lines[:SAMPLE] if isinstance(value, Mapping)]
    pairs = None if is_own(known) else read_lines([pair for pair in lines if isinstance(pair[1], Mapping)])
    if pairs is None:
        return read_json_lines(text, name)
    if lines[-1][1] is None:
        raise CatalogError(f"{name} ends in the middle of line {lines[-1][0]}; write it out whole again.")
    faults = [
        Row(n, fault="The line is not a JSON object.") for n, one in lines if not isinstance(one, Mapping)
    ]
    rows = sorted((*faults, *(record.row(n) for n, record in pairs)), key=lambda row: row.number)
    return _source(name, rows, [record.form for _, record in pairs])


def read_value(value: object, name: str) -> Source:
    """Return the programmes in a value of JSON, or refuse it in one sentence."""
    found = list(find_records(value))
    rows = [record.row(number) for number, record in enumerate(found, start=1)]
    if not rows:
        raise CatalogError(
            f"{name} is JSON without a list of programmes; give each programme an object with "
            'a "title" and what is known of it.'
        )
    return _source(name, rows, [record.form for record in found])


def _source(name: str, rows: Sequence[Row], forms: Iterable[str]) -> Source:
    form = "+".join(form for form, _ in Counter(forms).most_common())
    mapping = {
        without_places(cell.column): key
        for row in rows
        for key, cells in row.cells.items()
        for cell in cells
        if key not in {"warnings", "receipts"}
    }
    return Source(name, form, tuple(rows), dict(sorted(mapping.items())))


def _lines(text: str) -> list[tuple[int, Any]]:
    """Return the values of JSON lines with their numbers; nothing where the first line is no object."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip("\ufeff\0 \t\r")]
    first = _parsed(lines[0][1])
    if not isinstance(first, Mapping):
        return []
    return [(lines[0][0], first), *((number, _parsed(line)) for number, line in lines[1:])]


def _parsed(text: str) -> object:
    try:
        return _value(text)
    except (ValueError, RecursionError):
        return None


def _value(text: str) -> Any:
    # A number that is none (NaN) is how some programs write a cell that is empty.
    value = json.loads(text.strip("\ufeff\0 \t\r\n"), parse_constant=lambda _: None)
    return clean_value(value, most=MOST_DEPTH)


def _whole(text: str, name: str) -> object:
    try:
        return _value(text)
    except json.JSONDecodeError as error:
        raise CatalogError(
            f"{name} is broken or half-written JSON, in line {error.lineno}; write it out whole again."
        ) from error
    except (ValueError, RecursionError) as error:
        raise CatalogError(
            f"{name} is JSON that is nested too deeply for a catalogue; write one object a programme."
        ) from error
