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
        """Tell those who wrote in private and those who tapped, each once until it is over."""
        found = (raw.get("message") or raw.get("callback_query") for raw in raws)
        asked = [one for one in found if one and "from" in one]
        new = {one["from"]["id"]: one for one in asked if one["from"]["id"] not in self._told}
        await asyncio.gather(*map(self._tell, new.values()))

    def is_over(self) -> None:
        """Begin anew with the next trouble."""
        self._told.clear()

    async def _tell(self, asked: dict[str, Any]) -> None:
        sender = asked["from"]
        self._told.add(sender["id"])
        with speaking(sender.get("language_code") or ENGLISH), suppress(AiogramError):
            if "data" in asked:
                await self._bot.answer_callback_query(asked["id"], text=trouble.not_saved_words())
            elif asked["chat"]["type"] == "private":
                await self._display.show(trouble.not_saved(), Place(asked["chat"]["id"]))
