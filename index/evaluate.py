"""Judged goals to scores: readers, the contract's measures with their intervals, and runs in TREC form."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import RungError

Rank = Callable[[str], Sequence[tuple[str, float]]]
"""From a goal's text to (program id, score), best first."""
Qrels = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Sequence[tuple[str, float]]]

RUN_DEPTH = 100
GAINS = {0: 0, 1: 1, 2: 3, 3: 7}
_RESAMPLES = 2000
_SEED = 14


@dataclass(frozen=True)
class Score:
    """One measure: its mean over the goals, the bootstrap 95 % interval, and the value of each goal."""

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
    """Read goals: an id, a tab and the goal a line."""
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        query, tab, text = line.partition("\t")
        if not tab or not query.strip() or not text.strip():
            raise _bad(path, number, "an id, a tab and a goal")
        if queries.setdefault(query.strip(), text.strip()) != text.strip():
            raise RungError(f"{path}, line {number}: the goal {query.strip()} stands there twice. Keep one.")
    return queries


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read grades: goal, 0, programme and grade a line."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = line.split()
        if len(fields) != 4 or fields[3] not in map(str, GAINS):
            raise _bad(path, number, "goal, 0, programme and a grade from 0 to 3")
        query, _, program, grade = fields
        if qrels.setdefault(query, {}).setdefault(program, int(grade)) != int(grade):
            raise RungError(f"{path}, line {number}: {program} has two grades for {query}. Keep one.")
    return qrels


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """Read a run: goal, Q0, programme, rank, score and tag a line."""
    run: dict[str, list[tuple[str, float]]] = {}
    for number, line in _lines(path):
        fields = line.split()
        score = _number(fields[4]) if len(fields) == 6 else None
        if score is None:
            raise _bad(path, number, "goal, Q0, programme, rank, score and tag")
        run.setdefault(fields[0], []).append((fields[2], score))
    return {query: sorted(hits, key=lambda hit: -hit[1]) for query, hits in run.items()}


def write_run(path: Path, run: Run, tag: str = "rung") -> None:
    """Write a TREC run, 100 deep.

    Tools sort by score and break ties by id, so the scores written fall strictly, as the ranks do.
    """
    lines = [
        f"{query} Q0 {program} {rank} {RUN_DEPTH + 1 - rank}.0 {tag}\n"
        for query, hits in run.items()
        for rank, (program, _) in enumerate(hits[:RUN_DEPTH], start=1)
    ]
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise RungError(
            f"The run cannot be written to {path} ({error.strerror}). Name another file."
        ) from error


def rank_all(queries: Mapping[str, str], rank: Rank) -> dict[str, list[tuple[str, float]]]:
    """Return the run that `rank` makes of the goals; a goal that finds nothing stays in it."""
    return {query: list(rank(text))[:RUN_DEPTH] for query, text in queries.items()}


def evaluate(run: Run, qrels: Qrels) -> list[Score]:
    """Return the contract's measures, over the goals that are in the run and judged."""
    import ir_measures as ir

    goals = [query for query in run if query in qrels]
    if not goals:
        raise RungError("None of these goals has a grade. Give the grades that belong to the goals.")
    gain = ir.nDCG(gains=GAINS, cutoff=10)
    measures = {
        "nDCG@10": gain,
        "nDCG@10 over judged": gain(judged_only=True),
        "P(rel=2)@5": ir.P(rel=2) @ 5,
        "judged@10": ir.Judged @ 10,
    }
    judged = {query: dict(qrels[query]) for query in goals}
    # Falling ranks as scores: how a tool breaks ties is then not measured. Without hits, 0 below.
    ranked = {query: {p: -float(n) for n, (p, _) in enumerate(run[query])} for query in goals if run[query]}
    values = ir.iter_calc([*measures.values()], judged, ranked) if ranked else ()
    found = {(value.measure, value.query_id): float(value.value) for value in values}
    return [
        _score(name, {query: found.get((measure, query), 0.0) for query in goals})
        for name, measure in measures.items()
    ]


def compare(scores: Sequence[Score], others: Sequence[Score]) -> list[Comparison]:
    """Return how far `scores` stand above `others`; a goal that the other run lacks found nothing there."""
    return [_comparison(ours, theirs) for ours, theirs in zip(scores, others, strict=True)]


def _comparison(ours: Score, theirs: Score) -> Comparison:
    differences = [value - theirs.by_query.get(query, 0.0) for query, value in ours.by_query.items()]
    return Comparison(ours.measure, math.fsum(differences) / len(differences), *_interval(differences))


def _score(measure: str, by_query: dict[str, float]) -> Score:
    values = list(by_query.values())
    return Score(measure, math.fsum(values) / len(values), *_interval(values), by_query)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the bootstrap 95 % interval of a mean; the seed is fixed, so it is the same every time."""
    import numpy as np

    samples = np.random.default_rng(_SEED).choice(np.asarray(values), (_RESAMPLES, len(values)))
    low, high = np.percentile(samples.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RungError(f"The file {path} cannot be read ({error.strerror}). Check its name.") from error
    except UnicodeDecodeError as error:
        raise RungError(f"The file {path} is not UTF-8 text. Save it as UTF-8.") from error
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise RungError(f"The file {path} is empty. Name a file with a line for each goal.")
    yield from lines


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _bad(path: Path, number: int, wanted: str) -> RungError:
    return RungError(f"{path}, line {number}: expected {wanted}. Mend the line.")
