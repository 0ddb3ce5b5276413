"""Phrases that no wish leads: a bare "welding", "is coding worth it?", "200 euros for a welding course"."""

from collections.abc import Set

from bot.goal.lexicon import Found, Marked
from bot.goal.lives import last_of_chain
from bot.goal.nouns import Phrase, is_role, noun
from bot.goal.quantity import is_break
from bot.goal.skills import with_skills
from bot.goal.steps import BARE, CURRENT, PURPOSE, ROLE, Step, found_as


def _asked(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "is dental hygienist a good career?", "is coding still worth it?"."""
    end = m.after(at, "asks_if") if starts_clause(m, taken, at) else 0
    phrase = noun(m, taken, end) if end else None
    if phrase is None or not m.after(phrase.next, "is_worth"):
        return None
    return Step([found_as(BARE, phrase)], m.after(phrase.next, "is_worth"))


def _hobby(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "I fix bikes and would love to do it for a living": what one does already is the aim."""
    if not m.after(at, "i") or not starts_clause(m, taken, at) or not any(m.find("for_living")):
        return None
    phrase = noun(m, taken, at + 1)
    return Step([found_as(BARE, phrase)], phrase.next) if phrase else None


def _bare(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """A phrase without any cue; only at the start of a clause can it be what the message is about."""
    spends = m.after(at, "spend") > 0 and m.after(at, "spend") in taken  # "put aside 200 for ..."
    if spends or not starts_clause(m, taken, at) or _is_sentence(m, at):
        return None
    phrase = noun(m, taken, m.after(at, "mood") or at)
    if phrase is None or phrase.start > at + 6:
        return None
    if any(
        m.after(inner, "current", "known", "want", "act_alone") for inner in range(at + 1, phrase.start + 1)
    ):
        return None
    if _tells(m, phrase) or _never_did(m, at):
        return Step((), phrase.next)
    phrase = with_object(m, taken, phrase)
    turned = m.after(phrase.next, "turned")
    now = noun(m, taken, turned) if turned else None
    if now:  # "chemist turned cook"
        return Step([found_as(CURRENT, now)], now.next)
    new = last_of_chain(m, taken, phrase) if is_role(m, phrase.start, phrase.end) else None
    if new and is_role(m, new.start, new.end):  # "lawyer to data scientist"
        return Step([found_as(CURRENT, phrase), found_as(ROLE, new)], new.next)
    return Step([found_as(BARE, phrase), *with_skills(m, taken, phrase)], phrase.next)


def _tells(m: Marked, phrase: Phrase) -> bool:
    """Whether the phrase is only what a sentence is about: "payday is friday", but "ux is what I want"."""
    verb = m.after(phrase.next, "copula")
    return _is_sentence(m, phrase.start) or (verb > 0 and not m.after(verb, "naming"))


def _never_did(m: Marked, at: int) -> bool:
    """Whether this is what a beginner never did: "never held a camera"."""
    said = m.before(at, "level.beginner")
    return said >= 0 and m.after(said, "never") > 0


def _is_sentence(m: Marked, at: int) -> bool:
    """Whether a whole sentence starts here ("my back hurts"), and not the name of a thing."""
    end = m.after(at, "sentence")
    named = m.after(at, "article") or at  # "le seo"
    is_name = m.after(named, "proper", "tech") or m.after(at, "role", "role_first") > end  # "aide-soignante"
    return end > 0 and not is_name and m.words(at, at + 1) != "IT"


def _purpose(m: Marked, taken: Set[int], at: int, found: list[Found]) -> Step | None:
    """ "200 euros for a welding course": what it is for, where nothing says it more plainly."""
    end = m.after(at, "for", "related", "hear_of")
    phrase = noun(m, taken, end) if end and not m.after(end, "sentence") else None
    return Step([found_as(PURPOSE, phrase)], phrase.next) if phrase and phrase.start <= end + 6 else None


def with_object(m: Marked, taken: Set[int], phrase: Phrase) -> Phrase:
    """ "run my own bakery", "gerir o meu dinheiro": behind a verb, "my" does not end the phrase."""
    at = phrase.start + 1
    own = m.after(at, "article", "weak") or at
    if phrase.next not in (at, own) or not m.after(own, "mine"):
        return phrase
    owned = noun(m, taken, own + 1)
    if owned:
        return Phrase(phrase.start, owned.end, owned.next)
    is_plain = m.kind(own + 1) == "word" and own + 1 not in taken and m.after(phrase.start, "takes_own")
    return Phrase(phrase.start, own + 2, own + 2) if is_plain else phrase  # "gérer mon argent"


def starts_clause(m: Marked, taken: Set[int], at: int) -> bool:
    before = at - 1
    while before >= 0 and (before in taken or m.kind(before) == "sign"):
        before -= 1
    return (
        before < 0
        or before < at - 1
        or is_break(m, before)
        or m.kind(before) == "colon"
        or m.before(at, "perhaps", "exclude_after") >= 0
    )


BARE_RULES = (_asked, _hobby, _bare, _purpose)
