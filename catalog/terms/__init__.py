"""Career terms: occupations and skills with their names in ten languages, found in a text or by their code."""

from catalog.terms.lookup import english, occupation, roles, sources, subjects
from catalog.terms.values import (
    LANGUAGES,
    Choice,
    Match,
    Names,
    NamedSkill,
    Neighbour,
    Occupation,
    Wage,
)

__all__ = [
    "LANGUAGES",
    "Choice",
    "Match",
    "NamedSkill",
    "Names",
    "Neighbour",
    "Occupation",
    "Wage",
    "english",
    "occupation",
    "roles",
    "sources",
    "subjects",
]
