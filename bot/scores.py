"""`rung eval`: the ranking of judged goals, scored and printed."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.advisor import Advisor
from catalog.errors import GenerationError
from index.evaluate import (
    RUN_DEPTH,
    Comparison,
    Score,
    compare,
    evaluate,
    rank_all,
    read_qrels,
    read_queries,
    read_run,
    write_run,
)


def print_scores(
    queries: Path, qrels: Path, run_path: Path | None, other_path: Path | None, data: Path
) -> None:
    """Rank every goal, write the run where asked, and print the measures, a row a goal and in the mean."""
    goals, grades = read_queries(queries), read_qrels(qrels)
    advisor = Advisor.open(data)
    today = dt.date.today()  # noqa: DTZ011 - dates in a goal move no rank
    run = rank_all(goals, lambda goal: advisor.rank(goal, today, RUN_DEPTH))
    if (trouble := advisor.generation.trouble) is not None:
        raise GenerationError(trouble)  # what answers by less than it should is not what is to be judged
    if run_path is not None:
        write_run(run_path, run)
    scores = evaluate(run, grades)
    console = Console()
    others = evaluate(read_run(other_path), grades) if other_path is not None else []
    console.print(_by_goal(scores, others))
    console.print(_table(f"{len(goals)} goals", scores))
    if other_path is not None:
        console.print(_comparison(other_path, compare(scores, others)))


def _by_goal(scores: Sequence[Score], others: Sequence[Score]) -> Table:
    """Return a row a goal with every measure, worst first; beside another run, the worst change first."""
    gain = scores[0]
    before = others[0].by_query if others else {}
    order = sorted(gain.by_query, key=lambda goal: (gain.by_query[goal] - before.get(goal, 0.0), goal))
    table = Table("goal", *(score.measure for score in scores), *(["difference"] if others else []))
    for goal in order:
        values = [f"{score.by_query[goal]:.3f}" for score in scores]
        change = [f"{gain.by_query[goal] - before.get(goal, 0.0):+.3f}"] if others else []
        table.add_row(goal, *values, *change)
    return table


def _table(title: str, scores: Sequence[Score]) -> Table:
    table = Table("measure", "mean", "95 % interval", title=title)
    for score in scores:
        table.add_row(score.measure, f"{score.mean:.3f}", f"{score.low:.3f} to {score.high:.3f}")
    return table


def _comparison(path: Path, comparisons: Sequence[Comparison]) -> Table:
    table = Table("measure", "difference", "95 % interval", title=f"against {path.name}")
    for one in comparisons:
        table.add_row(one.measure, f"{one.difference:+.3f}", f"{one.low:+.3f} to {one.high:+.3f}")
    return table
