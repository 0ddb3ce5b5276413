"""What others ask of the terms: the roles and subjects in a text, their English names, and an occupation."""

from collections.abc import Mapping

from catalog.terms import file
from catalog.terms.matching import Hit, hits
from catalog.terms.values import Match, NamedSkill, Neighbour, Occupation
from catalog.terms.words import cut

_LONGEST_TEXT = 2000
_MOST_NEIGHBOURS = 10


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
    kept = [word for word in cut(cleaned, language) if word.is_foreign and word.start not in taken]
    said += [(word.start, cleaned[word.start : word.end]) for word in kept]
    return " ".join(dict.fromkeys(name for _, name in sorted(said)))


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


def sources() -> Mapping[str, str]:
    """What the terms are made of and from when, by part."""
    return {name: value for name, value in file.about().items() if " " in name or not name.isidentifier()}


def _matches(text: str, language: str, kind: file.Kind) -> tuple[Match, ...]:
    cleaned = text[:_LONGEST_TEXT]
    return tuple(_match(cleaned, hit) for hit in hits(cleaned, language, (kind,)))


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
