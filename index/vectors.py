"""FAISS: exact inner product over unit vectors whose ids are the catalogue's numbers."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.errors import GenerationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BELOW_ALL = -2.0


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

    def scores(self, vector: "NDArray[np.float32]") -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Return every number and its cosine, in the file's order; none for what is not a number.

        Exact, and everything: limits choose among all afterwards, so none can be cut before them.
        """
        _, cosines, numbers = self._index.range_search(vector[None], _BELOW_ALL)
        return numbers, cosines

    def reconstruct(self, numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the stored vectors of `numbers`, a row each; vectors are not embedded twice."""
        rows: NDArray[np.float32] = self._index.reconstruct_batch(numbers)
        return rows
