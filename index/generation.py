"""A generation as readers see it: one sealed folder's catalogue, vectors and encoders, checked and opened."""

import datetime as dt
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, Self

import msgspec

from catalog.errors import GenerationError
from catalog.program import Value
from catalog.store import Store, write_store
from index.encoder import Encoder, EncoderCard
from index.manifest import (
    CATALOG,
    ENCODERS,
    FORM,
    LEGS,
    Counts,
    Manifest,
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


class Trouble(Value, frozen=True):
    """Why what is served is less than what should be."""

    kind: Literal["previous", "encoder", "words_alone", "nothing"]
    """An older generation; without one of the encoders; without any meaning; no catalogue at all."""
    reason: str
    """What is damaged and the command that mends it, for a person who looks after the files."""
    instead_of: int | None = None
    """The number of the generation that should be served."""


class Generation:
    """An opened generation; its files' hashes were right when it was opened."""

    def __init__(
        self, data: Path, manifest: Manifest, store: Store, vectors: "dict[tuple[str, str], Vectors]"
    ) -> None:
        self.number, self.manifest, self.store, self.vectors = manifest.generation, manifest, store, vectors
        self.folder = folder_of(data, self.number)
        self.troubles: tuple[Trouble, ...] = ()
        """Why this is less than what should be served; of the encoders, once they are loaded."""
        self._data = data

    @classmethod
    def read(cls, data: Path, number: int) -> Self:
        """Check every file and open it; raises GenerationError where one is not as it was sealed."""
        manifest = read_manifest(data, number)
        check_files(data, manifest)
        store = Store.open(folder_of(data, number) / CATALOG)
        # Read now, though faiss costs start-up: two builds later the folder is gone.
        return cls(data, manifest, store, _read_vectors(data, manifest))

    @property
    def trouble(self) -> str | None:
        """Why this is less than what should be served, in one text for the shell; None where it is all."""
        return " ".join(_in_words(one, self.number) for one in self.troubles) or None

    @cached_property
    def encoders(self) -> list[Encoder]:
        """The encoders that made the vectors, loaded at first use; without those that cannot be used here."""
        found: list[Encoder] = []
        failed: list[str] = []
        for card in self.manifest.encoders:
            try:
                found.append(self.load(card))
            except GenerationError as error:
                failed.append(str(error))
        kind: Literal["encoder", "words_alone"] = "encoder" if found else "words_alone"
        self.troubles += tuple(Trouble(kind, reason) for reason in failed)
        return found

    def load(self, card: EncoderCard) -> Encoder:
        """Load one encoder; raises GenerationError where it is damaged or not to be used here."""
        from index.encoder import load

        return load(card, self._data / ENCODERS)

    @property
    def is_sample(self) -> bool:
        """Whether the shipped sample is in it: old, and for trying only."""
        return self.manifest.sample


def open_generation(data: Path) -> Generation:
    """Open the served generation, or the one before where that is damaged (`.troubles` then say so)."""
    number = current_number(data)
    try:
        return Generation.read(data, number)
    except GenerationError as error:
        if current_number(data) != number:  # two swaps while this one was being opened: it is gone
            return open_generation(data)
        return _open_previous(data, number, error)


def _open_previous(data: Path, number: int, error: GenerationError) -> Generation:
    previous = previous_number(data, number)
    if previous is None:
        raise error
    try:
        generation = Generation.read(data, previous)
    except GenerationError:
        raise error from None
    generation.troubles = (Trouble("previous", str(error), number),)
    return generation


def open_what_there_is(data: Path) -> Generation:
    """Open what can be served by a service that must not stop: by words alone, or nothing at all.

    A generation whose catalogue is whole and whose vectors are damaged is still a catalogue.
    """
    try:
        return open_generation(data)
    except GenerationError as error:
        trouble = str(error)
    try:
        manifest = read_manifest(data, current_number(data))
        check_files(data, manifest, CATALOG)
        store = Store.open(folder_of(data, manifest.generation) / CATALOG)
    except GenerationError:
        return _nothing(data, trouble)
    generation = Generation(data, msgspec.structs.replace(manifest, encoders=()), store, {})
    generation.troubles = (Trouble("words_alone", trouble),)
    return generation


def _nothing(data: Path, reason: str) -> Generation:
    """Return a generation of number 0 without a programme: what a service has that can only be mended."""
    none = Counts(read=0, kept=0, rejected=0, duplicates=0, embedded=0, reused=0)
    manifest = Manifest(
        form=FORM, generation=0, previous=None, rows=0, template=0, faiss="", encoders=(), files={},
        built_at=dt.datetime.now(dt.UTC), sources=(), inputs="", sample=False, counts=none,
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        write_store(Path(folder) / CATALOG, ())
        generation = Generation(data, manifest, Store.open(Path(folder) / CATALOG), {})
    generation.troubles = (Trouble("nothing", reason),)
    return generation


def _read_vectors(data: Path, manifest: Manifest) -> "dict[tuple[str, str], Vectors]":
    from index.vectors import Vectors

    names = [(card.name, leg) for card in manifest.encoders for leg in LEGS]
    folder = folder_of(data, manifest.generation)
    return {name: Vectors.open(folder / vectors_file(*name)) for name in names}


def _in_words(trouble: Trouble, number: int) -> str:
    if trouble.kind == "previous":
        return f"Catalogue version {number} is used instead of {trouble.instead_of}. {trouble.reason}"
    return trouble.reason


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
    generation = Generation.read(data, number)
    numbers = [number for (number,) in generation.store.columns("number")]
    if len(numbers) != generation.manifest.rows:
        raise GenerationError(f"{generation.folder / CATALOG} is out of step with its manifest. {cure(data)}")
    for card in generation.manifest.encoders:
        generation.load(card)
        for leg in LEGS:
            _check_vectors(generation, card, leg, numbers)
    return generation


def _check_vectors(generation: Generation, card: EncoderCard, leg: str, numbers: list[int]) -> None:
    import numpy as np

    vectors = generation.vectors[card.name, leg]
    found, _ = vectors.scores(np.zeros(vectors.dim, dtype=np.float32))
    if vectors.dim != card.dim or sorted(found.tolist()) != numbers:
        path = generation.folder / vectors_file(card.name, leg)
        raise GenerationError(f"{path} is out of step with the catalogue. {cure(generation.folder.parent)}")
