"""Evaluation: readers that say what is wrong, measures checked by hand, runs that others can read."""

from itertools import pairwise
from math import log2
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import RungError
from index.evaluate import compare, evaluate, rank_all, read_qrels, read_queries, read_run, write_run

QRELS = {"q1": {"a": 3, "b": 2, "c": 0}, "q2": {"d": 1}}


def means(run: dict[str, list[tuple[str, float]]]) -> dict[str, float]:
    """Return the mean of each measure."""
    return {score.measure: score.mean for score in evaluate(run, QRELS)}


def test_the_gain_is_that_of_the_contract() -> None:
    """A grade of 3 gains 7, of 2 gains 3, of 1 gains 1; an unjudged programme gains nothing."""
    got = means({"q1": [("x", 9.0), ("b", 8.0), ("a", 7.0)], "q2": [("d", 1.0)]})
    ideal = 7 + 3 / log2(3)
    assert got["nDCG@10"] == pytest.approx(((3 / log2(3) + 7 / 2) / ideal + 1) / 2)
    assert got["nDCG@10 over judged"] == pytest.approx(((3 + 7 / log2(3)) / ideal + 1) / 2)
    assert got["P(rel=2)@5"] == pytest.approx((2 / 5 + 0) / 2)
    assert got["judged@10"] == pytest.approx((2 / 3 + 1) / 2)


def test_the_order_given_is_measured_whatever_the_scores_tie() -> None:
    """Equal scores are not resorted by some tool's own rule."""
    assert means({"q1": [("b", 1.0), ("a", 1.0)]}) != means({"q1": [("a", 1.0), ("b", 1.0)]})


def test_a_goal_that_finds_nothing_counts_zero() -> None:
    """Silence on hard goals does not raise the mean."""
    assert means({"q1": [("a", 2.0), ("b", 1.0)], "q2": []})["nDCG@10"] == pytest.approx(0.5)
    assert set(means({"q1": [], "q2": []}).values()) == {0.0}


def test_intervals_hold_the_mean_and_are_the_same_every_time() -> None:
    """The bootstrap has a fixed seed."""
    run = {"q1": [("a", 2.0)], "q2": []}
    first, second = evaluate(run, QRELS), evaluate(run, QRELS)
    assert first == second
    assert all(score.low <= score.mean <= score.high for score in first)


def test_a_run_compared_with_itself_differs_by_nothing() -> None:
    """The paired difference and its interval are zero, and the better run is above."""
    good, bad = evaluate({"q1": [("a", 1.0)]}, QRELS), evaluate({"q1": [("c", 1.0)]}, QRELS)
    assert {(c.difference, c.low, c.high) for c in compare(good, good)} == {(0.0, 0.0, 0.0)}
    assert compare(good, bad)[0].difference > 0


@settings(max_examples=30)
@given(scores=st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=130))
def test_a_written_run_is_100_deep_and_falls_strictly(
    tmp_path_factory: pytest.TempPathFactory, scores: list[float]
) -> None:
    """Whatever the scores, the order written is the order read."""
    path = tmp_path_factory.mktemp("run") / "out.run"
    write_run(path, {"q0": [("first", 1.0)], "q1": [(f"p{n}", score) for n, score in enumerate(scores)]})
    hits = read_run(path).get("q1", [])
    assert [program for program, _ in hits] == [f"p{n}" for n in range(min(100, len(scores)))]
    assert all(above > below for (_, above), (_, below) in pairwise(hits))


def test_every_goal_is_ranked_once() -> None:
    """A run holds each goal, also one without hits."""
    assert rank_all({"q1": "weld", "q2": ""}, lambda text: [("a", 1.0)] if text else []) == {
        "q1": [("a", 1.0)],
        "q2": [],
    }


@pytest.mark.parametrize(
    ("read", "content", "said"),
    [
        (read_queries, "q1 no tab here\n", "line 1: expected an id, a tab and a goal"),
        (read_queries, "q1\tweld\nq1\tbake\n", "line 2: the goal q1 stands there twice"),
        (read_queries, "\n\n", "is empty"),
        (read_qrels, "q1 0 a 3\nq1 0 b 4\n", "line 2: expected goal, 0, programme and a grade"),
        (read_qrels, "q1 0 a 3\nq1 0 a 2\n", "line 2: a has two grades"),
        (read_run, "q1 Q0 a 1 high rung\n", "line 1: expected goal, Q0"),
        (read_run, "q1 Q0 a 1 nan rung\n", "line 1: expected goal, Q0"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, read, content: str, said: str) -> None:  # type: ignore[no-untyped-def]
    """The sentence names the file, the line and what should stand there."""
    path = tmp_path / "file"
    path.write_text(content)
    with pytest.raises(RungError, match=said):
        read(path)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    """No traceback for a wrong name or a wrong kind of file."""
    with pytest.raises(RungError, match="cannot be read"):
        read_queries(tmp_path / "none.tsv")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(RungError, match="is not UTF-8 text"):
        read_qrels(tmp_path / "binary")


def test_grades_of_other_goals_are_refused() -> None:
    """A score over no goal at all would be a number without meaning."""
    with pytest.raises(RungError, match="None of these goals has a grade"):
        evaluate({"other": [("a", 1.0)]}, QRELS)
