"""What is known of an occupation or a skill, and what was found of them in a text: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("en", "es", "fr", "de", "it", "pl", "pt", "uk", "ru", "tr")

ATTRIBUTION = (
    "This service uses the ESCO classification of the European Commission.",
    (
        "This service includes information from the O*NET Database by the U.S. Department of Labor,"
        " Employment and Training Administration (USDOL/ETA),"
        " used under the CC BY 4.0 license and modified here."
    ),
)
"""What the owners ask to be shown where their terms are."""

How = Literal["exact", "stem"]
"""The very word up to number and gender, or only its stem."""
NoWage = Literal["", "not_in_crosswalk", "crosswalk_unsure", "not_published"]
"""Why an occupation has no wage: no link to the US classification, an unsure one, or no figures there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An occupation (or a skill) that a name can stand for; without a code it is a role that ESCO lacks."""

    code: str | None
    isco: str
    name: str
    """In English; `terms.names` has the others."""
    number: int
    """Its place in the shipped file: another edition of the file may number otherwise, the code stays."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text, and what it stands for: the first choice, and the others if there are any."""

    start: int
    end: int
    words: str
    language: str
    """Of the name that was found: a text in another language may hold English names."""
    how: How
    choices: tuple[Choice, ...]
    is_ambiguous: bool
    """The choices are occupations of different kinds (other ISCO minor groups)."""
    tier: int
    """How the name was given: 0 by hand, 1 preferred, 2 a synonym."""

    @property
    def code(self) -> str | None:
        return self.choices[0].code

    @property
    def isco(self) -> str:
        return self.choices[0].isco

    @property
    def name(self) -> str:
        return self.choices[0].name


@dataclass(frozen=True, slots=True)
class Names:
    """The names in one language; by hand: written for this project, not checked by a native speaker."""

    preferred: str
    others: tuple[str, ...]
    is_by_hand: bool


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill or a piece of knowledge that an occupation asks for."""

    code: str
    name: str
    """In English; `terms.names` has the others."""
    is_essential: bool
    number: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation that asks for many of the same skills, and these, the most telling first."""

    code: str
    isco: str
    name: str
    """In English; `terms.names` has the others."""
    shared: tuple[NamedSkill, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An occupation and the numbers of its essential skills: what jobs are compared by."""

    code: str
    isco: str
    name: str
    """In English; `terms.names` has the others."""
    number: int
    essential: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wage:
    """What the job pays in the United States, whoever does it: a year's wage in dollars."""

    soc: str
    title: str
    """Of the US occupation that the figures are of; it may be wider than the one asked for."""
    median: int | None
    p10: int | None
    p90: int | None
    year: int
    country: str = "US"
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Occupation:
    """An ESCO occupation with what it asks for and what it pays."""

    code: str
    isco: str
    names: Mapping[str, Names]
    skills: tuple[NamedSkill, ...]
    """Essential ones first, those that few occupations ask for before those that many do."""
    technologies: tuple[str, ...]
    wage: Wage | None
    no_wage: NoWage
    neighbours: tuple[Neighbour, ...]

    def name(self, language: str = "en") -> str:
        """In `language`, else in English."""
        return self.names[language if language in self.names else "en"].preferred
