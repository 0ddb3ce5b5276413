"""What people say of courses: facts that are wrong, and why a course is not for them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.telegram.database import Database


@dataclass(frozen=True, slots=True)
class Report:
    """A fact that is said to be wrong, by so many people; the last day on which one said so."""

    key: str
    title: str
    fact: str
    people: int
    day: dt.date


class Feedback:
    """What was said in the last days; whose it was is known for /forget and /export alone."""

    def __init__(self, database: Database, today: Callable[[], dt.date]) -> None:
        """Take the file, and the calendar that a report is dated by."""
        self._database, self._today = database, today

    async def report(self, person: int, key: str, title: str, fact: str) -> None:
        """Keep that a fact of a course is wrong; a person says it once."""
        await self._keep(person, key, "wrong", fact, title)

    async def note(self, person: int, key: str, reason: str) -> None:
        """Keep why a course is not for a person."""
        await self._keep(person, key, "unlike", reason, None)

    async def reports(self) -> list[Report]:
        """Return the facts that are said to be wrong, the newest first."""
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT course, max(title), what, count(*), date(max(made_at)) FROM feedback "
                "WHERE kind = 'wrong' GROUP BY course, what ORDER BY max(made_at) DESC, course, what"
            ).fetchall()
        )
        return [
            Report(key, title, fact, people, dt.date.fromisoformat(day))
            for key, title, fact, people, day in rows
        ]

    async def done(self, key: str, fact: str) -> None:
        """Take a fact off the list, whoever reported it."""
        await self._database.run(
            lambda connection: connection.execute(
                "DELETE FROM feedback WHERE kind = 'wrong' AND course = ? AND what = ?", (key, fact)
            )
        )

    async def counts(self) -> dict[str, int]:
        """Count the people who gave each reason why a course is not for them."""
        rows = await self._database.run(
            lambda connection: connection.execute(
                "SELECT what, count(DISTINCT person) FROM feedback WHERE kind = 'unlike' "
                "GROUP BY what ORDER BY what"
            ).fetchall()
        )
        return dict(rows)

    async def _keep(self, person: int, key: str, kind: str, what: str, title: str | None) -> None:
        await self._database.run(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO feedback (person, course, kind, what, title, made_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (person, key, kind, what, title, self._today().isoformat()),
            )
        )
