"""Why a programme is near a goal: the words they share, by stem, and nothing that is not there."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from bot import phrases
from bot.goal.goal import Goal
from bot.goal.language import function_words
from catalog.program import Program

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:\.\w+)+)?")
_EVERYDAY = frozenset(
    """a an and or the of to in on for with at by from as is be my me i it that this into about how
    course courses job jobs work career learn want become basics introduction specialist""".split()  # noqa: SIM905
)
_SKILLS_SHOWN = 4


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _ignored() -> frozenset[str]:
    return _EVERYDAY | function_words()


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _ignored())


def reasons(goal: Goal, program: Program) -> tuple[str, ...]:
    """Return short clauses, each true by the programme's own title, skills or text."""
    wanted = stems(" ".join([goal.target or "", *goal.skills_wanted]))
    found = [
        *_skills(wanted, program),
        *_title(wanted, program),
        *_known(goal, program),
        *_level(goal, program),
    ]
    return tuple(found)


def _skills(wanted: frozenset[str], program: Program) -> Iterable[str]:
    taught = list(dict.fromkeys(skill for skill in program.skills if wanted & stems(skill)))
    if taught:
        yield f"teaches {phrases.listed(taught, _SKILLS_SHOWN)}"


def _title(wanted: frozenset[str], program: Program) -> Iterable[str]:
    shared = [word for word in _WORD.findall(program.title) if stems(word) & wanted]
    if shared:
        yield f"its title names {phrases.listed(list(dict.fromkeys(shared)))}"


def _known(goal: Goal, program: Program) -> Iterable[str]:
    known = [skill for skill in goal.skills_known if stems(skill) and stems(skill) <= stems(program.title)]
    if known:
        yield f"it is about {phrases.listed(known)}, which you already know"


def _level(goal: Goal, program: Program) -> Iterable[str]:
    if goal.level is not None and program.level == goal.level:
        yield f"its level is {program.level}, as you said"
