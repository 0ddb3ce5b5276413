"""FAISS: exact inner product over unit vectors whose ids are the catalogue's numbers."""

import math
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.errors import GenerationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Cosines that differ less are the same text: the last digits come from padding and from the order of sums.
_DIGITS = 5


def write_vectors(path: Path, numbers: "NDArray[np.int64]", vectors: "NDArray[np.float32]") -> None:
    """Write one index file of unit vectors, a row for each of the catalogue's numbers."""
    import faiss

    index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
    index.add_with_ids(vectors, numbers)
    faiss.write_index(index, str(path))


class Vectors:
    """One opened index file."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> "Vectors":
        """Read an index file; FAISS would load most damaged ones, so its hash is checked before."""
        import faiss

        # A query is too small to share out: two threads took five times as long as one.
        faiss.omp_set_num_threads(1)
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise GenerationError(
                f"The vector file {path} cannot be read. Build the index again with `rung index build`."
            ) from error

    @property
    def dim(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, vector: "NDArray[np.float32]", depth: int, allowed: "NDArray[np.int64] | None" = None
    ) -> list[tuple[int, float]]:
        """Return the closest `depth` of `allowed` (of all, when None) as (number, cosine), best first.

        Exact under any filter. Equal cosines stand by number, at the cut too: what FAISS would cut
        in the middle of a tie is asked for whole.
        """
        total = len(self) if allowed is None else min(len(allowed), len(self))
        asked = min(depth + 1, total)
        found = self._closest(vector, asked, allowed)
        if depth < len(found) == asked < total and found[depth][1] == found[depth - 1][1]:
            found = self._closest(vector, total, allowed)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:depth]

    def scores(self, vector: "NDArray[np.float32]") -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Return every number and its cosine, in the file's order."""
        import numpy as np

        # Not `@`: beside busy neighbours BLAS waits for its threads ten times as long as one needs.
        return self._numbers, np.einsum("ij,j->i", self._rows, vector)

    def reconstruct(self, numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the stored vectors of `numbers`, a row each; vectors are not embedded twice."""
        rows: NDArray[np.float32] = self._index.reconstruct_batch(numbers)
        return rows

    @cached_property
    def _numbers(self) -> "NDArray[np.int64]":
        import faiss

        numbers: NDArray[np.int64] = faiss.vector_to_array(self._index.id_map)
        return numbers

    @cached_property
    def _rows(self) -> "NDArray[np.float32]":
        """The vectors where FAISS holds them, not a copy: row by row it would take fifty times as long."""
        import faiss

        flat: Any = faiss.downcast_index(self._index.index)
        rows: NDArray[np.float32] = faiss.rev_swig_ptr(flat.get_xb(), len(self) * self.dim)
        return rows.reshape(len(self), self.dim)

    def _closest(
        self, vector: "NDArray[np.float32]", depth: int, allowed: "NDArray[np.int64] | None"
    ) -> list[tuple[int, float]]:
        import faiss

        if depth < 1:
            return []
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        scores, numbers = self._index.search(vector[None], depth, params=parameters)
        return [
            (number, round(score, _DIGITS))
            for number, score in zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
            if number >= 0 and math.isfinite(score)  # FAISS fills up with -1, and answers NaN to a NaN
        ]
