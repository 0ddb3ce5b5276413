"""The offline script: catalogue files in, a new generation out; `python -m index.build FILE...`."""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import catalog
from catalog.errors import GenerationError, RungError
from catalog.program import Program
from index.embedding import Progress, no_progress, write_embeddings
from index.encoder import DEFAULT_MODEL, EncoderCard, install
from index.generation import Generation, open_generation
from index.manifest import CATALOG, ENCODERS, FORM, MANIFEST, Counts, Manifest, hash_of, number_of
from index.passages import TEMPLATE_VERSION, passage
from index.publish import Step, draft, locked, no_step, publish, remove_orphans, writing

if TYPE_CHECKING:
    from catalog.importing import Imported

SAMPLE = Path(catalog.__file__).parent / "data" / "sample.jsonl"


@dataclass(frozen=True)
class BuildResult:
    """The generation that was published, and its counts."""

    generation: int
    counts: Counts


def build(
    paths: Sequence[Path],
    data: Path,
    models: Sequence[str] = (DEFAULT_MODEL,),
    progress: Progress = no_progress,
    step: Step = no_step,
) -> BuildResult:
    """Read the files, embed what is new, and serve the result; or raise, and nothing has changed."""
    manifest = _Build(paths, data, models, progress, step).run()
    return BuildResult(manifest.generation, manifest.counts)


@dataclass(frozen=True)
class _Build:
    paths: Sequence[Path]
    data: Path
    models: Sequence[str]
    progress: Progress
    step: Step

    def run(self) -> Manifest:
        from catalog.importing import read_catalog

        self.progress("Reading", 0, 0)
        imported = read_catalog(self.paths)
        with writing(self.data), locked(self.data):
            self.step("locked")
            remove_orphans(self.data)
            self.step("orphans removed")
            cards = self._install(imported.programs)
            with draft(self.data, self.step) as folder:
                manifest = self._fill(folder, imported, cards)
                publish(folder, self.step)
        return manifest

    def _install(self, programs: Sequence[Program]) -> list[EncoderCard]:
        self.progress("Preparing the model", 0, 0)
        passages = [passage(program) for program in programs]
        cards = [install(model, self.data / ENCODERS, passages) for model in self.models]
        return list({card.name: card for card in cards}.values())

    def _fill(self, folder: Path, imported: "Imported", cards: Sequence[EncoderCard]) -> Manifest:
        old = _served(self.data)
        programs = _write_catalog(folder / CATALOG, imported.programs)
        self.step("catalogue written")
        embedded = write_embeddings(folder, programs, cards, old, self.progress)
        self.step("vectors written")
        manifest = self._manifest(folder, _counts(imported, embedded), cards, old)
        (folder / MANIFEST).write_bytes(manifest.written())
        self.step("manifest written")
        return manifest

    def _manifest(
        self, folder: Path, counts: Counts, cards: Sequence[EncoderCard], old: Generation | None
    ) -> Manifest:
        import faiss

        return Manifest(
            form=FORM,
            generation=number_of(folder),
            previous=old.number if old else None,
            rows=counts.kept,
            template=TEMPLATE_VERSION,
            faiss=faiss.__version__,
            encoders=tuple(cards),
            files={path.name: hash_of(path) for path in sorted(folder.iterdir())},
            built_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            sources=tuple(path.name for path in self.paths),
            sample=hash_of(SAMPLE) in map(hash_of, self.paths),
            counts=counts,
        ).sealed()


def _served(data: Path) -> Generation | None:
    try:
        return open_generation(data)
    except GenerationError:
        return None


def _write_catalog(path: Path, programs: Sequence[Program]) -> Mapping[int, Program]:
    """Write the catalogue and return the programmes by the numbers it gave them."""
    from catalog.store import Store, write_store

    write_store(path, programs)
    by_id = {program.id: program for program in programs}
    store = Store.open(path)
    try:
        return {number: by_id[id_] for number, id_ in store.columns("number", "id")}
    finally:
        store.close()


def _counts(imported: "Imported", embedded: int) -> Counts:
    files, kept = imported.report.files, len(imported.programs)
    return Counts(
        read=sum(file.rows for file in files),
        kept=kept,
        rejected=sum(file.rejected for file in files),
        duplicates=sum(file.duplicates for file in files),
        embedded=embedded,
        reused=kept - embedded,
    )


def main() -> None:
    """Run the build as a command of its own."""
    import typer

    from index.cli import build as command

    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    try:
        app()
    except RungError as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
