"""The durable inbox: an update is on the disk before Telegram may forget it, and is answered once."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.telegram.database import Database

MOST_TRIES = 3
"""A process that died of an update tries it again at its next start; at the third time it is enough."""
_NUMBERS = 1 << 63
"""No person has so large a number, and SQLite holds none."""
_REMEMBERED = "-2 days"
"""How long a handled update is known by its number: Telegram redelivers for a day."""


Trouble = Literal["full", "locked", "unwritable"]


@dataclass(frozen=True, slots=True)
class Received:
    """One update as it came, and whose it is."""

    update_id: int
    person: int | None
    json: str
    begun: bool = False
    """Whether an earlier run died while it handled this one."""

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Received":
        """Take an update as it was decoded; ASCII JSON keeps even a lone surrogate storable."""
        return cls(int(raw["update_id"]), person_of(raw), json.dumps(raw, separators=(",", ":")))


def person_of(raw: dict[str, Any]) -> int | None:
    """Return who wrote or tapped; their updates are handled in their order."""
    for kind in ("message", "edited_message", "callback_query"):
        number = _object(_object(raw, kind), "from").get("id")
        if isinstance(number, int) and abs(number) < _NUMBERS:
            return number
    return None


def words_of(raw: dict[str, Any]) -> str | None:
    """Return what somebody wrote in an update, "" where it is no message.

    None is anything else that was sent: what a file, a photo or a voice says can be fetched by its number.
    """
    for kind in ("message", "edited_message"):
        if sent := _object(raw, kind):
            words = sent.get("text")
            return words if isinstance(words, str) else None
    return ""


def _object(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a part of an update; {} where it is none, for it may be anything that was sent."""
    part = raw.get(name)
    return part if isinstance(part, dict) else {}


class Inbox:
    """The table of updates: waiting, done, or dead after too many tries."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.trouble: Trouble | None = None
        """Why an update could last not be committed, since the start."""

    async def receive(self, updates: Sequence[Received]) -> list[Received]:
        """Commit updates and return those that were not here before; sqlite3.Error where that fails."""

        def work(connection: sqlite3.Connection) -> list[Received]:
            return [
                one
                for one in updates
                if connection.execute(
                    "INSERT OR IGNORE INTO inbox (update_id, person, json) VALUES (?, ?, ?)",
                    (one.update_id, one.person, one.json),
                ).rowcount
            ]

        try:
            return await self._database.run(work, durable=True)
        except sqlite3.Error as error:
            self.trouble = (
                "full"
                if error.sqlite_errorcode == sqlite3.SQLITE_FULL
                else ("locked" if error.sqlite_errorcode == sqlite3.SQLITE_BUSY else "unwritable")
            )
            raise

    async def waiting(self) -> list[Received]:
        """Return what a crash left: first what was being handled, then what was not, oldest first."""
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT update_id, person, json, tries > 0 FROM inbox WHERE state = 'waiting' "
                "ORDER BY tries = 0, update_id"
            ).fetchall()
        )
        return [Received(number, person, text, bool(begun)) for number, person, text, begun in rows]

    async def begin(self, update_id: int) -> str:
        """Count a try before it is made; return the state: "waiting" is to be tried, "dead" was too often.

        "done" is handled already, "gone" was forgotten.
        """

        def work(connection: sqlite3.Connection) -> str:
            connection.execute(
                "UPDATE inbox SET tries = tries + 1, state = CASE WHEN tries >= ? THEN 'dead' ELSE state END "
                "WHERE update_id = ? AND state = 'waiting'",
                (MOST_TRIES, update_id),
            )
            found = connection.execute("SELECT state FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
            return str(found[0]) if found else "gone"

        return await self._database.run(work)

    async def done(self, update_id: int) -> None:
        """Mark an update as handled; neither its text nor whose it was is kept, only its number."""
        await self._mark(update_id, "state = 'done', json = NULL, person = NULL")

    async def again(self, update_id: int) -> None:
        """Take a try back that failed for no fault of the update: Telegram could not be reached."""
        await self._mark(update_id, "tries = tries - 1")

    async def dead(self, update_id: int) -> None:
        """Put an update aside with its text, so that the fault can be mended."""
        await self._mark(update_id, "state = 'dead'")

    async def empty(self, update_id: int) -> None:
        """Delete the text of an update that was put aside, and whose it was."""
        await self._mark(update_id, "json = NULL, person = NULL")

    async def counts(self) -> dict[str, int]:
        """Count the updates by state."""
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT state, count(*) FROM inbox GROUP BY state"
            ).fetchall()
        )
        return {"waiting": 0, "done": 0, "dead": 0} | dict(rows)

    async def _mark(self, update_id: int, change: str) -> None:
        await self._database.run(
            lambda connection: connection.execute(
                f"UPDATE inbox SET {change} WHERE update_id = ?", (update_id,)
            )
        )


def forget(connection: sqlite3.Connection, person: int, until: int) -> None:
    """Delete every update of a person before `until`, which asked for it; dead letters included."""
    connection.execute("DELETE FROM inbox WHERE person = ? AND update_id < ?", (person, until))


def sweep(connection: sqlite3.Connection, kept: str) -> None:
    """Delete the numbers of handled updates after two days, and dead letters after `kept` ("-30 days")."""
    connection.execute(
        "DELETE FROM inbox WHERE (state = 'done' AND received_at < datetime('now', ?)) "
        "OR (state = 'dead' AND received_at < datetime('now', ?))",
        (_REMEMBERED, kept),
    )
