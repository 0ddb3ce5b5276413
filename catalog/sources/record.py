"""One record of a nested file on its way to a row: its cells under their paths, and its warnings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.cells import is_empty, is_url
from catalog.sources import Cell, Row
from catalog.sources.markup import plain_text
from catalog.text import clean_text

Node = Mapping[str, object]
"""A JSON object."""
Nodes = Mapping[str, Node]
"""The JSON objects of a file by their `@id`: what is only named in one place is described in another."""

_INDEX = re.compile(r"\[[^\]]*\]")


@dataclass(slots=True)
class Record:
    """The cells of one programme, gathered one by one."""

    form: str
    cells: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, path: str, value: object, unit: str | None = None, **more: str | None) -> None:
        """Add a cell, with the `words` it was put together from and `how`; what is empty states nothing."""
        value = without_markup(value)
        if not is_empty(value):
            cell = Cell(path, value, unit, leaf(path), **more)
            self.cells[name] = (*self.cells.get(name, ()), cell)

    def row(self, number: int) -> Row:
        """Return the record as a row."""
        told = [text for cell in self.cells.get("warnings", ()) for text in items(cell.value)]
        warned = (Cell("warnings", [*told, *self.warnings]),)
        return Row(number, self.cells | ({"warnings": warned} if self.warnings else {}))


def leaf(path: str) -> str:
    """Return the last name of a path, without the places in its lists."""
    return _INDEX.sub("", path).rpartition(".")[2]


def without_places(path: str) -> str:
    """Return a path as it is the same in every record of a file."""
    return _INDEX.sub("[]", path)


def without_markup(value: object) -> object:
    """Return texts, and the texts of a list, without HTML; addresses stay as they are."""
    if isinstance(value, str):
        return value if is_url(value) else clean_text(plain_text(value))
    if isinstance(value, list):
        return [without_markup(item) for item in value]
    return value


def items(value: object) -> list[object]:
    """Return what stands in a place that may hold nothing, one thing or a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: object) -> list[Node]:
    """Return the objects in a place that may hold nothing, one thing or a list."""
    return [item for item in items(value) if isinstance(item, Mapping)]


def text_of(value: object) -> str | None:
    """Return a text or a number as text."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
