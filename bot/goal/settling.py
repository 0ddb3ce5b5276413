"""Several readings of a field become one value: the first, or the last where someone corrected themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.goal.goal import Goal
from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import is_break, measure, numeral

_LISTS = (
    "skills_wanted",
    "skills_known",
    "course_languages",
    "providers",
    "not_providers",
    "not_topics",
    "credentials",
    "unused",
)

_SHORTEST_INFLECTED = 5  # letters
_LONGEST_STEM = 6


def settle_numbers(m: Marked) -> dict[int, int]:
    """Numbers corrected by a bare one ("5 hours a week, hmm more like 3"): old place to new place."""
    instead: dict[int, int] = {}
    for start, end in [*m.find("correction"), *_nays(m)]:
        new = _number_at(m, end)
        old = _last_number(m, start)
        if new >= 0 and old >= 0 and (not _has_unit(m, new) or _shortens(m, old, new)):
            instead[old] = new
    return instead


def _nays(m: Marked) -> Iterator[tuple[int, int]]:
    """ "5 hours a week, no, 3": a no between commas takes back what was said; so does ", bueno 3"."""
    for tag in ("nay", "well"):
        for start, end in m.find(tag):
            is_after = start > 0 and m.kind(start - 1) in ("comma", "stop")
            is_between = tag == "nay" and m.kind(end) in ("comma", "stop")
            if is_after and (is_between or _is_bare_number(m, end)):
                yield start, end


def _is_bare_number(m: Marked, at: int) -> bool:
    """Whether a number stands here that counts nothing of its own: "no 4, please", not "no 3d games"."""
    is_last = at + 1 >= len(m) or is_break(m, at + 1)
    return m.amount(at) is not None and (is_last or m.after(at + 1, "per", "limit_after") > 0)


def _number_at(m: Marked, at: int) -> int:
    """The number right behind a correction, over commas and "like"."""
    over = ("the", "correction", "limit", "nay")
    while (m.kind(at) in ("comma", "stop") and at < len(m)) or m.after(at, *over):
        at = m.after(at, *over) or at + 1
    return at if m.amount(at) is not None else -1


def _last_number(m: Marked, before: int) -> int:
    return next((at for at in range(before - 1, -1, -1) if m.amount(at) is not None), -1)


def _shortens(m: Marked, old: int, new: int) -> bool:
    """ "5 hours a week, actually only 3 hours": the same unit, without saying "a week" again."""
    was, now = measure(m, old), measure(m, new)
    if was is None or now is None or was.unit != now.unit:
        return False
    return bool(m.after(was.end, "per") or m.before(was.start, "per") >= 0) and not m.after(
        now.end, "per", "total"
    )


def _has_unit(m: Marked, at: int) -> bool:
    value = numeral(m, at)
    end = value[1] if value else at + 1
    return bool(m.after(end, "unit", "currency") or m.before(at, "currency") >= 0 or m.after(end, "month"))


def settle(m: Marked, found: Iterable[Found]) -> tuple[dict[str, Any], dict[str, str]]:
    """The value of each field, and the words it was read from."""
    values: dict[str, Any] = {}
    words: dict[str, str] = {}
    by_field: dict[str, list[Found]] = {}
    for one in sorted(_money(m, list(found)), key=lambda one: one.start):
        by_field.setdefault(one.field, []).append(one)
    for field, readings in by_field.items():
        if field in _LISTS:
            kept = readings
            values[field] = tuple(dict.fromkeys(_said(m, one) for one in kept))
        else:
            kept = [_last_word(m, readings)]
            values[field] = kept[0].value
        words[field] = " … ".join(m.words(one.start, one.end) for one in kept)
    return values, words


def _said(m: Marked, one: Found) -> Any:
    """Unused pieces are said back in the message's own words."""
    return m.words(one.start, one.end) if one.field == "unused" else one.value


def _last_word(m: Marked, readings: list[Found]) -> Found:
    """The first reading, unless a word of correction stands before a later one."""
    kept = readings[0]
    for one in readings[1:]:
        if _is_corrected(m, kept.end, one.start):
            kept = one
    return kept


def _is_corrected(m: Marked, start: int, end: int) -> bool:
    last = end - (m.kind(end - 1) == "comma")  # "4 weeks, no 6 weeks", "by March, no, by May"
    is_no = last > 1 and m.before(last, "nay") == last - 1 and m.kind(last - 2) in ("comma", "stop")
    return is_no or any(start <= at < end for at, _ in m.find("correction"))


def _money(m: Marked, found: list[Found]) -> list[Found]:
    """A sum and "free" together: the sum stands, unless it was taken back for free."""
    budgets = [one for one in found if one.field == "budget"]
    frees = [one for one in found if one.field == "free_only"]
    if not budgets or not frees:
        return found
    taken_back = _is_corrected(m, budgets[-1].end, frees[-1].start)
    return [one for one in found if one.field != ("budget" if taken_back else "free_only")]


def level_of_same_field(m: Marked, goal: Goal) -> bool:
    """Whether someone already works in what they want to learn: "network technician" and "networking"."""
    if not goal.current or not goal.target or not any(m.find("already")):
        return False
    own, wanted = _long_words(goal.current), _long_words(goal.target)
    return any(_is_of_one_stem(one, other) for one in own for other in wanted)


def _long_words(text: str) -> list[str]:
    return [word for word in text.lower().split() if len(word) > 2 and word != "and"]


def _is_of_one_stem(one: str, other: str) -> bool:
    """ "accountant" and "accounting", "baker" and "baking"; a word of four letters or less is only itself."""
    shorter = min(len(one), len(other))
    needed = shorter if shorter < _SHORTEST_INFLECTED else min(shorter - 2, _LONGEST_STEM)
    return one[:needed] == other[:needed] and (shorter >= _SHORTEST_INFLECTED or one == other)
