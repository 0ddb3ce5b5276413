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
        # As long as nothing is wrong, one reader reads on; after a fault, a new one begins below it.
        for record in _from(lines, start, number, delimiter, width):
            yield record
            start, number, faults = start + record.lines, record.number, faults + (record.fault is not None)
            if number >= most:
                break
        if faults > MOST_FAULTS:
            raise CatalogError(
                f"More than {MOST_FAULTS} quotes are not closed; write the file out whole again."
            )
    if number >= MAX_ROWS:
        raise CatalogError("There are more than 2 million rows; split the file into smaller ones.")


def _from(
    lines: Sequence[str], start: int, number: int, delimiter: str, width: int | None
) -> Iterator[Record]:
    """Yield the records from line `start` on, up to one that may have an open quote."""
    ahead = _Ahead(lines, start)
    reader = csv.reader(ahead, delimiter=delimiter, strict=True)
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            alone = Record(number, start + 1, _alone(lines[start], delimiter))
            at_end = "unexpected end" in str(error) and ahead.at_end
            yield _broken(lines, alone, delimiter, width, at_end)
            return
        taken = ahead.place - start
        record = Record(number, start + 1, cells, lines=taken)
        may_swallow = taken > 1 and width and len(cells) != width
        if may_swallow and _swallows(lines[start + 1 : start + taken], delimiter, width or 0):
            yield replace(record, cells=[], fault=_open_quote(record), lines=1)
            return
        yield record
        start = ahead.begin()


class _Ahead(Iterator[str]):
    """Lines, handed to a reader; one record may have only so many."""

    def __init__(self, lines: Sequence[str], place: int) -> None:
        self._lines, self._count = lines, len(lines)
        self.place, self._most = place, place + LONGEST_RECORD

    @property
    def at_end(self) -> bool:
        return self.place >= self._count

    def begin(self) -> int:
        """Begin a record, and return in which line."""
        self._most = self.place + LONGEST_RECORD
        return self.place

    def __next__(self) -> str:
        if self.place >= self._count or self.place >= self._most:
            raise StopIteration
        self.place += 1
        return self._lines[self.place - 1]


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
