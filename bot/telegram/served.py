"""The catalogue that answers: one opened generation at a time, exchanged whole while people chat."""

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from bot.advisor import Advisor
from bot.request import Request
from bot.screens.plain import Shelf
from bot.telegram.drafts import ASKER
from bot.telegram.load import SLOTS, Load
from catalog.errors import GenerationError, NoCatalogueError
from index.generation import Generation, open_generation, open_what_there_is
from index.manifest import CURRENT, linked_number

LOOK_EVERY_S = 2.0
"""Another process may build or roll back: the link is looked at, which costs microseconds."""
T = TypeVar("T")
log = structlog.get_logger(__name__)


class Served:
    """The advisor of the newest generation; each answer is made by one advisor from beginning to end."""

    def __init__(self, data: Path, contact: str | None, load: Load) -> None:
        """Open what is served now, be it nothing, and take the queue before it."""
        self.data, self._contact, self.load = data, contact, load
        self._threads = ThreadPoolExecutor(max_workers=SLOTS, thread_name_prefix="advisor")
        self._changing = asyncio.Lock()
        self.trouble: str | None = None
        """Why a newer generation is not served, or None."""
        self.changed: Callable[[], None] = lambda: None
        """Called off the event loop after another generation has begun to be served."""
        self._draft: Advisor | None = None
        self._asking: frozenset[int] = frozenset()
        self._seen = linked_number(data / CURRENT)  # before: what is swapped while this opens is looked at
        self.advisor = self._opened(open_what_there_is)

    async def ask(self, question: Callable[[Advisor], T]) -> T:
        """Ask the advisor of this moment, off the event loop and in one's turn (`Load.turn`)."""
        async with self.load.turn():
            ask = partial(copy_context().run, question, self._advisor())  # the thread speaks their language
            return await asyncio.get_running_loop().run_in_executor(self._threads, ask)

    async def show_draft(self, generation: Generation, people: frozenset[int]) -> None:
        """Let these people's questions be answered from a draft."""
        self._draft = await asyncio.to_thread(Advisor, generation, self._contact)
        self._asking = people

    def hide_draft(self) -> None:
        """Let everybody be answered from what is served."""
        self._draft, self._asking = None, frozenset()

    def _advisor(self) -> Advisor:
        asker, draft = ASKER.get(), self._draft
        if draft is None or asker is None or asker.person not in self._asking:
            return self.advisor
        asker.version = draft.generation.number
        return draft

    async def renew(self) -> None:
        """Serve the generation that the link names now, if it is another one and whole."""
        async with self._changing:
            number = linked_number(self.data / CURRENT)
            if number == self._seen:
                return
            self._seen = number
            try:
                self.advisor = await asyncio.to_thread(self._opened, open_generation)
                self.trouble = None
            except GenerationError as error:
                self.trouble = str(error)
                log.error("the new catalogue version is not served", number=number)
                return
            log.info("catalogue version served", number=self.advisor.generation.number)
            await asyncio.to_thread(self.changed)

    async def watch(self) -> None:
        """Renew again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await self.renew()

    def shelf(self) -> Shelf:
        """Return the served catalogue in a few words."""
        manifest = self.advisor.generation.manifest
        providers = self.advisor.providers
        return Shelf(manifest.rows, manifest.built_at.date(), manifest.sources, manifest.sample, providers)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(cancel_futures=True)

    def _opened(self, how: Callable[[Path], Generation]) -> Advisor:
        advisor = Advisor(how(self.data), self._contact)
        # One question now: the model is loaded before the first person waits for it.
        today = dt.date.today()  # noqa: DTZ011 - any day will do
        with suppress(NoCatalogueError):
            advisor.page(Request.of("data analyst", today), today)
        self._threads.submit(lambda: advisor.areas)  # a second for a large catalogue: before they are asked
        return advisor
