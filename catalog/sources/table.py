"""CSV in any of its dialects -> records: which separator it has, and whether it was written out whole."""

import re
from collections.abc import Sequence

from catalog.errors import CatalogError
from catalog.sources import Source
from catalog.sources.csvtext import MAX_ROWS, Lines, Record, read_records
from catalog.sources.layout import (
    LOOK_AHEAD,
    Layout,
    body,
    layout_of,
    seen_columns,
    source_of,
    without_footer,
)
from catalog.sources.sidecar import NO_SIDECAR, Sidecar, refuse_missing

_DELIMITERS = (",", ";", "\t", "|")


def read_table(text: str, name: str, sidecar: Sidecar = NO_SIDECAR) -> Source:
    """Return the rows of the table in `text`, or refuse it in one sentence."""
    lines = Lines(text)
    if len(lines) > MAX_ROWS and '"' not in text:
        raise CatalogError(f"{name} has more than 2 million rows; split it into smaller files.")
    delimiter, layout = _find_layout(lines, name, sidecar)
    refuse_missing(layout.names, sidecar, name)
    width = len(layout.names)
    records = list(body(read_records(lines, delimiter, width), layout))
    records = without_footer(records, width)
    _refuse_half_written(records, lines, width, name)
    return source_of(name, "csv", layout, records)


_OUTCOME = re.compile(r"wage|salar|earning|employ|completion|placement", re.IGNORECASE)
_OUTCOMES_TABLE = 3


def _find_layout(lines: Sequence[str], name: str, sidecar: Sidecar) -> tuple[str, Layout]:
    """Choose the separator and the header row that name the most fields, a title among them."""
    found: list[tuple[str, Layout]] = []
    seen: list[str] = []
    for delimiter in _DELIMITERS:
        for record in read_records(lines, delimiter, most=LOOK_AHEAD):
            seen = max(seen, record.cells, key=len)
            layout = layout_of(record, sidecar)
            if layout is not None:
                found.append((delimiter, layout))
    if not found:
        if sum(bool(_OUTCOME.search(cell)) for cell in seen) >= _OUTCOMES_TABLE:
            raise CatalogError(
                f"{name} is a table of graduates' outcomes without the names of programmes, not a catalogue; "
                f'add a column "title", or name the list that has them.'
            )
        raise CatalogError(f'{name} has no column of titles ({seen_columns(seen)}); name one "title".')
    return max(found, key=lambda pair: pair[1].score)


def _refuse_half_written(records: Sequence[Record], lines: Sequence[str], width: int, name: str) -> None:
    for record in records:
        if record.cut:
            raise CatalogError(
                f"{name} ends inside the quote opened in line {record.line}; write it out whole again."
            )
    *others, last = records or [Record(0, 0, [])]
    whole = others and all(len(record.cells) >= width for record in others)
    if whole and not last.fault and len(last.cells) < width and not lines[-1].endswith(("\n", "\r")):
        raise CatalogError(f"{name} ends in the middle of line {last.line}; write it out whole again.")
