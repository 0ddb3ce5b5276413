"""The webhook: its settings, and the deliveries that go on until an update is taken or too old.

Sources: telegram-bot-api WebhookActor.cpp (order per chat, retries), Client.cpp (set_webhook); Bot API:
setWebhook. As the open server does with --local, plain HTTP and any port are allowed, but on loopback alone;
an address outside is accepted and never called.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from bot.trial.params import Params, as_form
from bot.trial.rates import TooMany
from bot.trial.refusal import Refusal
from bot.trial.updates import Pending
from bot.trial.world import Json, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = (80, 88, 443, 8443)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_LONGEST_PAUSE = 60.0
Perform = Callable[[str, Params], Awaitable[Any]]


@dataclass(slots=True)
class _Try:
    failed: int = 0
    next_at: float = 0.0
    flying: bool = False


class Webhook:
    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self._secret = ""
        self._connections = 40
        self._set_at = float("-inf")
        self._error: Json = {}
        self._tries: dict[int, _Try] = {}

    def set(self, params: Params) -> bool:
        url, secret = params.text("url").strip(), params.text("secret_token")
        if url:
            _check(url, secret)
        now = self._world.now()
        if now - self._set_at < 1:
            raise TooMany(1)
        self._world.queue.remember_allowed(params.text("allowed_updates"))
        self._set_at, self.url, self._secret = now, url, secret
        self._connections = params.integer("max_connections", 40, 1, 100)
        self._forget(params)
        return True

    def delete(self, params: Params) -> bool:
        self.url = self._secret = ""
        self._forget(params)
        return True

    def info(self) -> Json:
        info = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.queue),
            "allowed_updates": sorted(self._world.queue.allowed),
        }
        return info | ({"max_connections": self._connections} | self._error if self.url else {})

    async def run(self, perform: Perform) -> None:
        """Deliver for as long as the server runs."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            deliveries: set[asyncio.Task[None]] = set()
            while True:
                for update in self._due():
                    task = asyncio.create_task(self._deliver(session, update, perform))
                    deliveries.add(task)
                    task.add_done_callback(deliveries.discard)
                await self._world.pulse.next(self._pause())

    def _forget(self, params: Params) -> None:
        self._error = {}
        self._tries.clear()
        if params.flag("drop_pending_updates"):
            self._world.queue.clear()

    def _due(self) -> list[Pending]:
        """The oldest update of every chat, unless it is under way or has to wait."""
        if not self.url or URL(self.url).host not in _LOOPBACK:
            return []
        with self._world.pulse.lock:
            now = self._world.now()
            self._world.queue.expire(now)
            first: dict[int, Pending] = {}
            for update in self._world.queue.waiting():
                first.setdefault(update.chat_id, update)
            room = self._connections - sum(each.flying for each in self._tries.values())
            due = [update for update in first.values() if self._may(update, now)][: max(room, 0)]
            for update in due:
                self._tries[update.update_id].flying = update.fetched = True
            return due

    def _may(self, update: Pending, now: float) -> bool:
        attempt = self._tries.setdefault(update.update_id, _Try())
        return not attempt.flying and attempt.next_at <= now

    def _pause(self) -> float:
        """Real seconds to sleep: until the next retry, or until something happens."""
        waits = [each.next_at - self._world.now() for each in self._tries.values() if not each.flying]
        return max(0.01, min([wait for wait in waits if wait > 0], default=1.0))

    async def _deliver(self, session: aiohttp.ClientSession, update: Pending, perform: Perform) -> None:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        answer = b""
        try:
            async with session.post(self.url, json=update.shown(), headers=headers) as response:
                answer = await response.read()
                problem = "" if response.status // 100 == 2 else f"{response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            problem = f"Connection failed: {type(error).__name__}"
        with self._world.pulse.lock:
            if problem:
                self._failed(update, problem)
            else:
                self._world.queue.done(update)
                self._tries.pop(update.update_id, None)
        if not problem:
            await _answered(answer, perform)
        self._world.pulse.beat()

    def _failed(self, update: Pending, problem: str) -> None:
        """The first retry follows at once, the next after 1, 2, 4 … seconds."""
        now = self._world.now()
        failed = self._tries.get(update.update_id, _Try()).failed + 1
        pause = 0.0 if failed == 1 else min(_LONGEST_PAUSE, 2.0 ** (failed - 2))
        self._tries[update.update_id] = _Try(failed, now + pause)
        self._error = {
            "last_error_date": int(now),
            "last_error_message": f"Wrong response from the webhook: {problem}",
        }


async def _answered(answer: bytes, perform: Perform) -> None:
    """Bot API, "Making requests when getting updates": the reply may itself hold a call."""
    try:
        body = json.loads(answer)
    except ValueError:
        return
    if isinstance(body, dict) and isinstance(method := body.pop("method", None), str):
        await perform(method, Params(as_form(body)))


def _check(url: str, secret: str) -> None:
    if len(secret) > 256:
        raise Refusal("secret token is too long")
    if not all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in secret):
        raise Refusal("secret token contains unallowed characters")
    try:
        address = URL(url)
        port = address.port
    except ValueError:
        raise Refusal("bad webhook: URL is invalid") from None
    if address.host in _LOOPBACK:
        return
    if address.scheme != "https":
        raise Refusal("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise Refusal("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
