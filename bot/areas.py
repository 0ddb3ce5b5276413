"""What a catalogue is about: its areas, found in its own vectors and named by its own titles."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from catalog import terms
from catalog.terms import Choice

Numbers = NDArray[np.int64]
Vectors = NDArray[np.float32]
MOST_AREAS = 40
_SAMPLE = 2000
"""Centres are looked for among so many programmes, evenly taken: more find the same ones, later."""
_ROUNDS = 10
_READ = 30
"""So many titles in the middle of an area name it."""
_OF_READ = 0.1
"""This share of them must hold the name."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the catalogue that is about one thing."""

    name: str
    """In English, as the titles write it."""
    term: Choice
    size: int

    @property
    def key(self) -> str:
        """A short name that the same area of another catalogue version has too."""
        return sha256(self.term.name.encode()).hexdigest()[:10]

    def called(self, language: str) -> str:
        """Return its name in `language`, else as the titles write it."""
        named = terms.names(self.term).get(language) if language != "en" else None
        return named.preferred if named else self.name


class Areas:
    """The areas of one catalogue, and which programme belongs to which."""

    def __init__(self, numbers: Numbers, own: NDArray[np.int64], named: dict[int, Area]) -> None:
        """Take programmes' numbers (ascending), the area's place of each, and the areas with a name."""
        self._numbers, self._own, self._named = numbers, own, named
        self.count = int(own.max()) + 1 if len(own) else 0

    @property
    def largest(self) -> tuple[Area, ...]:
        """The areas with a name, the largest first."""
        return tuple(sorted(self._named.values(), key=lambda area: (-area.size, area.key)))

    def of_key(self, key: str) -> Area | None:
        """Return the area of a short name."""
        return next((area for area in self._named.values() if area.key == key), None)

    def among(self, near: Numbers, most: int) -> tuple[Area, ...]:
        """Return the areas that most of `near` belong to."""
        counts = self._counts(near)
        places = [place for place in np.argsort(-counts, kind="stable") if counts[place]]
        return tuple(self._named[place] for place in places if place in self._named)[:most]

    def spread(self, near: Numbers) -> float:
        """Return over how many areas `near` is spread: that many would be as mixed if all were equal."""
        counts = self._counts(near)
        shares = counts[counts > 0] / max(int(counts.sum()), 1)
        return float(np.exp(-(shares * np.log(shares)).sum())) if len(shares) else 0.0

    def _counts(self, near: Numbers) -> NDArray[np.int64]:
        found = self._own[np.isin(self._numbers, near)]
        return np.bincount(found, minlength=self.count)


def areas_of(numbers: Numbers, vectors: Vectors, titles: Sequence[str], languages: Sequence[str]) -> Areas:
    """Find the areas of programmes given by ascending number: vector, title, and its language or ""."""
    if not len(numbers):
        return Areas(numbers, np.empty(0, dtype=np.int64), {})
    centres = _centres(vectors[:: max(1, len(vectors) // _SAMPLE)])
    closeness = vectors @ centres.T
    own = closeness.argmax(axis=1)
    middle: dict[int, list[int]] = {}
    for place in range(len(centres)):
        inside = np.flatnonzero(own == place)
        middle[place] = list(inside[np.argsort(-closeness[inside, place], kind="stable")][:_READ])
    sizes = np.bincount(own, minlength=len(centres))
    read = {place: [(titles[at], languages[at]) for at in places] for place, places in middle.items()}
    return Areas(numbers, own, _named(read, sizes))


def _centres(vectors: Vectors) -> Vectors:
    """Return k-means' centres on the unit sphere; from a fixed seed, so that they are the same each time."""
    chance = np.random.default_rng(0)
    wanted = min(MOST_AREAS, max(1, round(len(vectors) ** 0.5)))
    centres = vectors[[int(np.argmax(vectors @ vectors.mean(axis=0)))]]
    while len(centres) < wanted:
        apart = np.clip(1 - (vectors @ centres.T).max(axis=1), 0, None).astype(np.float64) ** 2
        if apart.sum() <= 0:
            break
        centres = np.vstack([centres, vectors[chance.choice(len(vectors), p=apart / apart.sum())]])
    for _ in range(_ROUNDS):
        own = (vectors @ centres.T).argmax(axis=1)
        sums = [vectors[own == place].sum(axis=0) for place in range(len(centres))]
        centres = np.array(
            [
                total / length if (length := float(np.linalg.norm(total))) else before
                for total, before in zip(sums, centres, strict=True)
            ],
            dtype=np.float32,
        )
    return centres


def _named(read: dict[int, list[tuple[str, str]]], sizes: NDArray[np.int64]) -> dict[int, Area]:
    """Name each area by the term that its titles hold most, and others' least; no name is given twice."""
    held: dict[int, Counter[Choice]] = {}
    written: defaultdict[Choice, Counter[str]] = defaultdict(Counter)
    for place, titles in read.items():
        held[place] = Counter()
        for title, language in titles:
            found = {
                match.choices[0]: match
                for match in terms.subjects(title, language or "en")
                if match.how == "exact"
            }
            held[place].update(found.keys())
            for choice, match in found.items():
                written[choice][match.words] += match.language == "en"
    everywhere = sum(held.values(), Counter[Choice]())
    named: dict[int, Area] = {}
    taken: set[str] = set()
    for place in sorted(read, key=lambda one: (-sizes[one], one)):
        fewest = max(1.0, _OF_READ * len(read[place]))
        choices = [one for one, count in held[place].items() if count >= fewest and one.name not in taken]
        if choices:
            best = max(choices, key=lambda one: (held[place][one] ** 2 / everywhere[one], -one.number))
            taken.add(best.name)
            named[place] = Area(_as_written(best, written[best]), best, int(sizes[place]))
    return named


def _as_written(term: Choice, written: Counter[str]) -> str:
    """Return the titles' own word where it is a name of the term, not only a form of one ("Genomic")."""
    english = terms.names(term)["en"]
    names = {name.casefold() for name in (english.preferred, *english.others, term.name)}
    own = [word for word, _ in written.most_common() if word.casefold() in names]
    name = own[0] if own else term.name
    return name[:1].upper() + name[1:]
