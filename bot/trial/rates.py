"""How often a bot may post: buckets on the stand-in's clock, and a wait that doubles when it is not obeyed.

Bot FAQ ("How can I ... broadcasting"): about one message a second in a chat, 20 a minute in a group, about 30
a second in all. The true numbers are not published, so these are the stand-in's reading of them.
"""

import math
from dataclasses import dataclass, field

from bot.trial.refusal import Refusal

_CHAT = (3.0, 1.0)
_GROUP = (20.0, 20 / 60)
_ALL = (30.0, 30.0)


@dataclass(slots=True)
class _Bucket:
    size: float
    refill: float
    at: float
    tokens: float = field(init=False)
    wait: float = 0.0
    until: float = 0.0

    def __post_init__(self) -> None:
        self.tokens = self.size

    def pour(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.refill)
        self.at = now


class TooMany(Refusal):
    """A refusal to post now; `early` says that the bot had been told to wait and did not."""

    def __init__(self, seconds: int, *, early: bool = False) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds}", 429, {"retry_after": seconds})
        self.seconds = seconds
        self.early = early


class Rates:
    def __init__(self, *, on: bool = True) -> None:
        self.on = on
        self._buckets: dict[object, _Bucket] = {}

    def spend(self, chat_id: int, now: float, *, group: bool) -> None:
        """Take one message from every bucket that it falls into, or refuse with retry_after."""
        if not self.on:
            return
        buckets = self._of(chat_id, now, group)
        refused = [late for bucket in buckets if (late := _late(bucket, now))]
        if refused:
            raise max(refused, key=lambda late: (late.early, late.seconds))
        for bucket in buckets:
            bucket.tokens -= 1

    def _of(self, chat_id: int, now: float, group: bool) -> list[_Bucket]:
        kinds: dict[object, tuple[float, float]] = {"all": _ALL, chat_id: _CHAT}
        if group:
            kinds["group", chat_id] = _GROUP
        return [self._buckets.setdefault(key, _Bucket(*kind, at=now)) for key, kind in kinds.items()]


def _late(bucket: _Bucket, now: float) -> TooMany | None:
    bucket.pour(now)
    early = now < bucket.until
    if not early and bucket.tokens >= 1:
        return None
    bucket.wait = bucket.wait * 2 if early else math.ceil(max(1.0, (1 - bucket.tokens) / bucket.refill))
    bucket.until = now + bucket.wait
    return TooMany(math.ceil(bucket.wait), early=early)
