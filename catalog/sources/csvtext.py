"""CSV text -> numbered records; an open quote costs its own row, never the rest of the file."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.errors import CatalogError

MAX_FIELD = 5_000_000
MAX_ROWS = 2_000_000
LONGEST_RECORD = 5_000
"""So many lines may stand in one quoted cell; an open quote is looked for no further."""
MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number as a spreadsheet counts, its first line as an editor counts, its cells."""

    number: int
    line: int
    cells: list[str]
    fault: str | None = None
    lines: int = 1
    cut: bool = False
    """True for a last record that the end of the file cut off inside a quote."""


def read_records(
    lines: Sequence[str], delimiter: str, width: int | None = None, most: int = MAX_ROWS
) -> Iterator[Record]:
    """Yield the records of `lines`; `width` is how many cells a record should have, where it is known."""
    csv.field_size_limit(MAX_FIELD)
    start = number = faults = 0
    while start < len(lines) and number < most:
        number += 1
        record = _next(lines, start, number, delimiter, width)
        yield record
        start += record.lines
        faults += record.fault is not None
        if faults > MOST_FAULTS:
            raise CatalogError(
                f"More than {MOST_FAULTS} quotes are not closed; write the file out whole again."
            )
    if number >= MAX_ROWS:
        raise CatalogError("There are more than 2 million rows; split the file into smaller ones.")


def _next(lines: Sequence[str], start: int, number: int, delimiter: str, width: int | None) -> Record:
    line = lines[start]
    if '"' not in line and len(line) < MAX_FIELD:
        text = line.rstrip("\r\n")
        return Record(number, start + 1, text.split(delimiter) if text else [])
    end = min(len(lines), start + LONGEST_RECORD)
    reader = csv.reader(map(lines.__getitem__, range(start, end)), delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        alone = Record(number, start + 1, _alone(line, delimiter))
        at_end = "unexpected end" in str(error) and end == len(lines)
        return _broken(lines, alone, delimiter, width, at_end)
    record = Record(number, start + 1, cells, lines=reader.line_num)
    inner = lines[start + 1 : start + record.lines]
    if inner and width and len(cells) != width and _swallows(inner, delimiter, width):
        return replace(record, cells=[], fault=_open_quote(record), lines=1)
    return record


def _broken(lines: Sequence[str], alone: Record, delimiter: str, width: int | None, at_end: bool) -> Record:
    """Take a line with stray quotes by itself where that gives a whole record; else it is a fault."""
    line = lines[alone.line - 1]
    if len(line) >= MAX_FIELD:
        return replace(alone, fault="It has a cell of more than 5 million characters; shorten it.")
    if line.count('"') % 2 == 0 and (width is None or len(alone.cells) == width):
        return alone
    below = lines[alone.line : alone.line + LONGEST_RECORD] if at_end else ()
    cut = at_end and not (width and _swallows(below, delimiter, width))
    return replace(alone, fault=_open_quote(alone), cut=cut)


def _alone(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _swallows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether one of the lines would be a whole record by itself."""
    return width > 1 and any(len(_alone(line, delimiter)) == width for line in lines)


def _open_quote(record: Record) -> str:
    return f"A quote is opened in line {record.line} and not closed; close it or write it twice."
