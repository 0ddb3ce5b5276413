"""JSON of any shape -> rows: our own lines, the special forms by their marks, or any list of programmes."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from catalog.errors import CatalogError
from catalog.sources import Row, Source
from catalog.sources.finding import find_records, is_own, read_lines
from catalog.sources.jsonlines import BLANKS, clean_value, read_json_lines
from catalog.sources.record import without_places
from catalog.sources.textfile import Text

MOST_DEPTH = 60
SAMPLE = 200
# How many bytes a value of JSON takes in memory for each sign that begins one.
_WEIGHTS = {"{": 230, "[": 90, ",": 70, ":": 50}
MAX_WEIGHT = 120_000_000
"""Twice as much it takes with its rows: 180,000 programmes of three fields took 256 MB (make bench)."""


def read_json(text: Text, name: str) -> Source:
    """Return the programmes in the JSON `text`, whole or an object a line."""
    lines = text.lines()
    filled = [number for number, line in enumerate(lines) if line.strip(BLANKS)]
    first = _parsed(lines[filled[0]])
    if not isinstance(first, Mapping):
        return read_value(_whole(text, name), name)
    known = [value for place in filled[:SAMPLE] if isinstance(value := _parsed(lines[place]), Mapping)]
    if is_own(known):
        return read_json_lines(lines, name)
    if len(filled) == 1:
        return read_value(_whole(text, name), name)
    _refuse_heavy(text, name)
    return _of_lines([(place + 1, _parsed(lines[place])) for place in filled], name) or read_json_lines(
        lines, name
    )


def _of_lines(lines: Sequence[tuple[int, Any]], name: str) -> Source | None:
    """Return the programmes of lines with other keys than ours; None where there are none."""
    pairs = read_lines([pair for pair in lines if isinstance(pair[1], Mapping)])
    if pairs is None:
        return None
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


def _parsed(text: str) -> object:
    try:
        return _value(text)
    except (ValueError, RecursionError):
        return None


def _value(text: str) -> Any:
    # A number that is none (NaN) is how some programs write a cell that is empty.
    value = json.loads(text.strip(BLANKS), parse_constant=lambda _: None)
    return clean_value(value, most=MOST_DEPTH)


def _whole(text: Text, name: str) -> object:
    _refuse_heavy(text, name)
    try:
        return _value(text.whole())
    except json.JSONDecodeError as error:
        raise CatalogError(
            f"{name} is broken or half-written JSON, in line {error.lineno}; write it out whole again."
        ) from error
    except (ValueError, RecursionError) as error:
        if "integer string conversion" in str(error):  # Python's own limit of digits
            raise CatalogError(
                f"{name} has a number of thousands of digits; correct it, no course states such a figure."
            ) from error
        raise CatalogError(
            f"{name} is JSON that is nested too deeply for a catalogue; write one object a programme."
        ) from error


def _refuse_heavy(text: Text, name: str) -> None:
    """Refuse what would take too much memory as a whole, before it takes any."""
    heavy = sum(piece.count(mark) * size for piece in text.pieces() for mark, size in _WEIGHTS.items())
    if heavy + text.size > MAX_WEIGHT:
        raise CatalogError(
            f"{name} is too large to be read as one value of JSON; write one programme a line (JSON lines) "
            "with the field names of the catalogue form, or split it."
        )
