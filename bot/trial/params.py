"""The parameters of one call, read as the Bot API reads them: the texts of a form."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.trial.refusal import Refusal

# Free text that looks like a number or an object must stay text in what is recorded.
_PLAIN = frozenset(
    {
        "text", "caption", "name", "description", "short_description", "callback_query_id", "url",
        "inline_query_id", "language_code", "parse_mode", "secret_token", "next_offset", "file_id",
        "inline_message_id",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call; its bytes are in no representation, so they reach no log."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Params:
    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def given(self, name: str) -> str | None:
        return self.values.get(name) or None

    def flag(self, name: str) -> bool:
        """Bot API server: "true", "yes" and "1" in any case are true, everything else is false."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """Bot API server: a number out of its range is pulled into it, and no number is the default."""
        try:
            value = int(self.text(name))
        except ValueError:
            value = default
        value = value if low is None else max(low, value)
        return value if high is None else min(high, value)

    def json(self, name: str, called: str) -> Any:
        """Decode an object or an array; None when it is absent."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise Refusal(f"can't parse {called} JSON object") from None

    def recorded(self) -> dict[str, Any]:
        """What a test sees of the call: numbers, flags and objects decoded, files by name and size."""
        seen = {name: value if name in _PLAIN else _decoded(value) for name, value in self.values.items()}
        return seen | {name: f"<{file.name}, {len(file.data)} bytes>" for name, file in self.files.items()}


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def as_form(body: dict[str, Any]) -> dict[str, str]:
    """The values of a JSON body as the texts that a form would hold."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in body.items()
        if value is not None
    }
