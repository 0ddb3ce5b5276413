"""A generation as readers see it: one sealed folder's catalogue, vectors and encoders, checked and opened."""

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.errors import GenerationError
from catalog.program import Value
from catalog.store import Store
from index.encoder import Encoder, EncoderCard
from index.manifest import (
    CATALOG,
    ENCODERS,
    LEGS,
    Counts,
    check_files,
    cure,
    current_number,
    folder_of,
    previous_number,
    read_manifest,
    vectors_file,
)
from index.multilingual import english_only

if TYPE_CHECKING:
    from index.vectors import Vectors


class Generation:
    """An opened generation; its files' hashes were right when it was opened."""

    def __init__(self, data: Path, number: int) -> None:
        self.number = number
        self.folder = folder_of(data, number)
        self.manifest = read_manifest(data, number)
        self.trouble: str | None = None
        """Why this is not the generation that should be served, or None."""
        self._data = data
        check_files(data, self.manifest)
        self.store: Store = Store.open(self.folder / CATALOG)
        # Read now, though faiss costs start-up: two builds later the folder is gone.
        self.vectors: dict[tuple[str, str], Vectors] = self._read_vectors()

    @cached_property
    def encoders(self) -> list[Encoder]:
        """The encoders that made the vectors, loaded at first use."""
        from index.encoder import load

        return [load(card, self._data / ENCODERS) for card in self.manifest.encoders]

    @property
    def is_sample(self) -> bool:
        """Whether the shipped sample is in it: old, and for trying only."""
        return self.manifest.sample

    def _read_vectors(self) -> "dict[tuple[str, str], Vectors]":
        from index.vectors import Vectors

        names = [(card.name, leg) for card in self.manifest.encoders for leg in LEGS]
        return {name: Vectors.open(self.folder / vectors_file(*name)) for name in names}


def open_generation(data: Path) -> Generation:
    """Open the served generation, or the one before where that is damaged (`.trouble` then says so)."""
    number = current_number(data)
    try:
        return Generation(data, number)
    except GenerationError as error:
        if current_number(data) != number:  # two swaps while this one was being opened: it is gone
            return open_generation(data)
        return _open_previous(data, number, error)


def _open_previous(data: Path, number: int, error: GenerationError) -> Generation:
    previous = previous_number(data, number)
    if previous is None:
        raise error
    try:
        generation = Generation(data, previous)
    except GenerationError:
        raise error from None
    generation.trouble = f"Catalogue version {previous} is used instead of {number}. {error}"
    return generation


class Status(Value, frozen=True):
    """What is served, for a person who looks after it."""

    generation: int
    previous: int | None
    """What a rollback would serve."""
    rows: int
    built_at: dt.datetime
    sources: tuple[str, ...]
    models: tuple[str, ...]
    counts: Counts
    trouble: str | None
    notice: str | None
    """What the index cannot do for want of an encoder."""


def status(data: Path) -> Status:
    """Say what is served."""
    generation = open_generation(data)
    manifest = generation.manifest
    return Status(
        generation=generation.number,
        previous=previous_number(data, current_number(data)),
        rows=manifest.rows,
        built_at=manifest.built_at,
        sources=manifest.sources,
        models=tuple(f"{card.name}@{card.revision}" for card in manifest.encoders),
        counts=manifest.counts,
        trouble=generation.trouble,
        notice=english_only(manifest.encoders),
    )


def verify(data: Path) -> Generation:
    """Check every file of the served generation and its encoders, or say which is damaged."""
    return verify_generation(data, current_number(data))


def verify_generation(data: Path, number: int) -> Generation:
    """Open a generation as a reader would, its encoders too, and compare its parts with each other."""
    generation = Generation(data, number)
    numbers = [number for (number,) in generation.store.columns("number")]
    if len(numbers) != generation.manifest.rows:
        raise GenerationError(f"{generation.folder / CATALOG} is out of step with its manifest. {cure(data)}")
    for encoder in generation.encoders:
        for leg in LEGS:
            _check_vectors(generation, encoder.card, leg, numbers)
    return generation


def _check_vectors(generation: Generation, card: EncoderCard, leg: str, numbers: list[int]) -> None:
    import numpy as np

    vectors = generation.vectors[card.name, leg]
    found, _ = vectors.scores(np.zeros(vectors.dim, dtype=np.float32))
    if vectors.dim != card.dim or sorted(found.tolist()) != numbers:
        path = generation.folder / vectors_file(card.name, leg)
        raise GenerationError(f"{path} is out of step with the catalogue. {cure(generation.folder.parent)}")
