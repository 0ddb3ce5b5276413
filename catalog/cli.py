"""`rung catalog ...`: files looked at without building anything; thin over the library."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="Look at catalogue files without building anything.")

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Catalogue files: CSV, Excel, ODS, JSON or web pages.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the report as one JSON value.")]
Suggest = Annotated[
    bool, typer.Option("--suggest", help="Show which field each column was taken for, and how to correct it.")
]


@app.command()
def check(files: Files, as_json: Json = False, suggest: Suggest = False) -> None:
    """Read files and report what was kept, merged, rejected and not understood."""
    from catalog.importing import read_catalog

    report = read_catalog(files).report
    if as_json:
        _print_json(report.as_json())
        return
    from catalog.report_table import print_report

    for one in report.files:
        print_report(one, suggest)


@app.command()
def read(files: Files) -> None:
    """Print the programmes as JSON lines, as understood, with receipts and warnings."""
    import msgspec

    from catalog.importing import read_catalog

    for program in read_catalog(files).each():
        sys.stdout.write(msgspec.json.encode(program).decode() + "\n")


@app.command()
def value() -> None:
    """Read single texts: a JSON object with kind, text and context a line in, its reading a line out."""
    from catalog.errors import CatalogError
    from catalog.text import clean_text

    for number, line in enumerate(_lines(), start=1):
        if not line.strip():
            continue
        try:
            reading = _read_one(line)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            why = clean_text(str(error), 80) or "it cannot be read"
            raise CatalogError(f'Line {number} is no JSON object with "kind" and "text" ({why}).') from error
        _print_json(reading)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8-sig", errors="replace")


def _read_one(line: str) -> dict[str, object]:
    import json

    from catalog.reading.value import context_from_json, read_value
    from catalog.sources.jsonlines import clean_value

    given = clean_value(json.loads(line))
    if not isinstance(given, dict):
        raise TypeError("not an object")
    kind, text, context = given["kind"], given["text"], given.get("context") or {}
    if not isinstance(kind, str) or not isinstance(text, str) or not isinstance(context, dict):
        raise TypeError("kind and text are texts, context is an object")
    return read_value(kind, text, context_from_json(context))


def _print_json(value: Any) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
