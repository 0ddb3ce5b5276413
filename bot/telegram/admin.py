"""What administrators can do; for everybody else these commands are unknown, and the buttons are old."""

import asyncio
import datetime as dt

import structlog
from aiogram import Router
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from bot.screens import admin as screens
from bot.screens import health, upload
from bot.screens.screen import Action, Op, Screen, unpacked
from bot.telegram.called import Command
from bot.telegram.display import Display, Place
from bot.telegram.handlers import Called
from bot.telegram.health import Parts, read_health
from bot.telegram.outcome import Outcome
from bot.telegram.rebuild import Ended, Progress
from bot.telegram.settled import Settled
from bot.telegram.upload_desk import UploadDesk
from bot.telegram.views import Views
from bot.telegram.waiting import Held

COMMANDS: dict[str, Op] = {
    "reindex": "reindex",
    "status": "status",
    "errors": "errors",
    "catalogue": "catalogue",
    "stats": "stats",
    "reports": "reports",
}
OPS = (*COMMANDS.values(), "stop", "leave", *upload.OPS)
FRESH_S = 600
"""A command that waited longer, while the bot was down, is not obeyed any more."""
log = structlog.get_logger(__name__)


async def is_admins_message(message: Message, settled: Settled) -> bool:
    """Whether a command is an administrator's, and of now."""
    age = (dt.datetime.now(dt.UTC) - message.date).total_seconds()
    return await is_by_admin(message, settled) and age <= FRESH_S


async def is_by_admin(message: Message, settled: Settled) -> bool:
    """Whether a message is an administrator's: by number, in private, and by hand.

    A file is taken however long it waited, for nothing is done with it before a tap.
    """
    return (
        message.from_user is not None
        and message.from_user.id in settled.admins
        and message.chat.type == "private"
        and message.chat.id == message.from_user.id
        and message.sender_chat is None
        and message.forward_origin is None
        and message.via_bot is None
    )


async def is_admins_tap(query: CallbackQuery, settled: Settled) -> bool:
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

    def __init__(self, parts: Parts, display: Display, views: Views, uploads: UploadDesk) -> None:
        """Take the parts that are looked at, what shows progress, the other views, and uploads."""
        self._parts, self._display, self.views, self._uploads = parts, display, views, uploads
        self._served, self._patience, self.rebuild = parts.served, parts.patience, parts.rebuild
        self.held = Held(parts.served)
        self._running: asyncio.Task[None] | None = None
        self._begun_by: int | None = None

    async def status(self, into: int | None = None) -> Outcome:
        """Return the state of the service."""
        return Outcome(health.status(await read_health(self._parts), _today()), into)

    async def errors(self, into: int | None = None) -> Outcome:
        """Return the last troubles."""
        return Outcome(health.errors(self._parts.troubles.newest_first(), _today()), into)

    async def ask(self, person: int, into: int | None = None) -> Outcome:
        """Ask before a rebuild, or say that one runs or that there is nothing to read."""
        if (since_s := self.rebuild.running_s) is not None:
            return Outcome(screens.already(since_s, self._begun_by == person))
        if not self.rebuild.names:
            return Outcome(screens.no_files(), into)
        number = self._served.advisor.generation.number
        return Outcome(screens.asked(number, self.rebuild.names, self.rebuild.took_s()), into)

    async def begin(self, chat: int, message: int) -> Outcome | None:
        """Begin a rebuild; from here on the message that asked shows it, outside of anybody's lane.

        Not beside an upload that is worked on: it may change what a rebuild reads.
        """
        async with self._uploads.work.lock:
            if (since_s := self.rebuild.running_s) is not None:
                return Outcome(screens.already(since_s, self._begun_by == chat))
            if self._uploads.work.is_running:
                return Outcome(upload.busy())
            if not self.rebuild.names:  # a button of a time when there were files
                return Outcome(screens.no_files(), message)
            self._begun_by = chat  # private: the chat has its person's number
            self.rebuild.claim()
            self._running = asyncio.create_task(self._rebuild(Place(chat), message))
        return None

    async def decide(self, what: str, message: int) -> Outcome:
        """Do what a button of a version that waits says; the draft of an upload is that upload's to apply."""
        async with self._uploads.work.lock:
            if self._uploads.work.must_end:
                return Outcome(upload.busy())
            if (waiting := self._uploads.waiting()) and await self._uploads.comparing.draft(waiting):
                return Outcome(await self._uploads.screen(waiting), message)
            return await self.held.do(what, message)

    async def end(self) -> None:
        """Stop what runs; the served catalogue is not touched."""
        await self.rebuild.stop()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    async def _rebuild(self, place: Place, message: int) -> None:
        showing: asyncio.Task[None] | None = None
        done = 0

        async def show(progress: Progress) -> None:
            # While a state waits to be shown the others are dropped, and the work waits for none of them.
            nonlocal showing, done
            done = progress.done or done
            if (showing is None or showing.done()) and not self._patience.rests(place.chat):
                state = screens.progress(progress.what, progress.done, progress.total, progress.left_s)
                showing = asyncio.create_task(self._shown(state, place, message))

        try:
            await self._shown(screens.starting(), place, message)
            ended = await self.rebuild.run(show)
            if showing is not None:
                await asyncio.gather(showing, return_exceptions=True)
            log.info("rebuild ended", seconds=round(ended.took_s, 1), built=ended.built is not None)
            if ended.built is not None:
                await self._served.renew()
        finally:
            self.rebuild.free()
        await self._shown(await self._closing(ended, done), place, message)

    async def _closing(self, ended: Ended, done: int) -> Screen:
        if ended.built is None:
            return screens.stopped(done) if ended.reason is None else screens.failed(ended.reason)
        if ended.built.held:
            return (await self.held.shown(None, ended.built)).screen
        return screens.done(ended.built, ended.took_s, self._served.advisor.generation.number)

    async def _shown(self, screen: Screen, place: Place, message: int) -> None:
        """Show a state; that it cannot be shown must not end the work."""
        try:
            await self._display.show(screen, place, message)
        except AiogramError as trouble:
            log.warning("progress not shown", trouble=type(trouble).__name__)


async def command_(message: Message, command: Command, desk: Desk) -> Outcome | None:
    """Do what an administrator's command says."""
    return await _do(desk, Action(COMMANDS[command.name]), message.chat.id, None)


async def tap(query: CallbackQuery, desk: Desk) -> Outcome | None:
    """Do what an administrator's button says."""
    assert query.message is not None and query.data is not None
    action = unpacked(query.data) or Action("leave")
    return await _do(desk, action, query.message.chat.id, query.message.message_id)


async def _do(desk: Desk, action: Action, chat: int, message: int | None) -> Outcome | None:
    views = desk.views
    match action.op:
        case "status":
            return await desk.status(message)
        case "errors":
            return await desk.errors(message)
        case "catalogue":
            return await views.catalogue(action.arg, message)
        case "stats":
            return await views.stats(message)
        case "reports":
            return await views.reports(action.arg, message)
        case "stop":
            await desk.rebuild.stop()
            return None
        case "reindex" if message is not None and action.arg == "go":
            return await desk.begin(chat, message)
        case "reindex" if message is not None and action.arg not in ("", "ask"):
            return await desk.decide(action.arg, message)
        case "reindex":
            return await desk.ask(chat, message)
    return Outcome(screens.left(), message)


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the reader's own day


def router() -> Router:
    """Return what is routed to whom: anything that is no administrator's passes by, to the people's."""
    found = Router(name="administrators")
    found.message.register(command_, Called(*COMMANDS), is_admins_message)
    found.callback_query.register(tap, is_admins_tap)
    return found
