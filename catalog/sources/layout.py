"""Records in, rows out: which record is the header, what its columns hold, and what is no row of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.cells import is_blank, is_url
from catalog.sources import Cell, Row, Source
from catalog.sources.columns import Column, map_columns
from catalog.sources.csvtext import Record
from catalog.sources.exported import is_exported, read_exported
from catalog.sources.settle import chosen
from catalog.sources.sidecar import NO_SIDECAR, Sidecar, fix_columns
from catalog.text import clean_text

LOOK_AHEAD = 30
"""A header stands within so many records: titles and blank lines may come before it."""
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
    names = _unique(record.cells)
    columns = fix_columns(names, map_columns(record.cells), sidecar)
    fields = {column.field for column in columns if column and not column.beside}
    is_header = "title" in fields or ("description" in fields and len(fields) > 1)
    return Layout(record, tuple(names), tuple(columns)) if is_header else None


def _unique(header: Sequence[str]) -> list[str]:
    """Return cleaned names, each once: a doubled name gets a number, a missing one its place."""
    names: dict[str, None] = {}
    for place, cell in enumerate(header, start=1):
        name = base = " ".join(clean_text(cell).split()) or f"column {place}"
        count = 1
        while name in names:
            count += 1
            name = f"{base} ({count})"
        names[name] = None
    return list(names)


def seen_columns(cells: Sequence[str]) -> str:
    """Return what a refusal shows of a record that is no header."""
    return ", ".join(clean_text(cell, 30) for cell in cells[:8] if cell.strip())


# --- the records below the header -------------------------------------------------------------------------


def body(records: Iterable[Record], layout: Layout) -> Iterator[Record]:
    """Yield the cleaned records below the header; blank ones and the header said again are no rows."""
    header = layout.header
    for record in records:
        if record.number > header.number and record.cells != header.cells:
            cells = [clean_text(_line_breaks(cell)) for cell in record.cells]
            if record.fault or any(cells):
                yield replace(record, cells=cells)


def _line_breaks(cell: str) -> str:
    """Excel writes a carriage return out as _x000D_ where it meets one in a cell."""
    return cell.replace("_x000D_", "\n") if "_x000D_" in cell else cell


def without_footer(records: list[Record], width: int) -> list[Record]:
    """Leave out what stands below a table: last lines of one cell where every other row has several."""
    end = len(records)
    while end and width > 2 and not records[end - 1].fault and _filled(records[end - 1]) == 1:
        end -= 1
    if end in {0, len(records)}:
        return records
    return records[:end] if all(_filled(record) != 1 for record in records[:end]) else records


def _filled(record: Record) -> int:
    return sum(1 for cell in record.cells if cell)


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


# --- rows -------------------------------------------------------------------------------------------------


def source_of(name: str, form: str, layout: Layout, records: Sequence[Record]) -> Source:
    """Return the rows that `records` are under the header of `layout`."""
    if is_exported(layout.names):
        return read_exported(name, form, layout.names, records)
    columns = _settle(layout.columns, records)
    pairs = list(zip(layout.names, columns, strict=True))
    mapping = {column_name: column.field for column_name, column in pairs if column}
    unused = tuple(column_name for column_name, column in pairs if column is None)
    rows = tuple(_row(record, layout.names, columns) for record in records)
    return Source(name, form, rows, mapping, tuple(_warnings(layout, records)), unused)


def _settle(columns: Sequence[Column | None], records: Sequence[Record]) -> list[Column | None]:
    """Decide by the values what the names leave open."""
    settled = [chosen(column, _values(column, records, place)) for place, column in enumerate(columns)]
    if any(column and column.field == "title" for column in settled):
        return settled
    # A list that names its courses in a column called "description" has no other titles.
    described = ((c.rank, place) for place, c in enumerate(settled) if c and c.field == "description")
    settled[min(described)[1]] = Column("title", 0)
    return settled


def _values(column: Column | None, records: Iterable[Record], place: int) -> list[str]:
    """Return the values of a column that has to be looked at."""
    if column is None or not (column.either or column.field == "code"):
        return []
    return [record.cells[place] for record in records if len(record.cells) > place]


def _row(record: Record, names: Sequence[str], columns: Sequence[Column | None]) -> Row:
    fault = record.fault or _ragged(record, len(names)) or _shifted(record, columns)
    if fault:
        return Row(record.number, fault=fault)
    placed = [
        (column.key, column.rank, Cell(name, cell, column.unit))
        for name, column, cell in zip(names, columns, record.cells, strict=False)
        if column and _states(column, cell)
    ]
    placed.sort(key=lambda item: item[1])
    cells: dict[str, tuple[Cell, ...]] = {}
    for key, _, cell in placed:
        cells[key] = (*cells.get(key, ()), cell)
    return Row(record.number, cells)


def _states(column: Column, cell: str) -> bool:
    """Tell whether a cell says something; "None" is an answer where it is asked what one must know before."""
    return not is_blank(cell) or (column.field == "prerequisites" and cell.casefold() == "none")


def _ragged(record: Record, width: int) -> str | None:
    if len(record.cells) > width and any(record.cells[width:]):
        return (
            f"It has {len(record.cells)} cells, the header {width}; put quotes around text with separators."
        )
    return None


def _shifted(record: Record, columns: Sequence[Column | None]) -> str | None:
    """Tell cells that slid into the wrong columns by the web address: it stands somewhere else."""
    placed = list(zip(columns, record.cells, strict=False))
    own = [cell for column, cell in placed if column and column.field == "url" and not is_blank(cell)]
    if own and not any("." in cell for cell in own) and any(is_url(cell) for _, cell in placed):
        return "Its cells stand in the wrong columns; move them under their names."
    return None


def _warnings(layout: Layout, records: Sequence[Record]) -> Iterator[str]:
    for name, cell in zip(layout.names, layout.header.cells, strict=True):
        if name.endswith(")") and name != " ".join(clean_text(cell).split()):
            yield f'A column name stands twice; the second is read as "{name}".'
    short = sum(1 for record in records if not record.fault and len(record.cells) < len(layout.names))
    if short:
        yield f"{short} rows have fewer cells than the header; their last fields are not stated."
