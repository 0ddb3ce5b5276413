"""A query and the programmes it may bring up, to ranked hits: passages, titles and keywords, fused."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from catalog.text import clean_text
from index.encoder import DEFAULT_MODEL, TOY_MODEL, Encoder
from index.manifest import LEGS
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The usual constant of reciprocal rank fusion; 20 to 100 rank the judged goals the same within noise.
RRF_K = 60
LEG_DEPTH = 100
NEAR_DEVIATIONS = 2.5
NEAR_BEST = 0.8
NEAR_FLOORS = {DEFAULT_MODEL: 0.3, TOY_MODEL: 0.2}


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
    def vectors(self) -> Mapping[tuple[str, str], Vectors]: ...


class Hit(NamedTuple):
    """A programme's number and its fused score."""

    number: int
    score: float


@dataclass(frozen=True)
class Query:
    """A cleaned text and what does not depend on limits: its vectors by encoder, and its keyword hits."""

    text: str
    vectors: Mapping[str, "NDArray[np.float32]"] = field(default_factory=dict)
    keywords: Sequence[tuple[int, float]] = ()
    """All of them, best first: a cut here would be a cut before the limits."""


def prepare(generation: Searchable, text: str) -> Query:
    """Embed `text` and look up its words once, for as many searches as follow.

    A text without a letter or digit finds nothing: its vector would be a valid one, and nonsense.
    """
    text = clean_text(text)
    if not any(map(str.isalnum, text)):
        return Query("")
    vectors = {encoder.card.name: encoder.encode_query(text) for encoder in generation.encoders}
    return Query(text, vectors, generation.store.keyword_hits(text, sys.maxsize))


def search(
    generation: Searchable, query: Query, allowed: "NDArray[np.int64] | None" = None, depth: int = LEG_DEPTH
) -> list[Hit]:
    """Return the best `depth` programmes of `allowed` (of all, when None), best first, ties by number.

    Every leg is cut after the limits, never before: what is allowed is ranked as if nothing else were there.
    """
    cut = max(depth, LEG_DEPTH)
    legs = [
        [number for number, _ in generation.vectors[encoder, leg].search(vector, cut, allowed)]
        for encoder, vector in query.vectors.items()
        for leg in LEGS
    ]
    within = None if allowed is None else set(allowed.tolist())
    legs.append([number for number, _ in query.keywords if within is None or number in within][:cut])
    return fuse(legs)[:depth]


def fuse(legs: Iterable[Sequence[int]]) -> list[Hit]:
    """Fuse ranked lists by reciprocal ranks (RRF), ties by number."""
    scores: dict[int, float] = {}
    for leg in legs:
        for rank, number in enumerate(leg, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (RRF_K + rank)
    # Rounded: the order in which the same ranks are added up must not decide.
    hits = [Hit(number, round(score, 9)) for number, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def near(generation: Searchable, query: Query) -> "NDArray[np.int64]":
    """Return the numbers of all programmes near the goal, whatever its limits, in ascending order."""
    import numpy as np

    found = [np.empty(0, dtype=np.int64)]
    for encoder, vector in query.vectors.items():
        floor = NEAR_FLOORS.get(encoder, 0.0)
        for leg in LEGS:
            numbers, scores = generation.vectors[encoder, leg].scores(vector)
            if len(numbers):
                found.append(numbers[scores >= _cut(scores, floor)])
    return np.unique(np.concatenate(found))


def _cut(scores: "NDArray[np.float32]", floor: float) -> float:
    """Return the cosine from which on a leg calls a programme near."""
    stands_out = float(scores.mean() + NEAR_DEVIATIONS * scores.std())
    return max(floor, min(stands_out, NEAR_BEST * float(scores.max())))
