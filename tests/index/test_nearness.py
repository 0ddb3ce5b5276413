"""What is near, and what the catalogue does not know: in large and small catalogues, to two encoders."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.models import DEFAULT_MODEL, MULTILINGUAL_MODEL
from index.nearness import Closeness, agree, near_of


def cosines(*best: float, mean: float = 0.1, spread: float = 0.02, others: int = 500) -> NDArray[np.float32]:
    """Make a catalogue of which nearly all is far away."""
    far = mean + spread * np.sin(np.arange(others))
    return np.concatenate([best, far]).astype(np.float32)


ENGLISH = Closeness(DEFAULT_MODEL, cosines(0.7, 0.6, 0.1), abroad=False)
EVERY = Closeness(MULTILINGUAL_MODEL, cosines(0.9, 0.8, 0.89, mean=0.79, spread=0.01), abroad=False)


def near(*seen: Closeness) -> list[int]:
    """Return the places of what is near."""
    return np.flatnonzero(near_of(seen)).tolist()


def test_what_stands_out_to_one_encoder_is_near_when_both_know_the_goal() -> None:
    """Each finds some that the other overlooks."""
    assert near(ENGLISH) == [0, 1]
    assert near(EVERY) == [0, 2]
    assert near(ENGLISH, EVERY) == [0, 1, 2]


@pytest.mark.parametrize(("english", "every"), [(0.4, 0.9), (0.7, 0.85), (0.4, 0.85)])
def test_one_encoder_that_does_not_know_the_goal_is_enough_to_find_nothing(
    english: float, every: float
) -> None:
    """A word that fools one seldom fools the other."""
    first = Closeness(DEFAULT_MODEL, cosines(english), abroad=False)
    second = Closeness(MULTILINGUAL_MODEL, cosines(every, mean=0.79, spread=0.01), abroad=False)
    assert near(first, second) == []


def test_a_goal_in_another_language_is_farther_from_everything() -> None:
    """The same cosine that would be unknown in English is known in Ukrainian."""
    seen = cosines(0.84, mean=0.77, spread=0.01)
    assert near(Closeness(MULTILINGUAL_MODEL, seen, abroad=False)) == []
    assert near(Closeness(MULTILINGUAL_MODEL, seen, abroad=True)) == [0]


@pytest.mark.parametrize(
    ("name", "found"), [(DEFAULT_MODEL, [0.6, 0.58, 0.62]), (MULTILINGUAL_MODEL, [0.88, 0.875, 0.89])]
)
def test_in_a_small_catalogue_of_one_trade_all_of_it_is_near(name: str, found: list[float]) -> None:
    """Nothing stands out where everything fits: then what counts is how far the best is from nothing."""
    assert near(Closeness(name, np.array(found, dtype=np.float32), abroad=False)) == [0, 1, 2]


def test_an_encoder_that_nobody_measured_has_no_floor() -> None:
    """Only what stands out counts, and a goal is never unknown."""
    assert near(Closeness("a/model", cosines(0.3), abroad=False)) == [0]


def test_where_nobody_looked_nothing_is_near() -> None:
    """A goal in a language that no encoder knows."""
    assert near() == []


def test_programmes_that_have_nothing_in_common_stand_in_for_nothing() -> None:
    """The closest to a trade that nobody teaches are a bit of everything; in a small catalogue so is all."""
    scattered, alike = np.eye(10, dtype=np.float32), np.eye(10, dtype=np.float32)[[0] * 10]
    assert not agree(DEFAULT_MODEL, scattered, rows=5000)
    assert agree(DEFAULT_MODEL, alike, rows=5000)
    assert agree(DEFAULT_MODEL, scattered, rows=40)
    assert agree("a/model", scattered, rows=5000)
