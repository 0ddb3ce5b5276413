"""Phrases whose verb stands behind them: "Köchin werden", "veri analisti olmak istiyorum"."""

from collections.abc import Iterator, Set

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase, noun, starts_with_tech
from bot.goal.skills import skill_list, with_skills
from bot.goal.steps import CURRENT, KNOWN, LEARN, ROLE, THING, Step

_KINDS = {
    "role_after": ROLE,
    "learn_after": LEARN,
    "thing_after": THING,
    "current_after": CURRENT,
    "known_after": KNOWN,
}
_LONGEST_LEAD = 6  # tokens


def said_after(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """What the word behind a phrase says it is; a role may say by its own ending whose it is ("garsonum")."""
    phrase = noun(m, taken, at)
    if phrase is None or phrase.start > at + _LONGEST_LEAD:
        return None
    parts, after = [(phrase.start, phrase.end)], behind(m, taken, phrase.next)
    kind, end = _kind(m, after)
    if starts_with_tech(m, phrase):
        listed, last = skill_list(m, taken, phrase.start)
        kind, end = _kind(m, behind(m, taken, last))
        parts = listed
    skills = with_skills(m, taken, phrase)
    if not end and skills:  # "Entwickler mit React werden"
        kind, end = _kind(m, behind(m, taken, skills[-1].end))
    if not end or _begins_another(m, taken, kind, after, end):
        return _own_role(m, phrase)
    left = next((at for at in range(phrase.start + 1, phrase.end) if m.before(at, "from_after") >= 0), 0)
    if kind == ROLE and left:  # "garsonluktan aşçılığa geçmek istiyorum"
        return Step([Found(CURRENT, None, phrase.start, left), Found(ROLE, None, left, phrase.end)], end)
    return Step([*_found(kind, parts), *skills], end)


def _begins_another(m: Marked, taken: Set[int], kind: str, at: int, end: int) -> bool:
    """Whether the verb has its noun behind it, where a language lets it stand on either side."""
    if not m.after(at, "want", "want_thing", "current", "known", "act_alone"):
        return False
    object_ = noun(m, taken, end)
    return object_ is not None and object_.start <= end + _LONGEST_LEAD


def behind(m: Marked, taken: Set[int], at: int) -> int:
    """Past what other readings took and words that say nothing, to the verb that ends the clause."""
    while step := (at + 1 if at in taken else m.after(at, "filler_after")):
        at = step
    return at


def _kind(m: Marked, at: int) -> tuple[str, int]:
    ends = [(m.after(at, tag), kind) for tag, kind in _KINDS.items()]
    end, kind = max(ends)
    return kind, end


def _found(kind: str, parts: list[tuple[int, int]]) -> Iterator[Found]:
    for start, end in parts:
        yield Found(kind, None, start, end)


def _own_role(m: Marked, phrase: Phrase) -> Step | None:
    if m.before(phrase.end, "self_role") < phrase.start:
        return None
    return Step([Found(CURRENT, None, phrase.start, phrase.end)], phrase.next)
