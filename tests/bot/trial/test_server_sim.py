"""The user side over HTTP, as another process uses it."""

import asyncio
import base64
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.trial.standin import StandIn

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Save", callback_data="s")]])


async def act(standin: StandIn, what: str, **body: object) -> Any:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{standin.sim_url}/{what}", json=body) as response,
    ):
        answer = await response.json()
        return answer["result"] if answer["ok"] else answer["error"]


async def seen(standin: StandIn, what: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(f"{standin.sim_url}/{what}") as response:
        return await response.json() if response.content_type == "application/json" else await response.text()


async def test_a_conversation_can_be_led_from_another_process(bot: Bot, standin: StandIn) -> None:
    person = (await act(standin, "person", first_name="Eva"))["id"]
    await act(standin, "send", person=person, text="nurse")
    await bot.send_message(person, "3 courses", reply_markup=BUTTONS)
    tap = await act(standin, "tap", person=person, label="Save")
    assert (await seen(standin, "state"))["unanswered_taps"] == [tap]
    await bot.answer_callback_query(tap, text="Saved")
    assert await act(standin, "toast_of", person=person, callback_query_id=tap) == ["Saved", False]
    [message] = await seen(standin, f"messages?person={person}")
    assert (message["text"], message["buttons"][0][0]["text"]) == ("3 courses", "Save")
    assert await seen(standin, "transcript.txt") == (
        "Eva sends 1: nurse\nRung sends 2: 3 courses\n    [Save]\nEva taps 2: Save\nRung toasts: Saved\n"
    )


async def test_files_groups_faults_and_time_can_be_had_too(bot: Bot, standin: StandIn) -> None:
    person = (await act(standin, "person"))["id"]
    data = base64.b64encode(b"a;b").decode()
    await act(standin, "attach", person=person, kind="document", data=data, name="a.csv")
    message = (await bot.get_updates())[0].message
    assert message is not None and message.document is not None
    fetched = await bot.download(message.document)
    assert fetched is not None and fetched.read() == b"a;b"
    group = (await act(standin, "group", members=[person], title="Nurses"))["id"]
    await act(standin, "promote_bot", chat=group, person=person)
    assert await act(standin, "send_anonymously", chat=group, text="/status") > 1
    moved = await act(standin, "upgrade", chat=group, person=person)
    assert moved["id"] < group
    await act(standin, "fault", method="getMe", status=500)
    with pytest.raises(Exception, match="Internal Server Error"):
        await bot.get_me()
    before = (await seen(standin, "state"))["now"]
    await act(standin, "advance", seconds=3600)
    assert (await seen(standin, "state"))["now"] >= before + 3600
    assert [call["method"] for call in await seen(standin, "calls")][-1] == "getMe"


async def test_the_transcript_can_be_waited_for(bot: Bot, standin: StandIn) -> None:
    ana = standin.person()
    waiting = asyncio.create_task(seen(standin, "transcript?after=0&wait=30"))
    await asyncio.sleep(0.05)
    ana.send("nurse")
    answer = await asyncio.wait_for(waiting, 5)
    assert ([event["text"] for event in answer["events"]], answer["next"]) == (["nurse"], 1)


async def test_without_the_secret_there_is_nothing(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        wrong = standin.url + "/_sim/guess"
        async with session.get(wrong + "/state") as page, session.post(wrong + "/person", json={}) as post:
            assert (page.status, post.status) == (404, 404)


async def test_a_wrong_act_says_what_is_wrong(standin: StandIn) -> None:
    person = (await act(standin, "person"))["id"]
    assert await act(standin, "tap", person=person, label="Save") == "No button 'Save' among []."
    assert await act(standin, "dance") == "no such act"
