"""A file -> rows whose cells are named by the fields of a programme; nothing is read or judged here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.cells import is_empty


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row and its column; `unit` is what the column's name says of a bare number."""

    column: str
    value: object
    unit: str | None = None
    name: str | None = None
    """The column as the readings are told it, where `column` is a path in a record."""
    words: str | None = None
    """The file's own words, where the value was put together from several."""
    how: str | None = None
    """How it was put together."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by field, best column first; `fault` says why the row cannot be used.

    `number` is the row as a spreadsheet counts it (title lines and blank rows count, a cell with
    line breaks does not count twice); in JSON lines it is the line.
    """

    number: int
    cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    fault: str | None = None

    def value(self, name: str) -> object:
        """Return the best cell of a field, or None."""
        return next((cell.value for cell in self.cells.get(name, ())), None)

    def stated(self, name: str) -> list[Cell]:
        """Return the cells of a field that state something."""
        return [cell for cell in self.cells.get(name, ()) if not is_empty(cell.value)]


@dataclass(frozen=True, slots=True)
class Source:
    """One file taken apart."""

    name: str
    form: str
    rows: tuple[Row, ...]
    mapping: Mapping[str, str]
    """Column -> field, as it was guessed or as the form says."""
    warnings: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """The columns that nothing was read from."""
