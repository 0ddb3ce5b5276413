"""What became of every row of a file, in numbers and reasons: the report an administrator acts on."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from catalog.draft import Draft
from catalog.mending import Mending
from catalog.program import Duration, Price
from catalog.sources import Row, Source

_LEVELS = ("beginner", "intermediate", "advanced", "any")
SHARES = ("price", "duration", "outcomes_or_skills", "language", "level")
_A_YEAR = dt.timedelta(days=365)
_PRICES = ("free", "free_to_learn", "paid", "subscription")
_COUNTED = frozenset({"duration", "price", "level", "language", "outcomes"})
_NO_DURATION, _NO_PRICE = Duration(), Price()
LISTED = 10_000
"""So many rows or texts of a kind are listed one by one; further ones are only counted."""


@dataclass(slots=True)
class FileReport:
    """One file: counts of rows, of what was stated and read, of texts that no reading understood."""

    file: str
    form: str
    mapping: dict[str, str]
    warnings: list[str]
    kept: int = 0
    duplicates: int = 0
    rejected: int = 0
    reasons: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    unused: tuple[str, ...] = ()
    """The columns that nothing was read from."""
    merged: list[dict[str, Any]] = field(default_factory=list)
    mending: Mending = field(default_factory=Mending)
    _known: Counter[str] = field(default_factory=Counter)
    _dates: Counter[str | None] = field(default_factory=Counter)

    @classmethod
    def of(cls, source: Source) -> Self:
        """Return the report of a file of which no row has been counted."""
        return cls(
            source.name, source.form, dict(source.mapping), list(source.warnings), unused=source.unused
        )

    @property
    def rows(self) -> int:
        """How many rows were met; each is counted once below."""
        return self.kept + self.duplicates + self.rejected

    @property
    def unknown(self) -> dict[str, int]:
        """Of how many programmes a fact is not known, of all that their rows state together."""
        return {name: self.kept - self._known[name] for name in SHARES}

    def reject(self, row: Row, name: str | None, reason: str) -> None:
        """Count a row that is not used."""
        self.rejected += 1
        self.mending.refuse(row, reason)
        if len(self.reasons) < LISTED:
            self.reasons.append({"row": row.number, "field": name, "reason": reason})

    def keep(self, draft: Draft) -> None:
        """Count a row that became a programme."""
        self.kept += 1
        self._count(draft, 1)
        self._count_known(draft, 1)

    def merge(self, draft: Draft, into: Draft) -> None:
        """Count a row that was merged into a programme met before."""
        self.duplicates += 1
        self._count(draft, 1)
        if len(self.merged) < LISTED:
            place = {"file": into.source, "row": into.row}
            self.merged.append({"row": draft.row, "into": place, "title": draft.values["title"]})

    def learn(self, before: Draft, after: Draft) -> None:
        """Count a programme anew that has learnt from another row."""
        for draft, sign in ((before, -1), (after, 1)):
            self._count(draft, sign)
            self._count_known(draft, sign)

    def _count(self, draft: Draft, sign: int) -> None:
        """Add to the counts what the rows state, or take it away."""
        for fact in _facts(draft):
            self.counts[fact] += sign
        for text in draft.unread:
            if text in self.unread or len(self.unread) < LISTED:
                self.unread[text] += sign

    def _count_known(self, draft: Draft, sign: int) -> None:
        """Add to the counts what is known of a programme, of all that its rows state together."""
        for name in _known(draft):
            self._known[name] += sign
        self._dates[draft.values.get("as_of")] += sign

    def as_json(self, today: dt.date | None = None) -> dict[str, Any]:
        """Return the report in the form of the contract."""
        return {
            "file": self.file,
            "form": self.form,
            "rows": self.rows,
            "kept": self.kept,
            "duplicates": self.duplicates,
            "rejected": self.rejected,
            "reasons": sorted(self.reasons, key=lambda reason: reason["row"]),
            "fields": {
                "price": self._of("price", "stated", *_PRICES, "unknown"),
                "duration": self._of("duration", "stated", "hours", "weeks", "unread"),
                "level": self._of("level", "stated", *_LEVELS, "unknown"),
                "language": self._of("language", "stated", "unread", "unknown"),
                "outcomes": self._of("outcomes", "stated", "from_description"),
            },
            "unread": [
                {"field": name, "text": text, "count": count}
                for (name, text), count in sorted(self.unread.items(), key=lambda item: (-item[1], item[0]))
                if count
            ],
            "warnings": self.warnings,
            "mapping": self.mapping,
            "unused": list(self.unused),
            "shares": {name: round(self._known[name] / max(1, self.kept), 3) for name in SHARES},
            "merged": sorted(self.merged, key=lambda one: one["row"]),
            "dates": self._ages(today or dt.date.today()),  # noqa: DTZ011 - the reader's own calendar day
        }

    def _ages(self, today: dt.date) -> dict[str, Any]:
        """Return how many programmes have facts older than a year, and how many do not say."""
        stale = {
            as_of for as_of, n in self._dates.items() if as_of and n and _first_day(as_of) < today - _A_YEAR
        }
        return {
            "stale": sum(self._dates[as_of] for as_of in stale),
            "oldest": min(stale, default=None),
            "undated": self._dates[None],
        }

    def _of(self, name: str, *kinds: str) -> dict[str, int]:
        return {kind: self.counts[name, kind] for kind in kinds}


def _facts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what is counted of a row: what it states of a field, and how far that was read."""
    values, stated = draft.values, draft.stated
    for name in _COUNTED & stated:
        yield name, "stated"
    for name in {name for name, _ in draft.unread} if draft.unread else ():
        yield name, "unread"
    if "language" not in values:
        yield "language", "unknown"
    if "outcomes" in values and "outcomes" not in stated:
        yield "outcomes", "from_description"
    duration: Duration = values.get("duration", _NO_DURATION)
    if duration.hours_min is not None or duration.hours_max is not None:
        yield "duration", "hours"
    if duration.weeks_min is not None or duration.weeks_max is not None:
        yield "duration", "weeks"
    yield "price", values.get("price", _NO_PRICE).kind
    yield "level", values.get("level", "unknown")


def _known(draft: Draft) -> Iterator[str]:
    """Yield what is known of a programme, of all that its rows state together."""
    values = draft.values
    yield from (name for name in ("duration", "language") if values.get(name))
    yield from (["price"] if values.get("price", _NO_PRICE).kind != "unknown" else ())
    yield from (["level"] if values.get("level", "unknown") != "unknown" else ())
    yield from (["outcomes_or_skills"] if values.get("outcomes") or values.get("skills") else ())


def _first_day(as_of: str) -> dt.date:
    """Return the first day of a year, a month or a day."""
    year, month, day = (*map(int, as_of.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


@dataclass(frozen=True, slots=True)
class Report:
    """The files of one import, in the order they were named."""

    files: tuple[FileReport, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report in the form of the contract."""
        return {"files": [report.as_json() for report in self.files]}
