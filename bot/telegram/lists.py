"""The lists people were shown and the screen each is at: what buttons and typed words refer to."""

import secrets
import sqlite3
from dataclasses import dataclass

import msgspec

from bot.request import Request
from bot.screens.plain import KEPT_DAYS
from bot.screens.screen import Action, unpacked
from bot.telegram import inbox, saved
from bot.telegram.database import KEPT_LONGER_DAYS, PERSONAL, Database

_KEPT = f"-{KEPT_DAYS} days"
_COLUMNS = "id, person, chat, request, generation, view, goal_message, message, json_array_length(before)"
_UNDONE = 10
"""So many changes of a list can be taken back."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One list: whose it is, what is asked for, the catalogue version it was made from, and its page."""

    id: int
    person: int
    chat: int
    request: Request
    generation: int
    view: str = ""
    goal_message: int | None = None
    message: int | None = None
    changes: int = 0
    """How many changes of what is asked for can be taken back."""


class Lists:
    """Every list of the last days, by a number that is never given again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def make(  # noqa: PLR0913, PLR0917 - every column of a new list
        self, person: int, chat: int, request: Request, generation: int, goal_message: int, view: str = ""
    ) -> Shown:
        """Keep a new list; its number is random, so that no old button fits it after a loss of the store."""
        number = secrets.randbelow(10**12 - 1) + 1
        shown = Shown(number, person, chat, request, generation, view, goal_message)
        await self._run(
            "INSERT INTO lists (id, person, chat, request, generation, view, goal_message) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, person, chat, _written(request), generation, view, goal_message),
        )
        return shown

    async def get(self, list_id: int) -> Shown | None:
        """Return the list of that number, whoever it belongs to."""
        return await self._one("WHERE id = ?", (list_id,))

    async def of_message(self, person: int, chat: int, goal_message: int) -> Shown | None:
        """Return the list that a goal message led to."""
        return await self._one(
            "WHERE person = ? AND chat = ? AND goal_message = ?", (person, chat, goal_message)
        )

    async def shown_in(self, person: int, chat: int, message: int) -> Shown | None:
        """Return the list that a message of ours shows."""
        return await self._one("WHERE person = ? AND chat = ? AND message = ?", (person, chat, message))

    async def turn(self, list_id: int, view: str, generation: int) -> None:
        """Keep which page a list is at, and which catalogue version it shows."""
        await self._run("UPDATE lists SET view = ?, generation = ? WHERE id = ?", (view, generation, list_id))

    async def change(self, list_id: int, request: Request) -> None:
        """Keep what is asked for from now on, and what was before, for `undo`."""

        def work(connection: sqlite3.Connection) -> None:
            found = connection.execute(
                "SELECT before, request FROM lists WHERE id = ?", (list_id,)
            ).fetchone()
            if found is None:
                return
            before = [*msgspec.json.decode(found[0]), msgspec.json.decode(found[1])][-_UNDONE:]
            connection.execute(
                "UPDATE lists SET before = ?, request = ?, view = '' WHERE id = ?",
                (msgspec.json.encode(before).decode(), _written(request), list_id),
            )

        await self._database.run(work)

    async def undo(self, list_id: int) -> None:
        """Ask for what was asked for before the last change; nothing happens where there was none."""

        def work(connection: sqlite3.Connection) -> None:
            found = connection.execute("SELECT before FROM lists WHERE id = ?", (list_id,)).fetchone()
            before = msgspec.json.decode(found[0]) if found else []
            if before:
                left, last = (msgspec.json.encode(one).decode() for one in (before[:-1], before[-1]))
                connection.execute(
                    "UPDATE lists SET before = ?, request = ?, view = '' WHERE id = ?", (left, last, list_id)
                )

        await self._database.run(work)

    async def count(self, person: int) -> int:
        """Count a person's lists."""
        found = await self._database.run(
            lambda connection: connection.execute(
                "SELECT count(*) FROM lists WHERE person = ?", (person,)
            ).fetchone()
        )
        return int(found[0])

    async def place(self, list_id: int, message: int) -> None:
        """Keep which message shows a list."""
        await self._run("UPDATE lists SET message = ? WHERE id = ?", (message, list_id))

    async def go(self, person: int, chat: int, action: Action) -> None:
        """Keep which screen a person is at, so that typed words work as buttons do."""
        await self._run(
            "INSERT OR REPLACE INTO places (person, chat, action) VALUES (?, ?, ?)",
            (person, chat, action.packed()),
        )

    async def where(self, person: int, chat: int) -> Action | None:
        """Return the screen that a person is at."""
        found = await self._database.run(
            lambda connection: connection.execute(
                "SELECT action FROM places WHERE person = ? AND chat = ?", (person, chat)
            ).fetchone()
        )
        return unpacked(found[0]) if found else None

    async def forget(self, person: int, update_id: int) -> None:
        """Delete everything of a person before this update, and its traces in the file."""

        def work(connection: sqlite3.Connection) -> None:
            for table in PERSONAL:
                connection.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
            inbox.forget(connection, person, update_id)

        await self._database.run(work, durable=True)
        await self.scrub()

    async def scrub(self) -> None:
        """Leave no trace of what was deleted."""
        await self._database.scrub()

    async def sweep(self) -> None:
        """Delete what is older than the privacy text promises."""

        def work(connection: sqlite3.Connection) -> None:
            for table in PERSONAL:
                kept = f"-{KEPT_LONGER_DAYS.get(table, KEPT_DAYS)} days"
                connection.execute(f"DELETE FROM {table} WHERE made_at < datetime('now', ?)", (kept,))
            saved.sweep(connection)
            inbox.sweep(connection, _KEPT)

        await self._database.run(work)
        await self.scrub()

    async def _one(self, where: str, values: tuple[int, ...]) -> Shown | None:
        found = await self._database.run(
            lambda connection: connection.execute(f"SELECT {_COLUMNS} FROM lists {where}", values).fetchone()
        )
        if found is None:
            return None
        number, person, chat, request, *others = found
        return Shown(number, person, chat, msgspec.json.decode(request, type=Request), *others)

    async def _run(self, statement: str, values: tuple[object, ...]) -> None:
        await self._database.run(lambda connection: connection.execute(statement, values))


def _written(request: Request) -> str:
    return msgspec.json.encode(request).decode()
