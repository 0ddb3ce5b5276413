"""The rows of a file that somebody can mend: refused ones, and ones of which a text could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from catalog.draft import Draft, words_of
from catalog.sources import Row
from catalog.sources.exported import REASON

MOST_ROWS = 2000
MOST_CHARACTERS = 1_000_000
"""So much of a file is kept to be mended; further rows are only counted."""


class Unread(msgspec.Struct, frozen=True):
    """A text that could not be read, and its column."""

    column: str
    text: str


class ToMend(msgspec.Struct, frozen=True):
    """A row as the file has it, and what is wrong with it."""

    row: int
    reason: str | None = None
    """Why it was refused; None where it is used."""
    unread: tuple[Unread, ...] = ()
    cells: dict[str, str] = {}
    """Its columns and texts; none where the file is no table."""


@dataclass(slots=True)
class Mending:
    """The first of them as they are met, and how many there are."""

    rows: list[ToMend] = field(default_factory=list)
    partly: int = 0
    """How many rows are used though a text of theirs could not be read."""
    _characters: int = 0

    def refuse(self, row: Row, reason: str) -> None:
        """Note a row that is not used."""
        self._note(row, reason, ())

    def doubt(self, row: Row, draft: Draft) -> None:
        """Note a row that is used, where a text of it could not be read."""
        unread = tuple(Unread(_column(row, name, text), text) for name, text in draft.unread)
        if unread:
            self.partly += 1
            self._note(row, None, unread)

    def _note(self, row: Row, reason: str | None, unread: tuple[Unread, ...]) -> None:
        if len(self.rows) < MOST_ROWS and self._characters < MOST_CHARACTERS:
            cells = named(row)
            self._characters += sum(map(len, cells.values()))
            self.rows.append(ToMend(row.number, reason, unread, cells))


def named(row: Row) -> dict[str, str]:
    """Return the texts of a row by column; what stands beyond the last column keeps its place."""
    beyond = [f"column {place}" for place in range(len(row.names) + 1, len(row.written) + 1)]
    texts: Sequence[str] = [*row.written, *[""] * (len(row.names) - len(row.written))]
    pairs = zip([*row.names, *beyond], texts, strict=True)
    return {name: text for name, text in pairs if name != REASON}


def _column(row: Row, name: str, text: str) -> str:
    """Return the column in which a text of a field stands."""
    cells = row.stated(name)
    return next((cell.column for cell in cells if words_of(cell) == text), cells[0].column if cells else name)
