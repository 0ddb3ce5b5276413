"""Catalogue files to a catalogue: read, or taken over where neither the files nor the readers changed."""

import hashlib
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import catalog
from catalog.program import Program
from catalog.sources.sidecar import sidecar_path
from catalog.store import Store, write_store
from index.contents import summed_up
from index.generation import Generation
from index.manifest import CATALOG, REPORT, hash_of

SAMPLE = Path(catalog.__file__).parent / "data" / "sample.jsonl"


@dataclass(frozen=True)
class Intake:
    """What was read of the files, and what became of their rows."""

    inputs: str
    """A hash of all that the programmes depend on: the files, and the code and tables that read them."""
    programs: Sequence[Program]
    read: int
    rejected: int
    duplicates: int
    report: bytes | None = None
    """What an administrator can mend, as `index.contents` reads it."""
    written: Path | None = None
    """The catalogue of the served generation, where it was made of the same inputs."""

    def write(self, path: Path) -> Mapping[int, Program]:
        """Write the catalogue and return the programmes by the numbers they have in it."""
        if self.written:
            shutil.copyfile(self.written, path)
        else:
            write_store(path, self.programs)
        by_id = {program.id: program for program in self.programs}
        store = Store.open(path)
        try:
            return {number: by_id[id_] for number, id_ in store.columns("number", "id")}
        finally:
            store.close()


def take_in(paths: Sequence[Path], served: Generation | None) -> Intake:
    """Read the files, or take the served catalogue where reading them would make the same one."""
    if served is not None and all(path.is_file() for path in paths):
        inputs, counts = inputs_of(paths), served.manifest.counts
        if inputs == served.manifest.inputs:
            programs = [program for _, program in served.store.every()]
            written, report = served.folder / CATALOG, served.folder / REPORT
            return Intake(
                inputs,
                programs,
                counts.read,
                counts.rejected,
                counts.duplicates,
                report.read_bytes() if report.is_file() else None,
                written,
            )
    from catalog.importing import read_catalog

    imported = read_catalog(paths)
    files = imported.report.files
    return Intake(
        inputs_of(paths),
        imported.programs,
        read=sum(file.rows for file in files),
        rejected=sum(file.rejected for file in files),
        duplicates=sum(file.duplicates for file in files),
        report=summed_up(files),
    )


def inputs_of(paths: Sequence[Path]) -> str:
    """Return one hash of the files and what lies beside them, their order, and the room that reads them."""
    beside = [mapping for path in paths if (mapping := sidecar_path(path)).is_file()]
    parts = [sys.version, *_named([*paths, *beside]), *_readers()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _readers() -> list[str]:
    """Return what reads the files: that does not change while this process runs."""
    room = Path(catalog.__file__).parent
    return _named(sorted(path for path in room.rglob("*") if path.is_file() and path.suffix != ".pyc"))


def _named(paths: Sequence[Path]) -> list[str]:
    return [f"{path.name} {hash_of(path)}" for path in paths]
