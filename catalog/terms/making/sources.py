"""The files that the terms are made of, read into plain rows; what each is and how it may be used."""

import csv
import gzip
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalog.terms.values import LANGUAGES

SOURCES = {
    "occupations, skills and their links": (
        "ESCO 1.2.0 of the European Commission (names also from 1.1.1 and 1.0.8), changed: labels of several"
        " versions merged, descriptions left out, names marked as by hand added"
    ),
    "everyday names, subjects, words; all names in uk, ru and tr": "written by hand for this project, 2026",
    "technologies": "O*NET database, U.S. Department of Labor (USDOL/ETA), CC BY 4.0, changed: a selection",
    "links to O*NET": "Nesta, Mapping Career Causeways, November 2020, MIT; moved to the newer codes",
    "wages": "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025",
}
WAGE_YEAR = 2025
_DATA = Path(__file__).parents[2] / "data"
_EVERYDAY = _DATA / "term_roles.toml"
_GLOSSARY = _DATA / "term_glossary.tsv"
Row = dict[str, str]


class Label(NamedTuple):
    """One name of a term in a language; tier 0 is by hand, 1 preferred, 2 alternative."""

    language: str
    text: str
    tier: int


class Sources(NamedTuple):
    """Every file as its rows."""

    occupations: list[Row]
    skills: list[Row]
    links: list[Row]
    crosswalk: list[Row]
    roles: list[Row]
    subjects: list[Row]
    onet_titles: list[Row]
    onet_alternates: list[Row]
    technologies: list[Row]
    wages: list[Row]


def read(folder: Path) -> Sources:
    """Read all sources below `folder`."""
    terms, onet = folder / "terms", folder / "onet"
    return Sources(
        occupations=sorted(_rows(terms / "occupations.csv"), key=lambda row: row["code"]),
        skills=sorted(_rows(terms / "skills.csv"), key=lambda row: row["skill"]),
        links=_rows(terms / "occupation_skills.csv.gz"),
        crosswalk=_rows(terms / "onet_esco.csv"),
        roles=_rows(terms / "roles_hand.csv"),
        subjects=_rows(terms / "subjects_hand.csv"),
        onet_titles=_rows(onet / "Occupation Data.txt"),
        onet_alternates=_rows(onet / "Alternate Titles.txt"),
        technologies=_rows(onet / "Technology Skills.txt"),
        wages=_rows(folder / "oews" / "oews_national_may2025.csv"),
    )


def labels(row: Row) -> Iterator[Label]:
    """The names of an ESCO row."""
    for language in LANGUAGES:
        if row[language]:
            yield Label(language, row[language].strip(), 1)
        for other in row[f"{language}_alt"].split("|"):
            if other.strip():
                yield Label(language, other.strip(), 2)


@cache
def everyday_names() -> Mapping[str, Sequence[Label]]:
    """The everyday names of term_roles.toml, by the English name that ESCO gives the occupation."""
    tables = tomllib.loads(_EVERYDAY.read_text(encoding="utf-8"))
    return {
        role: [
            Label(language, text.strip(), 0) for language, names in table.items() for text in names.split(",")
        ]
        for role, table in tables.items()
    }


def glossary() -> Iterator[tuple[str, list[Label]]]:
    """The words of term_glossary.tsv: English, and what it is called elsewhere; "*": the same everywhere."""
    for row in _rows(_GLOSSARY):
        if row["es"] == "*":
            for name in row["en"].split(","):
                yield name.strip(), [Label(language, name.strip(), 1) for language in LANGUAGES[1:]]
            continue
        names = [(language, text) for language in LANGUAGES[1:] for text in (row[language] or "").split(",")]
        yield row["en"], [Label(language, text.strip(), 0) for language, text in names if text.strip()]


def _rows(path: Path) -> list[Row]:
    is_tabbed = path.suffix in (".txt", ".tsv")
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        # The tab-separated files quote nothing: a quotation mark there is an inch.
        reader = (
            csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if is_tabbed
            else csv.DictReader(lines)
        )
        return list(reader)
