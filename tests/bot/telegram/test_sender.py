"""Calls that fail on the way, through aiogram's real client on the stand-in."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.telegram.sender import LONGEST_WAIT, MOST_TRIES, Patience, _doubling
from bot.trial.person import Person
from bot.trial.standin import StandIn


@pytest.fixture
def patience() -> Patience:
    """Patience without pauses between tries."""
    return Patience(pause=lambda _: 0)


@pytest.fixture
async def client(standin: StandIn, patience: Patience) -> AsyncIterator[Bot]:
    """A real client with patience."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(standin.url))
    session.middleware(patience)
    async with Bot(standin.token, session=session) as bot:
        yield bot


async def test_a_wait_is_kept_by_every_call_to_that_chat_and_by_no_other(
    client: Bot, standin: StandIn, ana: Person, patience: Patience
) -> None:
    ben = standin.person(first_name="Ben")
    standin.faults.add("sendMessage", chat=ana.id, retry_after=1)
    first = asyncio.create_task(client.send_message(ana.id, "one"))
    while not patience.rests(ana.id):
        await asyncio.sleep(0.01)
    await asyncio.gather(first, client.send_message(ana.id, "two"), client.send_message(ben.id, "three"))
    refused, *others = standin.calls_to("sendMessage")
    assert refused.code == 429
    waited = {call.params["text"]: call.at - refused.at for call in others}
    assert waited["one"] >= 0.95 and waited["two"] >= 0.95 > waited["three"]
    assert not patience.rests(ana.id)
    assert patience.troubles == {"TelegramRetryAfter": 1}


async def test_a_wait_that_is_too_long_is_not_waited_for(client: Bot, standin: StandIn, ana: Person) -> None:
    standin.faults.add("sendMessage", retry_after=LONGEST_WAIT + 1)
    with pytest.raises(TelegramRetryAfter):
        await client.send_message(ana.id, "one")
    assert len(standin.calls_to("sendMessage")) == 1


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 500}, TelegramServerError),
        ({"html": True}, ClientDecodeError),
        ({"reset": True}, TelegramNetworkError),
    ],
)
async def test_what_may_pass_is_tried_five_times(
    client: Bot, standin: StandIn, ana: Person, fault: dict[str, int], kind: type[Exception]
) -> None:
    standin.faults.add("sendMessage", times=MOST_TRIES - 1, **fault)  # type: ignore[arg-type]
    await client.send_message(ana.id, "gets through")
    assert [shown.text for shown in ana.messages()] == ["gets through"]
    standin.faults.add("sendMessage", times=0, **fault)  # type: ignore[arg-type]
    before = len(standin.calls_to("sendMessage"))
    with pytest.raises(kind):
        await client.send_message(ana.id, "does not")
    assert len(standin.calls_to("sendMessage")) - before == MOST_TRIES


async def test_a_refusal_is_not_repeated(client: Bot, standin: StandIn) -> None:
    with pytest.raises(TelegramBadRequest):
        await client.send_message(404, "nobody there")
    assert len(standin.calls_to("sendMessage")) == 1


async def test_no_typing_action_is_sent_into_a_wait(client: Bot, standin: StandIn, ana: Person) -> None:
    """A call inside a wait makes it longer; a wait too long for a reply is kept by the others too."""
    standin.faults.add("sendMessage", chat=ana.id, retry_after=LONGEST_WAIT + 1)
    with pytest.raises(TelegramRetryAfter):
        await client.send_message(ana.id, "one")
    assert await client.send_chat_action(ana.id, "typing")
    assert standin.calls_to("sendChatAction") == []


async def test_the_typing_action_is_not_repeated(client: Bot, standin: StandIn, ana: Person) -> None:
    standin.faults.add("sendChatAction", status=500)
    with pytest.raises(TelegramServerError):
        await client.send_chat_action(ana.id, "typing")
    assert len(standin.calls_to("sendChatAction")) == 1


def test_a_reply_gives_up_within_half_a_minute() -> None:
    for _ in range(100):
        pauses = [_doubling(number) for number in range(1, MOST_TRIES)]
        assert sum(pauses) <= 15 and pauses[0] >= 0.5
