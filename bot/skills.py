"""The skills that count for a goal: those that were asked for, and those that the target job asks for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from bot.goal.goal import Goal
from bot.jobs import jobs_of
from bot.limits.wishes import primary
from bot.taught import Name, Place, found, name_of, telling, text_of
from bot.words import spoken
from catalog.program import Program
from catalog.terms import Choice, NamedSkill, Occupation

_ENGLISH = "en"
_JOINED = re.compile(r",|&|/|\b(?:and|or|y|e|o|et|ou|und|oder|i|lub|и|или|та|і|або|ve|veya)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skill:
    """Something to learn: in the person's words, or as the career terms name it in English."""

    name: str
    term: Choice | NamedSkill | None = None
    """The entry of the career terms that it is, which has its other names."""
    is_said: bool = False
    """Whether the person asked for it themselves."""
    is_listed: bool = False
    """Whether the target job asks for it (ESCO, essential skills)."""

    @property
    def shown(self) -> str:
        """The name for people: as they said it, else in the language that is spoken, else in English."""
        if self.is_said or self.term is None:
            return self.name
        from catalog import terms  # opens a database

        known = terms.names(self.term)
        return known[spoken() if spoken() in known else _ENGLISH].preferred


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a goal asks to be learnt."""

    skills: tuple[Skill, ...] = ()
    """Not known yet: what was asked for first, then what the job asks for."""
    known: tuple[Skill, ...] = ()
    """What was asked for, by the person or the job, and the person knows."""
    jobs: tuple[Occupation, ...] = ()
    """The occupations that the target can mean; `skills` holds only what all of them ask for."""
    has_known: tuple[Skill, ...] = ()
    """All that the person said to know."""

    @property
    def listed(self) -> int:
        """How many skills are listed for the job, known or not."""
        return sum(one.is_listed for one in (*self.skills, *self.known))


def wanted(goal: Goal) -> Wanted:
    """Return the skills that count for a goal.

    A target that is no occupation is itself something to learn. Where a role can mean several
    occupations only what all of them ask for counts: none of them is picked silently. Technologies of
    occupations are left out: O*NET lists them by US groups as wide as "Computer User Support
    Specialists", and a beginner at a help desk would be sent to Spring Boot.
    """
    return _wanted(msgspec.json.encode(goal))


@lru_cache(maxsize=64)
def _wanted(encoded: bytes) -> Wanted:
    goal = msgspec.json.decode(encoded, type=Goal)
    language = primary(goal.language)
    jobs = jobs_of(goal).target
    said: list[Skill] = []
    for text in (*goal.skills_wanted, *(() if jobs else _parts(goal, language))):
        skill = _said(text, language)
        if not _is_among(skill, said, language):
            said.append(skill)
    listed = _common(jobs)
    asked = [replace(one, is_listed=_is_among(one, listed, language)) for one in said]
    every = [*asked, *(one for one in listed if not _is_among(one, said, language))]
    has_known = tuple(_said(text, language) for text in goal.skills_known)
    known = tuple(one for one in every if _is_among(one, has_known, language))
    return Wanted(tuple(one for one in every if one not in known), known, jobs, has_known)


def _parts(goal: Goal, language: str) -> Iterator[str]:
    """Return what a target that is no occupation names, piece by piece.

    A word that was cut off may have lost what it means, as the welfare of "animal behaviour and welfare":
    alone it counts where the career terms know it or it is written as a name.
    """
    pieces = [piece for part in _JOINED.split(goal.target or "") if (piece := part.strip())]
    for piece in pieces:
        if len(pieces) == 1 or " " in piece or not piece.islower() or _said(piece, language).term:
            yield piece


def _common(jobs: Sequence[Occupation]) -> list[Skill]:
    essential = [[one for one in job.skills if one.is_essential] for job in jobs]
    shared = set.intersection(*({one.code for one in skills} for skills in essential)) if essential else set()
    return (
        [Skill(one.name, one, is_listed=True) for one in essential[0] if one.code in shared] if jobs else []
    )


def _said(text: str, language: str) -> Skill:
    """Return what a person said, with its entry in the career terms where it is one and nothing more."""
    from catalog import terms  # opens a database

    matches = terms.subjects(text, language)
    whole = len(matches) == 1 and matches[0].words.casefold() == text.strip().casefold()
    return Skill(
        text, matches[0].choices[0] if whole and len(matches[0].choices) == 1 else None, is_said=True
    )


def _is_among(skill: Skill, others: Iterable[Skill], language: str) -> bool:
    return any(is_same(skill, other, language) for other in others)


def is_same(one: Skill, other: Skill, language: str) -> bool:
    """Tell whether two skills share an entry, or their first name in `language` or English."""
    if one.term and other.term and one.term.number == other.term.number:
        return True
    return any(
        {frozenset(name.stems) for name in _first_names(one, own)}
        & {frozenset(name.stems) for name in _first_names(other, own)}
        for own in {language, _ENGLISH}
    )


@lru_cache(maxsize=8192)
def _first_names(skill: Skill, language: str) -> tuple[Name, ...]:
    """Return what a skill is called first: as it was said, and its preferred names."""
    texts = [skill.name]
    if skill.term is not None:
        from catalog import terms  # opens a database

        known = terms.names(skill.term)
        texts += [known[own].preferred for own in (_ENGLISH, language) if own in known]
    names = (name_of(text, language) for text in dict.fromkeys(texts))
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=8192)
def names_of(skill: Skill, language: str) -> tuple[Name, ...]:
    """Return a skill's names in English and in `language`, cut down for texts in `language`."""
    first = _first_names(skill, language)
    if skill.term is None:
        return first
    from catalog import terms  # opens a database

    known = terms.names(skill.term)
    others = [
        name
        for own in (_ENGLISH, language)
        if own in known and (preferred := name_of(known[own].preferred, language))
        for name in telling(known[own].others, preferred, language)
    ]
    return tuple(dict.fromkeys((*first, *others)))


def taught(skill: Skill, program: Program) -> Place | None:
    """Return where a programme's own words name a skill, in its title, skills, outcomes or description."""
    text = text_of(program)
    places = (found(name, text) for name in names_of(skill, text.language))
    return next((place for place in places if place), None)


def taught_of(skills: Iterable[Skill], program: Program) -> tuple[Skill, ...]:
    """Return those of the skills that a programme teaches."""
    return tuple(skill for skill in skills if taught(skill, program))
