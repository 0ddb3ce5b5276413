"""The webhook: its settings, its secret, retries and the order in each chat."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError, TelegramRetryAfter
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.trial.person import Person
from bot.trial.standin import StandIn

SECRET = "a_secret-1"


class Receiver:
    """A bot's side of the webhook; `statuses` are answered in turn, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[tuple[str | None, str]] = []
        self.answer: dict[str, Any] = {}
        app = web.Application()
        app.router.add_post("/hook", self._take)
        self.server = TestServer(app)

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.got]

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body["message"]["text"]))
        return web.json_response(self.answer, status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    await made.server.start_server()
    yield made
    await made.server.close()


@pytest.fixture
def url(receiver: Receiver) -> str:
    return str(receiver.server.make_url("/hook"))


async def until(standin: StandIn, condition: Any) -> None:
    await asyncio.to_thread(standin.wait, condition)


async def test_updates_are_posted_with_the_secret(
    bot: Bot, ana: Person, standin: StandIn, receiver: Receiver, url: str
) -> None:
    await bot.set_webhook(url, secret_token=SECRET)
    ana.send("One")
    await until(standin, lambda: standin.pending_updates() == 0)
    assert receiver.got == [(SECRET, "One")]


async def test_a_refused_update_is_tried_again_in_the_order_of_its_chat(
    bot: Bot, ana: Person, standin: StandIn, receiver: Receiver, url: str
) -> None:
    receiver.statuses = [500, 500]
    await bot.set_webhook(url)
    ana.send("One")
    ana.send("Two")
    # The first retry comes at once, the second after a second.
    await until(standin, lambda: receiver.texts == ["One", "One"])
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 2 and "500" in (info.last_error_message or "")
    standin.clock.advance(1)
    await until(standin, lambda: standin.pending_updates() == 0)
    assert receiver.texts == ["One", "One", "One", "Two"]


async def test_another_chat_does_not_wait_for_one_that_fails(
    bot: Bot, ana: Person, standin: StandIn, receiver: Receiver, url: str
) -> None:
    receiver.statuses = [500, 500, 500, 500]
    await bot.set_webhook(url)
    ana.send("Stuck")
    await until(standin, lambda: len(receiver.got) == 2)
    receiver.statuses = []
    standin.person().send("Free")
    await until(standin, lambda: "Free" in receiver.texts)
    assert standin.pending_updates() == 1


async def test_an_answer_may_hold_a_call(
    bot: Bot, ana: Person, standin: StandIn, receiver: Receiver, url: str
) -> None:
    receiver.answer = {"method": "sendMessage", "chat_id": ana.chat_id, "text": "Hello"}
    await bot.set_webhook(url)
    ana.send("One")
    await until(standin, ana.messages)
    assert ana.newest().text == "Hello"


async def test_no_polling_beside_a_webhook(bot: Bot, standin: StandIn, url: str) -> None:
    await bot.set_webhook(url)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_twice_in_a_second_is_too_often(bot: Bot, standin: StandIn, url: str) -> None:
    await bot.set_webhook(url)
    with pytest.raises(TelegramRetryAfter):
        await bot.set_webhook(url)
    standin.clock.advance(1)
    assert await bot.set_webhook(url)


@pytest.mark.parametrize(
    ("address", "secret", "words"),
    [
        ("http://example.org/hook", None, "An HTTPS URL must be provided for webhook"),
        ("https://example.org:9000/hook", None, "only on ports 80, 88, 443 or 8443"),
        ("https://example.org/hook", "ä", "secret token contains unallowed characters"),
        ("https://example.org/hook", "x" * 257, "secret token is too long"),
    ],
)
async def test_a_wrong_address_or_secret_is_refused(
    bot: Bot, address: str, secret: str | None, words: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=words):
        await bot.set_webhook(address, secret_token=secret)


async def test_an_address_outside_is_taken_and_never_called(bot: Bot, ana: Person, standin: StandIn) -> None:
    await bot.set_webhook("https://example.org/hook", max_connections=3)
    ana.send("One")
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.max_connections) == (1, 3)
    await asyncio.sleep(0.1)
    assert (await bot.get_webhook_info()).last_error_message is None
