"""A query and the programmes it may bring up, to ranked hits: passages, titles and keywords, fused."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from catalog.text import clean_text
from index.encoder import TOY_MODEL, Encoder
from index.manifest import LEGS
from index.models import DEFAULT_MODEL
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The usual constant of reciprocal rank fusion; 20 to 100 rank the judged goals the same within noise.
RRF_K = 60
LEG_DEPTH = 100
NEAR_DEVIATIONS = 2.5
NEAR_OF_BEST = 0.6


class Nearness(NamedTuple):
    """The cosines, of one encoder, that make a programme near and a goal one that the catalogue knows."""

    least: float
    best: float


# Measured on the judged goals (docs/ranking.md); an encoder that nobody measured has no floor.
NEARNESS = {DEFAULT_MODEL: Nearness(0.35, 0.45), TOY_MODEL: Nearness(0.1, 0.1)}
_UNMEASURED = Nearness(0.0, 0.0)


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


def prepare(generation: Searchable, text: str, target: str = "") -> Query:
    """Embed `text` and look up its words once, for as many searches as follow.

    `target`, what of the text says where the person wants to get, leads: its vector is added to
    that of the whole, which keeps the context (0.766 nDCG@10; the whole alone 0.750). A text
    without a letter or digit finds nothing: its vector would be a valid one, and nonsense.
    """
    texts = [text for text in dict.fromkeys(map(clean_text, (text, target))) if any(map(str.isalnum, text))]
    if not texts:
        return Query("")
    vectors = {encoder.card.name: _middle(encoder.encode_queries(texts)) for encoder in generation.encoders}
    return Query(texts[0], vectors, generation.store.keyword_hits(texts[0], sys.maxsize))


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
    """Return the numbers of all programmes near the goal, whatever its limits, in ascending order.

    A programme's closeness is the mean cosine of its legs. It is near where that is at least the
    encoder's floor and stands out of the catalogue (2.5 deviations above its mean; in a catalogue
    too small for that, 0.6 of the best). Where even the best is below the second floor, the
    catalogue does not know the goal, and none is near. On the judged goals (target and message)
    this holds 98 % of the programmes graded 3, 93 % of those graded 2 and 50 programmes in the
    middle (20 to 141 for 8 goals of 10); of 24 trades that the corpus does not teach, 20 find none.
    """
    import numpy as np

    found = [np.empty(0, dtype=np.int64)]
    for encoder, vector in query.vectors.items():
        numbers, closeness = _closeness([generation.vectors[encoder, leg] for leg in LEGS], vector)
        floor = NEARNESS.get(encoder, _UNMEASURED)
        if len(numbers) and closeness.max() >= floor.best:
            found.append(numbers[closeness >= max(floor.least, _outstanding(closeness))])
    return np.unique(np.concatenate(found))


def _closeness(
    legs: Sequence[Vectors], vector: "NDArray[np.float32]"
) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
    """Return the numbers, ascending, and the mean cosine of the legs for each."""
    import numpy as np

    scored = [leg.scores(vector) for leg in legs]
    ordered = [scores[np.argsort(numbers)] for numbers, scores in scored]
    return np.sort(scored[0][0]), np.mean(ordered, axis=0)


def _outstanding(closeness: "NDArray[np.float32]") -> float:
    """Return from where on a programme stands out of its catalogue for this goal."""
    stands_out = float(closeness.mean() + NEAR_DEVIATIONS * closeness.std())
    return min(stands_out, NEAR_OF_BEST * float(closeness.max()))


def _middle(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the unit vector between unit vectors, a row each."""
    import numpy as np

    total = np.sum(vectors, axis=0)
    length = float(np.linalg.norm(total))
    middle: NDArray[np.float32] = total / length if length else vectors[0]
    return middle
