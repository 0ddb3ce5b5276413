"""The way of an update: onto the disk, acknowledged, into its person's lane, handled, shown, done.

aiogram's own polling confirms an update before its handler has ended, so a crash loses it; a tap's
answer would wait behind the person's other work. Here an update is confirmed once it is committed,
a tap is answered at once, and what a crash left is handled at the next start (docs/decisions/0008).
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter
from aiogram.types import CallbackQuery, Update, User
from pydantic import ValidationError

from bot.request import may_be_kept
from bot.screens import plain
from bot.screens.screen import unpacked
from bot.telegram.admin import OPS, is_admins_tap
from bot.telegram.conversation import OLD, Conversation
from bot.telegram.display import Display, Place
from bot.telegram.inbox import Inbox, Received, words_of
from bot.telegram.lanes import Lanes
from bot.telegram.lists import Lists
from bot.telegram.log import described
from bot.telegram.outcome import Outcome, Who
from bot.telegram.people import People
from bot.telegram.sender import PASSING
from bot.telegram.settled import Settled
from bot.telegram.typing_action import typing
from bot.words import ENGLISH, say, speak, speaking

_GATE_S = 1.0
_ACK_S = 2.0
"""How long a tap's work waits for its acknowledgement, which goes first but may hang."""
_PAUSE_S = 5.0
_ALONE_S = 3.0
_LATE = ("query is too old", "query id is invalid")
log = structlog.get_logger(__name__)


class Gate:
    """Lets one answer at a time out, so that a crash can double one at most; nobody holds it for long."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        """Wait for the answer before; a slow one is not waited for beyond a second."""
        await self._lock.acquire()
        release = asyncio.get_running_loop().call_later(_GATE_S, self._lock.release)
        try:
            yield
        finally:
            if not release.cancelled() and release.when() > asyncio.get_running_loop().time():
                release.cancel()
                self._lock.release()


class Intake:
    """Takes updates in, from wherever they come, and brings each to its end."""

    def __init__(  # noqa: PLR0913, PLR0917 - every part of the way
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        conversation: Conversation,
        settled: Settled,
        inbox: Inbox,
        lists: Lists,
        people: People,
        display: Display,
    ) -> None:
        self._bot, self._dispatcher, self._conversation = bot, dispatcher, conversation
        self._settled, self._inbox, self._lists, self._display = settled, inbox, lists, display
        self._people = people
        self.lanes = Lanes()
        self._gate = Gate()

    async def receive(self, raws: Sequence[dict[str, Any]]) -> None:
        """Commit updates, and begin with those that are new; on return Telegram may forget them."""
        for received in await self._inbox.receive([Received.of(raw) for raw in raws]):
            self._accept(received)

    async def resume(self) -> None:
        """Begin with what an earlier run received and did not end.

        What it was at when it died is handled one after the other: one of them may be what it died of,
        and the others would be blamed for the next death too, and be put aside with it.
        """
        for received in await self._inbox.waiting():
            self._accept(received)
            if received.begun:
                await self.lanes.rest(_ALONE_S)

    def _accept(self, received: Received) -> None:
        lane = received.person if received.person is not None else -received.update_id
        try:
            update = Update.model_validate_json(received.json, context={"bot": self._bot})
        except ValidationError:
            log.error("update not understood", update=received.update_id)
            self.lanes.put(lane, partial(self._never_understood, received))
            return
        query = update.callback_query
        ack = asyncio.create_task(self._acknowledge(query)) if query else None
        self.lanes.put(lane, partial(self._handle, update, ack))

    async def _acknowledge(self, query: CallbackQuery) -> None:
        """Answer a tap before any work: with what is known at once, else with nothing."""
        action = unpacked(query.data or "")
        try:
            speak(await self._language(query.from_user))
            if action is not None and action.op in OPS:
                toast = None if is_admins_tap(query, self._settled) else OLD
            elif query.message is not None:
                toast = await self._conversation.toast(Who(query.from_user.id, query.message.chat.id), action)
            else:
                toast = None
            text, alert = (say(toast.text), toast.alert) if toast else (None, None)
            await self._bot.answer_callback_query(query.id, text=text, show_alert=alert)
        except TelegramBadRequest as refusal:
            if not any(words in refusal.message.casefold() for words in _LATE):
                log.warning("tap not answered", **described(refusal))
        except (AiogramError, sqlite3.Error) as trouble:
            log.warning("tap not answered", **described(trouble))

    async def _handle(self, update: Update, ack: "asyncio.Task[None] | None") -> None:
        """Bring an update to its end: answered, or put aside after three failures of ours."""
        if ack is not None:
            await asyncio.wait({ack}, timeout=_ACK_S)
        with speaking(await self._language(_user_of(update))):
            await self._bring_to_its_end(update)

    async def _language(self, user: User | None) -> str:
        """Return what a person is spoken to in: as they chose or wrote, else as their Telegram is set."""
        if user is None:
            return ENGLISH
        with suppress(sqlite3.Error):
            return await self._people.language(user.id) or user.language_code or ENGLISH
        return user.language_code or ENGLISH

    async def _bring_to_its_end(self, update: Update) -> None:
        while True:
            try:
                state = await self._inbox.begin(update.update_id)
                if state == "dead":
                    await self._empty(update.update_id, _words_of(update))
                    await self._apologize(update)
                if state != "waiting":
                    return None
                return await self._answer(update)
            except (*PASSING, TelegramRetryAfter, sqlite3.OperationalError) as trouble:
                # Not the update's fault: it waits for as long as the trouble lasts.
                log.warning("answer delayed", update=update.update_id, **described(trouble))
                with suppress(sqlite3.Error):
                    await self._inbox.again(update.update_id)
                await asyncio.sleep(_pause(trouble))
            except asyncio.CancelledError:
                await self._inbox.again(update.update_id)  # a stop in the middle is no failure
                raise
            except AiogramError as refusal:
                log.error("answer refused", update=update.update_id, **described(refusal))
                return await self._done(update)
            except Exception as trouble:  # the guard: one message must not end the service
                log.error("handler failed", update=update.update_id, **described(trouble))

    async def _answer(self, update: Update) -> None:
        place = _place_of(update)
        if place is None:
            return await self._done(update)
        async with typing(self._bot, place.chat, place.thread):
            outcome = await self._dispatcher.feed_update(self._bot, update, update_id=update.update_id)
        if isinstance(outcome, Outcome):
            await self._show(update, outcome, place)
        else:
            await self._done(update)
        return None

    async def _show(self, update: Update, outcome: Outcome, place: Place) -> None:
        async with self._gate():
            message = await self._display.show(outcome.screen, place, outcome.into)
            await self._done(update)
        if outcome.forgets:
            await self._lists.scrub()
        user = _user_of(update)
        if outcome.list_id is not None:
            await self._lists.place(outcome.list_id, message)
        if outcome.at is not None and user is not None:
            await self._lists.go(user.id, place.chat, outcome.at)
        if outcome.replaces is not None and outcome.replaces != message:
            await self._display.take_buttons(place.chat, outcome.replaces)

    async def _done(self, update: Update) -> None:
        """Mark an update as done, for as long as it takes: what was answered must not be answered again."""
        while True:
            try:
                return await self._inbox.done(update.update_id)
            except sqlite3.OperationalError as trouble:
                log.warning("store not written", **described(trouble))
                await asyncio.sleep(1)

    async def _never_understood(self, received: Received) -> None:
        await self._inbox.dead(received.update_id)
        await self._empty(received.update_id, words_of(json.loads(received.json)))

    async def _empty(self, update_id: int, words: str) -> None:
        """Delete the text of a dead letter where it may not be kept."""
        if not _may_be_kept(words):
            await self._inbox.empty(update_id)
            await self._lists.scrub()

    async def _apologize(self, update: Update) -> None:
        place = _place_of(update)
        if place is not None:
            with suppress(AiogramError):
                await self._display.show(plain.trouble(), place)


def _may_be_kept(text: str) -> bool:
    """Whether a dead letter may lie on the disk; one that cannot even be read for a danger may not."""
    try:
        return may_be_kept(text)
    except Exception:  # its reading may be what it died of
        return False


def _place_of(update: Update) -> Place | None:
    message = update.message or update.edited_message
    if message is None:
        message = update.callback_query.message if update.callback_query else None  # type: ignore[assignment]
    if message is None:
        return None
    private = message.chat.type == "private"
    in_topic = getattr(message, "is_topic_message", False)
    return Place(
        chat=message.chat.id,
        thread=getattr(message, "message_thread_id", None) if in_topic else None,
        answers=message.message_id if update.message and not private else None,
    )


def _words_of(update: Update) -> str:
    message = update.message or update.edited_message
    return (message.text or message.caption or "") if message else ""


def _user_of(update: Update) -> User | None:
    event = update.message or update.edited_message or update.callback_query
    return event.from_user if event else None


def _pause(trouble: Exception) -> float:
    return float(trouble.retry_after) if isinstance(trouble, TelegramRetryAfter) else _PAUSE_S
