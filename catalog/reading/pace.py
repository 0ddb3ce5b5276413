"""Words about who sets the timetable -> Pace."""

from catalog.program import Pace
from catalog.reading import Context, Reading


def read_pace(text: str, context: Context = Context()) -> Reading[Pace | None]:
    """Return whether one learns at one's own pace or on a schedule, where `text` says so."""
    return Reading(None)
