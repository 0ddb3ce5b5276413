"""Words about who sets the timetable -> Pace."""

from catalog.program import Pace
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.lexicon import terms


def read_pace(text: str, context: Context = NO_CONTEXT) -> Reading[Pace | None]:
    """Return whether one learns at one's own pace or on a schedule, where `text` says so."""
    words = terms(text, "pace")
    own = any(word.plays("self-paced") for word in words)
    scheduled = any(word.plays("scheduled") for word in words)
    if own and scheduled:
        return Reading(None, warning="both a schedule and one's own pace are named")
    if not own and not scheduled:
        return _answer(text, context)
    return Reading("self-paced" if own else "scheduled")


def _answer(text: str, context: Context) -> Reading[Pace | None]:
    """Read yes or no in a column such as self_paced."""
    asked = terms(context.column or "", "pace")
    is_own = any(word.plays("self-paced") for word in asked)
    is_scheduled = any(word.plays("scheduled") for word in asked)
    answer = terms(text, "price")
    if is_own == is_scheduled or len(answer) != 1 or not answer[0].plays("yes", "no"):
        return Reading(None)
    own = answer[0].plays("yes") == is_own
    return Reading("self-paced" if own else "scheduled", "the column's question is answered")
