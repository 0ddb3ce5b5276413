"""Lower bounds, which no course is refused by: "at least 100 euros", "plus de 20 heures"."""

from bot.goal.lexicon import Marked
from bot.goal.money import sums
from bot.goal.quantity import is_least, measures, whole_floor


def only_a_floor(m: Marked) -> bool:
    """Whether a text states a lower bound, and nothing but small words beside it."""
    taken: set[int] = set()
    places = [(one.start, one.end) for one in sums(m) if one.currency]
    for start, end in [*places, *((one.start, one.end) for one in measures(m))]:
        if is_least(m, start, end):
            taken |= set(range(*whole_floor(m, start, end)))
    at = 0
    while at < len(m):
        small = m.after(at, "lead", "denied_link", "correction", "spend", "tail", "course", "article", "stop")
        end = at + 1 if at in taken or m.kind(at) in ("comma", "stop") else small
        if not end:
            return False
        at = end
    return bool(taken)
