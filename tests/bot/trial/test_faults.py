"""Faults on order, as the client meets them."""

import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.trial.faults import Order
from bot.trial.person import Person
from bot.trial.standin import StandIn


@pytest.mark.parametrize(
    ("order", "error", "words"),
    [
        ({"status": 400, "description": "Bad Request: message is too long"}, TelegramAPIError, "is too long"),
        ({"status": 403}, TelegramAPIError, "Forbidden"),
        ({"status": 500}, TelegramServerError, "Internal Server Error"),
        ({"status": 500, "description": "Bot API is in a restart"}, RestartingTelegram, "restart"),
        ({"html": True}, ClientDecodeError, "decode"),
        ({"reset": True}, TelegramNetworkError, "HTTP Client says"),
    ],
)
async def test_the_client_meets_the_fault_and_nothing_is_sent(
    bot: Bot, ana: Person, standin: StandIn, order: Order, error: type[Exception], words: str
) -> None:
    standin.faults.add("sendMessage", **order)
    with pytest.raises(error, match=words) as met:
        await bot.send_message(ana.chat_id, "Hello")
    assert standin.token not in str(met.value)
    assert ana.messages() == []
    await bot.send_message(ana.chat_id, "Hello")
    standin.assert_clean()


async def test_a_wait_on_order_names_its_seconds(bot: Bot, ana: Person, standin: StandIn) -> None:
    standin.faults.add("editMessageText", retry_after=30)
    sent = await bot.send_message(ana.chat_id, "1")
    with pytest.raises(TelegramRetryAfter) as told:
        await sent.edit_text("2")
    assert told.value.retry_after == 30


async def test_a_lost_reply_leaves_the_message_and_shows_an_error(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    standin.faults.add("sendMessage", lose_reply=True)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ana.chat_id, "Hello")
    assert ana.newest().text == "Hello"


async def test_only_the_chosen_calls_fail(bot: Bot, ana: Person, standin: StandIn) -> None:
    standin.faults.add("sendMessage", nth=2, times=2, text="list", status=500)
    other = standin.person()
    standin.faults.add("sendMessage", chat=other.chat_id, times=0, status=500)
    failed = []
    for text in ("list 1", "other", "list 2", "list 3", "list 4"):
        standin.clock.advance(2)
        try:
            await bot.send_message(ana.chat_id, text)
        except TelegramServerError:
            failed.append(text)
    assert failed == ["list 2", "list 3"]
    for _ in range(3):
        with pytest.raises(TelegramServerError):
            await bot.send_message(other.chat_id, "Hello")


async def test_a_slow_reply_takes_its_time_on_the_clock(bot: Bot, ana: Person, standin: StandIn) -> None:
    standin.faults.add("sendMessage", delay=20)
    sending = asyncio.create_task(bot.send_message(ana.chat_id, "Hello"))
    await asyncio.to_thread(standin.wait, ana.messages)
    assert not sending.done()
    standin.clock.advance(20)
    assert (await asyncio.wait_for(sending, 5)).text == "Hello"


async def test_a_hanging_call_gives_no_answer_at_all(bot: Bot, ana: Person, standin: StandIn) -> None:
    standin.faults.add("sendMessage", hang=60)
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(ana.chat_id, "Hello", request_timeout=0.2)  # type: ignore[arg-type]
    assert ana.messages() == []


async def test_the_bytes_of_a_file_can_fail_too(bot: Bot, ana: Person, standin: StandIn) -> None:
    ana.attach("document", data=b"a")
    message = (await bot.get_updates())[0].message
    assert message is not None and message.document is not None
    standin.faults.add("download", status=500)
    with pytest.raises(aiohttp.ClientResponseError, match="500"):
        await bot.download(message.document)
    assert await bot.download(message.document)
