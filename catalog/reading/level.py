"""Words about difficulty -> Level."""

from catalog.program import Level
from catalog.reading import Context, Reading


def read_level(text: str, context: Context = Context()) -> Reading[Level]:
    """Return the level that `text` states."""
    return Reading("unknown")
