"""Counters of a day: how many answers there were, how fast, about what; never whose, never what was said."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress

from bot.jobs import jobs_of
from bot.reply import Answer
from bot.screens.stats import Figures, Today
from bot.telegram.database import Database

KEPT_DAYS = 30
_OTHER = "00"
# The upper ends of the classes that times are counted in: enough for a median, and no list of times.
_CLASSES_MS = (10, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000, 60_000)


class Stats:
    """The table of daily counters."""

    def __init__(self, database: Database, today: Callable[[], dt.date]) -> None:
        self._database, self._today = database, today

    async def answered(self, answer: Answer, took_s: float) -> None:
        """Count an answer to a new goal: its time, its area, and whether it brought anything."""
        near = any(answer.counts.values())
        what = [("answer", ""), ("time", str(_class_of(took_s * 1000))), ("area", area_of(answer))]
        what += [] if near else [("nothing near", "")]
        what += [("nothing fits", "")] if near and not answer.counts.get("fits") else []
        await self.note(*what)

    async def note(self, *what: tuple[str, str]) -> None:
        """Count one more of each kind and name; that it cannot be counted must not keep anything up."""
        day = self._today().isoformat()

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO counters (day, kind, name, count) VALUES (?, ?, ?, 1) "
                "ON CONFLICT (day, kind, name) DO UPDATE SET count = count + 1",
                [(day, kind, name) for kind, name in what],
            )

        with suppress(sqlite3.Error):
            await self._database.run(work)

    async def today(self) -> Today:
        """Return the counts of this day."""
        found = await self._between(self._today(), self._today())
        return Today(
            answers=_sum(found, "answer"),
            median_s=_median_s(found),
            nothing_near=_sum(found, "nothing near"),
        )

    async def figures(self) -> Figures:
        """Return the counts of the last 30 days that are over.

        Days that are over change no more: who looks twice cannot tell what came in between.
        """
        last = self._today() - dt.timedelta(days=1)
        found = await self._between(last - dt.timedelta(days=KEPT_DAYS - 1), last)
        return Figures(
            goals=_sum(found, "answer"),
            nothing_near=_sum(found, "nothing near"),
            nothing_fits=_sum(found, "nothing fits"),
            areas={name: count for (kind, name), count in found.items() if kind == "area"},
            saved=_sum(found, "saved"),
        )

    async def sweep(self) -> None:
        """Delete the days that no figure shows any more."""
        first = (self._today() - dt.timedelta(days=KEPT_DAYS)).isoformat()
        await self._database.run(
            lambda connection: connection.execute("DELETE FROM counters WHERE day < ?", (first,))
        )

    async def _between(self, first: dt.date, last: dt.date) -> Mapping[tuple[str, str], int]:
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT kind, name, sum(count) FROM counters WHERE day BETWEEN ? AND ? GROUP BY kind, name",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        )
        return {(kind, name): count for kind, name, count in rows}


def area_of(answer: Answer) -> str:
    """Return the group of occupations (two digits of ISCO) that a goal is of; several or none is "00"."""
    groups = {occupation.isco[:2] for occupation in jobs_of(answer.goal).target}
    return groups.pop() if len(groups) == 1 else _OTHER


def _class_of(took_ms: float) -> int:
    return next((end for end in _CLASSES_MS if took_ms <= end), _CLASSES_MS[-1])


def _sum(found: Mapping[tuple[str, str], int], kind: str) -> int:
    return sum(count for (one, _), count in found.items() if one == kind)


def _median_s(found: Mapping[tuple[str, str], int]) -> float | None:
    """Return the upper end of the class that holds the median: an answer took at most so long."""
    times = sorted((int(name), count) for (kind, name), count in found.items() if kind == "time")
    half, seen = sum(count for _, count in times) / 2, 0
    for end, count in times:
        seen += count
        if seen >= half:
            return end / 1000
    return None
