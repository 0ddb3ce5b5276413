"""The areas of a catalogue: found in its vectors, named by its titles, the same each time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.areas import areas_of
from bot.wide import with_word

SUBJECTS = ("photography", "accounting", "biology", "history")


def catalogue(each: int = 9) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Four heaps of vectors, far from each other, with titles of one subject each."""
    chance = np.random.default_rng(5)
    vectors, titles = [], []
    for place, subject in enumerate(SUBJECTS):
        heap = np.zeros((each, 8)) + np.eye(8)[place] + chance.normal(0, 0.01, (each, 8))
        vectors.append(heap / np.linalg.norm(heap, axis=1, keepdims=True))
        titles += [f"{subject.capitalize()} number {number}" for number in range(each)]
    return np.arange(1, 4 * each + 1), np.vstack(vectors).astype(np.float32), titles


def test_each_subject_is_an_area_named_by_its_titles_and_in_other_languages() -> None:
    numbers, vectors, titles = catalogue()
    found = areas_of(numbers, vectors, titles, ["en"] * len(titles))
    names = {area.name.casefold() for area in found.largest}
    assert set(SUBJECTS) <= names
    history = next(area for area in found.largest if area.name == "History")
    assert history.called("es") == "historia" and history.called("xx") == "History"
    assert found.of_key(history.key) == history and found.of_key("0") is None


def test_the_same_catalogue_has_the_same_areas() -> None:
    """A button names an area: after a restart it must be there still."""
    numbers, vectors, titles = catalogue()
    one, other = (areas_of(numbers, vectors, titles, [""] * len(titles)).largest for _ in range(2))
    assert one == other


def test_programmes_of_one_heap_are_near_one_area_and_of_all_are_spread() -> None:
    numbers, vectors, titles = catalogue()
    found = areas_of(numbers, vectors, titles, ["en"] * len(titles))
    assert found.among(numbers[:9], 4)[0].name == "Photography"
    assert found.spread(numbers[:9]) < found.spread(numbers)


def test_an_empty_catalogue_has_no_areas() -> None:
    found = areas_of(np.empty(0, dtype=np.int64), np.empty((0, 1), dtype=np.float32), [], [])
    assert found.largest == () and found.spread(np.array([1, 2])) == 0.0 and not found.among(np.array([1]), 4)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 36), unique=True))
def test_a_spread_lies_between_one_area_and_all(chosen: list[int]) -> None:
    numbers, vectors, titles = catalogue()
    found = areas_of(numbers, vectors, titles, ["en"] * len(titles))
    spread = found.spread(np.array(chosen, dtype=np.int64))
    assert (0.99 if chosen else 0) <= spread <= found.count + 0.01


def test_a_word_in_capitals_must_stand_so_in_a_title() -> None:
    titles = ["Google IT Support", "How it works", "Itinerary", "IT: first steps"]
    assert with_word("IT", titles) == [0, 3]
    assert with_word("support", titles) == [0]
