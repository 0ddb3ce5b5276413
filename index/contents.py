"""What a catalogue states and what it leaves open, in numbers: for the person who looks after it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from catalog.program import Duration, Price, Value
from catalog.report import FileReport
from index.generation import Generation
from index.manifest import REPORT

STATED = ("price", "duration", "outcomes", "level", "language")
LISTED = 30
_A_YEAR = dt.timedelta(days=365)


class Said(Value, frozen=True):
    """Words that stand so many times in a field of the files."""

    field: str
    text: str
    count: int


class Mendable(Value, frozen=True):
    """What an administrator can mend in the files that a generation was made of, the most frequent first."""

    unread: tuple[Said, ...] = ()
    """Texts that no reading understood."""
    refused: tuple[Said, ...] = ()
    """Why rows were refused."""
    warnings: tuple[str, ...] = ()
    """What is wrong with whole files."""


class Contents(Value, frozen=True):
    """A catalogue in numbers."""

    courses: int
    sources: Mapping[str, int]
    """How many programmes came from each file, the most first."""
    stated: Mapping[str, int]
    """How many programmes state each of `STATED`."""
    stale: int
    """How many are of facts older than a year."""
    undated: int
    mendable: Mendable | None
    """None where the generation was built before this was kept."""


def summed_up(files: Iterable[FileReport]) -> bytes:
    """Return what is kept of a build's report."""
    files = list(files)
    unread: Counter[tuple[str, str]] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for file in files:
        unread.update({text: count for text, count in file.unread.items() if count > 0})
        refused.update((one["field"] or "", one["reason"]) for one in file.reasons)
    warnings = [f"{file.file}: {warning}" for file in files for warning in file.warnings]
    return msgspec.json.encode(Mendable(_most(unread), _most(refused), tuple(warnings[:LISTED])))


def _most(counted: Counter[tuple[str, str]]) -> tuple[Said, ...]:
    first = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:LISTED]
    return tuple(Said(field, text[:200], count) for (field, text), count in first)


def contents(generation: Generation, today: dt.date) -> Contents:
    """Count what the programmes of a generation state."""
    store = generation.store
    sources = Counter(source or "" for (source,) in store.columns("source"))
    dates = Counter(as_of for (as_of,) in store.columns("as_of"))
    old = (today - _A_YEAR).isoformat()
    report = generation.folder / REPORT
    return Contents(
        courses=sum(sources.values()),
        sources=dict(sources.most_common()),
        stated={name: sum(map(_STATES[name], store.columns(*_COLUMNS[name]))) for name in STATED},
        # A date may be a year or a month alone: its first day counts.
        stale=sum(n for as_of, n in dates.items() if as_of and f"{as_of}-01-01"[:10] < old),
        undated=dates[None],
        mendable=msgspec.json.decode(report.read_bytes(), type=Mendable) if report.is_file() else None,
    )


_COLUMNS = {name: (name,) for name in STATED} | {"outcomes": ("outcomes", "skills")}
_STATES: Mapping[str, Callable[[Sequence[str | None]], bool]] = {
    "price": lambda row: msgspec.json.decode(row[0] or "{}", type=Price).kind != "unknown",
    "duration": lambda row: msgspec.json.decode(row[0] or "{}", type=Duration) != Duration(),
    "outcomes": lambda row: any(msgspec.json.decode(one or "[]") for one in row),
    "level": lambda row: row[0] not in (None, "unknown"),
    "language": lambda row: bool(msgspec.json.decode(row[0] or "[]")),
}
