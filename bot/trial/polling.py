"""getUpdates: the long poll, and the older poller that is sent away when a newer one comes.

Source: telegram-bot-api Client.cpp (process_get_updates_query, abort_long_poll, fail_query_conflict).
"""

import asyncio

from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.webhook import Webhook
from bot.trial.world import Json, World

LONGEST_POLL = 50
_HELD_BACK = 3.0
_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Polling:
    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world = world
        self._webhook = webhook
        self._current: object | None = None
        self.begun = 0
        self._next_conflict = float("-inf")
        self._last: tuple[int, float] = (-1, float("-inf"))

    async def get_updates(self, params: Params) -> list[Json]:
        offset = params.integer("offset")
        limit = self._limit(offset, params.integer("limit", 100, 1, 100))
        until = self._world.now() + params.integer("timeout", 0, 0, LONGEST_POLL)
        with self._world.pulse.lock:
            self._world.queue.remember_allowed(params.text("allowed_updates"))
        me = self._current = object()
        self.begun += 1
        self._world.pulse.beat()
        try:
            return await self._wait(me, offset, limit, until)
        finally:
            if self._current is me:
                self._current = None

    async def _wait(self, me: object, offset: int, limit: int, until: float) -> list[Json]:
        while True:
            await self._check(me)
            with self._world.pulse.lock:
                taken = self._world.queue.take(offset, limit, self._world.now())
            left = until - self._world.now()
            if taken or left <= 0:
                return [update.shown() for update in taken]
            # A negative offset forgets once; what comes later is all wanted.
            offset = max(offset, 0)
            await self._world.pulse.next(left)

    async def _check(self, me: object) -> None:
        words = _WEBHOOK if self._webhook.url else "" if self._current is me else _OTHER
        if not words:
            return
        # A poller that has gone is not told: meanwhile its end is noticed, and this call cancelled.
        await asyncio.sleep(0.02)
        now = self._world.now()
        if now < self._next_conflict:
            await self._world.pulse.sleep(_HELD_BACK)
        else:
            self._next_conflict = now + _HELD_BACK
        raise Refusal(words, 409)

    def _limit(self, offset: int, limit: int) -> int:
        """The same offset twice within half a second is taken for a loop and gets one update."""
        now = self._world.now()
        (before, at), self._last = self._last, (offset, now)
        return 1 if offset == before and now < at + 0.5 else limit
