"""The offline script: catalogue files in, a new generation out; `python -m index.build FILE...`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import GenerationError, refusing
from catalog.program import Program
from index.embedding import Progress, no_progress, write_embeddings
from index.encoder import EncoderCard, install
from index.generation import Generation, open_generation
from index.guards import Findings, compared
from index.intake import SAMPLE, Intake, take_in
from index.manifest import (
    CATALOG,
    CURRENT,
    ENCODERS,
    FORM,
    MANIFEST,
    REPORT,
    Counts,
    Manifest,
    hash_of,
    linked_number,
    number_of,
)
from index.multilingual import default_models, english_only
from index.passages import TEMPLATE_VERSION, passage
from index.publish import Step, draft, finish, hold, locked, no_step, publish, remove_orphans, writing


@dataclass(frozen=True)
class BuildResult:
    """The generation that was built, and its counts."""

    generation: int
    counts: Counts
    held: bool
    """Whether it waits for somebody to release it (`index.held`), and is not served."""
    findings: Findings
    """How it compares with what was served before it."""
    notice: str | None
    """What the index cannot do for want of an encoder, in one sentence."""


def build(  # noqa: PLR0913, PLR0917 - the last three have one value nearly everywhere
    paths: Sequence[Path],
    data: Path,
    models: Sequence[str] = (),
    progress: Progress = no_progress,
    step: Step = no_step,
    hold: bool | None = None,
) -> BuildResult:
    """Read the files, embed what is new, and serve the result; or raise, and nothing has changed.

    Without `models`, those that come with the installation are used. A generation that is held waits
    to be asked, released or discarded (`index.held`); without a word on that, it is held where it is
    in doubt (`index.guards`).
    """
    return _Build(paths, data, models or default_models(), progress, step, hold).run()


@dataclass(frozen=True)
class _Build:
    paths: Sequence[Path]
    data: Path
    models: Sequence[str]
    progress: Progress
    step: Step
    hold: bool | None

    def run(self) -> BuildResult:
        before, old = linked_number(self.data / CURRENT), _served(self.data)
        self.progress("Reading", 0, 0)
        intake = take_in(self.paths, old)
        with writing(self.data), locked(self.data):
            if linked_number(self.data / CURRENT) != before:
                raise GenerationError(f"Another build has just ended in {self.data}. Run this one again.")
            self.step("locked")
            remove_orphans(self.data)
            self.step("orphans removed")
            cards = self._install(intake.programs)
            with draft(self.data, self.step) as folder:
                manifest = self._fill(folder, intake, cards, old)
                findings = self._compared(finish(folder, self.step), old)
                held = findings.is_in_doubt if self.hold is None else self.hold
                (hold if held else publish)(folder, self.step)
        return BuildResult(
            manifest.generation, manifest.counts, held, findings, english_only(manifest.encoders)
        )

    def _compared(self, new: Generation, old: Generation | None) -> Findings:
        self.progress("Checking", 0, 0)
        return compared(new, old)

    def _install(self, programs: Sequence[Program]) -> list[EncoderCard]:
        self.progress("Preparing the model", 0, 0)
        passages = [passage(program) for program in programs]
        cards = [install(model, self.data / ENCODERS, passages) for model in self.models]
        return list({card.name: card for card in cards}.values())

    def _fill(
        self, folder: Path, intake: Intake, cards: Sequence[EncoderCard], old: Generation | None
    ) -> Manifest:
        programs = intake.write(folder / CATALOG)
        if intake.report is not None:
            (folder / REPORT).write_bytes(intake.report)
        self.step("catalogue written")
        embedded = write_embeddings(folder, programs, cards, old, self.progress)
        self.step("vectors written")
        manifest = self._manifest(folder, intake, cards, old, embedded)
        (folder / MANIFEST).write_bytes(manifest.written())
        self.step("manifest written")
        return manifest

    def _manifest(
        self,
        folder: Path,
        intake: Intake,
        cards: Sequence[EncoderCard],
        old: Generation | None,
        embedded: int,
    ) -> Manifest:
        import faiss

        return Manifest(
            form=FORM,
            generation=number_of(folder),
            previous=old.number if old else None,
            rows=len(intake.programs),
            template=TEMPLATE_VERSION,
            faiss=faiss.__version__,
            encoders=tuple(cards),
            files={path.name: hash_of(path) for path in sorted(folder.iterdir())},
            built_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            sources=tuple(path.name for path in self.paths),
            inputs=intake.inputs,
            sample=hash_of(SAMPLE) in map(hash_of, self.paths),
            counts=_counts(intake, embedded),
        ).sealed()


def _counts(intake: Intake, embedded: int) -> Counts:
    kept = len(intake.programs)
    return Counts(
        read=intake.read,
        kept=kept,
        rejected=intake.rejected,
        duplicates=intake.duplicates,
        embedded=embedded,
        reused=kept - embedded,
    )


def _served(data: Path) -> Generation | None:
    try:
        return open_generation(data)
    except GenerationError:
        return None


def main() -> None:
    """Run the build as a command of its own."""
    import typer

    from index.cli import build as command

    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    refusing(app)


if __name__ == "__main__":
    main()
