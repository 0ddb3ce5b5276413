"""The report as people read it on a terminal: shares first, then what to look at, twenty of a kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from catalog.report import FileReport

SHEET = "provider sheet"
SHOWN = 20
_LONGEST = 100
_ROWS = {
    "price": "price",
    "duration": "duration",
    "outcomes_or_skills": "outcomes or skills",
    "language": "language",
    "level": "level",
}
_WITH_COLUMNS = {"csv", "xlsx", "xlsb", "xls", "ods"}


def print_report(report: "FileReport", suggest: bool) -> None:
    """Print one file's report; with `suggest`, what each column was taken for and how to correct it."""
    from rich.console import Console

    console, facts = Console(highlight=False, markup=False), report.as_json()
    console.print(_counts(report), soft_wrap=True)
    if report.kept:
        console.print(_table(facts))
    for line in (*_findings(facts), *(_columns(report) if suggest else ())):
        console.print(line, soft_wrap=True)


def _counts(report: "FileReport") -> str:
    if report.form == SHEET:
        return f"{report.file} is a {SHEET}: it fills what the other files leave out."
    return (
        f"{report.file} ({report.form}): {report.rows} rows, {report.kept} kept, "
        f"{report.duplicates} merged as duplicates, {report.rejected} rejected."
    )


def _table(facts: Mapping[str, Any]) -> "Table":
    from rich.table import Table

    table = Table("of the programmes", "share", "what the rows state")
    for key, name in _ROWS.items():
        counts = facts["fields"].get("outcomes" if key == "outcomes_or_skills" else key)
        stated = ", ".join(f"{count:,} {_words(kind)}" for kind, count in counts.items() if count)
        table.add_row(f"know their {name}", f"{facts['shares'][key]:.1%}", stated or "nothing")
    return table


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _findings(facts: Mapping[str, Any]) -> Iterator[str]:
    yield from _first(facts["reasons"], _rejected, "rejected rows")
    yield from _first(facts["merged"], lambda one: _merged(one, facts["file"]), "merged rows")
    yield from _first(facts["unread"], _unread, "texts that were not understood")
    yield from _dates(facts["dates"])
    if facts["unused"]:
        names = ", ".join(facts["unused"][:SHOWN])
        yield f"Not read: the columns {names}. --suggest shows how to say what they hold."
    yield from (f"Warning: {warning}" for warning in facts["warnings"])


def _first(items: list[Any], line: Callable[[Any], str], what: str) -> Iterator[str]:
    yield from map(line, items[:SHOWN])
    if len(items) > SHOWN:
        yield f"And {len(items) - SHOWN} more {what}; --json lists them all."


def _rejected(one: Mapping[str, Any]) -> str:
    return f"Row {one['row']} is rejected. {one['reason']}"


def _merged(one: Mapping[str, Any], file: str) -> str:
    into = one["into"]
    of = "" if into["file"] == file else f" of {into['file']}"
    return f'Row {one["row"]} is merged into row {into["row"]}{of}: "{one["title"][:_LONGEST]}".'


def _unread(one: Mapping[str, Any]) -> str:
    often = "once" if one["count"] == 1 else f"{one['count']:,} times"
    return f"Not understood, {one['field']}, {often}: {one['text'][:_LONGEST]}"


def _dates(dates: Mapping[str, Any]) -> Iterator[str]:
    if dates["stale"]:
        yield (
            f"Older than a year: {_programmes(dates['stale'])}, from {dates['oldest']} on. "
            "Ask the provider for a newer list."
        )
    if dates["undated"]:
        yield f"No date: {_programmes(dates['undated'])} without a word on when the facts were true."


def _programmes(count: int) -> str:
    return "1 programme" if count == 1 else f"{count:,} programmes"


def _columns(report: "FileReport") -> Iterable[str]:
    """Yield the mapping, and as a file to save: whoever corrects a guess writes no word that is not known."""
    from catalog.sources.sidecar import suggestion

    yield from (f'Column "{column}" is read as {name}.' for column, name in report.mapping.items())
    if report.form in _WITH_COLUMNS:
        yield f"\nTo correct this, save the lines below as {report.file}.toml beside the file:\n"
        yield suggestion(report.mapping, report.unused).removesuffix("\n")
