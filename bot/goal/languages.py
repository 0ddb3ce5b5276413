"""The languages a course may be in, as far as the message asks for one."""

from collections.abc import Iterator

from bot.goal.denials import denial
from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import is_break, is_denied, nearest_before


def read_course_languages(m: Marked) -> list[Found]:
    """Languages said of the course; a language to learn, or one's own, is none."""
    found: list[Found] = []
    for start, end in m.find("language_name"):
        asked = _asked_start(m, start, end)
        listed = bool(found) and found[-1].end == start - 1 and bool(m.after(start - 1, "list_join"))
        listed = listed or (bool(found) and found[-1].end == start - 1 and m.kind(start - 1) == "comma")
        if not listed and (whole := _denied(m, start, end, asked)):
            found.append(Found("unused", m.which(start, "language_name")[0], *whole))
            continue
        if asked < 0 and not listed:
            continue
        first = start - 1 if listed else asked
        tail = m.after(end, "language_after") or end
        value = m.which(start, "language_name")[0]
        refused = m.after(end, "nay") and not m.after(end, "language_after")  # "en inglés no, por favor"
        denied = not listed and (is_denied(m, first) or bool(refused))
        found.append(Found("unused" if denied else "course_languages", value, first, tail))
    return [*found, *_named_wishes(m)]


def _denied(m: Marked, start: int, end: int, asked: int) -> tuple[int, int] | None:
    """ "not in English", "no English courses"; in "languages except French" it is what is not learnt."""
    whole = denial(m, start if asked < 0 else asked, end)
    if (
        whole is None
        or asked >= 0
        or m.after(end, "languages_course", "course", "denied_link", "denied_after")
    ):
        return whole
    is_clause = not whole[0] or is_break(m, whole[0] - 1)
    return whole if is_clause and (end == len(m) or is_break(m, end)) else None


def only_languages(m: Marked) -> tuple[str, ...]:
    """The languages that a text names beside nothing but "only" and "please"; none of any other text."""
    found: list[str] = []
    at = 0
    while at < len(m):
        if m.after(at, "denies", "denied_after"):
            return ()
        named = m.which(at, "language_name")
        code, end = named if named[0] else m.which(at, "course_language")
        found += [code] if code else []
        end = end or m.after(at, "list_join", "lead") or (at + 1 if m.kind(at) in ("comma", "stop") else 0)
        if not end:
            return ()
        at = end
    return tuple(dict.fromkeys(found))


def _named_wishes(m: Marked) -> Iterator[Found]:
    """One word that says "in this language" by its form: "українською"; one's own ability is none."""
    for start, end in m.find("course_language"):
        if not nearest_before(m, start, "language_trap", "language_subject"):
            value = m.which(start, "course_language")[0]
            last = m.after(end, "language_after") or end
            denied = denial(m, start, last)
            field = "unused" if denied else "course_languages"
            yield Found(field, value, *(denied or (start, last)))


def _asked_start(m: Marked, start: int, end: int) -> int:
    """Where the wish starts ("preferably in Spanish", "Spanish is fine"), or -1 where it is none."""
    before = m.before(start, "in_language")
    if before >= 0:
        return (
            -1
            if nearest_before(m, before, "languages_course", "language_trap") == "language_trap"
            else before
        )
    if not m.after(end, "language_after"):
        joined = m.after(end, "list_join")
        follows = m.after(joined, "language_name") if joined else 0
        if not follows or not m.after(follows, "language_after"):
            return -1
    return -1 if nearest_before(m, start, "language_trap", "language_subject") else start
