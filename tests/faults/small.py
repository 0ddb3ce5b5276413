"""Tiny catalogues whose every row and vector tells its version, and the look that a reader takes at one."""

import json
from pathlib import Path

import numpy as np

from catalog.store import Store
from index.build import build
from index.encoder import TOY_MODEL, install, load
from index.generation import Generation
from index.manifest import CURRENT, LEGS, linked_number
from index.passages import TEXT_OF, text_kind
from index.publish import Step, no_step
from index.vectors import Vectors

SUBJECTS = ("Welding", "Nursing", "Bookkeeping", "Spanish", "Data analysis")


class MixedError(Exception):
    """What was read is not one catalogue with its own vectors."""


def write_catalogue(path: Path, version: int) -> Path:
    """Write a catalogue of which every title ends with `version`."""
    rows = [{"id": subject, "title": f"{subject} version{version}"} for subject in SUBJECTS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def build_from(source: Path, data: Path, step: Step = no_step) -> int:
    """Build a tiny catalogue with the encoder that needs no weights, and return the generation."""
    return build([source], data, (TOY_MODEL,), step=step).generation


def hold_from(source: Path, data: Path, step: Step = no_step) -> int:
    """Build a tiny catalogue and hold it; the first one is served."""
    first = linked_number(data / CURRENT) is None
    return build([source], data, (TOY_MODEL,), step=step, hold=not first).generation


def build_version(data: Path, version: int) -> int:
    """Write and build the catalogue of `version`, and return the generation."""
    return build_from(write_catalogue(data.parent / f"version{version}.jsonl", version), data)


def version_of(generation: Generation) -> int:
    """Return the version that every row and every vector of an opened generation is of."""
    return look(generation.store, {leg: generation.vectors[TOY_MODEL, leg] for leg in LEGS})


def look(store: Store, vectors: dict[str, Vectors]) -> int:
    """Return the version of a catalogue and its vectors, or raise where they do not agree."""
    programs = dict(store.every())
    versions = {program.title.rpartition("version")[2] for program in programs.values()}
    if len(programs) != len(SUBJECTS) or len(versions) != 1:
        raise MixedError(f"{len(programs)} rows of versions {versions}")
    encoder = load(install(TOY_MODEL, Path()), Path())
    for leg, opened in vectors.items():
        wanted = encoder.encode_passages(
            [TEXT_OF[text_kind(encoder.card, leg)](program) for program in programs.values()]
        )
        if not np.allclose(opened.reconstruct(np.array(list(programs))), wanted, atol=1e-6):
            raise MixedError(f"the {leg} vectors are not those of version {versions}")
    return int(versions.pop())
