"""The bot as one process: its parts put together, run until it is told to stop, and ended in order."""

import asyncio
import datetime as dt
import gc
import logging
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from aiogram.utils.token import TokenValidationError

from bot.screens import group
from bot.settings import Settings
from bot.telegram import admin, handlers, uploads
from bot.telegram.applied import Applied
from bot.telegram.changing import Changing
from bot.telegram.comparing import Comparing
from bot.telegram.conversation import Conversation
from bot.telegram.database import FILE, Database
from bot.telegram.display import Display
from bot.telegram.door import Door
from bot.telegram.drafts import asking
from bot.telegram.export import Records
from bot.telegram.feedback import Feedback
from bot.telegram.health import Parts
from bot.telegram.inbox import Inbox
from bot.telegram.intake import Intake
from bot.telegram.listing import Listing
from bot.telegram.lists import Lists
from bot.telegram.log import described
from bot.telegram.pending import Pending
from bot.telegram.people import People
from bot.telegram.polling import NO_SUCH_TOKEN, Poller
from bot.telegram.rebuild import Rebuild
from bot.telegram.saved import Saved
from bot.telegram.saving import Saving
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.settled import Settled
from bot.telegram.stats import Stats
from bot.telegram.troubles import Troubles
from bot.telegram.upload_desk import UploadDesk
from bot.telegram.views import Views
from bot.telegram.webhook import Webhook, checked_secret
from bot.words import ENGLISH, languages, mark, say, speaking
from catalog.errors import RungError
from index.disk import alone

DRAINED_WITHIN_S = 8.0
SWEPT_EVERY_S = 3600.0
LOCK = "serve.lock"
COMMANDS = {
    "start": mark("Begin, with an example"),
    "help": mark("How it works"),
    "goal": mark("Ask in a group: /goal and what you want"),
    "language": mark("The language I answer in"),
    "saved": mark("Your saved courses"),
    "privacy": mark("What is kept, and for how long"),
    "export": mark("All that is kept of you, as a file"),
    "forget": mark("Delete what is kept of you"),
    "whoami": mark("Your Telegram number"),
}
ADMIN_COMMANDS = {
    "status": mark("How the service does"),
    "reindex": mark("Rebuild the catalogue"),
    "upload": mark("The upload that waits"),
    "sources": mark("The files of the catalogue"),
    "template": mark("A spreadsheet to begin with"),
    "catalogue": mark("What the catalogue leaves open"),
    "stats": mark("What people ask for"),
    "reports": mark("Facts reported as wrong"),
    "errors": mark("The last troubles"),
}
DESCRIPTION = mark(
    "Tell me the job or skill you want. I look through a catalogue of short courses and show the closest: "
    "how long for you, how much, and what comes out of it. Each fact has a source. "
    "I am a program, not a career adviser."
)
SHORT_DESCRIPTION = mark("Write a career goal; see the closest short courses, with honest time and cost.")
log = structlog.get_logger(__name__)


async def serve(settings: Settings, api: str | None = None) -> None:
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
        run, stopped = asyncio.create_task(_run(settings, api)), asyncio.create_task(stop.wait())
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


async def _run(settings: Settings, api: str | None) -> None:
    async with running(settings, api) as source:
        # What has been loaded stays: looking for garbage in it at the end took seconds of the stop.
        gc.freeze()
        log.info("the bot runs")
        await source.run()


@asynccontextmanager
async def running(
    settings: Settings,
    api: str | None = None,
    database: Database | None = None,
    today: Callable[[], dt.date] = dt.date.today,
) -> AsyncIterator[Poller | Webhook]:
    """Put the parts together and take them apart in order: work, tasks, network, store."""
    if settings.webhook_url:
        checked_secret(settings)  # now, and not after seconds of starting
    served = Served(settings.data, settings.contact)
    database = database or Database(settings.data / FILE)
    inbox, lists, people, patience = Inbox(database), Lists(database), People(database), Patience()
    bot = _bot(settings, api, patience)
    display = Display(bot)
    tasks: set[asyncio.Task[None]] = set()
    troubles = Troubles()
    desk: admin.Desk | None = None
    upload_desk: UploadDesk | None = None
    intake: Intake | None = None
    logging.getLogger().addHandler(troubles)
    try:
        settled = await _settled(bot, settings)
        feedback = Feedback(database)
        stats = Stats(database, today)
        saving = Saving(served, lists, Saved(database), feedback, stats, today, settled.username)
        listing = Listing(served, lists, stats, today, settled.username)
        changing = Changing(served, lists, listing, feedback)
        door = Door(served, lists, listing, settings.contact)
        conversation = Conversation(served, lists, people, listing, changing, saving, door, settings.contact)
        dispatcher = Dispatcher(disable_fsm=True)
        intake = Intake(bot, dispatcher, conversation, settled, inbox, lists, people, display)
        source = _source(bot, settings, intake)
        rebuild = Rebuild(settings.data, settings.catalog, sample=False)
        upload_desk = UploadDesk(
            served, display, patience, rebuild, Applied(settings.data, settings.catalog),
            Pending(settings.data), Comparing(served, database),
        )  # fmt: skip
        served.changed = upload_desk.settle
        upload_desk.settle()
        desk = admin.Desk(served, inbox, display, patience, rebuild, lambda: source.conflicts)
        dispatcher.update.outer_middleware(asking)
        dispatcher.include_routers(uploads.router(), admin.router(), handlers.router())
        dispatcher.workflow_data.update(
            conversation=conversation,
            settled=settled,
            desk=desk,
            uploads=upload_desk,
            records=Records(database),
        )
        parts = Parts(served, inbox, rebuild, patience, stats, troubles, lambda: source.conflicts)
        desk = admin.Desk(parts, display, Views(served, stats, feedback, today))
        dispatcher.update.outer_middleware(asking)
        dispatcher.include_routers(uploads.router(), admin.router(), handlers.router())
        dispatcher.workflow_data.update(
            conversation=conversation,
            settled=settled,
            desk=desk,
            uploads=upload_desk,
            records=Records(database),
        )
        await lists.sweep()
        await intake.resume()
        await upload_desk.resume()
        for work in (served.watch(), _sweep(lists, stats), _introduce(bot, settings)):
            tasks.add(asyncio.create_task(work))
        yield source
    finally:
        if intake is not None and desk is not None and upload_desk is not None:
            await asyncio.gather(intake.lanes.stop(DRAINED_WITHIN_S), desk.end(), upload_desk.end())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await bot.session.close()
        served.close()
        database.close()
        logging.getLogger().removeHandler(troubles)


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


def _source(bot: Bot, settings: Settings, intake: Intake) -> Poller | Webhook:
    """Return where updates come from: asked for, or sent to an address of ours."""
    lanes = intake.lanes
    if settings.webhook_url:
        return Webhook(bot, settings, intake.receive, lambda: lanes.waiting)
    return Poller(bot, intake.receive, lambda: lanes.waiting)


async def _settled(bot: Bot, settings: Settings) -> Settled:
    """Ask who we are, for as long as Telegram cannot be reached."""
    while True:
        try:
            me = await bot.get_me()
            if not settings.webhook_url:
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
    for language in (None, *sorted(languages())):  # None is for everybody whose language is not here
        with speaking(language or ENGLISH):
            try:
                await _introduce_in(bot, settings, language)
            except AiogramError as trouble:
                log.warning("commands not set", trouble=type(trouble).__name__)


async def _introduce_in(bot: Bot, settings: Settings, language: str | None) -> None:
    commands = [BotCommand(command=name, description=say(what)) for name, what in COMMANDS.items()]
    more = [BotCommand(command=name, description=say(what)) for name, what in ADMIN_COMMANDS.items()]
    await bot.set_my_commands(commands, scope=BotCommandScopeDefault(), language_code=language)
    in_groups = [command for command in commands if command.command in group.COMMANDS]
    await bot.set_my_commands(in_groups, scope=BotCommandScopeAllGroupChats(), language_code=language)
    # What an earlier program set for these would win over the list for everybody.
    for scope in (BotCommandScopeAllPrivateChats(), BotCommandScopeAllChatAdministrators()):
        await bot.delete_my_commands(scope=scope, language_code=language)
    await bot.set_my_description(say(DESCRIPTION), language_code=language)
    await bot.set_my_short_description(say(SHORT_DESCRIPTION), language_code=language)
    for number in settings.admins:
        with suppress(AiogramError):  # an administrator who never wrote to the bot has no chat yet
            own = BotCommandScopeChat(chat_id=number)
            await bot.set_my_commands([*commands, *more], scope=own, language_code=language)


async def _sweep(lists: Lists, stats: Stats) -> None:
    while True:
        await asyncio.sleep(SWEPT_EVERY_S)
        with suppress(sqlite3.Error):  # a locked file is swept an hour later
            await lists.sweep()
            await stats.sweep()
