"""Updates that Telegram sends by itself: an HTTP server that takes what carries the secret, nothing else."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from hmac import compare_digest
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from aiohttp import web

from bot.settings import Settings
from bot.telegram.log import described
from bot.telegram.polling import KINDS, NO_SUCH_TOKEN, TWO_COPIES
from catalog.errors import RungError

HEADER = "X-Telegram-Bot-Api-Secret-Token"
HOST = "127.0.0.1"
"""A web server in front has the certificate and the open port; this one hears that neighbour alone."""
LARGEST_UPDATE = 1 << 20
"""Bytes; a text of 4,096 characters that answers another one has a few ten thousand."""
LOOK_EVERY_S = 60.0
_AGAIN_AFTER_S = 5.0
_NUMBERS = 1 << 63
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}", re.ASCII)
NO_SECRET = (
    "RUNG_WEBHOOK_URL needs RUNG_WEBHOOK_SECRET: 32 to 256 of A-Z, a-z, 0-9, _ and -. "
    "This makes one: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
)
log = structlog.get_logger(__name__)


def checked_secret(settings: Settings) -> str:
    """Return the webhook's secret; raises RungError for one that could be guessed, or none."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    if not _SECRET.fullmatch(secret):
        raise RungError(NO_SECRET)
    return secret


class Webhook:
    """Takes updates one request at a time; each is committed before Telegram is told that it arrived."""

    conflicts = 0
    """How often another copy took the updates; the first time ends this one."""

    def __init__(
        self,
        bot: Bot,
        settings: Settings,
        receive: Callable[[Sequence[dict[str, Any]]], Awaitable[None]],
        unanswered: Callable[[], int],
    ) -> None:
        """Take where updates go; raises RungError without a secret that cannot be guessed."""
        self._bot, self._receive = bot, receive
        self._url, self._secret = settings.webhook_url, checked_secret(settings)
        self._port = settings.webhook_port
        self.unanswered = unanswered
        """How many of the received updates are not brought to their end yet."""

    async def run(self) -> None:
        """Listen until cancelled; at the end the address stays set, so that what comes waits at Telegram."""
        server = web.Application(client_max_size=LARGEST_UPDATE)
        # Any path: a web server in front may have changed it. The secret is what counts.
        server.add_routes([web.post("/{path:.*}", self._take)])
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await self._listen(runner)
            await self._set()
            await self._watch()
        finally:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not compare_digest(given, self._secret.encode()):
            log.warning("a call without the webhook's secret")
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
            is_update = 0 <= int(update["update_id"]) < _NUMBERS
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            is_update = False
        if not is_update:
            return web.Response(status=400)
        try:
            await self._receive([update])
        except (sqlite3.Error, OSError) as trouble:
            # Not committed, so it has to come again, into a store that has room again.
            log.warning("update not taken", **described(trouble))
            return web.Response(status=503)
        return web.Response()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except OSError:
            raise RungError(
                f"Port {self._port} of this computer is taken. Name another one in RUNG_WEBHOOK_PORT."
            ) from None

    async def _set(self) -> None:
        """Tell Telegram the address and the secret, for as long as it cannot be reached."""
        while True:
            try:
                await self._bot.set_webhook(self._url, allowed_updates=KINDS, secret_token=self._secret)
                return
            except TelegramBadRequest as refusal:
                raise RungError(
                    f"Telegram does not take RUNG_WEBHOOK_URL ({refusal.message}). "
                    "It must begin with https:// and have the port 443, 80, 88 or 8443."
                ) from None
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise RungError(NO_SUCH_TOKEN) from None
            except AiogramError as trouble:
                log.warning("webhook not set", trouble=type(trouble).__name__)
                await asyncio.sleep(_AGAIN_AFTER_S)

    async def _watch(self) -> None:
        """Look now and then whether updates still come here: nothing else would tell of it."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                found = await self._bot.get_webhook_info()
            except AiogramError as trouble:
                log.warning("webhook not looked at", trouble=type(trouble).__name__)
                continue
            if found.url != self._url:
                raise RungError(TWO_COPIES)
            if found.last_error_date is not None:
                log.warning(
                    "Telegram could not deliver", at=found.last_error_date, waiting=found.pending_update_count
                )
