"""The bot in-process against the stand-in, over real HTTP, in a data folder of its own."""

import logging
import shutil
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from aiogram.client.session.aiohttp import AiohttpSession

from bot.telegram import app, log, sender
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import write_rows
from tests.bot.telegram.inprocess import ADMIN, Bots, Logged, PatientStandIn

HOSTILE_TITLE = "R&D <b for research"
CYRILLIC_TITLE = "Аналитик данных с нуля до профессионала за шесть месяцев учёбы"
HOSTILE_ROWS: list[dict[str, object]] = [
    {
        "id": "r&d <b",
        "title": HOSTILE_TITLE,
        "provider": "Uni <i>& Sons",
        "url": "https://example.org/?a=1&lt=2",
        "outcomes": ["tell <b from &amp; and </b>"],
        "description": "For research that reads <table> & writes &lt;td&gt;.",
        "language": "English",
    },
]
HOSTILE_ROWS += [
    {
        "id": f"{CYRILLIC_TITLE} {letter}",
        "title": f"{CYRILLIC_TITLE} {letter}",
        "provider": "Школа",
        "skills": ["Data analysis"],
        "description": "Data analyst training.",
        "language": "English",
    }
    for letter in "АБВГ"
]


_tls = cache(ssl.create_default_context)
"""One for all bots: each takes a tenth of a second."""


class _Session(AiohttpSession):
    """Closes at once: aiogram gives TLS connections a quarter of a second, and here there are none."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@pytest.fixture
def standin() -> Iterator[StandIn]:
    """A stand-in without rate limits: these tests say more in a second than people do."""
    with PatientStandIn(rate_limits=False) as running:
        yield running


@pytest.fixture
def ana(standin: StandIn) -> Person:
    """A person."""
    return standin.person(first_name="Ana")


@pytest.fixture
def admin(standin: StandIn) -> Person:
    """The administrator."""
    return standin.person(ADMIN, first_name="Ida")


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    """A copy of the small catalogue's data folder, for one bot to write into."""
    copied: Path = shutil.copytree(data, tmp_path / "data", symlinks=True)
    return copied


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a catalogue whose titles and ids broke other bots."""
    folder = tmp_path_factory.mktemp("hostile")
    build([write_rows(folder / "rows.jsonl", HOSTILE_ROWS)], folder / "data", (TOY_MODEL,))
    return folder / "data"


@pytest.fixture
def toy_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in children need no weights."""
    monkeypatch.setenv("RUNG_MODELS", TOY_MODEL)


@pytest.fixture
def logged() -> Iterator[Logged]:
    """What the root logger writes in one test, set up as `rung serve` sets it up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    log.set_up("DEBUG")
    stream = Logged()
    stream.attach()
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def bots(
    standin: StandIn, admin: Person, folder: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bots]:
    """Starts bots; in the end none of them may have logged the token."""
    monkeypatch.setattr(app, "AiohttpSession", _Session)
    monkeypatch.setattr(ssl, "create_default_context", _tls)
    monkeypatch.setattr(sender, "_doubling", lambda _: 0.02)
    started = Bots(standin, folder, logged)
    yield started
    started.stop()
    assert standin.token.partition(":")[2] not in logged.getvalue()
