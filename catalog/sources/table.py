"""CSV in any of its dialects -> rows: separator, header, doubled names, ragged and shifted rows, footers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from catalog.cells import is_blank, is_url
from catalog.errors import CatalogError
from catalog.reading.credential import read_credential
from catalog.reading.pace import read_pace
from catalog.sources import Cell, Row, Source
from catalog.sources.columns import Column, map_columns
from catalog.sources.csvtext import Record, physical_lines, read_records
from catalog.text import clean_text

_DELIMITERS = (",", ";", "\t", "|")
_LOOK_AHEAD = 30
"""A header stands within so many records: titles and blank lines may come before it."""


@dataclass(frozen=True, slots=True)
class _Layout:
    delimiter: str
    header: Record
    columns: list[Column | None]

    @property
    def score(self) -> tuple[int, int]:
        """More fields found is better, then more columns."""
        return len({column.key for column in self.columns if column}), len(self.columns)


def read_table(text: str, name: str) -> Source:
    """Return the rows of the table in `text`, or refuse it in one sentence."""
    lines = physical_lines(text)
    layout = _find_layout(lines, name)
    names = _unique(layout.header.cells)
    records = _without_footer(list(_body(lines, layout)), len(names))
    _refuse_half_written(records, lines, len(names), name)
    columns = _settle(layout.columns, records)
    mapping = {name: column.field for name, column in zip(names, columns, strict=True) if column}
    rows = tuple(_row(record, names, columns) for record in records)
    return Source(name, "csv", rows, mapping, tuple(_warnings(layout.header.cells, names, records)))


def _find_layout(lines: Sequence[str], name: str) -> _Layout:
    """Choose the separator and the header row that name the most fields, a title among them."""
    found: list[_Layout] = []
    seen: list[str] = []
    for delimiter in _DELIMITERS:
        for record in read_records(lines, delimiter, most=_LOOK_AHEAD):
            layout = _Layout(delimiter, record, map_columns(record.cells))
            seen = max(seen, record.cells, key=len)
            if _is_header(layout):
                found.append(layout)
    if not found:
        columns = ", ".join(clean_text(cell, 30) for cell in seen[:8] if cell.strip())
        raise CatalogError(f'{name} has no column of titles ({columns}); name one "title".')
    return max(found, key=lambda layout: layout.score)


def _is_header(layout: _Layout) -> bool:
    fields = {column.field for column in layout.columns if column and not column.beside}
    return "title" in fields or ("description" in fields and len(fields) > 1)


def _unique(header: Sequence[str]) -> list[str]:
    """Return cleaned names, each once: a doubled name gets a number, a missing one its place."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = base = " ".join(clean_text(cell).split()) or f"column {place}"
        count = 1
        while name in names:
            count += 1
            name = f"{base} ({count})"
        names.append(name)
    return names


def _body(lines: Sequence[str], layout: _Layout) -> Iterator[Record]:
    """Yield the records below the header; blank ones and the header said again are no rows."""
    for record in read_records(lines, layout.delimiter, len(layout.header.cells)):
        if record.number > layout.header.number and (record.fault or _filled(record)):
            cells = [clean_text(cell.replace("_x000D_", "\n")) for cell in record.cells]
            if record.cells != layout.header.cells:
                yield replace(record, cells=cells)


def _filled(record: Record) -> int:
    return sum(1 for cell in record.cells if cell.strip())


def _without_footer(records: list[Record], width: int) -> list[Record]:
    """Leave out what stands below a table: last lines of one cell where every other row has several."""
    end = len(records)
    while end and width > 2 and not records[end - 1].fault and _filled(records[end - 1]) == 1:
        end -= 1
    return records[:end] if end and all(_filled(record) != 1 for record in records[:end]) else records


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


def _settle(columns: Sequence[Column | None], records: Sequence[Record]) -> list[Column | None]:
    """Decide by the values what the names leave open."""
    settled = [_chosen(column, _values(records, place)) for place, column in enumerate(columns)]
    if any(column and column.field == "title" for column in settled):
        return settled
    # A list that names its courses in a column called "description" has no other titles.
    described = ((c.rank, place) for place, c in enumerate(settled) if c and c.field == "description")
    settled[min(described)[1]] = Column("title", 0)
    return settled


def _values(records: Iterable[Record], place: int) -> list[str]:
    return [record.cells[place] for record in records if len(record.cells) > place]


def _chosen(column: Column | None, values: Sequence[str]) -> Column | None:
    if column is None:
        return None
    if column.field == "code" and _is_count(values):
        return None  # numbers that count the rows tell no programmes apart
    if not column.either:
        return column
    distinct = list(dict.fromkeys(value for value in values if not is_blank(value)))[:200]
    scores = {field: sum(_reads(field, value) for value in distinct) for field in column.either}
    best = max(column.either, key=lambda field: scores[field])
    return replace(column, field=best) if scores[best] else None


def _is_count(values: Sequence[str]) -> bool:
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < 9]
    rising = all(one < two for one, two in pairwise(numbers))
    return len(numbers) == len(values) > 0 and numbers[0] in {0, 1} and rising


def _reads(field: str, value: str) -> bool:
    if field == "pace":
        return read_pace(value).value is not None
    return field == "credential" and read_credential(value).value is not None


def _row(record: Record, names: Sequence[str], columns: Sequence[Column | None]) -> Row:
    fault = record.fault or _ragged(record, len(names)) or _shifted(record, columns)
    if fault:
        return Row(record.number, fault=fault)
    placed = [
        (column.key, column.rank, Cell(name, cell, column.unit))
        for name, column, cell in zip(names, columns, record.cells, strict=False)
        if column and _states(column, cell)
    ]
    cells: dict[str, tuple[Cell, ...]] = {}
    for key, _, cell in sorted(placed, key=lambda item: item[1]):
        cells[key] = (*cells.get(key, ()), cell)
    return Row(record.number, cells)


def _states(column: Column, cell: str) -> bool:
    """Tell whether a cell says something; "None" is an answer where it is asked what one must know before."""
    return not is_blank(cell) or (column.field == "prerequisites" and cell.casefold() == "none")


def _ragged(record: Record, width: int) -> str | None:
    if any(cell for cell in record.cells[width:]):
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


def _warnings(header: Sequence[str], names: Sequence[str], records: Sequence[Record]) -> Iterator[str]:
    doubled = [
        name for name, cell in zip(names, header, strict=True) if name.endswith(")") and name != cell.strip()
    ]
    for name in doubled:
        yield f'A column name stands twice; the second is read as "{name}".'
    short = sum(1 for record in records if not record.fault and len(record.cells) < len(names))
    if short:
        yield f"{short} rows have fewer cells than the header; their last fields are not stated."
