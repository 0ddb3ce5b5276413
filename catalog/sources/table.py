"""CSV in any of its dialects -> records: which separator it has, and whether it was written out whole."""

import re
from collections.abc import Sequence

from catalog.errors import CatalogError
from catalog.sources import Again, Source
from catalog.sources.csvtext import MAX_ROWS, read_records
from catalog.sources.layout import (
    LOOK_AHEAD,
    Layout,
    Survey,
    below,
    layout_of,
    seen_columns,
    source_of,
    survey,
)
from catalog.sources.sidecar import NO_SIDECAR, Sidecar, refuse_missing
from catalog.sources.textfile import Text

_DELIMITERS = (",", ";", "\t", "|")


def read_table(text: Text, name: str, sidecar: Sidecar = NO_SIDECAR) -> Source:
    """Return the rows of the table in `text`, or refuse it in one sentence."""
    lines = text.lines()
    if len(lines) > MAX_ROWS and not any('"' in piece for piece in text.pieces()):
        raise CatalogError(f"{name} has more than 2 million rows; split it into smaller files.")
    delimiter, layout = _find_layout(lines, name, sidecar)
    refuse_missing(layout.names, sidecar, name)
    width = len(layout.names)
    records = Again(lambda: below(read_records(lines, delimiter, width), layout))
    found = survey(records, layout)
    _refuse_half_written(found, lines, width, name)
    return source_of(name, "csv", layout, records, found)


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


def _refuse_half_written(found: Survey, lines: Sequence[str], width: int, name: str) -> None:
    if found.cut:
        raise CatalogError(
            f"{name} ends inside the quote opened in line {found.cut.line}; write it out whole again."
        )
    last = found.last
    if (
        last is None
        or last.fault
        or found.footer
        or found.rows < 2
        or found.narrow
        or len(last.cells) >= width
    ):
        return
    if not lines[-1].endswith(("\n", "\r")):
        raise CatalogError(f"{name} ends in the middle of line {last.line}; write it out whole again.")
