"""FAISS: exact inner product over vectors whose ids are the catalogue's numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def write_vectors(path: Path, numbers: "NDArray[np.int64]", vectors: "NDArray[np.float32]") -> None:
    """Write one index file of unit vectors under the catalogue's numbers."""
    raise NotImplementedError


class Vectors:
    """One opened index file."""

    @classmethod
    def open(cls, path: Path) -> "Vectors":
        """Read an index file; its hash was checked before."""
        raise NotImplementedError

    def search(
        self, vector: "NDArray[np.float32]", depth: int, allowed: "NDArray[np.int64] | None" = None
    ) -> list[tuple[int, float]]:
        """Return the closest `depth` of `allowed` (of all, when None) as (number, cosine), best first."""
        raise NotImplementedError

    def scores(self, vector: "NDArray[np.float32]") -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Return every number and its cosine, in the file's order."""
        raise NotImplementedError

    def reconstruct(self, numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the stored vectors of `numbers`, a row each."""
        raise NotImplementedError
