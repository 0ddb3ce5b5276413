"""The occupations that a goal names: where the person wants to get, and where they come from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.goal.goal import Goal
from bot.limits.wishes import primary
from catalog import terms
from catalog.terms import Match, NamedSkill, Occupation
from catalog.terms.words import Word, cut, fold, rules

_HEAD_LAST = ("en", "de", "tr")
_HEAD_FIRST = ("es", "fr", "it", "pt")
_OR = frozenset("or and und oder o u y e ou et lub i albo или и або чи та й veya ve".split())  # noqa: SIM905
# What stands beside a role without making another job of it.
_GRADES = frozenset(
    """junior senior entry level trainee apprentice student freelance remote certified qualified registered
    professional self employed aspiring future good job role position retired former unemployed
    titulado titulada autonomo autonoma profesional estudiante independant independante debutant debutante
    etudiant etudiante junior pleno senior estudante freiberuflich freiberuflicher freiberufliche
    selbststandiger selbststandige angehender angehende gelernter gelernte quereinsteiger principiante
    studente studentessa autonomo stazysta stazystka samozatrudniony""".split()  # noqa: SIM905
)
# "designer/illustrator", but not enfermero/a and UI/UX.
_SLASH = re.compile(r"\s*[/&]\s*(?=\w{4})")
_GRADE_STEMS = ("mlodsz", "starsz", "младш", "старш", "начинающ", "молодш", "починаюч", "студент")


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the words of a goal stand for; one role may stand for several occupations, never silently one."""

    target: tuple[Occupation, ...] = ()
    current: tuple[Occupation, ...] = ()


def jobs_of(goal: Goal) -> Jobs:
    """Return the occupations that the goal's target and present role name; none where they name a skill."""
    language = primary(goal.language)
    return Jobs(_named(goal.target, language), _named(goal.current, language))


@lru_cache(maxsize=4096)
def _named(role: str | None, language: str) -> tuple[Occupation, ...]:
    """Return all that the surest name in `role` stands for, and the names beside it ("nurse or midwife")."""
    if not role:
        return ()
    role = _SLASH.sub(", ", role)
    words = cut(role, language)
    subjects = [one for one in terms.subjects(role, language) if one.how == "exact"]
    meant = [
        one
        for one in terms.roles(role, language)
        if _is_a_role(one, subjects) and _is_whole(one, words, language, subjects)
    ]
    chosen = max(_beside_each_other(meant, words), key=lambda chain: _covered(chain, words), default=[])
    codes = dict.fromkeys(choice.code for match in chosen for choice in match.choices)
    return tuple(found for found in map(terms.occupation, filter(None, codes)) if found)


def _is_a_role(match: Match, subjects: Sequence[Match]) -> bool:
    """Tell a role from a skill: "graphic design" has only the stem of a designer, фотография is a subject.

    One word that is a synonym of a longer name says too little: ESCO has "clerk" for a lottery's cashier.
    """
    is_synonym = match.tier == 2 and len(match.words.split()) == 1
    if match.how == "stem" or (is_synonym and all(" " in choice.name for choice in match.choices)):
        return False
    same = [one for one in subjects if one.start <= match.start and one.end >= match.end]
    return not any(_is_named(one) for one in same) or _is_named(match)


def _is_named(match: Match) -> bool:
    """Tell whether the very words are a name, not only a form of one."""
    names = {fold(name) for one in match.choices for name in _names(one, match.language)}
    return fold(match.words) in names


def _names(choice: terms.Choice, language: str) -> tuple[str, ...]:
    found = terms.names(choice)
    named = found.get(language, found["en"])
    return (named.preferred, *named.others, choice.name)


def _is_whole(match: Match, words: Sequence[Word], language: str, subjects: Sequence[Match]) -> bool:
    """Tell whether the name is what the phrase is about, not a word of it ("marine conservation").

    One word must be all there is, beside grades and technologies: a "yoga teacher" is no school teacher.
    Several must be half of the phrase, with its head in them: last in English, first in Spanish.
    """
    before, after = _around(match, words, language)
    own = sum(match.start <= word.start < match.end for word in words)
    if own == 1:
        return all(_is_technology(word, subjects) for word in (*before, *after))
    if (language in _HEAD_LAST and after) or (language in _HEAD_FIRST and before):
        return False
    others = len(before) + len(after)
    return others <= own if language in (*_HEAD_LAST, *_HEAD_FIRST) else others < own


def _around(match: Match, words: Sequence[Word], language: str) -> tuple[list[Word], list[Word]]:
    """Return the words of the same phrase before and after a name that say more than a grade."""
    own = rules(language)
    borders = (own.small - own.of) | _OR
    before: list[Word] = []
    stops = False
    for word in reversed([one for one in words if one.start < match.start]):
        stops = stops or word.norm in borders
        if stops:
            break
        before.append(word)
        stops = word.after_stop
    first = next((word for word in words if word.start >= match.start), None)
    if first is not None and first.after_stop:
        before = []
    after: list[Word] = []
    for word in words:
        if word.start < match.end:
            continue
        if word.after_stop or word.norm in borders:
            break
        after.append(word)
    return _telling(before, own.of), _telling(after, own.of)


def _telling(words: Iterable[Word], small: frozenset[str]) -> list[Word]:
    return [
        word
        for word in words
        if word.norm not in small and word.norm not in _GRADES and not word.norm.startswith(_GRADE_STEMS)
    ]


def _is_technology(word: Word, subjects: Sequence[Match]) -> bool:
    """Tell a name that every language keeps: Python, .NET, SQL."""
    named = [one for one in subjects if one.start <= word.start < one.end]
    return word.is_foreign or any(not one.name[0].islower() for one in named)


def _beside_each_other(matches: Sequence[Match], words: Sequence[Word]) -> Iterator[list[Match]]:
    """Yield the names in groups that only "or", "and" or a stop keeps apart."""
    chain: list[Match] = []
    for match in matches:
        if chain:
            between = [word for word in words if chain[-1].end <= word.start < match.start]
            if any(word.norm not in _OR for word in between):
                yield chain
                chain = []
        chain.append(match)
    if chain:
        yield chain


def _covered(chain: Sequence[Match], words: Sequence[Word]) -> int:
    return sum(match.start <= word.start < match.end for match in chain for word in words)


def skill_name(skill: NamedSkill, language: str) -> str:
    """Return what a skill is called in `language`, else in English."""
    return skill.name if language == "en" else _skill_names(skill).get(language, skill.name)


@lru_cache(maxsize=4096)
def _skill_names(skill: NamedSkill) -> dict[str, str]:
    return {language: named.preferred for language, named in terms.names(skill).items()}
