"""What others ask of the terms: the roles and subjects in a text, their English names, and an occupation."""

from collections.abc import Mapping

from catalog.terms import file
from catalog.terms.matching import Hit, hits
from catalog.terms.values import Match, NamedSkill, Neighbour, Occupation
from catalog.text import clean_text

_LONGEST_TEXT = 2000
_MOST_NEIGHBOURS = 10


def roles(text: str, language: str) -> tuple[Match, ...]:
    """The occupations named in `text`, in its order; one name may stand for several."""
    return _matches(text, language, skills=False)


def subjects(text: str, language: str) -> tuple[Match, ...]:
    """The skills and subjects named in `text`, in its order."""
    return _matches(text, language, skills=True)


def english(text: str, language: str) -> str:
    """The English names of what `text` names, the roles first: for a search that only knows English."""
    found = [*roles(text, language), *subjects(text, language)]
    return ", ".join(dict.fromkeys(one.name for one in found))


def occupation(code: str) -> Occupation | None:
    """The occupation with this ESCO code; None where ESCO has none."""
    row = file.asking(code)
    if row is None:
        return None
    return Occupation(
        code=code,
        isco=file.choice(row.term).isco,
        names=file.names(row.term),
        skills=tuple(_skills(row)),
        technologies=tuple(map(file.technology, row.technologies)),
        wage=file.wage(row.soc) if row.soc else None,
        no_wage=row.no_wage,
        neighbours=tuple(_neighbour(row, term) for term in row.neighbours),
    )


def sources() -> Mapping[str, str]:
    """What the terms are made of and from when, by part."""
    return {name: value for name, value in file.about().items() if " " in name or not name.isidentifier()}


def _matches(text: str, language: str, *, skills: bool) -> tuple[Match, ...]:
    cleaned = text[:_LONGEST_TEXT]
    return tuple(_match(cleaned, hit) for hit in hits(cleaned, language, skills=skills))


def _match(text: str, hit: Hit) -> Match:
    start, end = hit.words[0].start, hit.words[-1].end
    choices = tuple(map(file.choice, hit.terms))
    kinds = {choice.isco[:2] for choice in choices}
    return Match(start, end, text[start:end], hit.language, hit.how, choices, len(kinds) > 1)


def _skills(row: file.Asking) -> list[NamedSkill]:
    essential = [_skill(term, is_essential=True) for term in row.essential]
    return [*essential, *(_skill(term, is_essential=False) for term in row.optional)]


def _skill(term: int, *, is_essential: bool) -> NamedSkill:
    return NamedSkill(file.choice(term).code or "", file.names(term), is_essential)


def _neighbour(row: file.Asking, term: int) -> Neighbour:
    choice = file.choice(term)
    theirs = file.asking(choice.code or "")
    asked = {*row.essential, *row.optional}
    shared = [] if theirs is None else [one for one in (*theirs.essential, *theirs.optional) if one in asked]
    essential = set(row.essential)
    named = tuple(_skill(one, is_essential=one in essential) for one in shared)
    return Neighbour(choice.code or "", choice.isco, file.names(term), named)
