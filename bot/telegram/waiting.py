"""A catalogue version that waits for an administrator: looked at, served after all, or thrown away."""

import asyncio

from bot.screens import admin
from bot.screens import held as screens
from bot.screens.admin import Built
from bot.screens.held import Waiting
from bot.telegram.outcome import Outcome
from bot.telegram.served import Served
from catalog.errors import GenerationError
from index.held import discard, open_held, release
from index.manifest import current_number

_SEAL = 12


class Held:
    """The version that waits, if any; a button names it by its seal, as a number may be given again."""

    def __init__(self, served: Served) -> None:
        self._served = served

    async def shown(self, into: int | None, built: Built | None = None) -> Outcome:
        """Say that a version waits, and why."""
        waiting = await asyncio.to_thread(self._waiting)
        return Outcome(screens.waits(waiting, built) if waiting else screens.none_waits(), into)

    async def do(self, what: str, into: int) -> Outcome:
        """Do what a button says: "see-1234...", "serve-", "yes-", "drop-" or "held-" and a seal."""
        wish, _, seal = what.partition("-")
        waiting = await asyncio.to_thread(self._waiting)
        if waiting is None or seal not in ("", waiting.seal):
            return Outcome(screens.none_waits(), into)
        if wish == "see":
            return Outcome(screens.changes(waiting), into)
        if wish == "serve":
            return Outcome(screens.serve_asked(waiting), into)
        try:
            if wish == "yes" and seal:
                return await self._release(waiting, into)
            if wish == "drop" and seal:
                await asyncio.to_thread(discard, self._served.data)
                return Outcome(screens.thrown_away(waiting.served), into)
        except GenerationError as error:
            return Outcome(admin.failed(str(error)), into)
        return Outcome(screens.waits(waiting), into)

    async def _release(self, waiting: Waiting, into: int) -> Outcome:
        await asyncio.to_thread(release, self._served.data)
        await self._served.renew()
        return Outcome(screens.live(waiting.number, waiting.served), into)

    def _waiting(self) -> Waiting | None:
        try:
            new = open_held(self._served.data)
        except GenerationError:
            return None
        old = self._served.advisor.generation
        before, after = (dict(one.store.columns("id", "title")) for one in (old, new))
        new.store.close()
        gone, added = ([one[id_] for id_ in one.keys() - other.keys()] for one, other in _both(before, after))
        return Waiting(
            number=new.number,
            seal=new.manifest.seal[:_SEAL],
            courses=len(after),
            served=current_number(self._served.data),
            before=len(before),
            gone=len(gone),
            new=len(added),
            gone_titles=sorted(gone),
            new_titles=sorted(added),
        )


def _both(before: dict[str, str], after: dict[str, str]) -> tuple[tuple[dict[str, str], dict[str, str]], ...]:
    return (before, after), (after, before)
