"""The terms as the file numbers them: occupations, roles that ESCO lacks, skills, subjects, words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalog.terms.making.sources import Label, Row, Sources, everyday_names, glossary, labels
from catalog.terms.values import LANGUAGES

# Python (computer programming) is called Python.
_BRACKETS = re.compile(r"\s*\([^)]*\)$")


@dataclass
class Term:
    """One numbered term: what it is, and all its names; a skill has no isco, a role without ESCO no code."""

    kind: str
    code: str | None
    isco: str
    english: str
    labels: list[Label]
    by_hand: frozenset[str] = frozenset()
    order: tuple[int, int, str] = field(default=(0, 0, ""))
    """What comes first of several with the same name: the more general, the shorter, the more used."""


def collect(sources: Sources) -> list[Term]:
    """All terms, in the order that the file numbers them in."""
    return [
        *_occupations(sources),
        *_roles_of_our_own(sources.roles),
        *_skills(sources),
        *_subjects_of_our_own(sources.subjects),
        *_words(),
    ]


def _occupations(sources: Sources) -> Iterator[Term]:
    ours: dict[str, list[Label]] = defaultdict(list)
    for row in sources.roles:
        ours[row["code"]].append(Label(row["lang"], row["label"], 0))
    everyday = everyday_names()
    for row in sources.occupations:
        depth = row["esco_code"].count(".")
        yield Term(
            "occupation",
            row["code"],
            row["isco"],
            _said(everyday.get(row["en"], ()), row["en"]),
            [*everyday.get(row["en"], ()), *ours[row["code"]], *labels(row)],
            _languages_by_hand(row),
            (depth, len(row["en"]), row["code"]),
        )


def _roles_of_our_own(rows: Iterable[Row]) -> Iterator[Term]:
    found: dict[str, list[Label]] = defaultdict(list)
    for row in rows:
        if not row["code"]:
            found[row["en"]].append(Label(row["lang"], row["label"], 0))
    everyday = everyday_names()
    for english in sorted(found):
        names = [*everyday.get(english, ()), Label("en", english, 0), *found[english]]
        said = _said(everyday.get(english, ()), english)
        yield Term("role", None, "", said, names, frozenset(LANGUAGES), (9, 0, english))


def _said(everyday: Sequence[Label], english: str) -> str:
    """The English name that is said and searched for: nurse, not nurse responsible for general care."""
    return next((label.text for label in everyday if label.language == "en"), english)


def _skills(sources: Sources) -> Iterator[Term]:
    exact = {row["skill"]: row for row in sources.subjects if row["match"] == "exact"}
    for row in sources.skills:
        ours = list(_by_hand(exact[row["skill"]])) if row["skill"] in exact else []
        yield Term(
            "skill",
            row["skill"],
            "",
            _BRACKETS.sub("", exact[row["skill"]]["en"] if row["skill"] in exact else row["en"]),
            [*ours, *labels(row)],
            _languages_by_hand(row),
            (-int(row["occupations"] or 0), len(row["en"]), row["skill"]),
        )


def _subjects_of_our_own(rows: Iterable[Row]) -> Iterator[Term]:
    """Subjects that are no ESCO skill, or only near one: its code then says which."""
    for row in rows:
        if row["match"] != "exact":
            yield Term(
                "subject",
                row["skill"] or None,
                "",
                row["en"],
                list(_by_hand(row)),
                frozenset(LANGUAGES),
                (0, 0, row["en"]),
            )


def _words() -> Iterator[Term]:
    for english, names in glossary():
        yield Term("word", None, "", english, names, frozenset(LANGUAGES), (0, 0, english))


def _by_hand(row: Row) -> Iterator[Label]:
    for language in LANGUAGES:
        for text in filter(None, row[language].split("|")):
            yield Label(language, text, 0)


def _languages_by_hand(row: Row) -> frozenset[str]:
    return frozenset(row["hand"].replace("|", " ").replace(",", " ").split())
