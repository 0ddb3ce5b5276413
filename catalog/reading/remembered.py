"""Readings kept for the next row: a catalogue says the same few things thousands of times."""

from functools import lru_cache, wraps
from typing import Protocol, TypeVar

from catalog.reading import NO_CONTEXT, Context, Reading

T = TypeVar("T")
KEPT = 8192
PLAIN = (str, int, float, bool, type(None))


class Read(Protocol[T]):
    """A reading of one field."""

    def __call__(self, text: str, context: Context = NO_CONTEXT) -> Reading[T]:
        """Return what `text` states."""
        ...


def remembered(read: Read[T]) -> Read[T]:
    """Return `read` with its last answers kept; a row with cells that are no plain values is read anew."""

    @lru_cache(maxsize=KEPT, typed=True)
    def kept(text: str, fields: tuple[str | None, ...], *cells: object) -> Reading[T]:
        companion = dict(zip(map(str, cells[::2]), cells[1::2], strict=True))
        return read(text, _context(fields, companion))

    @wraps(read)
    def reading(text: str, context: Context = NO_CONTEXT) -> Reading[T]:
        cells = [part for cell in context.companion.items() for part in cell]
        if not all(isinstance(part, PLAIN) for part in cells):
            return read(text, context)
        return kept(text, _fields(context), *cells)

    return reading


def _fields(context: Context) -> tuple[str | None, ...]:
    """Return the fields of a context before `companion`, in their order."""
    named = (context.column, context.provider, context.country, context.unit_hint)
    return (*named, context.credential, context.course_type, context.format)


def _context(fields: tuple[str | None, ...], companion: dict[str, object]) -> Context:
    column, provider, country, unit_hint, credential, course_type, form = fields
    return Context(column, provider, country, unit_hint, credential, course_type, form, companion)
