"""The stand-in with aiogram's real client on it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.trial.clock import Clock
from bot.trial.person import Person
from bot.trial.standin import StandIn


class _Session(AiohttpSession):
    """Closes at once: aiogram gives TLS connections a quarter of a second, and here there are none."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class _StillClock(Clock):
    """Time that passes only when it is advanced, so that a slow computer changes no outcome."""

    def __init__(self) -> None:
        super().__init__()
        self._at = super().now()

    def now(self) -> float:
        return self._at

    def advance(self, seconds: float) -> None:
        self._at += seconds
        super().advance(seconds)


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with StandIn(clock=_StillClock()) as running:
        yield running


@pytest.fixture(scope="session")
def session() -> AiohttpSession:
    """One for all tests, because each makes a TLS context, which takes a tenth of a second."""
    return _Session()


@pytest.fixture
async def bot(standin: StandIn, session: AiohttpSession) -> AsyncIterator[Bot]:
    session.api = TelegramAPIServer.from_base(standin.url)
    async with Bot(standin.token, session=session) as client:
        yield client


@pytest.fixture
def ana(standin: StandIn) -> Person:
    return standin.person(first_name="Ana")
