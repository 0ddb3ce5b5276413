"""Putting screens into a chat: a new message, or an edit that never fails for what a person did meanwhile."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat
from aiogram.types import BufferedInputFile, Message, ReplyParameters

from bot.screens.screen import File, Screen
from bot.telegram.render import plainly_rendered, rendered

log = structlog.get_logger(__name__)
_REMEMBERED = 10_000
_ALREADY = "message is not modified"
_NOBODY_THERE = ("chat not found", "not enough rights", "have no rights", "thread not found")
_NO_LONGER = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a screen goes: the chat, its topic, and in a group the message that it answers."""

    chat: int
    thread: int | None = None
    answers: int | None = None


class Display:
    """Sends and edits; knows what each message showed last, by a hash, and does not show it twice."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._shown: OrderedDict[tuple[int, int], str] = OrderedDict()

    async def show(self, screen: Screen, place: Place, into: int | None = None) -> int:
        """Show a screen in the message `into`, or in a new one; return the message. Its files: `attach`."""
        if into is not None and await self._edited(screen, place.chat, into):
            return into
        try:
            message = await self._sent(rendered(screen), place)
        except TelegramMigrateToChat as moved:
            message = await self._sent(rendered(screen), Place(moved.migrate_to_chat_id))
        except TelegramBadRequest as refusal:
            if _is(refusal, *_NOBODY_THERE):
                raise
            log.error("screen refused, shown plainly", reason=refusal.message)
            message = await self._sent(plainly_rendered(screen), place)
        self._remember(place.chat, message.message_id, _hash(rendered(screen)))
        return message.message_id

    async def take_buttons(self, chat: int, message: int) -> None:
        """Take the buttons from a message whose place another one has taken; it may be gone."""
        self._shown.pop((chat, message), None)
        try:
            await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=None)
        except TelegramBadRequest as refusal:
            if not _is(refusal, _ALREADY, *_NO_LONGER):
                raise

    async def _sent(self, wanted: dict[str, Any], place: Place) -> Message:
        reply = place.answers and ReplyParameters(message_id=place.answers, allow_sending_without_reply=True)
        return await self._bot.send_message(
            place.chat, message_thread_id=place.thread, reply_parameters=reply or None, **wanted
        )

    async def attach(self, files: Iterable[File], place: Place) -> None:
        """Send files after their message."""
        for file in files:
            document = BufferedInputFile(file.content, filename=file.name)
            await self._bot.send_document(place.chat, document, message_thread_id=place.thread)

    async def _edited(self, screen: Screen, chat: int, message: int) -> bool:
        wanted = rendered(screen)
        if self._shown.get((chat, message)) == _hash(wanted):
            return True
        try:
            await self._bot.edit_message_text(chat_id=chat, message_id=message, **wanted)
        except TelegramMigrateToChat:
            return False  # the group has a new number: a new message finds it
        except TelegramBadRequest as refusal:
            if not _is(refusal, _ALREADY):
                if not _is(refusal, *_NO_LONGER):
                    log.error("edit refused", reason=refusal.message)
                return False
        self._remember(chat, message, _hash(wanted))
        return True

    def _remember(self, chat: int, message: int, shown: str) -> None:
        self._shown[chat, message] = shown
        self._shown.move_to_end((chat, message))
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)


def _is(refusal: TelegramBadRequest, *words: str) -> bool:
    return any(one in refusal.message.casefold() for one in words)


def _hash(wanted: dict[str, Any]) -> str:
    markup = wanted["reply_markup"]
    parts = [wanted["text"], repr(wanted.get("entities")), markup.model_dump_json() if markup else ""]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
