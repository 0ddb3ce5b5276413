"""People are told, once, that their messages wait because nothing can be written to the disk."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.screens import trouble
from bot.telegram.display import Display, Place
from bot.words import ENGLISH, speaking


class Stalled:
    """Who was told in this trouble. Nothing is read from the store for it: what is known is in the update."""

    def __init__(self, bot: Bot, display: Display) -> None:
        self._bot, self._display = bot, display
        self._told: set[int] = set()

    async def tell(self, raws: Sequence[dict[str, Any]]) -> None:
        """Tell those who wrote in private, once each, and those who tapped, at each tap."""
        written = [raw["message"] for raw in raws if "from" in raw.get("message", {})]
        new = {one["from"]["id"]: one for one in written if one["from"]["id"] not in self._told}
        self._told |= new.keys()
        taps = [raw["callback_query"] for raw in raws if "callback_query" in raw]
        await asyncio.gather(*map(self._answer, new.values()), *map(self._acknowledge, taps))

    def is_over(self) -> None:
        """Begin anew with the next trouble."""
        self._told.clear()

    async def _answer(self, message: dict[str, Any]) -> None:
        if message["chat"]["type"] == "private":
            with speaking(_language(message)), suppress(AiogramError):
                await self._display.show(trouble.not_saved(), Place(message["chat"]["id"]))

    async def _acknowledge(self, query: dict[str, Any]) -> None:
        with speaking(_language(query)), suppress(AiogramError):
            await self._bot.answer_callback_query(query["id"], text=trouble.not_saved_words())


def _language(asked: dict[str, Any]) -> str:
    return asked["from"].get("language_code") or ENGLISH
