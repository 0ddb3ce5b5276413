"""What the rules for roles share: the kinds of phrases, and one step of reading."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase

# What a phrase was found to be; resolve() in ambition.py makes target, current and skills of them.
ROLE, LEARN, THING, BARE, PURPOSE = "role", "learn", "thing", "bare", "purpose"
CURRENT, KNOWN, WITH = "current", "known", "with"
KINDS = (ROLE, LEARN, THING, BARE, PURPOSE, CURRENT, KNOWN, WITH)


class Step(NamedTuple):
    """What was read at one place, and where reading goes on."""

    found: Iterable[Found]
    next: int


def found_as(field: str, phrase: Phrase) -> Found:
    return Found(field, None, phrase.start, phrase.end)


def the_field_it(m: Marked, at: int) -> Phrase | None:
    """ "get into it": behind a word that leads into a field, these two letters are one."""
    return Phrase(at, at + 1, at + 1) if m.after(at, "it") else None
