"""A query and the programmes it may bring up, to ranked hits: every leg's closeness, weighed and added up."""

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from catalog.text import clean_text
from index.encoder import Encoder, EncoderCard
from index.manifest import LEGS
from index.nearness import OF_BEST, Closeness, agree, near_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.vectors import Vectors

DEPTH = 100
# Scores that differ less are the same: the last digits come from the order in which sums are added up.
_DIGITS = 5
_ENGLISH = "en"


@dataclass(frozen=True)
class Weighing:
    """What each leg counts; each is kept because the judged goals lose without it (docs/ranking.md)."""

    passage: float = 2.0
    title: float = 1.0
    short_passage: float = 1.5
    """Of an encoder that reads short passages (`EncoderCard.passages`)."""
    short_title: float = 1.5
    words: float = 0.5
    words_abroad: float = 0.25
    """Words of another language than English, with none in English beside them, are in few courses, and
    often in the wrong ones."""
    stand_ins: float = 1.0
    """By this the legs of an encoder count that cannot read the goal itself."""
    neighbours: int = 10
    """How many programmes stand in for such a goal."""

    def of(self, card: EncoderCard, leg: str) -> float:
        """Return what a leg of an encoder counts."""
        if card.passages == "short":
            return self.short_title if leg == "title" else self.short_passage
        return self.title if leg == "title" else self.passage


WEIGHING = Weighing()


class Keywords(Protocol):
    """The keyword leg, as `catalog.store.Store` offers it."""

    def keyword_hits(self, text: str, limit: int) -> list[tuple[int, float]]: ...


class Searchable(Protocol):
    """What a search needs of a generation."""

    @property
    def store(self) -> Keywords: ...
    @property
    def encoders(self) -> Sequence[Encoder]: ...
    @property
    def vectors(self) -> "Mapping[tuple[str, str], Vectors]": ...


class Hit(NamedTuple):
    """A programme's number and its score."""

    number: int
    score: float


@dataclass(frozen=True)
class _Seen:
    """The closeness of every programme in the eyes of one encoder, leg by leg."""

    card: EncoderCard
    numbers: "NDArray[np.int64]"
    cosines: "Mapping[str, NDArray[np.float32]]"
    weight: float = 1.0


@dataclass(frozen=True)
class Wanted:
    """What is searched for."""

    text: str
    """The goal in its own language, without its limits: for encoders that know that, and for the words."""
    target: str = ""
    """What of it says where the person wants to get. It leads: its vector is added to that of the
    whole, which keeps the context."""
    language: str = "en"
    english: tuple[str, ...] = ()
    """What is wanted in English: for the encoders that cannot read the goal, and for the words."""


@dataclass(frozen=True)
class Query:
    """A cleaned text and what does not depend on limits: how close every programme is to it."""

    text: str
    numbers: "NDArray[np.int64]" = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """The programmes that it may bring up, ascending."""
    scores: "NDArray[np.float64]" = field(default_factory=lambda: np.empty(0))
    """The fused score of each."""
    near: "NDArray[np.int64]" = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """The numbers of those that are near the goal, ascending."""


def prepare(generation: Searchable, wanted: Wanted, weighing: Weighing = WEIGHING) -> Query:
    """Measure once how close every programme is to a goal, for as many searches as follow.

    A text without a letter or digit finds nothing: its vector would be a valid one, and nonsense.
    """
    own, names = _texts(wanted.text, wanted.target), _texts(*wanted.english)
    if not own:
        return Query("")
    at_home = wanted.language.split("-", maxsplit=1)[0] == _ENGLISH
    readers = [one for one in generation.encoders if one.card.knows(wanted.language)]
    others = [one for one in generation.encoders if one not in readers]
    # Each encoder on a thread of its own, the words meanwhile: all compute outside of Python's lock.
    with ThreadPoolExecutor(len(readers) or 1) as pool:
        reading = pool.map(lambda one: _seen_by(generation, one.card, one.encode_queries(own)), readers)
        hits = generation.store.keyword_hits(" ".join([own[0], *names]), sys.maxsize)
        seen = list(reading)
    stand_ins = {} if names else _stand_ins(generation, seen, others, weighing)
    asked = {one.card.name: one.encode_queries(names) for one in others} if names else _middles(stand_ins)
    helped = [
        _seen_by(generation, one.card, asked[one.card.name], weighing.stand_ins)
        for one in others
        if one.card.name in asked
    ]
    fused = _fused([*seen, *helped], hits, weighing, at_home or bool(names))
    read = [_closeness(one, abroad=not at_home) for one in seen]
    told = list(map(_closeness, helped)) if names or not read else []
    known = all(agree(name, rows, len(fused.numbers)) for name, rows in stand_ins.items())
    near = fused.numbers[near_of([*read, *told], told or read)] if known and (read or told) else fused.near
    if not generation.encoders:
        near = _near_by_words(fused)
    return replace(fused, text=own[0], near=near)


def search(query: Query, allowed: "NDArray[np.int64] | None" = None, depth: int = DEPTH) -> list[Hit]:
    """Return the best `depth` programmes of `allowed` (of all, when None), best first, ties by number.

    Limits change who is in the list, never the order of those who are.
    """
    numbers, scores = query.numbers, query.scores
    if allowed is not None:
        inside = np.isin(numbers, allowed)
        numbers, scores = numbers[inside], scores[inside]
    best = np.lexsort((numbers, -scores))[: max(depth, 0)]
    return [Hit(int(numbers[place]), float(scores[place])) for place in best]


def _near_by_words(fused: Query) -> "NDArray[np.int64]":
    """Return what has most of the words that the best has: all that is known where nothing was embedded."""
    best = float(fused.scores.max(initial=0.0))
    return np.compress(fused.scores >= OF_BEST * best, fused.numbers)


def _texts(*texts: str) -> list[str]:
    return [text for text in dict.fromkeys(map(clean_text, texts)) if any(map(str.isalnum, text))]


def _seen_by(
    generation: Searchable, card: EncoderCard, vectors: "NDArray[np.float32]", weight: float = 1.0
) -> _Seen:
    vector = _middle(vectors)
    scored = {leg: generation.vectors[card.name, leg].scores(vector) for leg in LEGS}
    cosines = {leg: np.round(found[np.argsort(numbers)], _DIGITS) for leg, (numbers, found) in scored.items()}
    return _Seen(card, np.sort(scored[LEGS[0]][0]), cosines, weight)


def _stand_ins(
    generation: Searchable, seen: Sequence[_Seen], others: Sequence[Encoder], weighing: Weighing
) -> "dict[str, NDArray[np.float32]]":
    """Return what stands in for a goal that an encoder cannot read and nobody said in English.

    The programmes that those who can read it find closest are texts that it does know: by its name,
    the encoder's vectors of them, a row each.
    """
    closest = search(_fused(seen, (), weighing), depth=weighing.neighbours) if seen else []
    numbers = np.array([hit.number for hit in closest], dtype=np.int64)
    names = [one.card.name for one in others] if closest else []
    return {name: generation.vectors[name, LEGS[0]].reconstruct(numbers) for name in names}


def _middles(stand_ins: "Mapping[str, NDArray[np.float32]]") -> "dict[str, NDArray[np.float32]]":
    return {name: _middle(rows)[None] for name, rows in stand_ins.items()}


def _closeness(seen: _Seen, abroad: bool = False) -> Closeness:
    return Closeness(seen.card.name, np.mean(list(seen.cosines.values()), axis=0), abroad)


def _fused(
    seen: Sequence[_Seen], hits: Sequence[tuple[int, float]], weighing: Weighing, at_home: bool = True
) -> Query:
    """Add up the legs of all encoders and the words, each in deviations from its mean, and weighed."""
    found = np.array(hits, dtype=np.float64).reshape(-1, 2)
    found = found[np.argsort(found[:, 0])]
    numbers = seen[0].numbers if seen else found[:, 0].astype(np.int64)
    matches = np.zeros(len(numbers))
    matches[np.isin(numbers, found[:, 0])] = found[np.isin(found[:, 0], numbers), 1]
    scores = (weighing.words if at_home else weighing.words_abroad) * _deviations(matches)
    for one in seen:
        for leg, cosines in one.cosines.items():
            scores += one.weight * weighing.of(one.card, leg) * _deviations(cosines)
    return Query("", numbers, np.round(scores, _DIGITS))


def _deviations(leg: "NDArray[np.float32] | NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return how far each score stands out of its leg: what one leg calls close is another's far."""
    scores = leg.astype(np.float64)
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros(len(scores))


def _middle(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the unit vector between unit vectors, a row each."""
    total = np.sum(vectors, axis=0)
    length = float(np.linalg.norm(total))
    middle: NDArray[np.float32] = total / length if length else vectors[0]
    return middle
