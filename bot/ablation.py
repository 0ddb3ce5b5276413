"""What each leg of the ranking earns: `python -m bot.ablation --queries Q --qrels G --data D`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.advisor import Advisor
from catalog.errors import refusing
from index.evaluate import RUN_DEPTH, compare, evaluate, rank_all, read_qrels, read_queries
from index.search import WEIGHING, Weighing

VARIANTS: Mapping[str, Weighing] = {
    "all legs": WEIGHING,
    "without the words": replace(WEIGHING, words=0.0, words_abroad=0.0),
    "words twice as heavy": replace(WEIGHING, words=1.0, words_abroad=0.5),
    "without titles": replace(WEIGHING, title=0.0, short_title=0.0),
    "without passages": replace(WEIGHING, passage=0.0, short_passage=0.0),
    "passages and titles alike": replace(WEIGHING, passage=1.5, title=1.5),
    "without the English encoder": replace(WEIGHING, passage=0.0, title=0.0),
    "without the multilingual encoder": replace(WEIGHING, short_passage=0.0, short_title=0.0, stand_ins=0.0),
    "no text or programme stands in": replace(WEIGHING, stand_ins=0.0),
}


def main(
    queries: Annotated[Path, typer.Option(help="Goals: an id, a tab and a goal a line.")],
    qrels: Annotated[Path, typer.Option(help="Their grades, in TREC form.")],
    data: Annotated[Path, typer.Option(help="The folder that holds the index.")],
) -> None:
    """Rank all goals once for each variant, and print a Markdown table of the measures."""
    goals, grades, advisor = read_queries(queries), read_qrels(qrels), Advisor.open(data)
    today = dt.date.today()  # noqa: DTZ011 - dates in a goal move no rank
    typer.echo("| ranking | nDCG@10 | over judged | judged@10 | against all legs |\n|---|---|---|---|---|")
    whole = None
    for name, weighing in VARIANTS.items():
        run = rank_all(goals, lambda goal, by=weighing: advisor.rank(goal, today, RUN_DEPTH, by))  # type: ignore[misc]
        scores = evaluate(run, grades)
        whole = whole or scores
        gain, judged_only, _, judged = (score.mean for score in scores)
        change = compare(scores, whole)[0]
        against = f"{change.difference:+.3f} ({change.low:+.3f} to {change.high:+.3f})"
        typer.echo(f"| {name} | {gain:.3f} | {judged_only:.3f} | {judged:.3f} | {against} |")


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(main)
    refusing(app)
