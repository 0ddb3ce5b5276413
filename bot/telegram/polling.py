"""Asking Telegram for updates, again and again; what has come is confirmed once it is committed."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates

from catalog.errors import RungError

KINDS = ["message", "edited_message", "callback_query"]
POLL_S = 25
MOST_CONFLICTS = 3
_LONGEST_PAUSE_S = 30.0
log = structlog.get_logger(__name__)
NO_SUCH_TOKEN = (
    "Telegram does not know this bot token. Copy it from @BotFather into RUNG_BOT_TOKEN and start again."
)
TWO_COPIES = (
    "Another copy of this bot is running with the same token, so this one stops. Keep one of them only."
)


class RawUpdates(GetUpdates):
    """getUpdates as it came: one update that aiogram cannot read must not hold up the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"


class Poller:
    """One long poll after the other."""

    def __init__(
        self,
        bot: Bot,
        receive: Callable[[Sequence[dict[str, Any]]], Awaitable[None]],
        unanswered: Callable[[], int],
    ) -> None:
        self._bot, self._receive = bot, receive
        self.unanswered = unanswered
        """How many of the received updates are not brought to their end yet."""
        self.conflicts = 0
        """How often another copy took the updates since the start."""
        self._in_a_row = 0
        self._offset: int | None = None
        self._pause = 1.0

    async def run(self) -> None:
        """Poll until cancelled; raises RungError where going on would help nobody."""
        while True:
            try:
                await self._once()
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise RungError(NO_SUCH_TOKEN) from None
            except TelegramConflictError:
                await self._conflict()
            except TelegramRetryAfter as wait:
                await asyncio.sleep(wait.retry_after)
            except (AiogramError, OSError, sqlite3.Error) as trouble:
                # Not confirmed, so it comes again: from Telegram, and into a store that has room again.
                log.warning("updates not fetched", trouble=type(trouble).__name__)
                await asyncio.sleep(self._pause)
                self._pause = min(_LONGEST_PAUSE_S, self._pause * 2)

    async def _once(self) -> None:
        request = RawUpdates(offset=self._offset, timeout=POLL_S, allowed_updates=KINDS)
        updates = cast(list[dict[str, Any]], await self._bot(request, request_timeout=POLL_S + 15))
        self._pause, self._in_a_row = 1.0, 0
        if updates:
            await self._receive(updates)
            self._offset = max(int(update["update_id"]) for update in updates) + 1

    async def _conflict(self) -> None:
        """Give a copy that is just being replaced the time to end; the one that was there first gives up."""
        self.conflicts += 1
        self._in_a_row += 1
        log.warning("another copy polls with this token", times=self._in_a_row)
        if self._in_a_row >= MOST_CONFLICTS:
            raise RungError(TWO_COPIES)
        await asyncio.sleep(3)
