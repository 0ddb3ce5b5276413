"""What is kept of a person beside their lists: the language they are spoken to in."""

from bot.telegram.database import Database


class People:
    """The people of the last days, by their Telegram number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def language(self, person: int) -> str | None:
        """Return the language a person chose, else that of their last goal; None for a new person."""
        found = await self._database.run(
            lambda connection: connection.execute(
                "SELECT coalesce(chosen, heard) FROM people WHERE person = ?", (person,)
            ).fetchone()
        )
        return found[0] if found else None

    async def chosen(self, person: int) -> str | None:
        """Return the language that a person chose, or None."""
        found = await self._database.run(
            lambda connection: connection.execute(
                "SELECT chosen FROM people WHERE person = ?", (person,)
            ).fetchone()
        )
        return found[0] if found else None

    async def choose(self, person: int, language: str | None) -> str | None:
        """Keep the language a person chose, None to follow their messages again; return as `language`."""
        return await self._set(person, "chosen", language)

    async def hear(self, person: int, language: str) -> str:
        """Keep the language that a person wrote in; return the one that they chose, else this one."""
        return await self._set(person, "heard", language) or language

    async def _set(self, person: int, column: str, language: str | None) -> str | None:
        found = await self._database.run(
            lambda connection: connection.execute(
                f"INSERT INTO people (person, {column}) VALUES (?, ?) "
                f"ON CONFLICT (person) DO UPDATE SET {column} = excluded.{column}, "
                "made_at = CURRENT_TIMESTAMP RETURNING coalesce(chosen, heard)",
                (person, language),
            ).fetchone()
        )
        return str(found[0]) if found[0] else None
