"""How much one person may ask for: so many messages a minute, a few of them at once."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is promised to those who are answered, and what is asked of each person for it."""

    a_minute: float = 20
    at_once: float = 5
    within_s: float = 0.25
    """How soon a search should have ended that is begun on; who would come later is asked to come again."""

    @property
    def each_s(self) -> float:
        """After how long another message is allowed."""
        return 60 / self.a_minute


LIMITS = Limits()
UNLIMITED = Limits(math.inf, math.inf, math.inf)
"""For one person in a terminal, or a script that says more in a second than people do."""


class Allowances:
    """What each person has left; who has all of it left is not remembered.

    Each is one number: when all of it would be there again (the leaky bucket as a meter).
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the limits, and a clock that nobody sets."""
        self._limits, self._clock = limits, clock
        self._full_at: OrderedDict[int, float] = OrderedDict()
        self._told_until: dict[int, float] = {}

    def __len__(self) -> int:
        """Return how many people are remembered."""
        return len(self._full_at)

    def wait_s(self, person: int) -> float:
        """Take one message from what a person has left; where nothing is, return the seconds until it is."""
        if math.isinf(self._limits.at_once):
            return 0.0
        now, each = self._clock(), self._limits.each_s
        full_at = max(self._full_at.get(person, now), now)
        # A hair's breadth for what floating point loses: who waited as told must not be told again.
        wait = full_at + each - now - self._limits.at_once * each
        if wait > 1e-6:
            return wait
        self._full_at[person] = full_at + each
        self._full_at.move_to_end(person)
        self._told_until.pop(person, None)
        if len(self._full_at) > _REMEMBERED:
            self._free(now)
        return 0.0

    def is_told(self, person: int, wait_s: float) -> bool:
        """Whether a person was told already to wait; they count as told from now on."""
        now = self._clock()
        told = self._told_until.get(person, now) > now
        if not told:
            self._told_until[person] = now + wait_s
        return told

    def _free(self, now: float) -> None:
        """Forget those who have all of it left; were too many still there, those who wrote least lately."""
        for person in [one for one, full_at in self._full_at.items() if full_at <= now]:
            self._forget(person)
        while len(self._full_at) > _REMEMBERED:
            self._forget(next(iter(self._full_at)))

    def _forget(self, person: int) -> None:
        del self._full_at[person]
        self._told_until.pop(person, None)
