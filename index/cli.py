"""`rung index`: build, status, verify, rollback, release, discard; their words and options, nothing else.

`rung catalog export` stands here too: what is served is the index's to open; the catalogue knows none.
`bot.cli` puts it among the commands of the catalogue.
"""

import datetime as dt
import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

if TYPE_CHECKING:
    from catalog.program import Program
    from index.embedding import Progress
    from index.guards import Findings

app = typer.Typer(no_args_is_help=True)

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="Catalogue files.", show_default=False)
]
Data = Annotated[
    Path, typer.Option("--data", envvar="RUNG_DATA", help="The folder that holds the catalogue versions.")
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", help="A sentence-transformers model; may be repeated (default: RUNG_MODELS)."),
]
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample catalogue that comes with Rung.")]
ProgressLines = Annotated[
    bool, typer.Option("--progress-lines", help="Write progress as JSON lines on standard error.")
]
Hold = Annotated[bool, typer.Option("--hold", help="Keep the result aside: `release` serves it.")]
Force = Annotated[
    bool, typer.Option("--force", help="Serve the result even where much of the catalogue is gone.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
DEFAULT_DATA = Path("rung-data")


class Form(StrEnum):
    """What a catalogue is written out as."""

    CSV = "csv"
    JSONL = "jsonl"
    JSONLD = "jsonld"


@app.command()
def build(
    files: Files = None,
    data: Data = DEFAULT_DATA,
    model: Models = None,
    sample: Sample = False,
    as_json: AsJson = False,
    progress_lines: ProgressLines = False,
    hold: Hold = False,
    force: Force = False,
) -> None:
    """Read catalogue files, embed what is new, and serve the result, unless it is in doubt."""
    if not files and not sample:
        raise typer.BadParameter("name a catalogue file, or say --sample.", param_hint="FILE...")
    from catalog.errors import GenerationError
    from index.build import build as build_generation
    from index.intake import SAMPLE

    with _progress_lines() if progress_lines else _progress() as progress:
        result = build_generation(
            [*(files or []), *([SAMPLE] if sample else [])],
            data,
            _models(model),
            progress,
            hold=True if hold else False if force else None,
        )
    if result.notice:
        typer.echo(result.notice, err=True)
    counts, findings = map(msgspec.structs.asdict, (result.counts, result.findings))
    made = {"generation": result.generation, "held": result.held} | counts
    if as_json:
        _print(made | findings | {"doubts": result.findings.doubts}, as_json)
    else:
        goals = f"{result.findings.found} of {result.findings.asked} found"
        _print(made | {"gone": result.findings.gone, "known_goals": goals}, as_json)
    if result.held and not hold:
        raise GenerationError(_doubts(result.findings, result.generation, data))


def _doubts(findings: "Findings", generation: int, data: Path) -> str:
    words = {
        "courses": f"{findings.gone} of the {findings.before} served programmes are gone",
        "goals": f"only {findings.found} of {findings.asked} known goals still find their course",
    }
    reasons = [words[doubt] for doubt in findings.doubts]
    return (
        f"Catalogue version {generation} is built but not served: {', and '.join(reasons)}. "
        f"Serve it: rung index release --data {shlex.quote(str(data))}"
    )


def _models(named: list[str] | None) -> list[str]:
    """Return the models that were named here or in the settings; none are those installed with Rung."""
    models = named or os.environ.get("RUNG_MODELS", "").split(",")
    return [model.strip() for model in models if model.strip()]


@app.command()
def status(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Say which catalogue version is served, how old it is, and what is in it."""
    from index.generation import status as read_status
    from index.held import held

    served = read_status(data)
    age = dt.datetime.now(dt.UTC) - served.built_at
    more = {"held": held(data), "age_days": round(age / dt.timedelta(days=1), 1)}
    _print(msgspec.to_builtins(served) | more, as_json)


@app.command()
def verify(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Check every file of the served version against its hash, and its parts against each other."""
    from index.generation import verify as verify_served

    generation = verify_served(data)
    _print({"generation": generation.number, "whole": True, "files": len(generation.manifest.files)}, as_json)


@app.command()
def rollback(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Serve the previous version again; a second time, the newer one."""
    from index.publish import rollback as roll_back

    _print({"generation": roll_back(data)}, as_json)


@app.command()
def release(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Serve the version that is held."""
    from index.held import release as release_held

    _print({"generation": release_held(data)}, as_json)


@app.command()
def discard(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Throw the held version away; what is served stays."""
    from index.held import discard as discard_held

    _print({"discarded": discard_held(data)}, as_json)


def export(
    form: Annotated[Form, typer.Option(help="A table, our own lines, or schema.org JSON-LD.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Files to read instead of the index.", show_default=False),
    ] = None,
    data: Data = DEFAULT_DATA,
) -> None:
    """Write the served catalogue, or named files, out again as a table, lines or JSON-LD."""
    from catalog.exporting import FORMS

    programs = _read(files) if files else _served(data)
    for piece in FORMS[form.value](programs):
        sys.stdout.buffer.write(piece.encode())  # as it is: a table's lines end as RFC 4180 says
    sys.stdout.buffer.flush()


def _read(files: list[Path]) -> "Iterable[Program]":
    from catalog.importing import read_catalog

    return read_catalog(files).programs


def _served(data: Path) -> "Iterator[Program]":
    from index.generation import open_generation

    generation = open_generation(data)
    if generation.trouble:
        typer.echo(generation.trouble, err=True)
    return (program for _, program in generation.store.every())


@contextmanager
def _progress() -> Iterator["Progress"]:
    """Show on a terminal's standard error what is being done; say nothing into a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Starting", total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total or None)

        yield show


@contextmanager
def _progress_lines() -> Iterator["Progress"]:
    """Tell another program what is being done: a JSON object a line."""

    def show(what: str, done: int, total: int) -> None:
        line = msgspec.json.encode({"what": what, "done": done, "total": total}).decode()
        print(line, file=sys.stderr, flush=True)

    yield show


def _print(values: dict[str, object], as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.encode(values))
        return
    for name, value in values.items():
        typer.echo(f"{name.replace('_', ' ')}: {_words(value)}")


def _words(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{amount} {name}" for name, amount in value.items())
    return str(value)
