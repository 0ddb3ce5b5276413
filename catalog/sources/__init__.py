"""A file -> rows whose cells are named by the fields of a programme; nothing is read or judged here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from msgspec import Struct

from catalog.cells import is_empty


class Cell(Struct, frozen=True):
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


class Row(Struct, frozen=True):
    """The cells of one row by field, best column first; `fault` says why the row cannot be used.

    `number` is the row as a spreadsheet counts it (title lines and blank rows count, a cell with
    line breaks does not count twice); in JSON lines it is the line.
    """

    number: int
    cells: Mapping[str, tuple[Cell, ...]] = {}
    fault: str | None = None
    names: tuple[str, ...] = ()
    """The columns of its table; none where the file is no table."""
    written: Sequence[str] = ()
    """Its texts as the table has them."""

    def value(self, name: str) -> object:
        """Return the best cell of a field, or None."""
        cells = self.cells.get(name)
        return cells[0].value if cells else None

    def stated(self, name: str) -> list[Cell]:
        """Return the cells of a field that state something."""
        cells = self.cells.get(name)
        return [cell for cell in cells if not is_empty(cell.value)] if cells else []


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Again(Generic[T]):
    """What can be gone through again and again, made anew each time: a long list that nobody holds."""

    make: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        """Begin anew."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Source:
    """One file taken apart."""

    name: str
    form: str
    rows: Iterable[Row]
    """To be gone through as often as is wanted."""
    mapping: Mapping[str, str]
    """Column -> field, as it was guessed or as the form says."""
    warnings: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """The columns that nothing was read from."""
