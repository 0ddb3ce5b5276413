"""Skills, known or wanted, alone and in a list: "I know SQL", "html, css and javascript", "with React"."""

from collections.abc import Set

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase, items, noun
from bot.goal.quantity import is_denied
from bot.goal.steps import KNOWN, WITH, Step


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


def known(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "I know SQL and Excel", "comfortable with C#"; not "I don't know", not "want to know"."""
    of_tech = m.after(at, "known_tech")  # "se java": only before a technology
    end = m.after(at, "known") or (of_tech if m.after(of_tech, "tech") else 0)
    if not end or m.after(at, "not_known") >= end or (at and is_denied(m, at)):
        return None
    read = known_list(m, taken, end)
    first = next(iter(read.found), None) if read else None
    # "Experience in sales" is where someone comes from; "experience in SQL" is a skill.
    if first and m.after(at, "current") >= end and not m.after(first.start, "tech"):
        return None
    return read


def learning(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "llevo dos años aprendiendo Python", "studio Python da due anni": what has been learnt is known."""
    end = m.after(at, "learning")
    read = known_list(m, taken, end) if end and m.after(end, "tech", "language_name") else None
    if read is None:
        return None
    long = m.before(at, "unit") >= 0 and at - 1 in taken
    since = m.after(read.next, "since")
    return read if long or (since and (m.amount(since) is not None or m.after(since, "count"))) else None


def has_skills(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "have Excel and PowerPoint skills"."""
    end = 0 if is_denied(m, at) else m.after(at, "has_skill")
    read = known_list(m, taken, end) if end else None
    return read if read and m.before(read.next, "tech_tail") >= 0 else None


def known_list(m: Marked, taken: Set[int], at: int) -> Step | None:
    parts, after = skill_list(m, taken, at)
    parts = [one for one in parts if m.amount(one[0]) is None]  # "fluent in 3 languages"
    return Step([Found(KNOWN, None, start, end) for start, end in parts], after) if parts else None
