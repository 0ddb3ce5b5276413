"""The HTTP side: tokens, the shapes of a request, and names that the Bot API does not know."""

import json
from typing import Any

import aiogram.methods
import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramUnauthorizedError

from bot.trial.known import NAMES, unknown
from bot.trial.methods import METHODS
from bot.trial.person import Person
from bot.trial.standin import StandIn

RETIRED = {
    *("disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply"),
    *("switch_pm_parameter", "switch_pm_text"),
}
NOT_PLAYED = {
    *("business_connection_id", "direct_messages_topic_id", "suggested_post_parameters"),
    *("ephemeral_message_parameters", "receiver_user_id", "callback_query_id", "allow_paid_broadcast"),
    "rich_message",
}


async def asked(standin: StandIn, method: str, token: str | None = None, **request: Any) -> tuple[int, str]:
    """A raw call: its status and its words."""
    address = f"{standin.url}/bot{token or standin.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, **request) as response:
        body = await response.json()
        return response.status, body.get("description", "")


async def test_another_bots_token_is_unauthorized(standin: StandIn) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(standin.url))
    async with Bot("777:" + "x" * 35, session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await stranger.get_me()


async def test_a_token_of_a_wrong_shape_is_told_apart(standin: StandIn) -> None:
    words = "Unauthorized: invalid token specified"
    assert await asked(standin, "getMe", token="nonsense") == (401, words)


async def test_an_unknown_method_is_not_found_and_fails_the_test(standin: StandIn) -> None:
    assert await asked(standin, "sendPigeon") == (404, "Not Found: method not found")
    with pytest.raises(AssertionError, match="unknown method sendPigeon"):
        standin.assert_clean()


async def test_method_names_are_read_without_regard_to_case(standin: StandIn) -> None:
    assert await asked(standin, "GETme") == (200, "")
    assert [call.method for call in standin.calls] == ["getMe"]


async def test_an_unknown_parameter_is_ignored_and_fails_the_test(standin: StandIn, ana: Person) -> None:
    form = {"chat_id": str(ana.chat_id), "text": "Hello", "disable_web_page_preview": "true"}
    assert await asked(standin, "sendMessage", data=form) == (200, "")
    with pytest.raises(AssertionError, match="parameter disable_web_page_preview of sendMessage"):
        standin.assert_clean()


async def test_without_strictness_unknown_parameters_pass(ana: Person) -> None:
    with StandIn(strict=False) as standin:
        person = standin.person()
        await asked(standin, "sendMessage", data={"chat_id": str(person.id), "text": "Hello", "tpyo": "1"})
        standin.assert_clean()


@pytest.mark.parametrize("shape", ["form", "json", "query", "multipart"])
async def test_every_shape_of_a_request_is_read(standin: StandIn, ana: Person, shape: str) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    form = {"chat_id": str(ana.chat_id), "text": "Hello", "reply_markup": json.dumps(keyboard)}
    request: dict[str, Any] = {"data": form}
    if shape == "json":
        request = {"json": {"chat_id": ana.chat_id, "text": "Hello", "reply_markup": keyboard}}
    elif shape == "query":
        request = {"params": form}
    elif shape == "multipart":
        writer = aiohttp.FormData(form, default_to_multipart=True)
        request = {"data": writer}
    assert await asked(standin, "sendMessage", **request) == (200, "")
    assert (ana.newest().text, ana.newest().labels()) == ("Hello", ["Yes"])


@pytest.mark.parametrize("name", sorted(NAMES.values()))
def test_the_clients_parameters_are_played_but_for_a_list_of_names(name: str) -> None:
    method = getattr(aiogram.methods, name[0].upper() + name[1:])
    assert unknown(name, set(method.model_fields), set()) <= RETIRED | NOT_PLAYED


def test_every_known_method_is_served() -> None:
    assert set(NAMES.values()) - set(METHODS) == {
        "getUpdates",
        "setWebhook",
        "deleteWebhook",
        "getWebhookInfo",
    }


async def test_a_failed_wait_names_the_last_calls(standin: StandIn) -> None:
    await asked(standin, "getMe")
    with pytest.raises(AssertionError, match=r"getMe\(\) -> ok"):
        standin.wait(lambda: False, timeout=0.05)


def test_the_token_is_in_no_representation(standin: StandIn) -> None:
    assert standin.token not in repr(standin) + repr(standin.calls) + repr(standin.faults)
