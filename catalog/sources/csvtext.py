"""CSV text -> numbered records; an open quote costs its own row, never the rest of the file."""

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from catalog.errors import CatalogError

MAX_FIELD = 5_000_000
MAX_ROWS = 2_000_000
MAX_LINES = 10_000_000
LONGEST_RECORD = 5_000
"""So many lines may stand in one quoted cell; an open quote is looked for no further."""
MOST_FAULTS = 1_000
_END = re.compile(r"\r\n|\r|\n")


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


class Lines(Sequence[str]):
    """The lines of a text with their ends, cut out when asked for: a list of them takes ten times as much."""

    def __init__(self, text: str) -> None:
        """Find the ends; only line feeds and carriage returns end a line."""
        if text.count("\n") + text.count("\r") > 2 * MAX_LINES:
            raise CatalogError("There are more than 10 million lines; split the file into smaller ones.")
        self._text = text
        self._ends = array("Q", (found.end() for found in _END.finditer(text)))
        if not self._ends or self._ends[-1] < len(text):
            self._ends.append(len(text))

    def __len__(self) -> int:
        return len(self._ends) if self._text else 0

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._text[self._ends[place - 1] if place else 0 : self._ends[place]]


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
