"""Vectors: exact scores under the right numbers, and files that cannot be read."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.errors import GenerationError
from index.vectors import Vectors, write_vectors

# Few directions, so that equal cosines are common.
DIRECTIONS = np.eye(4, dtype=np.float32)
picks = st.lists(st.integers(0, 3), min_size=1, max_size=30)


def opened(folder: Path, rows: NDArray[np.float32], numbers: list[int]) -> Vectors:
    """Write and open an index of `rows`."""
    write_vectors(folder / "v.faiss", np.array(numbers, dtype=np.int64), rows)
    return Vectors.open(folder / "v.faiss")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(picks=picks, data=st.data())
def test_every_number_comes_with_its_exact_cosine(
    tmp_path: Path, picks: list[int], data: st.DataObject
) -> None:
    """Nothing is cut, whatever the cosines are, opposite ones included."""
    numbers = data.draw(
        st.lists(st.integers(1, 10**12), min_size=len(picks), max_size=len(picks), unique=True), "numbers"
    )
    query = np.array([0.8, -0.6, 0.0, 0.0], dtype=np.float32)
    found, cosines = opened(tmp_path, DIRECTIONS[picks], numbers).scores(query)
    wanted = {number: float(query[pick]) for pick, number in zip(picks, numbers, strict=True)}
    assert dict(zip(found.tolist(), cosines.tolist(), strict=True)) == pytest.approx(wanted, abs=1e-6)


def test_a_query_that_is_not_a_number_finds_nothing(tmp_path: Path) -> None:
    """A NaN vector is no error and no nonsense."""
    numbers, _ = opened(tmp_path, DIRECTIONS, [1, 2, 3, 4]).scores(np.full(4, np.nan, dtype=np.float32))
    assert numbers.tolist() == []


def test_scores_and_stored_vectors_come_back_by_number(tmp_path: Path) -> None:
    """What was written under a number is what is read under it."""
    vectors = opened(tmp_path, DIRECTIONS, [40, 10, 30, 20])
    numbers, scores = vectors.scores(DIRECTIONS[1])
    assert dict(zip(numbers.tolist(), scores.tolist(), strict=True)) == {40: 0, 10: 1, 30: 0, 20: 0}
    assert (vectors.reconstruct(np.array([20, 40], dtype=np.int64)) == DIRECTIONS[[3, 0]]).all()


def test_a_file_that_is_no_index_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """The error names the file and the command that makes it anew."""
    (tmp_path / "v.faiss").write_bytes(b"not an index")
    with pytest.raises(GenerationError, match=r"v\.faiss cannot be read.*rung index build"):
        Vectors.open(tmp_path / "v.faiss")
