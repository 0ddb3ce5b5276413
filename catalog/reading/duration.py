"""Words about time -> Duration: engaged hours, calendar weeks and weekly effort, kept apart."""

from catalog.program import Duration
from catalog.reading import Context, Reading


def read_duration(text: str, context: Context = Context()) -> Reading[Duration]:
    """Return the duration that `text` states, read in its context."""
    return Reading(Duration())
