"""A query and the programmes it may bring up, to ranked hits: passages, titles and keywords, fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from index.encoder import Encoder
from index.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
    """A cleaned text, embedded once by each encoder; empty text finds nothing."""

    text: str
    vectors: Mapping[str, "NDArray[np.float32]"]
    keywords: str


def prepare(generation: Searchable, text: str, keywords: str | None = None) -> Query:
    """Embed `text` once, for as many searches as follow; `keywords` differ only where the caller says so."""
    raise NotImplementedError


def search(
    generation: Searchable, query: Query, allowed: "NDArray[np.int64] | None" = None, depth: int = 100
) -> list[Hit]:
    """Return the best `depth` programmes of `allowed` (of all, when None), best first."""
    raise NotImplementedError


def near(generation: Searchable, query: Query) -> "NDArray[np.int64]":
    """Return the numbers of all programmes near the goal, whatever its limits, in ascending order."""
    raise NotImplementedError
