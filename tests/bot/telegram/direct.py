"""aiogram's client without a network: each call goes straight to the stand-in, which checks it as ever."""

import json
from collections.abc import AsyncGenerator
from functools import cache
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from pydantic import TypeAdapter

from bot.screens.screen import unpacked
from bot.trial.calls import Call
from bot.trial.lint import screen_faults
from bot.trial.params import Params, Upload
from bot.trial.standin import StandIn
from tests.bot.screens.strict import WAYS_IN_WORDS

SHOWN = ("sendMessage", "editMessageText")


class Direct(BaseSession):
    """Says what AiohttpSession says, and looks at every screen as its reader sees it."""

    def __init__(self, standin: StandIn) -> None:
        super().__init__()
        self._standin = standin
        self.faults: list[str] = []
        """What no screen may be, of those that were shown."""
        self.shown = 0

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Do one call of the Bot API as a form would bring it."""
        files: dict[str, InputFile] = {}
        given = method.model_dump(warnings=False).items()
        prepared = {name: self.prepare_value(value, bot=bot, files=files) for name, value in given}
        uploads = {
            name: Upload(file.filename or name, "application/octet-stream", await _content(bot, file))
            for name, file in files.items()
        }
        params = Params({name: str(value) for name, value in prepared.items() if value}, uploads)
        call = await self._standin.server.perform(method.__api_method__, params)
        if call.ok and call.method in SHOWN:
            self._look(call)
        if not call.ok:
            body = {"ok": False, "description": call.description, "parameters": call.result or {}}
            self.check_response(bot, method, call.code, json.dumps(body))
        return cast(
            TelegramType, _read(method.__returning__).validate_python(call.result, context={"bot": bot})
        )

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """Give the bytes of a file."""
        held = self._standin.world.files.at(url.partition(f"{self._standin.token}/")[2])
        assert held is not None
        yield held.data

    async def close(self) -> None:
        """There is nothing to close."""

    def _look(self, call: Call) -> None:
        self.shown += 1
        text, rows = call.result["text"], call.result.get("reply_markup", {}).get("inline_keyboard", [])
        entities = call.result.get("entities", ())
        found = screen_faults(text, entities, rows, user_screen=False)
        buttons = [button for row in rows for button in row]
        if not any(_leads_on(button) for button in buttons) and not any(way in text for way in WAYS_IN_WORDS):
            found.append(f"no way back: {text[:80]!r}")
        data = [button["callback_data"] for button in buttons if "callback_data" in button]
        self.faults += found + [
            f"a button that nobody understands: {one}" for one in data if not unpacked(one)
        ]


def _leads_on(button: dict[str, Any]) -> bool:
    return "callback_data" in button or "https://t.me/rung_bot" in button.get("url", "")


async def _content(bot: Bot, file: InputFile) -> bytes:
    return b"".join([chunk async for chunk in file.read(bot)])


@cache
def _read(kind: Any) -> TypeAdapter[Any]:
    """What makes a result of what was answered; aiogram makes one for each answer, which takes long."""
    return TypeAdapter(kind)
