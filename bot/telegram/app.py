"""The bot as one process: its parts put together, run until it is told to stop, and ended in order."""

import asyncio
import datetime as dt
import gc
import logging
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Self

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError

from bot.settings import Settings
from bot.telegram import admin, handlers, uploads
from bot.telegram.admission import Admission
from bot.telegram.answering import Answering
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
from bot.telegram.introduction import introduce
from bot.telegram.language import Language
from bot.telegram.limits import LIMITS, Limits
from bot.telegram.listing import Listing
from bot.telegram.lists import Lists
from bot.telegram.load import Load
from bot.telegram.log import described
from bot.telegram.pending import Pending
from bot.telegram.people import People
from bot.telegram.polling import NO_SUCH_TOKEN, Poller
from bot.telegram.rebuild import Rebuild
from bot.telegram.receiving import Receiving
from bot.telegram.saved import Saved
from bot.telegram.saving import Saving
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.settled import Settled
from bot.telegram.stalled import Stalled
from bot.telegram.stats import Stats
from bot.telegram.troubles import Troubles
from bot.telegram.upload_desk import UploadDesk
from bot.telegram.upload_work import UploadWork
from bot.telegram.views import Views
from bot.telegram.webhook import Webhook, checked_secret
from catalog.errors import RungError
from index.disk import alone

DRAINED_WITHIN_S = 8.0
SWEPT_EVERY_S = 3600.0
LOCK = "serve.lock"
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
    async with running(settings, api, limits=limits) as source:
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
    limits: Limits = LIMITS,
) -> AsyncIterator[Poller | Webhook]:
    """Put the parts together and take them apart in order: work, tasks, network, store."""
    if settings.webhook_url:
        checked_secret(settings)  # now, and not after seconds of starting
    load = Load(limits.within_s)
    served = Served(settings.data, settings.contact, load)
    store = Store.of(database or Database(settings.data / FILE), today)
    patience, troubles = Patience(), Troubles()
    bot = _bot(settings, api, patience)
    tasks: set[asyncio.Task[None]] = set()
    logging.getLogger().addHandler(troubles)
    async with AsyncExitStack() as ends:
        ends.callback(logging.getLogger().removeHandler, troubles)
        ends.callback(store.database.close)
        ends.callback(served.close)
        ends.push_async_callback(bot.session.close)
        ends.push_async_callback(_cancelled, tasks)
        settled = await _settled(bot, settings)
        display, dispatcher = Display(bot), Dispatcher(disable_fsm=True)
        conversation = _conversation(settings, settled, served, store, today)
        admission = Admission(settled, limits, load)
        answering = Answering(
            bot, dispatcher, settled, store.inbox, store.lists, store.people, display, admission, load
        )
        intake = Intake(
            bot, conversation, settled, store.inbox, admission, load, Stalled(bot, display), answering
        )
        source = _source(bot, settings, intake)
        rebuild = Rebuild(settings.data, settings.catalog, sample=False)
        upload_work = UploadWork(display, Pending(settings.data), rebuild)
        receiving = Receiving(served, Applied(settings.data, settings.catalog), upload_work)
        upload_desk = UploadDesk(served, patience, Comparing(served, store.database), receiving)
        served.changed = upload_desk.settle
        upload_desk.settle()
        parts = Parts(served, store.inbox, rebuild, patience, store.stats, troubles, lambda: source.conflicts)
        desk = admin.Desk(parts, display, Views(served, store.stats, store.feedback, today), upload_desk)
        dispatcher.update.outer_middleware(asking)
        dispatcher.include_routers(uploads.router(), admin.router(), handlers.router())
        dispatcher.workflow_data.update(
            conversation=conversation, settled=settled, desk=desk, uploads=upload_desk,
            records=Records(store.database),
        )  # fmt: skip
        ends.push_async_callback(_drained, intake, desk, upload_work)
        with suppress(sqlite3.Error):  # a locked or a full disk is no reason not to answer
            await store.lists.sweep()
        await intake.resume()
        await upload_desk.resume()
        for work in (served.watch(), _sweep(store), introduce(bot, settings.admins)):
            tasks.add(asyncio.create_task(work))
        yield source


@dataclass(frozen=True, slots=True)
class Store:
    """What is kept in the one file of everything that changes."""

    database: Database
    inbox: Inbox
    lists: Lists
    people: People
    saved: Saved
    feedback: Feedback
    stats: Stats

    @classmethod
    def of(cls, database: Database, today: Callable[[], dt.date]) -> Self:
        """Return the tables of a file."""
        return cls(
            database, Inbox(database), Lists(database), People(database), Saved(database),
            Feedback(database, today), Stats(database, today),
        )  # fmt: skip


def _conversation(
    settings: Settings, settled: Settled, served: Served, store: Store, today: Callable[[], dt.date]
) -> Conversation:
    lists, contact, username = store.lists, settings.contact, settled.username
    listing = Listing(served, lists, store.stats, today, username)
    changing = Changing(served, lists, listing, store.feedback)
    saving = Saving(served, lists, store.saved, store.feedback, store.stats, today, username)
    door = Door(served, lists, listing, contact)
    language = Language(store.people, lists)
    return Conversation(served, lists, language, listing, changing, saving, door, contact)


async def _drained(intake: Intake, desk: admin.Desk, upload_work: UploadWork) -> None:
    await asyncio.gather(intake.lanes.stop(DRAINED_WITHIN_S), desk.end(), upload_work.end())


async def _cancelled(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


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


async def _sweep(store: Store) -> None:
    while True:
        await asyncio.sleep(SWEPT_EVERY_S)
        with suppress(sqlite3.Error):  # a locked file is swept an hour later
            await store.lists.sweep()
            await store.stats.sweep()
