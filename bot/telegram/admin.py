"""What administrators can do; for everybody else these commands are unknown, and the buttons are old."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable

import structlog
from aiogram import F, Router
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from bot.screens import admin as screens
from bot.screens import upload
from bot.screens.screen import Action, Screen, unpacked
from bot.telegram.display import Display, Place
from bot.telegram.handlers import Called
from bot.telegram.health import read_health
from bot.telegram.inbox import Inbox
from bot.telegram.outcome import Outcome
from bot.telegram.rebuild import Ended, Progress, Rebuild
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.settled import Settled

OPS = ("reindex", "stop", "leave", "status", *upload.OPS)
FRESH_S = 600
"""A command that waited longer, while the bot was down, is not obeyed any more."""
log = structlog.get_logger(__name__)


def is_admins_message(message: Message, settled: Settled) -> bool:
    """Whether a command is an administrator's: by number, in private, by hand, and of now."""
    age = (dt.datetime.now(dt.UTC) - message.date).total_seconds()
    return (
        message.from_user is not None
        and message.from_user.id in settled.admins
        and message.chat.type == "private"
        and message.chat.id == message.from_user.id
        and message.sender_chat is None
        and message.forward_origin is None
        and message.via_bot is None
        and age <= FRESH_S
    )


def is_admins_tap(query: CallbackQuery, settled: Settled) -> bool:
    """Whether a tap is an administrator's: the button's data proves nothing, its sender does."""
    action = unpacked(query.data or "")
    return (
        action is not None
        and action.op in OPS
        and query.from_user.id in settled.admins
        and query.message is not None
        and query.message.chat.id == query.from_user.id
    )


class Desk:
    """What an administrator works with."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of the service, each looked at by /status
        self,
        served: Served,
        inbox: Inbox,
        display: Display,
        patience: Patience,
        rebuild: Rebuild,
        conflicts: Callable[[], int],
    ) -> None:
        self._served, self._inbox, self._display, self._patience = served, inbox, display, patience
        self.rebuild, self._conflicts = rebuild, conflicts
        self._began = time.monotonic()
        self._running: asyncio.Task[None] | None = None

    async def status(self, into: int | None = None) -> Outcome:
        """Return the state of the service."""
        health = await read_health(
            self._served, self._inbox, self.rebuild.running_s, sum(self._patience.troubles.values()),
            self._conflicts(), time.monotonic() - self._began,
        )  # fmt: skip
        return Outcome(screens.status(health, dt.date.today()), into)  # noqa: DTZ011 - the reader's own day

    async def ask(self, into: int | None = None) -> Outcome:
        """Ask before a rebuild, or say that one runs or that there is nothing to read."""
        if (since_s := self.rebuild.running_s) is not None:
            return Outcome(screens.already(since_s))
        if not self.rebuild.names:
            return Outcome(screens.no_files(), into)
        number = self._served.advisor.generation.number
        return Outcome(screens.asked(number, self.rebuild.names), into)

    async def begin(self, chat: int, message: int) -> Outcome | None:
        """Begin a rebuild; from here on the message that asked shows it, outside of anybody's lane."""
        if (since_s := self.rebuild.running_s) is not None:
            return Outcome(screens.already(since_s))
        if not self.rebuild.names:  # a button of a time when there were files
            return Outcome(screens.no_files(), message)
        self._running = asyncio.create_task(self._rebuild(Place(chat), message))
        return None

    async def end(self) -> None:
        """Stop what runs; the served catalogue is not touched."""
        await self.rebuild.stop()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    async def _rebuild(self, place: Place, message: int) -> None:
        showing: asyncio.Task[None] | None = None

        async def show(progress: Progress) -> None:
            # While a state waits to be shown the others are dropped, and the work waits for none of them.
            nonlocal showing
            if (showing is None or showing.done()) and not self._patience.rests(place.chat):
                state = screens.progress(progress.what, progress.done, progress.total, progress.left_s)
                showing = asyncio.create_task(self._shown(state, place, message))

        await self._shown(screens.progress("Starting", 0, 0, None), place, message)
        ended = await self.rebuild.run(show)
        if showing is not None:
            await asyncio.gather(showing, return_exceptions=True)
        log.info("rebuild ended", seconds=round(ended.took_s, 1), built=ended.built is not None)
        if ended.built is not None:
            await self._served.renew()
        await self._shown(self._closing(ended), place, message)

    def _closing(self, ended: Ended) -> Screen:
        if ended.built is not None:
            return screens.done(ended.built, ended.took_s, self._served.advisor.generation.number)
        return screens.stopped() if ended.reason is None else screens.failed(ended.reason)

    async def _shown(self, screen: Screen, place: Place, message: int) -> None:
        """Show a state; that it cannot be shown must not end the work."""
        try:
            await self._display.show(screen, place, message)
        except AiogramError as trouble:
            log.warning("progress not shown", trouble=type(trouble).__name__)


async def reindex(_: Message, desk: Desk) -> Outcome:
    """Ask before a rebuild."""
    return await desk.ask()


async def status(_: Message, desk: Desk) -> Outcome:
    """Show the state of the service."""
    return await desk.status()


async def tap(query: CallbackQuery, desk: Desk) -> Outcome | None:
    """Do what an administrator's button says."""
    assert query.message is not None and query.data is not None
    action, message = unpacked(query.data) or Action("leave"), query.message.message_id
    if action.op == "status":
        return await desk.status(message)
    if action.op == "stop":
        await desk.rebuild.stop()
        return None
    if action.op == "reindex":
        return await (desk.begin(query.message.chat.id, message) if action.arg == "go" else desk.ask(message))
    return Outcome(screens.left(), message)


def router() -> Router:
    """Return what is routed to whom: anything that is no administrator's passes by, to the people's."""
    found = Router(name="administrators")
    found.message.register(reindex, Called("reindex"), is_admins_message)
    found.message.register(status, Called("status"), is_admins_message)
    found.callback_query.register(tap, F.data, is_admins_tap)
    return found
