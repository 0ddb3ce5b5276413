"""The queue of updates: kept until confirmed or too old, filtered by kind, counted as getUpdates counts.

Sources: telegram-bot-api Client.cpp (process_get_updates_query, do_get_updates); Bot API: getUpdates.
"""

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
]
_ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
DAY = 86400.0
# How long an update that nobody fetches is kept (Client.cpp add_update timeouts).
LIVES = {"callback_query": 150.0, "inline_query": 30.0}
_REPLY_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class Pending:
    update_id: int
    kind: str
    payload: dict[str, Any]
    expires: float
    chat_id: int
    fetched: bool = False

    def shown(self) -> dict[str, Any]:
        return {"update_id": self.update_id, self.kind: self.payload}


class Queue:
    """Updates in order; every one is given again until an offset above it confirms it."""

    def __init__(self, first_id: int) -> None:
        self.allowed: frozenset[str] = _all()
        self.history: dict[int, Pending] = {}
        self._next = first_id
        self._pending: deque[Pending] = deque()
        self._again: deque[Pending] = deque()

    def __len__(self) -> int:
        return len(self._pending) + len(self._again)

    def add(self, kind: str, payload: dict[str, Any], chat_id: int, now: float) -> int | None:
        """Queue an update; None when the bot did not ask for its kind."""
        if kind not in self.allowed:
            return None
        update = Pending(self._next, kind, payload, now + LIVES.get(kind, DAY), chat_id)
        self._next += 1
        self._pending.append(update)
        self.history[update.update_id] = update
        return update.update_id

    def again(self, update_id: int) -> None:
        """Give an update once more, whatever was confirmed: Telegram may deliver one twice."""
        self._again.append(self.history[update_id])

    def remember_allowed(self, raw: str) -> None:
        """Missing or unreadable: as last time. Empty: all but the three that must be asked for."""
        try:
            names = json.loads(raw) if raw else None
        except ValueError:
            return
        if isinstance(names, list):
            asked = frozenset(name for name in names if name in KINDS)
            self.allowed = asked or _all()

    def take(self, offset: int, limit: int, now: float) -> list[Pending]:
        """Confirm what lies below the offset and give what follows; a negative offset counts from the end."""
        self.expire(now)
        if offset < 0:
            self._forget(max(0, len(self._pending) + offset))
        else:
            while self._pending and self._pending[0].update_id < offset:
                self._pending.popleft()
        taken = _within([*self._again, *self._pending][:limit])
        for update in taken:
            update.fetched = True
            if self._again and self._again[0] is update:
                self._again.popleft()
        return taken

    def waiting(self) -> list[Pending]:
        """What a webhook has to deliver, oldest first."""
        return [*self._again, *self._pending]

    def done(self, update: Pending) -> None:
        """Take one delivered update out, wherever it stands."""
        for queue in (self._again, self._pending):
            if update in queue:
                queue.remove(update)
                return

    def clear(self) -> None:
        self._pending.clear()
        self._again.clear()

    def expire(self, now: float) -> None:
        self._pending = deque(update for update in self._pending if update.expires > now)

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._pending.popleft()


def _all() -> frozenset[str]:
    return frozenset(KINDS) - _ONLY_WHEN_ASKED


def _within(updates: list[Pending]) -> list[Pending]:
    """As many as fit into one reply of 4 MB, but always one."""
    size = 0
    kept: list[Pending] = []
    for update in updates:
        size += len(json.dumps(update.shown(), ensure_ascii=False).encode())
        if kept and size > _REPLY_BYTES:
            break
        kept.append(update)
    return kept
