"""Our own form, one JSON object a line: prose or structured fields, receipts and warnings kept."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from catalog.errors import CatalogError
from catalog.program import Program
from catalog.sources import Again, Cell, Row, Source
from catalog.text import clean_text

FIELDS = frozenset(Program.__struct_fields__)
MAX_DEPTH = 20
BLANKS = "\ufeff\0 \t\r\n"


def read_json_lines(lines: Sequence[str], name: str) -> Source:
    """Return the rows of the lines; a broken line is a faulty row, a last line cut short refuses the file."""
    rows = Again(lambda: _rows(lines, name))
    keys, has_title = dict[str, None](), False
    for row in rows:
        keys.update(dict.fromkeys(row.cells))
        has_title = has_title or bool(row.cells.get("title"))
    if not has_title:
        raise CatalogError(f'{name} has no line with a "title"; give each programme one.')
    unknown = sorted(key for key in keys if key not in FIELDS)
    warnings = (f"These keys are no field of a programme: {', '.join(unknown[:20])}.",) if unknown else ()
    return Source(name, "jsonl", rows, {key: key for key in sorted(keys) if key in FIELDS}, warnings)


def _rows(lines: Sequence[str], name: str) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip(BLANKS):
            continue
        value = _parse(line)
        if isinstance(value, dict):
            yield Row(number, cells_of(value))
        elif value is None and number == len(lines) > 1 and not line.endswith(("\n", "\r")):
            raise CatalogError(f"{name} ends in the middle of line {number}; write it out whole again.")
        else:
            yield Row(number, fault="The line is not a JSON object.")


def _parse(line: str) -> object:
    try:
        return clean_value(json.loads(line.strip(BLANKS), parse_constant=_refuse, parse_float=_finite))
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def cells_of(value: Mapping[str, object]) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of a record whose keys are our field names."""
    return {key: (Cell(key, item),) for key, item in value.items() if item is not None}


def clean_value(value: object, depth: int = 0, most: int = MAX_DEPTH) -> object:
    """Return JSON with every text in it cleaned, in its own place: a large one must not stand there twice.

    What is nested deeper than any field is refused by a ValueError.
    """
    if isinstance(value, str):
        return clean_text(value)
    if depth > most:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        for place, item in enumerate(value):
            value[place] = clean_value(item, depth + 1, most)
    elif isinstance(value, dict):
        for key, item in value.items():
            value[key] = clean_value(item, depth + 1, most)
        if any(clean_text(key) != key for key in value):
            return {clean_text(key): item for key, item in value.items()}
    return value
