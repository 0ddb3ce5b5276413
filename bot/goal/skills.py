"""Skills in a list: "html, css and javascript", "with React"."""

from collections.abc import Set

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase, items, noun
from bot.goal.steps import WITH


def skill_list(m: Marked, taken: Set[int], at: int) -> tuple[list[tuple[int, int]], int]:
    """The skills of "html, css and javascript": over commas only while technologies follow."""
    parts: list[tuple[int, int]] = []
    phrase = noun(m, taken, at)
    while phrase:
        parts += items(m, phrase)
        at = phrase.next
        comma = m.kind(at) in ("comma", "sign")
        joined = m.after(at + comma, "list_join") or (at + 1 if comma else 0)
        while m.after(joined, "list_join", "lead") and joined and joined not in taken:
            joined = m.after(joined, "list_join", "lead")
        phrase = noun(m, taken, joined) if joined and m.after(joined, "tech") else None
    return parts, at


def with_skills(m: Marked, taken: Set[int], phrase: Phrase) -> list[Found]:
    """ "front end developer with React"."""
    end = m.after(phrase.next, "with_skill")
    if not end or not m.after(end, "tech") or phrase.next in taken:
        return []
    return [Found(WITH, None, *part) for part in skill_list(m, taken, end)[0]]
