"""How long a reply takes over every kind of limit, printed and never asserted (make bench)."""

import datetime as dt
import time
from pathlib import Path

import pytest

from bot.advisor import Advisor
from tests.quality.made_goals import made_goals

pytestmark = pytest.mark.bench
TODAY = dt.date(2026, 11, 25)
REPLIES = 500


def test_replies_with_all_limits(shared: Path, corpus_data: Path) -> None:
    """Warm replies and pages; wanted: p95 at most 60 ms. Those where nothing fits also count relaxations."""
    advisor = Advisor.open(corpus_data)
    goals = list(made_goals(shared, REPLIES, seed=60))
    for goal in goals[:20]:
        advisor.reply(goal, TODAY)
    all_, relaxing = [], []
    for goal in goals:
        start = time.perf_counter()
        reply = advisor.reply(goal, TODAY)
        took = time.perf_counter() - start
        all_.append(took)
        if reply.answer and reply.answer.relaxations:
            relaxing.append(took)
    print(f"\nreply: {percentiles(all_)}; where nothing fits: {percentiles(relaxing)}")


def percentiles(times: list[float]) -> str:
    """Return the median and the 95th percentile in milliseconds."""
    ranked = sorted(times)
    p50, p95 = ranked[len(ranked) // 2], ranked[len(ranked) * 95 // 100]
    return f"p50 {p50 * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms over {len(ranked)}"
