"""Where a wish is said to be none: "not in English", "nothing free", "yeni başlayanlar için değil"."""

from bot.goal.lexicon import Marked
from bot.goal.quantity import is_break

_LONGEST = 6  # small words between the denial and what it denies


def denial(m: Marked, start: int, end: int, *denies: str) -> tuple[int, int] | None:
    """Return what is denied together with its denial, where nothing but small words stands between.

    "I have never coded, beginner" denies no level, and a "not" behind counts only where its clause ends.
    """
    last = _over_links(m, end)
    behind = m.after(last, "denied_after")
    if behind and (behind == len(m) or is_break(m, behind) or m.after(behind, "tail")):
        return start, behind
    first = start
    for _ in range(_LONGEST):
        if (said := m.before(first, *(denies or ("denies", "denies_all")))) >= 0:
            return said, end
        first = max(m.before(first, "denied_link"), m.before(first, "article"))
        if first < 0:
            return None
    return None


def _over_links(m: Marked, at: int) -> int:
    for _ in range(_LONGEST):
        if m.after(at, "denied_after") or not (link := m.after(at, "denied_link")):
            return at
        at = link
    return at
