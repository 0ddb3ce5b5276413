"""Everything that is kept of one person, as one file for that person."""

import json
import sqlite3
from typing import Any

from bot.screens.screen import File
from bot.telegram.database import Database

_NESTED = ("request", "before", "kept", "json")
"""Columns that hold JSON: it is written out, not quoted."""


class Records:
    """Reads every table that knows persons, whatever it is for: what is added later cannot be left out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: int, update_id: int) -> File:
        """Return the file of all that is kept of a person, without the update that asks for it."""
        tables = await self._database.run(lambda connection: _rows(connection, person))
        tables["inbox"] = [row for row in tables["inbox"] if row["update_id"] != update_id]
        written = json.dumps({"telegram_number": person, "kept": tables}, ensure_ascii=False, indent=2)
        return File("kept-of-you.json", written.encode("utf-8", "backslashreplace"))


def tables_of_persons(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that say whose a row is."""
    return [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        if any(column[1] == "person" for column in connection.execute(f"PRAGMA table_info({name})"))
    ]


def _rows(connection: sqlite3.Connection, person: int) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for table in tables_of_persons(connection):
        rows = connection.execute(f"SELECT * FROM {table} WHERE person = ?", (person,))
        names = [column[0] for column in rows.description]
        found[table] = [_read(dict(zip(names, row, strict=True))) for row in rows]
    return found


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {name: json.loads(value) if name in _NESTED and value else value for name, value in row.items()}
