"""The bot as one process: its parts put together, run until it is told to stop, and ended in order."""

import asyncio
import datetime as dt
import gc
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from aiogram.utils.token import TokenValidationError

from bot.settings import Settings
from bot.telegram import admin, handlers
from bot.telegram.conversation import Conversation
from bot.telegram.database import FILE, Database
from bot.telegram.display import Display
from bot.telegram.door import Door
from bot.telegram.inbox import Inbox
from bot.telegram.intake import Intake
from bot.telegram.limits import LIMITS, Limits
from bot.telegram.listing import Listing
from bot.telegram.lists import Lists
from bot.telegram.load import Load
from bot.telegram.log import described
from bot.telegram.people import People
from bot.telegram.polling import NO_SUCH_TOKEN, Poller
from bot.telegram.rebuild import Rebuild
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.settled import Settled
from bot.words import mark, say
from catalog.errors import RungError
from index.disk import alone

DRAINED_WITHIN_S = 8.0
SWEPT_EVERY_S = 3600.0
LOCK = "serve.lock"
COMMANDS = {
    "start": mark("Begin, with an example"),
    "help": mark("How it works"),
    "goal": mark("Ask in a group: /goal and what you want"),
    "privacy": mark("What is kept, and for how long"),
    "forget": mark("Delete what is kept of you"),
    "whoami": mark("Your Telegram number"),
}
ADMIN_COMMANDS = {"status": mark("How the service does"), "reindex": mark("Rebuild the catalogue")}
DESCRIPTION = mark(
    "Tell me the job or skill you want. I look through a catalogue of short courses and show the closest: "
    "how long for you, how much, and what comes out of it. Each fact has a source. "
    "I am a program, not a career adviser."
)
SHORT_DESCRIPTION = mark("Write a career goal; see the closest short courses, with honest time and cost.")
log = structlog.get_logger(__name__)


async def serve(settings: Settings, api: str | None = None, limits: Limits = LIMITS) -> None:
    """Run the bot until SIGTERM or SIGINT; raises RungError where it cannot run."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    refusal = RungError(
        f"A bot already runs with {settings.data}. Stop it first, or name another folder: --data DIR"
    )
    with alone(settings.data / LOCK, refusal):
        # The start is a part of the run: it waits for as long as Telegram cannot be reached.
        run, stopped = asyncio.create_task(_run(settings, api, limits)), asyncio.create_task(stop.wait())
        await asyncio.wait({run, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (run, stopped):
            task.cancel()
        ended = (await asyncio.gather(run, stopped, return_exceptions=True))[0]
    if isinstance(ended, RungError):
        raise ended
    if isinstance(ended, Exception):
        log.error("the bot failed", **described(ended))
        raise RungError("The bot has ended by a fault of its own: see its log. Start it again.")
    log.info("the bot has ended")


async def _run(settings: Settings, api: str | None, limits: Limits) -> None:
    async with running(settings, api, limits=limits) as poller:
        # What has been loaded stays: looking for garbage in it at the end took seconds of the stop.
        gc.freeze()
        log.info("the bot runs")
        await poller.run()


@asynccontextmanager
async def running(
    settings: Settings,
    api: str | None = None,
    database: Database | None = None,
    today: Callable[[], dt.date] = dt.date.today,
    limits: Limits = LIMITS,
) -> AsyncIterator[Poller]:
    """Put the parts together and take them apart in order: work, tasks, network, store."""
    load = Load(limits.within_s)
    served = Served(settings.data, settings.contact, load)
    database = database or Database(settings.data / FILE)
    inbox, lists, people, patience = Inbox(database), Lists(database), People(database), Patience()
    bot = _bot(settings, api, patience)
    display = Display(bot)
    tasks: set[asyncio.Task[None]] = set()
    desk: admin.Desk | None = None
    intake: Intake | None = None
    try:
        settled = await _settled(bot, settings)
        conversation = Conversation(served, lists, people, Listing(served, lists, today), settings.contact)
        dispatcher = Dispatcher(disable_fsm=True)
        door = Door(settled, limits, load)
        intake = Intake(bot, dispatcher, conversation, settled, inbox, lists, people, display, door, load)
        lanes = intake.lanes
        poller = Poller(bot, intake.receive, lambda: lanes.waiting)
        rebuild = Rebuild(
            settings.data, settings.catalog, sample=not settings.catalog and served.shelf().is_sample
        )
        desk = admin.Desk(served, inbox, display, patience, rebuild, lambda: poller.conflicts)
        dispatcher.include_routers(admin.router(), handlers.router())
        dispatcher.workflow_data.update(conversation=conversation, settled=settled, desk=desk)
        with suppress(sqlite3.Error):  # a locked or a full disk is no reason not to answer
            await lists.sweep()
        await intake.resume()
        for work in (served.watch(), _sweep(lists), _introduce(bot, settings)):
            tasks.add(asyncio.create_task(work))
        yield poller
    finally:
        if intake is not None and desk is not None:
            await asyncio.gather(intake.lanes.stop(DRAINED_WITHIN_S), desk.end())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await bot.session.close()
        served.close()
        database.close()


def _bot(settings: Settings, api: str | None, patience: Patience) -> Bot:
    if settings.bot_token is None:
        raise RungError(
            "Set RUNG_BOT_TOKEN to the token that @BotFather gave you, in the environment or in .env."
        )
    session = AiohttpSession(api=TelegramAPIServer.from_base(api) if api else PRODUCTION)
    session.middleware(patience)
    try:
        return Bot(settings.bot_token.get_secret_value(), session=session)
    except TokenValidationError:
        raise RungError(NO_SUCH_TOKEN) from None


async def _settled(bot: Bot, settings: Settings) -> Settled:
    """Ask who we are, for as long as Telegram cannot be reached."""
    while True:
        try:
            me = await bot.get_me()
            # A webhook of an earlier life would make every poll fail; what waits is kept.
            await bot.delete_webhook(drop_pending_updates=False)
            return Settled(me.id, me.username or "", settings.admins)
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise RungError(NO_SUCH_TOKEN) from None
        except AiogramError as trouble:
            log.warning("Telegram cannot be reached", trouble=type(trouble).__name__)
            await asyncio.sleep(5)


async def _introduce(bot: Bot, settings: Settings) -> None:
    """Set what people see before they write; that it fails must not keep the bot from answering."""
    commands = [BotCommand(command=name, description=say(what)) for name, what in COMMANDS.items()]
    more = [BotCommand(command=name, description=say(what)) for name, what in ADMIN_COMMANDS.items()]
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeDefault())
        await bot.set_my_description(say(DESCRIPTION))
        await bot.set_my_short_description(say(SHORT_DESCRIPTION))
    except AiogramError as trouble:
        log.warning("commands not set", trouble=type(trouble).__name__)
    for number in settings.admins:
        with suppress(AiogramError):  # an administrator who never wrote to the bot has no chat yet
            await bot.set_my_commands([*commands, *more], scope=BotCommandScopeChat(chat_id=number))


async def _sweep(lists: Lists) -> None:
    while True:
        await asyncio.sleep(SWEPT_EVERY_S)
        with suppress(sqlite3.Error):  # a locked file is swept an hour later
            await lists.sweep()
