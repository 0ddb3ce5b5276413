"""A programme in the making: what one row stated, where, and what stayed unread."""

from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any, Self

from msgspec.structs import replace

from catalog import cells as plain
from catalog.program import Duration, Price, Program, Receipt
from catalog.reading.lexicon import says_unknown
from catalog.sources import Cell

UNKNOWN = (None, (), "unknown", Duration(), Price())


def words_of(cell: Cell) -> str:
    """Return what a receipt shows of a cell."""
    return plain.words_of(cell.value if cell.words is None else cell.words)


@dataclass(slots=True)
class Draft:
    """A programme in the making; without a title it never becomes one."""

    source: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    receipts: dict[str, tuple[Receipt, ...]] = field(default_factory=dict)
    prior: frozenset[str] = frozenset()
    """Fields whose receipts came with the row; they are kept as they were written."""
    warnings: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)
    code: str | None = None
    """The source's own number where it is no id of ours."""
    file: int = 0
    """Which of the files of an import it is from: two may have one name."""

    def copy(self) -> Self:
        """Return a draft that does not change with this one."""
        return changed(
            self,
            values=dict(self.values),
            receipts=dict(self.receipts),
            warnings=list(self.warnings),
            unread=list(self.unread),
            stated=set(self.stated),
        )

    def keep(self, name: str, cell: Cell, value: object, how: str | None = None) -> None:
        """Keep a value that was read, with its receipt; a text that gave nothing is counted as unread.

        One that says itself that nothing is known ("on request", "tba") was read.
        """
        self.stated.add(name)
        words = words_of(cell)
        if value in UNKNOWN:
            self.unread += [] if says_unknown(words) else [(name, words)]
            return
        self.values[name] = value
        self.add_receipt(name, words, cell.column, how or cell.how)

    def add_receipt(self, name: str, words: str, column: str | None, how: str | None = None) -> None:
        """Add where a field was read; receipts that came with the row stay, and learn how it was read."""
        known = self.receipts.get(name, ())
        if name not in self.prior:
            receipt = Receipt(self.source, words, self.row, column, self.values.get("as_of"), how)
            self.receipts[name] = (*known, receipt)
        elif how and not any(receipt.how for receipt in known):
            self.receipts[name] = (replace(known[0], how=how), *known[1:])

    def program(self, own_id: str) -> Program:
        """Return the finished value."""
        values = {"source": self.source} | self.values | {"id": own_id}
        return Program(**values, receipts=self.receipts, warnings=tuple(dict.fromkeys(self.warnings)))
