"""Limits by kind: level, course language, credential, who offers it, and topics that were ruled out."""

import re
from functools import lru_cache

from bot.limits.judgement import Judgement, Person, broken, held, unknown
from catalog.program import Credential, Level

_STEPS = {"beginner": 0, "intermediate": 1, "advanced": 2}
_WORD = re.compile(r"\w+")


def level(person: Person, level: Level) -> Judgement:
    # Level ranks; only two steps away is broken, and an unstated level breaks nothing (contract.md).
    wanted = person.goal.level
    if wanted is None or level not in _STEPS or abs(_STEPS[wanted] - _STEPS[level]) < 2:
        return held("level")
    return broken("level")


def course_languages(person: Person, language: tuple[str, ...], text_language: str | None) -> Judgement:
    # The language of a course's own text counts as stated where the course states none (contract.md).
    told = language or ((text_language,) if text_language else ())
    if not told:
        return unknown("course_languages", "language")
    wanted = {primary(code) for code in person.goal.course_languages}
    return (
        held("course_languages") if wanted & {primary(code) for code in told} else broken("course_languages")
    )


def primary(code: str) -> str:
    """Return the language of a BCP-47 code without its region or script."""
    return code.split("-", maxsplit=1)[0].casefold()


def providers(person: Person, *names: str | None) -> Judgement:
    if _named(person.goal.providers, names):
        return held("providers")
    return broken("providers") if any(names[1:]) else unknown("providers", "provider")


def not_providers(person: Person, *names: str | None) -> Judgement:
    if _named(person.goal.not_providers, names):
        return broken("not_providers")
    return held("not_providers") if any(names[1:]) else unknown("not_providers", "provider")


def _named(wanted: tuple[str, ...], names: tuple[str | None, ...]) -> bool:
    """Tell whether a wanted name stands among the words of a title, provider or institution.

    Blanks do not count: "futurelearn" names "Future Learn".
    """
    plain = [_joined(one) for one in wanted]
    # Most names hold no trace of it: only the others are taken apart into their words.
    return any(one in _joined(name) and one in _runs(name) for name in filter(None, names) for one in plain)


@lru_cache(maxsize=32768)
def _joined(name: str) -> str:
    return "".join(_WORD.findall(name.casefold()))


def _runs(name: str) -> set[str]:
    """Return every one to five words of a name that follow each other, without their blanks."""
    words = _WORD.findall(name.casefold())
    return {"".join(words[start:stop]) for start in range(len(words)) for stop in range(start + 1, start + 6)}


def credentials(person: Person, credential: Credential | None) -> Judgement:
    if credential is None:
        return unknown("credentials", "credential")
    return held("credentials") if credential in person.goal.credentials else broken("credentials")


def not_topics(person: Person, number: int) -> Judgement:
    return broken("not_topics") if number in person.unwanted else held("not_topics")
