"""The draft that waits, opened beside what is served: compared once, and asked by whoever tries it."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from bot.reply import key_of
from bot.screens.diff import Compared
from bot.telegram.database import Database
from bot.telegram.pending import Upload
from bot.telegram.served import Served
from catalog.diff import diff
from catalog.errors import GenerationError
from index.generation import Generation
from index.held import held, open_held
from index.manifest import read_manifest

_SAVED = """
SELECT count(DISTINCT course), count(DISTINCT person) FROM saved
WHERE NOT is_removed AND course IN (SELECT value FROM json_each(?))
"""


class Comparing:
    """Opens the held generation of an upload, and holds it and the comparison until there is another."""

    def __init__(self, served: Served, database: Database) -> None:
        self._served, self._database = served, database
        self._generation: Generation | None = None
        self._found: tuple[str, Compared] | None = None

    async def draft(self, upload: Upload) -> int | None:
        """Return the number of an upload's draft, if it still waits to follow what is served."""
        return await asyncio.to_thread(self.number, upload)

    async def ask(self, upload: Upload) -> bool:
        """Let those who asked for it be answered from the draft; False where there is none."""
        if await self.draft(upload) is None:
            return False
        generation = await asyncio.to_thread(self._opened, upload)
        await self._served.show_draft(generation, frozenset(upload.asking))
        return True

    async def compared(self, upload: Upload) -> Compared | None:
        """Return what an upload's draft would change, or None where it does not wait any more."""
        if upload.seal is None or await self.draft(upload) is None:
            return None
        await self._served.renew()
        if self._found is None or self._found[0] != upload.seal:
            self._found = upload.seal, await asyncio.to_thread(self._compare, upload)
        found = self._found[1]
        keys = [key_of(program.id) for program in found.diff.gone]
        return replace(found, saved=await self._database.run(lambda connection: _saved(connection, keys)))

    def _compare(self, upload: Upload) -> Compared:
        old, new = self._served.advisor.generation, self._opened(upload)
        found = diff(*((program for _, program in one.store.every()) for one in (old, new)))
        left = [name for name in old.manifest.sources if name not in new.manifest.sources]
        is_meant = old.manifest.sample or set(left) <= set(upload.removes)
        return Compared(old.number, new.number, found, left, is_meant)

    def _opened(self, upload: Upload) -> Generation:
        if self._generation is None or self._generation.manifest.seal != upload.seal:
            self._generation = open_held(self._served.data)
        return self._generation

    def number(self, upload: Upload) -> int | None:
        """Return what `draft` returns, from the disk."""
        try:
            number = held(self._served.data)
            if number is None or read_manifest(self._served.data, number).seal != upload.seal:
                return None
        except GenerationError:
            return None
        return number


def _saved(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[int, int]:
    """Return how many of these courses are saved, and by how many people."""
    courses, people = connection.execute(_SAVED, (json.dumps(keys),)).fetchone()
    return int(courses), int(people)
