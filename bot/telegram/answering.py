"""The end of an update's way: handled, shown and marked as done, or put aside after too many failures."""

import asyncio
import json
import sqlite3
from contextlib import suppress
from dataclasses import replace

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramEntityTooLarge, TelegramRetryAfter
from aiogram.types import Update, User

from bot.request import may_be_kept
from bot.screens import plain
from bot.screens.trouble import no_catalogue
from bot.telegram.admission import Admission, Refusal
from bot.telegram.display import Display, Place
from bot.telegram.event import goal_message_of, place_of, user_of
from bot.telegram.gate import Gate
from bot.telegram.inbox import Inbox, Received, words_of
from bot.telegram.lists import Lists
from bot.telegram.load import TICKET, BusyError, Load
from bot.telegram.log import described
from bot.telegram.outcome import Outcome
from bot.telegram.people import People
from bot.telegram.sender import PASSING
from bot.telegram.settled import Settled
from bot.telegram.typing_action import typing
from bot.words import ENGLISH
from catalog.errors import NoCatalogueError

_PAUSE_S = 5.0
log = structlog.get_logger(__name__)


class Answering:
    """Answers one update after the other, of many people at the same time."""

    def __init__(  # noqa: PLR0913, PLR0917 - every part of an answer
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        settled: Settled,
        inbox: Inbox,
        lists: Lists,
        people: People,
        display: Display,
        admission: Admission,
        load: Load,
    ) -> None:
        self._bot, self._dispatcher, self._settled, self._display = bot, dispatcher, settled, display
        self._inbox, self._lists, self._people = inbox, lists, people
        self._admission, self._load = admission, load
        self._gate = Gate()
        self._without_files: dict[int, int] = {}
        """Messages that are out while their files are not, by update: tried again, only the files go."""

    async def language(self, user: User | None) -> str:
        """Return what a person is spoken to in: as they chose or wrote, else as their Telegram is set."""
        if user is None:
            return ENGLISH
        with suppress(sqlite3.Error):
            return await self._people.language(user.id) or user.language_code or ENGLISH
        return user.language_code or ENGLISH

    async def bring_to_its_end(self, update: Update) -> None:
        """Answer an update, or put it aside after three failures; trouble of others is waited for."""
        while True:
            try:
                state = await self._inbox.begin(update.update_id)
                if state == "dead":
                    await self._empty(update.update_id, _words_of(update))
                    await self._apologize(update)
                if state != "waiting":
                    return None
                return await self._answer(update)
            except TelegramEntityTooLarge as refusal:  # aiogram counts it among what may pass
                log.error("file refused", update=update.update_id, **described(refusal))
                return await self.done(update)
            except (*PASSING, TelegramRetryAfter, sqlite3.OperationalError) as trouble:
                # Not the update's fault: it waits for as long as the trouble lasts.
                log.warning("answer delayed", update=update.update_id, **described(trouble))
                with suppress(sqlite3.Error):
                    await self._inbox.again(update.update_id)
                await asyncio.sleep(_pause(trouble))
            except BusyError:
                await self.turn_away(update, self._admission.busy())
                return await self.done(update)
            except asyncio.CancelledError:
                await self._inbox.again(update.update_id)  # a stop in the middle is no failure
                raise
            except AiogramError as refusal:
                log.error("answer refused", update=update.update_id, **described(refusal))
                return await self.done(update)
            except Exception as trouble:  # the guard: one message must not end the service
                log.error("handler failed", update=update.update_id, **described(trouble))

    async def turn_away(self, update: Update, refusal: Refusal) -> None:
        """Answer with when to come again, under the goal itself: its words can be used again from there."""
        place, goal = place_of(update), goal_message_of(update)
        if place is not None:
            await self._display.show(refusal.screen(goal is not None), replace(place, answers=goal))

    async def done(self, update: Update) -> None:
        """Mark an update as done, for as long as it takes: what was answered must not be answered again."""
        self._without_files.pop(update.update_id, None)
        while True:
            try:
                return await self._inbox.done(update.update_id)
            except sqlite3.OperationalError as trouble:
                log.warning("store not written", **described(trouble))
                await asyncio.sleep(1)

    async def never_understood(self, received: Received) -> None:
        """Put aside what cannot be read as an update."""
        await self._inbox.dead(received.update_id)
        await self._empty(received.update_id, words_of(json.loads(received.json)))

    async def _answer(self, update: Update) -> None:
        place = place_of(update)
        if place is None:
            return await self.done(update)
        async with typing(self._bot, place.chat, place.thread):
            try:
                outcome = await self._dispatcher.feed_update(self._bot, update, update_id=update.update_id)
            except NoCatalogueError:
                outcome = Outcome(no_catalogue(place.chat in self._settled.admins))
        if isinstance(outcome, Outcome):
            await self._show(update, outcome, place)
        else:
            await self.done(update)
        return None

    async def _show(self, update: Update, outcome: Outcome, place: Place) -> None:
        async with self._gate():
            shown = self._without_files.get(update.update_id)
            message = shown or await self._display.show(outcome.screen, place, outcome.into)
            if outcome.screen.files:
                self._without_files[update.update_id] = message
                await self._display.attach(outcome.screen.files, place)
            self._load.shown(TICKET.get())
            await self.done(update)
        if outcome.forgets:
            await self._lists.scrub()
        user = user_of(update)
        if outcome.list_id is not None:
            await self._lists.place(outcome.list_id, message)
        if outcome.at is not None and user is not None:
            await self._lists.go(user.id, place.chat, outcome.at)
        if outcome.replaces is not None and outcome.replaces != message:
            await self._display.take_buttons(place.chat, outcome.replaces)

    async def _empty(self, update_id: int, words: str | None) -> None:
        """Delete the content of a dead letter where it may not be kept, or where it is no text."""
        if words is None or not _may_be_kept(words):
            await self._inbox.empty(update_id)
            await self._lists.scrub()

    async def _apologize(self, update: Update) -> None:
        place = place_of(update)
        if place is not None:
            with suppress(AiogramError):
                await self._display.show(plain.trouble(), place)


def _may_be_kept(text: str) -> bool:
    """Whether a dead letter may lie on the disk; one that cannot even be read for a danger may not."""
    try:
        return may_be_kept(text)
    except Exception:  # its reading may be what it died of
        return False


def _words_of(update: Update) -> str | None:
    message = update.message or update.edited_message
    return message.text if message else ""


def _pause(trouble: Exception) -> float:
    return float(trouble.retry_after) if isinstance(trouble, TelegramRetryAfter) else _PAUSE_S
