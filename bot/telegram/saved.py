"""The courses that people saved: kept with what they were, taken back for a while after they are removed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from bot.kept import Kept
from bot.telegram.database import Database

_KEEP = """
INSERT INTO saved (person, course, kept, list_id) VALUES (?, ?, ?, ?)
ON CONFLICT (person, course) DO UPDATE SET kept = excluded.kept, list_id = excluded.list_id,
is_removed = 0, made_at = CURRENT_TIMESTAMP WHERE saved.is_removed
"""
_REMOVED_KEPT = "-1 hour"


@dataclass(frozen=True, slots=True)
class Row:
    """A saved course, and the list that its card was opened in last; 0 for none."""

    kept: Kept
    list_id: int = 0


class Saved:
    """Every person's saved courses, in the order in which they were saved."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, person: int, courses: Sequence[Kept], list_id: int) -> None:
        """Save courses; one that is saved already is kept as it was on the first day."""
        rows = [(person, one.key, msgspec.json.encode(one).decode(), list_id) for one in courses]
        await self._database.run(lambda connection: connection.executemany(_KEEP, rows), durable=True)

    async def remove(self, person: int, key: str) -> None:
        """Take a course from a person's saved ones; for an hour it can be put back."""
        await self._mark(person, key, "is_removed = 1, made_at = CURRENT_TIMESTAMP")

    async def put_back(self, person: int, key: str) -> None:
        """Take a removal back."""
        await self._mark(person, key, "is_removed = 0, made_at = CURRENT_TIMESTAMP")

    async def opened(self, person: int, key: str, list_id: int) -> None:
        """Keep in which list a saved course was opened."""
        await self._run("UPDATE saved SET list_id = ? WHERE person = ? AND course = ?", list_id, person, key)

    async def all(self, person: int) -> list[Row]:
        """Return what a person saved; it is kept for a year from now on."""
        await self._run(
            "UPDATE saved SET made_at = CURRENT_TIMESTAMP WHERE person = ? AND NOT is_removed", person
        )
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT kept, list_id FROM saved WHERE person = ? AND NOT is_removed ORDER BY rowid",
                (person,),
            ).fetchall()
        )
        return [Row(msgspec.json.decode(kept, type=Kept), list_id) for kept, list_id in rows]

    async def keys(self, person: int) -> tuple[str, ...]:
        """Return the keys of what a person saved."""
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT course FROM saved WHERE person = ? AND NOT is_removed ORDER BY rowid", (person,)
            ).fetchall()
        )
        return tuple(key for (key,) in rows)

    async def _mark(self, person: int, key: str, change: str) -> None:
        await self._run(f"UPDATE saved SET {change} WHERE person = ? AND course = ?", person, key)

    async def _run(self, statement: str, *values: object) -> None:
        await self._database.run(lambda connection: connection.execute(statement, values))


def sweep(connection: sqlite3.Connection) -> None:
    """Delete what was removed and is not put back any more."""
    connection.execute(
        "DELETE FROM saved WHERE is_removed AND made_at < datetime('now', ?)", (_REMOVED_KEPT,)
    )
