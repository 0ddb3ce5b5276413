"""The way of an update: onto the disk, acknowledged, into its person's lane, handled, shown, done.

aiogram's own polling confirms an update before its handler has ended, so a crash loses it; a tap's
answer would wait behind the person's other work. Here an update is confirmed once it is committed,
a tap is answered at once, and what a crash left is handled at the next start (docs/decisions/0008).
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter
from aiogram.types import CallbackQuery, Update
from pydantic import ValidationError

from bot.screens.screen import unpacked
from bot.telegram.admin import OPS, is_admins_tap
from bot.telegram.admission import Admission, Refusal
from bot.telegram.answering import Answering
from bot.telegram.conversation import OLD, Conversation
from bot.telegram.event import user_of
from bot.telegram.inbox import Inbox, Received
from bot.telegram.lanes import Lanes
from bot.telegram.load import TICKET, Load, Ticket
from bot.telegram.log import described
from bot.telegram.outcome import Who
from bot.telegram.sender import PASSING
from bot.telegram.settled import Settled
from bot.telegram.stalled import Stalled
from bot.words import say, speak, speaking

_ACK_S = 2.0
"""How long a tap's work waits for its acknowledgement, which goes first but may hang."""
_ALONE_S = 3.0
_LATE = ("query is too old", "query id is invalid")
log = structlog.get_logger(__name__)


class Intake:
    """Takes updates in, from wherever they come, and begins with each in its person's turn."""

    def __init__(  # noqa: PLR0913, PLR0917 - every part of the way
        self,
        bot: Bot,
        conversation: Conversation,
        settled: Settled,
        inbox: Inbox,
        admission: Admission,
        load: Load,
        stalled: Stalled,
        answering: Answering,
    ) -> None:
        self._bot, self._conversation, self._settled, self._inbox = bot, conversation, settled, inbox
        self._admission, self._load, self._stalled, self._answering = admission, load, stalled, answering
        self.lanes = Lanes()

    async def receive(self, raws: Sequence[dict[str, Any]]) -> None:
        """Commit updates, and begin with those that are new; on return Telegram may forget them."""
        try:
            received = await self._inbox.receive([Received.of(raw) for raw in raws])
        except sqlite3.Error:
            await self._stalled.tell(raws)  # not confirmed, so Telegram keeps them
            raise
        self._stalled.is_over()
        for one in received:
            if update := self._understood(one):
                await self._admit(update, _lane_of(one))

    async def resume(self) -> None:
        """Begin with what an earlier run received and did not end; it has waited, so it is let in.

        What it was at when it died is handled one after the other: one of them may be what it died of,
        and the others would be blamed for the next death too, and be put aside with it.
        """
        for received in await self._inbox.waiting():
            if update := self._understood(received):
                self._begin(update, _lane_of(received))
            if received.begun:
                await self.lanes.rest(_ALONE_S)

    def _understood(self, received: Received) -> Update | None:
        try:
            return Update.model_validate_json(received.json, context={"bot": self._bot})
        except ValidationError:
            log.error("update not understood", update=received.update_id)
            self.lanes.put(_lane_of(received), partial(self._answering.never_understood, received))
            return None

    async def _admit(self, update: Update, lane: int) -> None:
        """Let an update in, or tell at once that there is no room for it."""
        kind = await self._admission.kind(update)
        refusal = self._admission.refused(update, kind)
        ticket = None
        waits = kind == "search" and self.lanes.is_busy(lane)  # it comes to the door after the one before
        if refusal is None and kind == "search" and not waits:
            entered = self._admission.entered(update)
            refusal, ticket = (entered, None) if isinstance(entered, Refusal) else (None, entered)
        if refusal is None:
            self._begin(update, lane, ticket, waits)
        else:
            self.lanes.put(("refused", update.update_id), partial(self._refuse, update, lane, refusal))

    def _begin(
        self, update: Update, lane: int, ticket: Ticket | None = None, is_at_the_door: bool = False
    ) -> None:
        query = update.callback_query
        ack = asyncio.create_task(self._acknowledge(query)) if query else None
        self.lanes.put(lane, partial(self._handle, update, ack, ticket, is_at_the_door))

    async def _refuse(self, update: Update, lane: int, refusal: Refusal) -> None:
        """Say that there is no room, once; where that cannot be said, the update is answered after all."""
        query = update.callback_query
        if query is not None:
            await self._acknowledge(query, refusal)
            return await self._answering.done(update)
        try:
            if not refusal.is_told:
                with speaking(await self._answering.language(user_of(update))):
                    await self._answering.turn_away(update, refusal)
        except (*PASSING, TelegramRetryAfter):
            return self._begin(update, lane)
        except AiogramError as trouble:
            log.warning("refusal not shown", update=update.update_id, **described(trouble))
        return await self._answering.done(update)

    async def _acknowledge(self, query: CallbackQuery, refusal: Refusal | None = None) -> None:
        """Answer a tap before any work: with what is known at once, else with nothing."""
        try:
            speak(await self._answering.language(query.from_user))
            text, alert = (refusal.words(), None) if refusal else await self._toast(query)
            await self._bot.answer_callback_query(query.id, text=text, show_alert=alert)
        except TelegramBadRequest as trouble:
            if not any(words in trouble.message.casefold() for words in _LATE):
                log.warning("tap not answered", **described(trouble))
        except (AiogramError, sqlite3.Error) as trouble:
            log.warning("tap not answered", **described(trouble))

    async def _toast(self, query: CallbackQuery) -> tuple[str | None, bool | None]:
        action = unpacked(query.data or "")
        if action is not None and action.op in OPS:
            toast = None if await is_admins_tap(query, self._settled) else OLD
        elif query.message is not None:
            toast = await self._conversation.toast(Who(query.from_user.id, query.message.chat.id), action)
        else:
            toast = None
        return (say(toast.text), toast.alert) if toast else (None, None)

    async def _handle(
        self, update: Update, ack: "asyncio.Task[None] | None", ticket: Ticket | None, is_at_the_door: bool
    ) -> None:
        """Bring an update to its end: answered, or put aside after three failures of ours."""
        if ack is not None:
            await asyncio.wait({ack}, timeout=_ACK_S)
        with speaking(await self._answering.language(user_of(update))):
            if is_at_the_door:
                entered = self._admission.entered(update)
                if isinstance(entered, Refusal):
                    await self._answering.turn_away(update, entered)
                    return await self._answering.done(update)
                ticket = entered
            held = TICKET.set(ticket)
            try:
                return await self._answering.bring_to_its_end(update)
            finally:
                self._load.leave(ticket)
                TICKET.reset(held)


def _lane_of(received: Received) -> int:
    return received.person if received.person is not None else -received.update_id
