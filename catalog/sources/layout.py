"""Records in, rows out: which record is the header, what its columns hold, and what is no row of its own."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from catalog.cells import is_blank, is_url
from catalog.sources import Again, Cell, Row, Source
from catalog.sources.columns import Column, map_columns
from catalog.sources.csvtext import Record
from catalog.sources.exported import REASON, is_exported, read_exported, restored
from catalog.sources.settle import Seen, chosen
from catalog.sources.sidecar import NO_SIDECAR, Sidecar, fix_columns
from catalog.text import clean_text

LOOK_AHEAD = 30
"""A header stands within so many records: titles and blank lines may come before it."""
MOST_COLUMNS = 16_384
"""So many columns a spreadsheet has; what has more is no header."""
_LONG_TEXTS = {
    "description",
    "outcomes",
    "skills",
    "prerequisites",
    "assessment",
    "counts_towards",
    "funding",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A header with the name of each column, and what the columns hold."""

    header: Record
    names: tuple[str, ...]
    columns: tuple[Column | None, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that its columns name."""
        return frozenset(column.key for column in self.columns if column)

    @property
    def score(self) -> tuple[int, int]:
        """More fields found is better, then more columns."""
        return len(self.fields), len(self.columns)


def layout_of(record: Record, sidecar: Sidecar = NO_SIDECAR) -> Layout | None:
    """Return the layout that `record` gives if it is a header: it names titles, or describes otherwise."""
    if len(record.cells) > MOST_COLUMNS:
        return None
    names = _unique(record.cells)
    columns = fix_columns(names, map_columns(record.cells), sidecar)
    fields = {column.field for column in columns if column and not column.beside}
    is_header = "title" in fields or ("description" in fields and len(fields) > 1)
    return Layout(record, tuple(names), tuple(columns)) if is_header else None


def _unique(header: Sequence[str]) -> list[str]:
    """Return cleaned names, each once: a doubled name gets a number, a missing one its place."""
    names: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for place, cell in enumerate(header, start=1):
        name = base = " ".join(clean_text(cell).split()) or f"column {place}"
        while name in names:
            counts[base] += 1
            name = f"{base} ({counts[base] + 1})"
        names[name] = None
    return list(names)


def seen_columns(cells: Sequence[str]) -> str:
    """Return what a refusal shows of a record that is no header."""
    return ", ".join(clean_text(cell, 30) for cell in cells[:8] if cell.strip())


# --- the records below the header -------------------------------------------------------------------------


def below(records: Iterable[Record], layout: Layout) -> Iterator[Record]:
    """Yield the records below the header; blank ones and the header said again are no rows."""
    header = layout.header
    for record in records:
        if (
            record.number > header.number
            and record.cells != header.cells
            and (record.fault or _filled(record))
        ):
            yield record


def cleaned(record: Record) -> Record:
    """Return a record with its cells cleaned."""
    # Excel writes a carriage return out as _x000D_ where it meets one in a cell.
    cells = [
        clean_text(cell.replace("_x000D_", "\n") if "_x000D_" in cell else cell) for cell in record.cells
    ]
    return Record(record.number, record.line, cells, record.fault, record.lines, record.cut)


def _restored(record: Record) -> Record:
    clean = cleaned(record)
    return replace(clean, cells=list(map(restored, clean.cells)))


def _filled(record: Record) -> int:
    """Return how many cells hold something; more than two are two."""
    filled = 0
    for cell in record.cells:
        if cell and not cell.isspace():
            filled += 1
            if filled == 2:
                break
    return filled


def join_continuations(records: Iterable[Record], layout: Layout) -> list[Record]:
    """Give a row without a title that only continues the cells above it to the row above it."""
    titles = _title_places(layout.columns)
    joined: list[Record] = []
    end = 0
    for record in records:
        whole = None
        if joined and record.number == end and all(is_blank(record.cells[place]) for place in titles):
            whole = _continued(joined[-1], record, layout.columns)
        if whole is None:
            joined.append(record)
        else:
            joined[-1] = whole
        end = record.number + 1
    return joined


def _title_places(columns: Sequence[Column | None]) -> list[int]:
    places = [place for place, column in enumerate(columns) if column and column.field == "title"]
    described = [place for place, column in enumerate(columns) if column and column.field == "description"]
    return places or described[:1]


def _continued(above: Record, below: Record, columns: Sequence[Column | None]) -> Record | None:
    """Return both as one record; None where a fact of the lower row differs: then it is a row of its own."""
    cells = list(above.cells)
    adds = False
    for place, column in enumerate(columns):
        one, two = cells[place], below.cells[place]
        if column is None or is_blank(two) or one == two:
            continue
        if not is_blank(one) and column.field not in _LONG_TEXTS:
            return None
        cells[place] = two if is_blank(one) else _separator(column, one + two).join((one, two))
        adds = True
    return replace(above, cells=cells) if adds else None


def _separator(column: Column, text: str) -> str:
    if column.field != "skills":
        return "\n"
    return next((f"{mark} " for mark in "|;," if mark in text), "\n")


# --- what they are together -------------------------------------------------------------------------------


@dataclass(slots=True)
class Survey:
    """What one pass over the records below a header tells of them all."""

    columns: tuple[Column | None, ...] = ()
    """What each holds, where the values had to decide too."""
    rows: int = 0
    end: int = 0
    """The number of the record from which on there is no row any more."""
    footer: list[str] = field(default_factory=list)
    """What stands below the table: last lines of one cell where every row has several."""
    short: int = 0
    """How many have fewer cells than the header."""
    narrow: bool = False
    """Whether one of them, the last apart, has."""
    cut: Record | None = None
    """One that the end of the file cut off inside a quote."""
    last: Record | None = None


def survey(records: Iterable[Record], layout: Layout) -> Survey:
    """Go through the records once; nothing of them is kept."""
    found, width, lone = Survey(), len(layout.names), 0
    looked_at = {place: Seen() for place, column in enumerate(layout.columns) if _is_open(column)}
    for record in records:
        found.rows += 1
        found.narrow = found.narrow or (found.last is not None and len(found.last.cells) < width)
        found.short += not record.fault and len(record.cells) < width
        found.cut = found.cut or (record if record.cut else None)
        if width > 2 and not record.fault and _filled(record) == 1:
            lone += 1
            found.footer.append(" ".join(record.cells).strip()) if len(found.footer) < LOOK_AHEAD else None
        else:
            found.end, found.footer = record.number + 1, []
        for place, seen in looked_at.items():
            if place < len(record.cells):
                seen.add(clean_text(record.cells[place]))
        found.last = record
    if lone != len(found.footer) or not found.end:
        found.end, found.footer = sys.maxsize, []
    found.columns = _settle(layout.columns, looked_at)
    return found


def _is_open(column: Column | None) -> bool:
    """Tell whether the values of a column have to be looked at."""
    return column is not None and bool(column.either or column.field == "code")


def _settle(columns: Sequence[Column | None], looked_at: Mapping[int, Seen]) -> tuple[Column | None, ...]:
    """Decide by the values what the names leave open."""
    settled = [chosen(column, looked_at.get(place, Seen())) for place, column in enumerate(columns)]
    if any(column and column.field == "title" for column in settled):
        return tuple(settled)
    # A list that names its courses in a column called "description" has no other titles.
    described = ((c.rank, place) for place, c in enumerate(settled) if c and c.field == "description")
    settled[min(described)[1]] = Column("title", 0)
    return tuple(settled)


# --- rows -------------------------------------------------------------------------------------------------


def source_of(name: str, form: str, layout: Layout, records: Iterable[Record], found: Survey) -> Source:
    """Return the rows that `records` are under the header of `layout`; they are made when gone through."""

    # A file of rows to mend comes back from a spreadsheet that was not to run its texts.
    clean = _restored if REASON in layout.names else cleaned

    def kept() -> Iterator[Record]:
        return map(clean, takewhile(lambda record: record.number < found.end, records))

    if is_exported(layout.names):
        return read_exported(name, form, layout.names, Again(kept))
    pairs = list(zip(layout.names, found.columns, strict=True))
    mapping = {column_name: column.field for column_name, column in pairs if column}
    unused = tuple(column_name for column_name, column in pairs if column is None and column_name != REASON)
    plan = _plan(layout.names, found.columns)
    rows = Again(lambda: (_row(record, plan) for record in kept()))
    return Source(name, form, rows, mapping, tuple(_warnings(layout, found)), unused)


class _Place(NamedTuple):
    """Where a cell stands in its record, and what becomes of it."""

    place: int
    key: str
    name: str
    unit: str | None
    may_be_none: bool
    """Whether "None" is an answer: it is where one is asked what one must know before."""


class _Plan(NamedTuple):
    """How a record becomes a row: its places, best column first, and where its address stands."""

    names: tuple[str, ...]
    places: tuple[_Place, ...]
    urls: tuple[int, ...]


def _plan(names: Sequence[str], columns: Sequence[Column | None]) -> _Plan:
    known = [(column, place) for place, column in enumerate(columns) if column]
    places = tuple(
        _Place(place, column.key, names[place], column.unit, column.field == "prerequisites")
        for column, place in sorted(known, key=lambda pair: pair[0].rank)
    )
    return _Plan(tuple(names), places, tuple(one.place for one in places if one.key == "url"))


def _row(record: Record, plan: _Plan) -> Row:
    fault = record.fault or _ragged(record, len(plan.names)) or _shifted(record, plan)
    if fault:
        return Row(record.number, {}, fault, plan.names, record.cells)
    texts, count = record.cells, len(record.cells)
    cells: dict[str, tuple[Cell, ...]] = {}
    for place, key, name, unit, may_be_none in plan.places:
        if place >= count:
            continue
        text = texts[place]
        if not is_blank(text) or (may_be_none and text.casefold() == "none"):
            cell = Cell(name, text, unit)
            cells[key] = (*cells[key], cell) if key in cells else (cell,)
    return Row(record.number, cells, None, plan.names, record.cells)


def _ragged(record: Record, width: int) -> str | None:
    if len(record.cells) > width and any(record.cells[width:]):
        return (
            f"It has {len(record.cells)} cells, the header {width}; put quotes around text with separators."
        )
    return None


def _shifted(record: Record, plan: _Plan) -> str | None:
    """Tell cells that slid into the wrong columns by the web address: it stands somewhere else."""
    texts = record.cells
    own = [texts[place] for place in plan.urls if place < len(texts) and not is_blank(texts[place])]
    if own and not any("." in text for text in own):
        known = (texts[one.place] for one in plan.places if one.place < len(texts))
        if any(map(is_url, known)):
            return "Its cells stand in the wrong columns; move them under their names."
    return None


def _warnings(layout: Layout, found: Survey) -> Iterator[str]:
    for name, cell in zip(layout.names, layout.header.cells, strict=True):
        if name.endswith(")") and name != " ".join(clean_text(cell).split()):
            yield f'A column name stands twice; the second is read as "{name}".'
    if found.short:
        yield f"{found.short} rows have fewer cells than the header; their last fields are not stated."
    if found.footer:
        yield f'What stands below the table is no row: "{clean_text("; ".join(found.footer), 100)}".'
