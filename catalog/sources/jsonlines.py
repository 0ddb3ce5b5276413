"""Our own form, one JSON object a line: prose or structured fields, receipts and warnings kept."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import NoReturn

from catalog.errors import CatalogError
from catalog.program import Program
from catalog.sources import Cell, Row, Source
from catalog.text import clean_text

FIELDS = frozenset(Program.__struct_fields__)
MAX_DEPTH = 20


def read_json_lines(text: str, name: str) -> Source:
    """Return the rows of `text`; a broken line is a faulty row, a last line cut short refuses the file."""
    rows = tuple(_rows(text, name))
    if not any(row.cells.get("title") for row in rows):
        raise CatalogError(f'{name} has no line with a "title"; give each programme one.')
    unknown = sorted({key for row in rows for key in row.cells if key not in FIELDS})
    warnings = (f"These keys are no field of a programme: {', '.join(unknown[:20])}.",) if unknown else ()
    known = {key: key for row in rows for key in row.cells if key in FIELDS}
    return Source(name, "jsonl", rows, dict(sorted(known.items())), warnings)


def _rows(text: str, name: str) -> Iterator[Row]:
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip("\ufeff\0 \t\r"):
            continue
        value = _parse(line)
        if isinstance(value, dict):
            yield Row(number, cells_of(value))
        elif number == len(lines) and value is None and number > 1:
            raise CatalogError(f"{name} ends in the middle of line {number}; write it out whole again.")
        else:
            yield Row(number, fault="The line is not a JSON object.")


def _parse(line: str) -> object:
    try:
        return clean_value(
            json.loads(line.strip("\ufeff\0 \t\r"), parse_constant=_refuse, parse_float=_finite)
        )
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
    """Return JSON with every text in it cleaned; what is nested deeper than any field is refused."""
    if isinstance(value, str):
        return clean_text(value)
    if depth > most:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        return [clean_value(item, depth + 1, most) for item in value]
    if isinstance(value, dict):
        return {clean_text(str(key)): clean_value(item, depth + 1, most) for key, item in value.items()}
    return value
