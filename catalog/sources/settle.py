"""What the names of columns leave open, decided by the values that stand in them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from catalog.cells import is_blank
from catalog.reading.credential import read_credential
from catalog.reading.pace import read_pace
from catalog.sources.columns import Column

_LOOKED_AT = 200


def chosen(column: Column | None, values: Sequence[str]) -> Column | None:
    """Return what a column of these values holds; None where they are nothing of a programme."""
    if column is None:
        return None
    if column.field == "code" and not column.fixed and _is_count(values):
        return None  # numbers that count the rows tell no programmes apart
    if not column.either:
        return column
    distinct = list(dict.fromkeys(value for value in values if not is_blank(value)))[:_LOOKED_AT]
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
