"""Sentences of real catalogues, each judged by eye: does the provider promise what one will be able to do?

From edx_courses.csv (2023-03), online_courses.csv (2024-05), New Jersey's list, KURSNET, GeekBrains and
a list of French in-house courses: single sentences, as they stand there; "+" is a promise, "-" is none.
"""

from pathlib import Path

import pytest

from catalog.reading.outcomes import read_outcomes

LINES = (Path(__file__).parent / "outcomes_by_eye.txt").read_text(encoding="utf-8").splitlines()


def judged(mark: str) -> list[str]:
    return [line[2:] for line in LINES if line.startswith(f"{mark} ")]


@pytest.mark.parametrize("sentence", judged("+"))
def test_a_promise_is_kept_word_for_word(sentence: str) -> None:
    """It is an outcome, unchanged."""
    assert read_outcomes(sentence).value == (sentence,)


@pytest.mark.parametrize("sentence", judged("-"))
def test_what_promises_nothing_is_no_outcome(sentence: str) -> None:
    """How a course is held, for whom it is, what the world needs and what it leads to are no outcomes."""
    assert read_outcomes(sentence).value == ()


def test_at_least_eighty_were_judged() -> None:
    """Each once, and every line is one or the other."""
    assert len(set(LINES)) == len(judged("+")) + len(judged("-")) >= 80
