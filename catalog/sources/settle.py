"""What the names of columns leave open, decided by the values that stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from catalog.cells import is_blank
from catalog.reading.credential import read_credential
from catalog.reading.pace import read_pace
from catalog.sources.columns import Column

_LOOKED_AT = 200


@dataclass(slots=True)
class Seen:
    """What was seen of a column's values, added one by one: enough to decide, whatever their number."""

    distinct: dict[str, None] = field(default_factory=dict)
    """The first of those that state something."""
    is_count: bool = True
    """Whether they are rising numbers from 0 or 1 on: such numbers count rows and name nothing."""
    last: int | None = None

    @classmethod
    def of(cls, values: Iterable[str]) -> Self:
        """Return what is seen of these values."""
        seen = cls()
        for value in values:
            seen.add(value)
        return seen

    def add(self, value: str) -> None:
        """Look at one more value."""
        if self.is_count:
            number = int(value) if value.isdecimal() and len(value) < 9 else -1
            self.is_count = number in {0, 1} if self.last is None else number > self.last
            self.last = number
        if len(self.distinct) < _LOOKED_AT and not is_blank(value):
            self.distinct[value] = None


def chosen(column: Column | None, seen: Seen) -> Column | None:
    """Return what a column of these values holds; None where they are nothing of a programme."""
    if column is None:
        return None
    if column.field == "code" and not column.fixed and seen.is_count and seen.last is not None:
        return None  # numbers that count the rows tell no programmes apart
    if not column.either:
        return column
    scores = {field: sum(_reads(field, value) for value in seen.distinct) for field in column.either}
    best = max(column.either, key=lambda field: scores[field])
    return replace(column, field=best) if scores[best] else None


def _reads(field: str, value: str) -> bool:
    if field == "pace":
        return read_pace(value).value is not None
    return field == "credential" and read_credential(value).value is not None
