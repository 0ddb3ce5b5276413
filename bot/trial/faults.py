"""Faults on order: which calls fail, how often and in which way, so that a test can break the network."""

import threading
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from bot.trial.params import Params

_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """One order: from the nth matching call on, so many calls in a row (0: all of them)."""

    method: str
    nth: int = 1
    times: int = 1
    text: str | None = None
    chat: int | None = None
    status: int | None = None
    description: str | None = None
    retry_after: int | None = None
    html: bool = False
    hang: float | None = None
    reset: bool = False
    delay: float | None = None
    lose_reply: bool = False
    seen: int = field(default=0, init=False)

    @property
    def code(self) -> int | None:
        """The status it answers with; None when it only delays, hangs or breaks the connection."""
        if self.status is None and self.retry_after is not None:
            return 429
        return 502 if self.status is None and self.html else self.status

    @property
    def words(self) -> str:
        if self.description is not None:
            return self.description
        words = _WORDS.get(self.code or 0, "Error")
        return f"{words}: retry after {self.retry_after}" if self.retry_after is not None else words

    @property
    def executes(self) -> bool:
        """Whether the call still does its work."""
        return self.lose_reply or (self.code is None and self.hang is None and not self.reset)

    def matches(self, method: str, params: Params) -> bool:
        if self.method.lower() not in {method.lower(), "*"}:
            return False
        if self.chat is not None and params.text("chat_id") != str(self.chat):
            return False
        return self.text is None or any(self.text in value for value in params.values.values())

    def due(self) -> bool:
        """Count one matching call and say whether it is one of those that fail."""
        self.seen += 1
        return self.seen >= self.nth and (self.times == 0 or self.seen < self.nth + self.times)


class Order(TypedDict, total=False):
    """How `Faults.add` is called; the names are those of `Fault`."""

    nth: int
    times: int
    text: str | None
    chat: int | None
    status: int | None
    description: str | None
    retry_after: int | None
    html: bool
    hang: float | None
    reset: bool
    delay: float | None
    lose_reply: bool


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: list[Fault] = []

    def add(self, method: str, **order: Unpack[Order]) -> Fault:
        """Order a fault; `method` may also be "*" for all or "download" for the bytes of a file."""
        fault = Fault(method, **order)
        with self._lock:
            self._orders.append(fault)
        return fault

    def clear(self) -> None:
        with self._lock:
            self._orders.clear()

    def of(self, method: str, params: Params) -> Fault | None:
        """The first order that this call meets."""
        with self._lock:
            due = [fault for fault in self._orders if fault.matches(method, params) and fault.due()]
        return due[0] if due else None
