"""The bot in a thread of its own with its own event loop: started, stopped and started again in one test."""

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Self, TypeVar

import pytest
from pydantic import SecretStr

from bot.advisor import Advisor
from bot.reply import Answer, View
from bot.request import Request
from bot.settings import Settings
from bot.telegram.app import running
from bot.telegram.limits import UNLIMITED, Limits
from bot.trial.standin import StandIn

ADMIN = 7
GOAL = "I want to become a data analyst"
T = TypeVar("T")


class PatientStandIn(StandIn):
    """Waits longer for what is to come: a busy machine is no fault of the bot."""

    def wait(self, condition: Callable[[], T], timeout: float = 30.0) -> T:
        """Wait as a stand-in does."""
        return super().wait(condition, timeout)


def settings_of(folder: Path, token: str, **more: object) -> Settings:
    """The settings of a bot in `folder` whose administrator is number 7."""
    given = {"bot_token": SecretStr(token), "admins": frozenset({ADMIN}), "data": folder} | more
    return Settings(**given)  # type: ignore[arg-type]


class Running:
    """One bot; `failure` is what ended it by itself."""

    def __init__(
        self,
        settings: Settings,
        url: str,
        today: Callable[[], dt.date] = dt.date.today,
        limits: Limits = UNLIMITED,
    ) -> None:
        self._settings, self._url, self._today, self._limits = settings, url, today, limits
        self.failure: BaseException | None = None
        self.ready, self.ended = threading.Event(), threading.Event()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)

    def start(self) -> Self:
        """Begin, and return once it has begun to poll; raises what kept it from that."""
        self.begin()
        while not self.ready.wait(0.01):
            if self.ended.is_set():
                raise self.failure or AssertionError("The bot ended before it was ready.")
        return self

    def begin(self) -> Self:
        """Begin without waiting for anything."""
        self._thread.start()
        self._begun.wait(10)
        return self

    def stop(self) -> None:
        """Stop it in order, as SIGTERM does."""
        if not self.ended.is_set():
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(20)
        assert not self._thread.is_alive(), "The bot does not stop."

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            self.failure = error
        finally:
            self.ended.set()

    async def _serve(self) -> None:
        self._loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        self._task = task
        self._begun.set()
        async with running(self._settings, self._url, today=self._today, limits=self._limits) as poller:
            self.ready.set()
            await poller.run()


class Bots:
    """The bots of one test, all stopped at its end, with all that they and their libraries logged."""

    def __init__(self, standin: StandIn, folder: Path, logged: StringIO) -> None:
        self._standin, self._folder, self._logged = standin, folder, logged
        self._running: list[Running] = []

    @property
    def logs(self) -> str:
        """Everything that was logged so far, at the level DEBUG."""
        return self._logged.getvalue()

    def faults(self) -> list[str]:
        """The lines that were logged as errors."""
        return [line for line in self.logs.splitlines() if "level=error" in line or "level=critical" in line]

    def new(
        self,
        folder: Path | None = None,
        url: str | None = None,
        limits: Limits = UNLIMITED,
        **settings: object,
    ) -> Running:
        """Return a bot that has not begun; most tests say more in a second than people do."""
        made = settings_of(folder or self._folder, self._standin.token, **settings)
        running_bot = Running(made, url or self._standin.url, limits=limits)
        self._running.append(running_bot)
        return running_bot

    def start(self, folder: Path | None = None, limits: Limits = UNLIMITED, **settings: object) -> Running:
        """Start a bot."""
        return self.new(folder, None, limits, **settings).start()

    def stop(self) -> None:
        """Stop all of them."""
        for one in self._running:
            one.stop()


class Searches:
    """Counts searches, and holds up those for goals with certain words until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, held: str | None = None) -> None:
        self.goals: list[str] = []
        self.holding, self._open = threading.Event(), threading.Event()
        search = Advisor.page

        def page(
            advisor: Advisor, request: Request, today: dt.date, view: View | None = None
        ) -> Answer | None:
            self.goals.append(request.message)
            if held is not None and held in request.message:
                self.holding.set()
                assert self._open.wait(60)
            return search(advisor, request, today, view)

        monkeypatch.setattr(Advisor, "page", page)

    def open(self) -> None:
        """Let every search go on."""
        self._open.set()


class Logged(StringIO):
    """Collects what the root logger writes, instead of standard error."""

    def attach(self) -> None:
        """Take the place of standard error in the handlers that log.set_up made."""
        for handler in logging.getLogger().handlers:
            if type(handler) is logging.StreamHandler:
                handler.setStream(self)
