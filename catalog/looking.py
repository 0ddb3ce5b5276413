"""Files looked at before anything is built: the report, and how often each column states something.

A process of its own reads what strangers sent: `python -m catalog.looking FILE...` prints JSON.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from catalog.cells import is_blank, is_empty, one_line
from catalog.errors import refusing
from catalog.importing import read_catalog
from catalog.mending import ToMend, named
from catalog.provider_sheet import FORM
from catalog.report import FileReport
from catalog.sources import Cell
from catalog.sources.opening import open_source

MOST_MEMORY = 2 << 30
"""Bytes: a file of the largest size is read with a fraction of it."""
_SHOWN, _LONGEST = 3, 60
WITH_COLUMNS = frozenset({"csv", "xlsx", "xlsb", "xls", "ods"})
"""The forms whose columns a person can correct."""


class Looked(msgspec.Struct, frozen=True):
    """One file as it was understood."""

    file: str
    form: str
    rows: int
    kept: int
    duplicates: int
    rejected: int
    mapping: dict[str, str]
    unused: tuple[str, ...]
    warnings: tuple[str, ...]
    unknown: dict[str, int]
    """Of how many programmes a fact stays unknown."""
    examples: dict[str, int]
    """How often each column states something."""
    to_mend: tuple[ToMend, ...] = ()
    """The first rows that somebody can mend."""
    partly: int = 0
    """How many rows are used though a text of theirs could not be read."""
    values: dict[str, tuple[str, ...]] = {}
    """The first different texts of each column; the columns are in the order of the file."""


def look(paths: Sequence[Path]) -> list[Looked]:
    """Read the files as one catalogue, as a build would, and return what became of each."""
    files = read_catalog(paths).report.files
    return [_looked(report, path) for report, path in zip(files, paths, strict=True)]


def _looked(report: FileReport, path: Path) -> Looked:
    stated, shown = _columns(path) if report.form != FORM else ({}, {})
    return Looked(
        report.file,
        report.form,
        report.rows,
        report.kept,
        report.duplicates,
        report.rejected,
        report.mapping,
        tuple(report.unused),
        tuple(report.warnings),
        report.unknown,
        stated,
        tuple(sorted(report.mending.rows, key=lambda one: one.row)),
        report.mending.partly,
        {name: tuple(values) for name, values in shown.items()},
    )


def _columns(path: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return how often each column states something, and the first things that each does."""
    stated: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    for row in open_source(path).rows:
        if row.fault:
            continue
        texts = named(row) or {cell.column: "" for cells in row.cells.values() for cell in _filled(cells)}
        for name, text in texts.items():
            values = shown.setdefault(name, [])
            stated[name] += not row.names or not is_blank(text)
            value = one_line(text)[:_LONGEST]
            if len(values) < _SHOWN and value not in values and not is_blank(value):
                values.append(value)
    return dict(stated), shown


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not is_empty(cell.value)]


def main() -> None:
    """Read the files that the command line names; what is too much for the memory is refused."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    refusing(lambda: sys.stdout.buffer.write(msgspec.json.encode(look([Path(one) for one in sys.argv[1:]]))))


if __name__ == "__main__":
    main()
