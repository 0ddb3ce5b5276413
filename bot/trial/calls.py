"""The record of every call: what was asked and answered, and what a test has to complain about."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One call; `ordered` marks a fault that a test asked for, `excused` a first and obeyed 429."""

    at: float
    method: str
    params: dict[str, Any]
    ok: bool
    code: int
    description: str
    result: Any = field(repr=False, default=None)
    ordered: bool = False
    excused: bool = False

    def line(self) -> str:
        """The call on one line, for failures and for the page."""
        outcome = "ok" if self.ok else f"{self.code} {self.description}"
        shown = ", ".join(f"{name}={str(value)[:60]!r}" for name, value in self.params.items())
        return f"{self.method}({shown}) -> {outcome}"


@dataclass(slots=True)
class Ledger:
    calls: list[Call] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def to(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def refusals(self) -> list[Call]:
        """Calls refused with a 4xx that no test ordered; a 429 counts when the bot had been told to wait."""
        return [
            call for call in self.calls if 400 <= call.code < 500 and not call.ordered and not call.excused
        ]
