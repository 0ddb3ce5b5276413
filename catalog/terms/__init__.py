"""Career terms: occupations and skills with their names in ten languages, found in a text or by code."""

from catalog.terms.lookup import english, names, occupation, occupations, roles, sources, subjects
from catalog.terms.values import (
    ATTRIBUTION,
    LANGUAGES,
    Choice,
    Listed,
    Match,
    NamedSkill,
    Names,
    Neighbour,
    Occupation,
    Wage,
)

__all__ = [
    "ATTRIBUTION",
    "LANGUAGES",
    "Choice",
    "Listed",
    "Match",
    "NamedSkill",
    "Names",
    "Neighbour",
    "Occupation",
    "Wage",
    "english",
    "names",
    "occupation",
    "occupations",
    "roles",
    "sources",
    "subjects",
]
