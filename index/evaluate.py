"""Judged goals to scores: the readers, the measures with their intervals, and runs in TREC form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Rank = Callable[[str], Sequence[tuple[str, float]]]
"""From a goal's text to (program id, score), best first."""
Qrels = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Score:
    """One measure over all goals: its mean, its bootstrap 95 % interval, and the value of each goal."""

    measure: str
    mean: float
    low: float
    high: float
    by_query: Mapping[str, float]


@dataclass(frozen=True)
class Comparison:
    """The mean difference to another run, paired by goal, with its bootstrap 95 % interval."""

    measure: str
    difference: float
    low: float
    high: float


def read_queries(path: Path) -> dict[str, str]:
    """Read `id<TAB>goal` lines."""
    raise NotImplementedError


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read TREC grades: `query 0 program grade` lines."""
    raise NotImplementedError


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """Read a TREC run."""
    raise NotImplementedError


def write_run(path: Path, run: Run, tag: str = "rung") -> None:
    """Write a TREC run, 100 deep, scores strictly falling."""
    raise NotImplementedError


def rank_all(queries: Mapping[str, str], rank: Rank) -> dict[str, list[tuple[str, float]]]:
    """Return the run that `rank` makes of the goals."""
    raise NotImplementedError


def evaluate(run: Run, qrels: Qrels) -> list[Score]:
    """Return the measures of the contract over the goals of `qrels`."""
    raise NotImplementedError


def compare(scores: Sequence[Score], other: Sequence[Score]) -> list[Comparison]:
    """Return how far `scores` are above `other`, goal by goal."""
    raise NotImplementedError
