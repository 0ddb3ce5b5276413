"""Text to unit vectors, to serve and to build, without torch: cards, installation and the kinds of encoders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from catalog.program import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_MODEL = "all-MiniLM-L6-v2"
TOY_MODEL = "hashed-words"


class EncoderCard(Value, frozen=True):
    """What an encoder is: enough to load it again, and to tell whether vectors came from it."""

    name: str
    revision: str
    kind: Literal["onnx", "torch", "hashed-words"]
    dim: int
    query_prompt: str = ""
    passage_prompt: str = ""
    near_floor: float = 0.0
    """The cosine below which no passage of this encoder is near a goal (`index.search.near`)."""
    files: dict[str, str] = {}
    """The sha256 of each file, by its name inside the encoder's own folder."""


@dataclass(frozen=True)
class Encoder:
    """A loaded encoder; every row it returns is a unit vector."""

    card: EncoderCard
    embed: Callable[[Sequence[str]], "NDArray[np.float32]"]
    """Embed one batch as it stands, without prompts."""

    def encode_query(self, text: str) -> "NDArray[np.float32]":
        """Return the vector of a goal, (dim,)."""
        raise NotImplementedError

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> "NDArray[np.float32]":
        """Return one row a text, (n, dim); `progress` hears how many more are done, batch by batch."""
        raise NotImplementedError


def install(name: str, folder: Path) -> EncoderCard:
    """Make the model `name` usable from `folder` and return its card; nothing is done where it already is."""
    raise NotImplementedError


def load(card: EncoderCard, folder: Path, threads: int = 1) -> Encoder:
    """Open the encoder that `card` describes, its files checked first; `threads` 0 is all cores."""
    raise NotImplementedError
