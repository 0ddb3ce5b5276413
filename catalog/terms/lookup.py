"""What others ask of the terms: the roles and subjects in a text, their English names, and an occupation."""

from collections.abc import Iterable, Mapping
from functools import cache

from catalog.terms import file
from catalog.terms.compounds import split
from catalog.terms.matching import MOST_WORDS, Hit, hits
from catalog.terms.values import Choice, Listed, Match, NamedSkill, Names, Neighbour, Occupation
from catalog.terms.words import cut

_LONGEST_TEXT = 2000


def roles(text: str, language: str) -> tuple[Match, ...]:
    """The occupations named in `text`, in its order; one name may stand for several."""
    return _matches(text, language, "role")


def subjects(text: str, language: str) -> tuple[Match, ...]:
    """The skills and subjects named in `text`, in its order."""
    return _matches(text, language, "skill")


def english(text: str, language: str) -> str:
    """What `text` names, said in English in the text's order: for a search that only knows English.

    Beside roles and subjects also plain words of the glossary, and words that every language keeps.
    """
    cleaned = text[:_LONGEST_TEXT]
    found = hits(cleaned, language, ("role", "word", "skill"))
    said = [(hit.words[0].start, _said(cleaned, hit)) for hit in found]
    taken = {word.start for hit in found for word in hit.words}
    left = [word for word in cut(cleaned, language)[:MOST_WORDS] if word.start not in taken]
    said += [(word.start, cleaned[word.start : word.end]) for word in left if word.is_foreign]
    unknown = [word for word in left if not word.is_foreign]
    said += [(word.start, _names(halves)) for word, halves in split(unknown, language)]
    return " ".join(dict.fromkeys(name for _, name in sorted(said)))


def _names(terms: Iterable[int]) -> str:
    return " ".join(file.choice(term).name for term in terms)


def _said(text: str, hit: Hit) -> str:
    """The English name of what was found; English words stay as they were written."""
    if hit.language == "en":
        return text[hit.words[0].start : hit.words[-1].end]
    return file.choice(hit.terms[0]).name


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


@cache
def occupations() -> tuple[Listed, ...]:
    """All occupations that ESCO has, each with its essential skills; the first call reads them."""
    return tuple(Listed(*row) for row in file.listed())


def names(of: Choice | Listed | NamedSkill | Neighbour) -> Mapping[str, Names]:
    """All names of an occupation, role or skill, by language; English is always there."""
    return file.names(of.number)


def sources() -> Mapping[str, str]:
    """What the terms are made of and from when, by part."""
    return {part: text for part, text in file.about().items() if part not in file.FIGURES}


def _matches(text: str, language: str, kind: file.Kind) -> tuple[Match, ...]:
    cleaned = text[:_LONGEST_TEXT]
    return tuple(_match(cleaned, hit) for hit in hits(cleaned, language, (kind,)))


def _match(text: str, hit: Hit) -> Match:
    start, end = hit.words[0].start, hit.words[-1].end
    choices = tuple(map(file.choice, hit.terms))
    kinds = {choice.isco[:3] for choice in choices}
    return Match(start, end, text[start:end], hit.language, hit.how, choices, len(kinds) > 1, hit.tier)


def _skills(row: file.Asking) -> list[NamedSkill]:
    essential = [_skill(term, is_essential=True) for term in row.essential]
    return [*essential, *(_skill(term, is_essential=False) for term in row.optional)]


def _skill(term: int, *, is_essential: bool) -> NamedSkill:
    choice = file.choice(term)
    return NamedSkill(choice.code or "", choice.name, is_essential, term)


def _neighbour(row: file.Asking, term: int) -> Neighbour:
    choice = file.choice(term)
    theirs = file.asking(choice.code or "")
    asked, essential = {*row.essential, *row.optional}, set(row.essential)
    shared = [] if theirs is None else [one for one in (*theirs.essential, *theirs.optional) if one in asked]
    named = tuple(_skill(one, is_essential=one in essential) for one in shared)
    return Neighbour(choice.code or "", choice.isco, choice.name, named, term)
