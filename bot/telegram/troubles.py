"""The last troubles, as the log tells them: when, of what kind and where, without anybody's words."""

import datetime as dt
import logging
from collections import deque
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from bot.screens.health import Trouble
from bot.telegram.log import described

_REMEMBERED = 50
# Read aloud over a telephone: no 0 and O, no 1 and I.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Troubles(logging.Handler):
    """Remembers what was logged as a warning or worse since the start."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: deque[Trouble] = deque(maxlen=_REMEMBERED)

    def emit(self, record: logging.LogRecord) -> None:
        """Take of a record its kind and place alone."""
        # Our own records are events with names; the text of a library could hold anything.
        event: dict[str, Any] = record.msg if isinstance(record.msg, dict) else {"event": record.name}
        if isinstance(trouble := record.exc_info and record.exc_info[1], BaseException):
            event = event | described(trouble)
        kind = str(event.get("trouble") or event["event"])
        place = str(event.get("at") or event["event"])
        at = dt.datetime.fromtimestamp(record.created)  # noqa: DTZ006 - the server's own clock, as in its log
        self._seen.append(Trouble(at, kind, place, _ref(kind, place, at)))

    def newest_first(self) -> Sequence[Trouble]:
        """Return what is remembered."""
        return list(self._seen)[::-1]


def _ref(kind: str, place: str, at: dt.datetime) -> str:
    digest = sha256(f"{kind} {place} {at.isoformat()}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])
