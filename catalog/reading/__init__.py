"""From words to values: pure functions, one module a field, one table of words a language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
NO_CELLS: Mapping[str, object] = MappingProxyType({})


class Context(Struct, frozen=True):
    """What is known about the place a text stands in; it decides units, currencies and decimal marks."""

    column: str | None = None
    provider: str | None = None
    country: str | None = None
    unit_hint: str | None = None
    credential: str | None = None
    course_type: str | None = None
    format: str | None = None
    companion: Mapping[str, object] = NO_CELLS
    """Other cells of the same row that a good reader reads together with the text, by column."""


NO_CONTEXT = Context()


class Reading(Struct, Generic[T], frozen=True):
    """A value with the formula or assumption that led to it, and what made the reader doubt."""

    value: T
    how: str | None = None
    warning: str | None = None
