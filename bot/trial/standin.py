"""The stand-in for Telegram as one object: it serves the Bot API on loopback and plays the people."""

import asyncio
import string
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.trial.calls import Call, Ledger
from bot.trial.clock import Clock
from bot.trial.faults import Faults
from bot.trial.group import Group, add_group
from bot.trial.incoming import unanswered
from bot.trial.person import Person, add_person
from bot.trial.server import Server
from bot.trial.sim import Sim
from bot.trial.transcript import as_json, as_lines
from bot.trial.world import Tap, User, World

TOKEN = "12345:" + string.ascii_letters[:35]
T = TypeVar("T")


class StandIn:
    """A context manager: the server runs in its own thread, and any thread may call every method."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "rung_bot",
        strict: bool = True,
        clock: Clock | None = None,
        rate_limits: bool = True,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.world = World(self.clock, token, username, rate_limits=rate_limits)
        self.faults = Faults()
        self._ledger = Ledger()
        self.server = Server(self.world, self.faults, self._ledger, strict=strict)
        self.url = self.sim_url = ""
        self.sim = Sim(self.world, self.faults, self._ledger)
        self._started = threading.Event()
        self._stop: Callable[[], object] | None = None
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="stand-in", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stop is not None:
            self._stop()
        self._thread.join(10)

    @property
    def calls(self) -> list[Call]:
        return self._ledger.calls

    def calls_to(self, method: str) -> list[Call]:
        return self._ledger.to(method)

    def person(
        self,
        id: int | None = None,
        *,
        first_name: str = "Ana",
        last_name: str | None = None,
        language_code: str | None = "en",
        started: bool = True,
    ) -> Person:
        """A person with a private chat; `started` says that the bot may already write to them."""
        number = 1_000_001 + len(self.world.users) if id is None else id
        return add_person(self.world, User(number, first_name, last_name, None, language_code, started))

    def group(self, *members: Person, title: str = "Study group", supergroup: bool = False) -> Group:
        """A group with the bot in it; only a supergroup has topics, only a basic group can be upgraded."""
        return add_group(self.world, title, [person.id for person in members], supergroup=supergroup)

    def wait(self, condition: Callable[[], T], timeout: float = 10.0) -> T:
        """Wait in real time until the condition holds and return what it gave."""
        end = time.monotonic() + timeout
        while not (value := condition()):
            left = end - time.monotonic()
            if left <= 0:
                last = "\n".join(call.line() for call in self.calls[-12:])
                raise AssertionError(f"Not true after {timeout} s. The last calls:\n{last}")
            self.world.pulse.wait(min(left, 0.05))
        return value

    def refusals(self) -> list[Call]:
        """Calls refused with a 4xx that no fault ordered, but for a 429 that told to wait first."""
        return self._ledger.refusals()

    def unknown(self) -> list[str]:
        """Methods and, in strict mode, parameters that the Bot API does not know."""
        return self._ledger.unknown

    def unanswered_taps(self) -> list[Tap]:
        """Taps without any try at an answer, unless they grew too old in the queue."""
        return unanswered(self.world)

    def assert_clean(self) -> None:
        """No refused call, no unknown name, no button that still spins."""
        problems = [call.line() for call in self.refusals()]
        problems += [f"unknown {each}" for each in self.unknown()]
        problems += [f"tap {tap.label!r} was never answered" for tap in self.unanswered_taps()]
        assert not problems, "\n".join(problems)

    def pending_updates(self) -> int:
        with self.world.pulse.lock:
            self.world.queue.expire(self.world.now())
            return len(self.world.queue)

    def last_update_id(self) -> int:
        return max(self.world.queue.history)

    def deliver_again(self, update_id: int | None = None) -> None:
        """Give an update once more, by default the last one, even if it was confirmed."""
        with self.world.pulse.lock:
            self.world.queue.again(self.last_update_id() if update_id is None else update_id)
        self.world.pulse.beat()

    def deleted(self) -> list[tuple[int, int]]:
        """The chats and ids of deleted messages."""
        return [place for place, kept in self.world.messages.items() if kept.deleted]

    def transcript(self) -> list[dict[str, Any]]:
        return as_json(self.world)

    def transcript_lines(self) -> list[str]:
        return as_lines(self.world)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failure = error
        finally:
            self._started.set()

    async def _serve(self) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes([*self.server.routes(), *self.sim.routes()])
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._listening(runner)
        self.world.pulse.bind(loop)
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        delivering = asyncio.create_task(self.server.webhook.run(self.server.perform))
        self._started.set()
        await stopped.wait()
        delivering.cancel()
        self.world.pulse.bind(None)
        await runner.cleanup()

    def _listening(self, runner: web.AppRunner) -> None:
        port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self.sim_url = f"{self.url}/_sim/{self.sim.secret}"
