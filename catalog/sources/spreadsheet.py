"""Excel and ODS -> rows: which sheets are the catalogue, what merged cells hold, what the format hid."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from msgspec import structs

from catalog.cells import as_number
from catalog.errors import CatalogError
from catalog.sources import Again, Cell, Row, Source
from catalog.sources.columns import BESIDE
from catalog.sources.csvtext import MAX_ROWS, Record
from catalog.sources.layout import (
    LOOK_AHEAD,
    Layout,
    below,
    cleaned,
    join_continuations,
    layout_of,
    seen_columns,
    source_of,
    survey,
)
from catalog.sources.mojibake import mojibake_warning
from catalog.sources.sidecar import NO_SIDECAR, Sidecar, refuse_missing

MAX_BYTES = 200 * 1024 * 1024
MEGABYTES = 300
"""So much memory may a workbook take while it is taken apart."""
SAME_FIELDS = 0.6
"""Sheets that share so much of their fields with the best one are further parts of the catalogue."""
_PROGRAM = Path(__file__).with_name("workbook.py")
_OUT_OF_MEMORY = {-6, -11, 1}
_OUT_OF_TIME = {-24, -9}


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows as records, and which cells are merged downwards (first row, last row, column)."""

    name: str
    visible: bool
    merged: Sequence[Sequence[int]]
    records: list[Record] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook taken apart."""

    form: str
    sheets: Sequence[Sheet]


def read_spreadsheet(path: Path, sidecar: Sidecar = NO_SIDECAR) -> Source:
    """Return the rows of the sheets that are the catalogue, or refuse the workbook in one sentence."""
    book = _take_apart(path)
    chosen, others = _choose(book, path.name, sidecar)
    refuse_missing([name for _, layout in chosen for name in layout.names], sidecar, path.name)
    parts = [_source(path.name, book.form, sheet, layout) for sheet, layout in chosen]
    if len(parts) > 1:
        parts = [_named(part, sheet.name) for part, (sheet, _) in zip(parts, chosen, strict=True)]
    return Source(
        path.name,
        book.form,
        Again(lambda: (row for part in parts for row in part.rows)),
        {column: name for part in parts for column, name in part.mapping.items()},
        tuple(_warnings(parts, chosen, others)),
        tuple(dict.fromkeys(column for part in parts for column in part.unused)),
    )


# --- the workbook, from its own process -------------------------------------------------------------------


def _take_apart(path: Path) -> Book:
    command = [sys.executable, "-P", str(_PROGRAM), str(path.resolve()), str(MEGABYTES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            book = _book(_values(process.stdout, path.name), path.name)
            if book is None:
                raise CatalogError(f"{path.name} {_why(process.wait())}; save the sheet as CSV.")
            return book
        finally:
            process.kill()


def _why(code: int) -> str:
    if code in _OUT_OF_MEMORY:
        return f"needs more than {MEGABYTES} MB of memory, or is damaged"
    return "takes too long to read" if code in _OUT_OF_TIME else "is a damaged Excel or ODS file"


def _values(out: IO[bytes], name: str) -> Iterator[Any]:
    size = 0
    for line in out:
        size += len(line)
        if size > MAX_BYTES:
            raise CatalogError(f"{name} holds more than 200 MB of text; split it into smaller files.")
        if line.endswith(b"\n"):
            yield json.loads(line)


def _book(values: Iterator[Any], name: str) -> Book | None:
    """Return the workbook; None where the program ended before it had said all."""
    form, sheets, rows = "", list[Sheet](), 0
    for value in values:
        if isinstance(value, list):
            rows += 1
            if rows > MAX_ROWS:
                raise CatalogError(f"{name} has more than 2 million rows; split it into smaller files.")
            number = len(sheets[-1].records) + 1
            sheets[-1].records.append(Record(number, number, value))
        elif "sheet" in value:
            sheets.append(Sheet(value["sheet"], value["visible"], value["merged"]))
        elif "refused" in value:
            raise CatalogError(f"{name} is {value['refused']}.")
        elif "end" in value:
            return Book(form, sheets)
        else:
            form = value["form"]
    return None


# --- which sheets -----------------------------------------------------------------------------------------


def _choose(book: Book, name: str, sidecar: Sidecar) -> tuple[list[tuple[Sheet, Layout]], list[Sheet]]:
    """Return the sheets that are the catalogue with their layouts, and the others that hold something."""
    filled = [sheet for sheet in book.sheets if any(record.cells for record in sheet.records)]
    found = [(sheet, layout) for sheet in filled if (layout := _best(sheet, sidecar)) is not None]
    shown = [pair for pair in found if pair[0].visible] or found
    if not shown:
        raise CatalogError(_no_titles(filled, name))
    best = max((layout for _, layout in shown), key=lambda layout: layout.score)
    chosen = [(sheet, layout) for sheet, layout in shown if _shared(layout, best) >= SAME_FIELDS]
    names = {sheet.name for sheet, _ in chosen}
    return chosen, [sheet for sheet in filled if sheet.name not in names]


def _best(sheet: Sheet, sidecar: Sidecar) -> Layout | None:
    heads = (record for record in sheet.records if record.cells)
    layouts = [layout for record, _ in zip(heads, range(LOOK_AHEAD), strict=False)
               if (layout := layout_of(record, sidecar))]  # fmt: skip
    return max(layouts, key=lambda layout: layout.score, default=None)


def _shared(layout: Layout, best: Layout) -> float:
    return len(layout.fields & best.fields) / len(layout.fields | best.fields)


def _no_titles(sheets: Sequence[Sheet], name: str) -> str:
    if not sheets:
        return f"{name} is an empty workbook; write the catalogue into it first."
    heads = [record.cells for sheet in sheets for record in sheet.records[:LOOK_AHEAD]]
    widest = max(heads, key=len, default=[])
    return f'{name} has no sheet with a column of titles ({seen_columns(widest)}); name one "title".'


# --- its rows ---------------------------------------------------------------------------------------------


def _source(name: str, form: str, sheet: Sheet, layout: Layout) -> Source:
    width = len(layout.names)
    padded = [replace(r, cells=[*r.cells, *[""] * (width - len(r.cells))]) for r in sheet.records]
    _fill_merged(padded, sheet, layout)
    records = list(map(cleaned, below(padded, layout)))
    whole = join_continuations(records, layout)
    source = source_of(name, form, layout, whole, survey(whole, layout))
    joined = len(records) - len(whole)
    told = f"{joined} rows without a title continue the row above them and are read as part of it."
    return replace(source, warnings=(*source.warnings, told)) if joined else source


def _fill_merged(records: Sequence[Record], sheet: Sheet, layout: Layout) -> None:
    """Let every row under a merged cell have what it shows; a merged title is one course of several rows."""
    for first, last, place in sheet.merged:
        column = layout.columns[place] if place < len(layout.columns) else None
        if column is None or column.field == "title" or first < layout.header.number:
            continue
        value = records[first].cells[place] if first < len(records) else ""
        for record in records[first + 1 : last + 1]:
            if any(record.cells):
                record.cells[place] = record.cells[place] or value


def _named(source: Source, sheet: str) -> Source:
    """Return a source whose cells, faults and warnings say in which sheet they stand."""
    return replace(
        source,
        rows=Again(lambda: (_row_of(row, sheet) for row in source.rows)),
        warnings=tuple(f'Sheet "{sheet}": {warning}' for warning in source.warnings),
    )


def _row_of(row: Row, sheet: str) -> Row:
    fault = f'Sheet "{sheet}": {row.fault}' if row.fault else None
    cells = {key: tuple(_cell_of(cell, sheet) for cell in cells) for key, cells in row.cells.items()}
    return structs.replace(row, cells=cells, fault=fault)


def _cell_of(cell: Cell, sheet: str) -> Cell:
    return structs.replace(cell, column=f"{sheet}!{cell.column}", name=cell.name or cell.column)


# --- what has to be said ----------------------------------------------------------------------------------


def _warnings(
    parts: Sequence[Source], chosen: Sequence[tuple[Sheet, Layout]], others: Sequence[Sheet]
) -> Iterator[str]:
    for part in parts:
        yield from part.warnings
    for sheet in others:
        hidden = "" if sheet.visible else ", which is hidden,"
        yield f'The sheet "{sheet.name}"{hidden} is not read: its columns are not those of the catalogue.'
    broken = mojibake_warning(cell for sheet, _ in chosen for r in sheet.records for cell in r.cells)
    if broken:
        yield broken
    for column in dict.fromkeys(column for part in parts for column in _bare_prices(part)):
        yield (
            f'The prices in "{column}" are bare numbers: a currency that is only their format is not seen; '
            "name it in a column, or in the TOML beside the file."
        )


def _bare_prices(part: Source) -> Iterator[str]:
    """Return the columns whose prices are numbers without a currency: a sheet may have shown one."""
    for row in part.rows:
        for cell in row.stated("price"):
            if cell.unit is None and not row.stated("price" + BESIDE) and as_number(cell.value):
                yield cell.column
