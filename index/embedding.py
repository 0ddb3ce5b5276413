"""Programmes to vectors, each text embedded once: what the served generation holds is taken from there."""

import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from catalog.program import Program
from index.encoder import EncoderCard, load
from index.generation import Generation
from index.manifest import ENCODERS, LEGS, TEXTS, vectors_file
from index.passages import TEMPLATE_VERSION, TEXT_OF, TextKind, text_kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class _Part:
    """One encoder's work on one leg: the rows to embed, and the others' numbers in the old generation."""

    card: EncoderCard
    leg: str
    texts: Sequence[str]
    fresh: Sequence[int]
    held: Mapping[int, int]


def write_embeddings(
    folder: Path,
    programs: Mapping[int, Program],
    cards: Sequence[EncoderCard],
    old: Generation | None,
    progress: Progress = no_progress,
) -> int:
    """Write a vectors file per encoder and leg, and the texts' digests, into a draft's `folder`.

    `programs` go by their numbers in the catalogue. Returns how many of them had to be embedded.
    """
    import numpy as np

    from index.vectors import write_vectors

    parts = list(_plan(programs, cards, old))
    _write_digests(folder, programs, {text_kind(card, leg) for card in cards for leg in LEGS})
    numbers = np.fromiter(programs, dtype=np.int64, count=len(programs))
    fresh = {row for part in parts for row in part.fresh}
    hear = _Counter(progress, len(fresh), sum(len(part.fresh) for part in parts))
    for part in parts:
        vectors = _vectors(part, old, folder.parent / ENCODERS, hear)
        try:
            write_vectors(folder / vectors_file(part.card.name, part.leg), numbers, vectors)
        except RuntimeError as error:  # the one error of FAISS, here of a disk that is full or broken
            raise OSError(errno.EIO, f"the {part.leg} vectors were not written whole") from error
    return len(fresh)


def _plan(
    programs: Mapping[int, Program], cards: Sequence[EncoderCard], old: Generation | None
) -> Iterator[_Part]:
    known = _known(old)
    for card in cards:
        usable = old is not None and card in old.manifest.encoders
        for leg in LEGS:
            kind = text_kind(card, leg)
            texts = [TEXT_OF[kind](program) for program in programs.values()]
            numbers = known.get(kind, {}) if usable else {}
            held = {row: numbers[key] for row, key in enumerate(map(_digest, texts)) if key in numbers}
            yield _Part(card, leg, texts, [row for row in range(len(texts)) if row not in held], held)


def _known(old: Generation | None) -> dict[str, dict[str, int]]:
    """Return, by kind of text and digest, the number of the text's vectors in the old generation."""
    if old is None or old.manifest.template != TEMPLATE_VERSION:
        return {}
    return msgspec.json.decode((old.folder / TEXTS).read_bytes(), type=dict[str, dict[str, int]])


def _write_digests(folder: Path, programs: Mapping[int, Program], kinds: Set[TextKind]) -> None:
    digests = {
        kind: {_digest(TEXT_OF[kind](program)): number for number, program in programs.items()}
        for kind in sorted(kinds)
    }
    (folder / TEXTS).write_bytes(msgspec.json.encode(digests))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _vectors(
    part: _Part, old: Generation | None, encoders: Path, hear: Callable[[int], None]
) -> "NDArray[np.float32]":
    import numpy as np

    vectors = np.empty((len(part.texts), part.card.dim), dtype=np.float32)
    if old is not None and part.held:
        numbers = np.fromiter(part.held.values(), dtype=np.int64)
        vectors[list(part.held)] = old.vectors[part.card.name, part.leg].reconstruct(numbers)
    if part.fresh:
        encoder = load(part.card, encoders, threads=1)
        vectors[part.fresh] = encoder.encode_passages([part.texts[row] for row in part.fresh], hear)
    return vectors


class _Counter:
    """Adds up the texts that encoders report, and tells of programmes: each has several texts."""

    def __init__(self, progress: Progress, programs: int, texts: int) -> None:
        self._progress, self._programs, self._texts, self._done = progress, programs, texts, 0

    def __call__(self, more: int) -> None:
        self._done += more
        self._progress("Embedding", self._done * self._programs // self._texts, self._programs)
