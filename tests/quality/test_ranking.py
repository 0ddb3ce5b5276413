"""How good the ranking is on the judged goals (make measure)."""

import datetime as dt
from pathlib import Path

import pytest

from bot.advisor import Advisor
from index.evaluate import RUN_DEPTH, evaluate, rank_all, read_qrels, read_queries

pytestmark = pytest.mark.measure
TODAY = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def advisor(corpus_data: Path) -> Advisor:
    return Advisor.open(corpus_data)


def test_the_development_goals_reach_the_demanded_score(shared: Path, advisor: Advisor) -> None:
    """nDCG@10 over the 72 judged goals is at least 0.74."""
    queries = read_queries(shared / "eval" / "dev.queries.tsv")
    run = rank_all(queries, lambda goal: advisor.rank(goal, TODAY, RUN_DEPTH))
    scores = evaluate(run, read_qrels(shared / "eval" / "dev.qrels"))
    for score in scores:
        print(f"{score.measure}: {score.mean:.3f} ({score.low:.3f} to {score.high:.3f})")
    assert next(score.mean for score in scores if score.measure.startswith("nDCG")) >= 0.74


def test_no_shown_fit_breaks_a_limit_on_the_corpus(shared: Path, advisor: Advisor) -> None:
    """Every judged goal whose budget is read (English ones): a fit states a price within it."""
    limits = "under $100 with a certificate, 4 hours a week"
    goals = read_queries(shared / "eval" / "dev.queries.tsv").values()
    replies = [advisor.reply(f"{goal}, {limits}", TODAY, limit=20) for goal in goals]
    heard = [reply.answer for reply in replies if reply.answer and reply.goal.budget]
    shown = [one for answer in heard for one in answer.suggestions]
    fits = [one for one in shown if one.group == "fits"]
    print(f"{len(fits)} fits among {len(shown)} shown for {len(heard)} goals")
    assert len(heard) > 60
    assert fits
    for one in fits:
        assert one.cost.amount_max is not None
        assert one.cost.amount_max <= 100
        assert one.program.price.kind != "unknown"
