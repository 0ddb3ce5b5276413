"""How a call to the Bot API survives: waits that were asked for are kept, what may pass is tried again."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any, cast

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendChatAction, TelegramMethod
from aiogram.methods.base import Response, TelegramType

PASSING = (TelegramServerError, TelegramNetworkError, ClientDecodeError)
"""What may be gone at the next try: 5xx, resets, and a proxy's HTML page. Never 400, 401 or 403."""
MOST_TRIES = 5
LONGEST_WAIT = 60
"""Seconds that a reply waits when Telegram asks for it; a longer ban is a failed try."""
_LEFT_ALONE = ("GetUpdates", "RawUpdates", "SendChatAction")
log = structlog.get_logger(__name__)


class Patience(BaseRequestMiddleware):
    """Obeys retry_after, a chat at a time, and repeats what failed on the way; counts all trouble."""

    def __init__(self, pause: Callable[[int], float] | None = None) -> None:
        """Take the pause before the n-th retry, in seconds (default: doubling from 0.5, with jitter)."""
        self.troubles: Counter[str] = Counter()
        self._pause = pause or _doubling
        self._rests_until: dict[int, float] = {}
        self._read_with: dict[type[TelegramMethod[Any]], object] = {}
        """The class that each method's answer is read with: pydantic makes it anew where nobody holds it."""

    def rests(self, chat: int) -> bool:
        """Whether a wait that Telegram asked for a chat is not over: progress is then dropped, not queued."""
        return self._rests_until.get(chat, 0.0) > asyncio.get_running_loop().time()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make one call of the Bot API; the poll and the typing action are their callers' to repeat."""
        if type(method) not in self._read_with:
            self._read_with[type(method)] = Response[method.__returning__]  # type: ignore[name-defined]
        chat = getattr(method, "chat_id", None)
        if isinstance(method, SendChatAction) and isinstance(chat, int) and self.rests(chat):
            return cast(
                Response[TelegramType], True
            )  # nobody misses a typing action; a call inside a wait prolongs it
        if type(method).__name__ in _LEFT_ALONE:
            return await make_request(bot, method)
        for number in range(1, MOST_TRIES + 1):
            await self._rest(chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as wait:
                self._note(method, wait)
                if isinstance(chat, int):
                    self._rests_until[chat] = asyncio.get_running_loop().time() + wait.retry_after
                if wait.retry_after > LONGEST_WAIT or number == MOST_TRIES:
                    raise
                if not isinstance(chat, int):
                    await asyncio.sleep(wait.retry_after)
            except PASSING as trouble:
                self._note(method, trouble)
                if number == MOST_TRIES or isinstance(trouble, TelegramEntityTooLarge):
                    raise
                await asyncio.sleep(self._pause(number))
        raise AssertionError  # pragma: no cover - the last try returns or raises

    async def _rest(self, chat: Any) -> None:
        while isinstance(chat, int) and (until := self._rests_until.get(chat)):
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                self._rests_until.pop(chat, None)
                return
            await asyncio.sleep(left)

    def _note(self, method: TelegramMethod[Any], trouble: Exception) -> None:
        self.troubles[type(trouble).__name__] += 1
        log.warning("call failed", method=type(method).__name__, trouble=type(trouble).__name__)


def _doubling(number: int) -> float:
    # 0.5, 1, 2, 4 seconds and up to as much again: at most 15 s, so that a reply gives up within 30.
    return float(0.5 * 2 ** (number - 1) * (1 + random.random()))
