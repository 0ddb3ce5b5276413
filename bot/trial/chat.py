"""`rung chat`: the bot and the stand-in in one process, and the person at the terminal as its user."""

import asyncio
import datetime as dt
import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.settings import Settings, read_settings
from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from bot.trial.terminal import Terminal, button_at, changed, meant, message
from bot.trial.text import MESSAGE_LIMIT, utf16_length
from index.manifest import current_number

if TYPE_CHECKING:
    from bot.telegram.polling import Poller
    from bot.telegram.webhook import Webhook

HEAD = (
    "Trial in the terminal. Not Telegram: nothing leaves this computer.\n"
    "Write your goal in your own words. To tap a button, type its number, such as 2.1.\n"
    "To leave, type /quit or press Ctrl-D."
)
STARTING = "Starting the bot: a few seconds."
FILES = "To send a file, type /send and its path, such as /send my courses.csv."
_LOOK_EVERY_S = 0.3
_WAKE_S = 0.05


def chat(data: Path, *, admin: bool, today: Callable[[], dt.date]) -> None:
    """Talk until the input ends; raises GenerationError where there is nothing to answer from."""
    current_number(data)  # refused now, not after seconds of starting
    terminal = Terminal(sys.stdin, sys.stdout)
    terminal.say(f"{HEAD}\n{FILES}" if admin else HEAD)
    print(STARTING, file=sys.stderr, flush=True)
    from bot.telegram import log  # with aiogram: after the word that it takes a while

    standin = StandIn(rate_limits=False)
    person = standin.person(first_name="You", started=False)
    admins = frozenset({person.id} if admin else ())
    settings = read_settings(data=data, bot_token=standin.token, admins=admins, webhook_url="")
    log.set_up(settings.log_level if "RUNG_LOG_LEVEL" in os.environ else "CRITICAL")
    with standin, _Bot(settings, standin.url, today) as bot:
        _Talk(standin, person, bot, terminal).run()


class _Bot:
    """The bot in a thread of its own: the terminal, and Ctrl-C, belong to the main one."""

    def __init__(self, settings: Settings, url: str, today: Callable[[], dt.date]) -> None:
        self._settings, self._url, self._today = settings, url, today
        self._failure: BaseException | None = None
        self._changed = threading.Event()
        self._poller: Poller | Webhook | None = None
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._changed.wait()
        self.check()
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()

    def check(self) -> None:
        """Raise what ended the bot, if it has ended."""
        if self._failure is not None:
            raise self._failure

    def answered(self, standin: StandIn) -> "Future[None]":
        """Return what is done once everything that was sent is answered."""
        return asyncio.run_coroutine_threadsafe(self._answered(standin), self._loop)

    async def _answered(self, standin: StandIn) -> None:
        assert self._poller is not None
        # An update leaves the queue of the stand-in when it is in its lane; and the lane, when all is shown.
        while standin.pending_updates() or self._poller.unanswered():
            await asyncio.sleep(0.01)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            self._failure = error
        finally:
            self._changed.set()

    async def _serve(self) -> None:
        self._loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        self._task = task
        with _hoarding():
            from bot.telegram.app import running
            from bot.telegram.database import Database
            from bot.telegram.limits import UNLIMITED
        database = Database(":memory:")
        async with running(self._settings, self._url, database, self._today, UNLIMITED) as self._poller:
            self._changed.set()
            await self._poller.run()


@contextmanager
def _hoarding() -> Iterator[None]:
    """Import aiogram in this: its objects stay, and looking for garbage among them takes a fifth longer."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Talk:
    """Takes the person's lines one by one, and tells what each has changed."""

    def __init__(self, standin: StandIn, person: Person, bot: _Bot, terminal: Terminal) -> None:
        self._standin, self._person, self._bot, self._terminal = standin, person, bot, terminal
        self._seen: dict[int, Shown] = {}
        self._refused = 0
        self._turn = threading.Lock()
        """Held while a line is answered, and while is shown what came without one: a rebuild's progress."""

    def run(self) -> None:
        """Send /start, then what is typed, until it ends."""
        self._terminal.echo("/start")
        self._take("/start")
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=(ended,), name="watch", daemon=True)
        if self._terminal.at_hand:
            watch.start()
        for line in self._terminal.lines():
            if line == "/quit":
                break
            self._take(line)
        ended.set()

    def _take(self, line: str) -> None:
        with self._turn:
            tapped = meant(line)
            command, _, path = line.partition(" ")
            if command == "/send":
                told = self._attached(path.strip())
            else:
                told = self._sent(line) if tapped is None else self._tapped(*tapped)
            self._terminal.say(*told or ["(Nothing has changed.)"])

    def _sent(self, text: str) -> list[str]:
        if utf16_length(text) > MESSAGE_LIMIT:
            return [f"(Telegram takes {MESSAGE_LIMIT:,} characters a message at most. Please shorten it.)"]
        self._person.send(text)
        return self._answer()

    def _attached(self, path: str) -> list[str]:
        """Send a file, as Telegram's paper clip does; its path may be in quotation marks."""
        try:
            content = Path(path.strip("'\"")).expanduser().read_bytes()
        except OSError as trouble:
            return [f"(This file cannot be read: {path or 'none is named'} ({trouble.strerror}). {FILES})"]
        self._person.attach("document", name=Path(path.strip("'\"")).name, data=content)
        return self._answer()

    def _tapped(self, number: int, place: int) -> list[str]:
        button = button_at(self._person.messages(), number, place)
        if isinstance(button, str):
            return [button]
        if button.url:
            return [f"(Telegram would open {button.url})"]
        if button.copy:
            return [f"(Telegram would copy {button.copy})"]
        query = self._person.forge(button.data or "", number)
        answer = self._answer()
        toast = self._person.toast_of(query)
        return [_popped_up(*toast), *answer] if toast else answer

    def _answer(self) -> list[str]:
        """Wait for the answer, and return it."""
        self._bot.check()
        actions, answered = len(self._person.action_times()), self._bot.answered(self._standin)
        while not wait([answered], _WAKE_S).done:
            self._bot.check()
            if len(self._person.action_times()) > actions:
                self._terminal.wait()
        return self._news()

    def _news(self) -> list[str]:
        """Return what is new since the last look: refused calls, edited messages, new ones."""
        refused = self._standin.refusals()[self._refused :]
        self._refused += len(refused)
        told = [f"(Telegram would refuse this: {call.method}: {call.description})" for call in refused]
        for shown in self._person.messages():
            before = self._seen.get(shown.id)
            self._seen[shown.id] = shown
            if before is None and shown.file:
                told.append(self._kept(*shown.file))
            elif before is None:
                told.append(message(shown, self._terminal.bold))
            elif (before.text, before.buttons) != (shown.text, shown.buttons):
                told.append(changed(before, shown, self._terminal.bold))
        return told

    def _kept(self, name: str, content: bytes) -> str:
        """Put a file where it can be opened: a terminal shows none."""
        path = Path(tempfile.mkdtemp(prefix="rung-")) / (Path(name).name or "file")
        path.write_bytes(content)
        return f"(A file, {len(content):,} bytes: {path})"

    def _watch(self, ended: threading.Event) -> None:
        while not ended.wait(_LOOK_EVERY_S):
            with self._turn:
                if news := self._news():
                    self._terminal.say(*news)


def _popped_up(text: str, alert: bool) -> str:
    return f"(an alert: {text})" if alert else f"(shown for a moment: {text})"
