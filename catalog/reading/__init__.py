"""From words to values: pure functions, one module a field, one table of words a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the place a text stands in; it decides units, currencies and decimal marks."""

    column: str | None = None
    provider: str | None = None
    country: str | None = None
    unit_hint: str | None = None
    credential: str | None = None
    course_type: str | None = None
    format: str | None = None
    companion: Mapping[str, object] = field(default_factory=dict)
    """Other cells of the same row that a good reader reads together with the text, by column."""


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value with the formula or assumption that led to it, and what made the reader doubt."""

    value: T
    how: str | None = None
    warning: str | None = None
