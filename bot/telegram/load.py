"""The bounded queue before the searches: who is let in, who goes first, and who is asked to come again."""

import asyncio
import heapq
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count

SLOTS = 2
"""So many searches run at a time; each computes outside of Python's lock for most of its time."""
_FIRST_GUESS_S = 0.05
_LEARNT = 0.1
"""What one answer counts beside those before it, in how long an answer takes."""
_REMEMBERED_S = 10.0
_LONGEST_WAIT_S = 60


class BusyError(Exception):
    """Too many were asking: nothing was begun for this one."""


@dataclass(slots=True, eq=False)
class Ticket:
    """What was let in: by when it must begin to be worth it, and whether it goes before others."""

    entered_at: float
    deadline: float
    is_tap: bool = False
    begun: bool = False
    """Whether it has searched; what has begun is brought to its end."""


TICKET: ContextVar[Ticket | None] = ContextVar("ticket", default=None)
"""The ticket of the update that is handled now; what has none (an administrator, /start) never waits long."""


class Load:
    """How many answers are on their way, and after how long one more is out: measured, never guessed twice.

    Measured is from one answer to the next, as long as some are on their way: that has in it whatever
    holds them up (a search, the store, the network, the updates that are sent away meanwhile).
    """

    def __init__(self, within_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how soon a search should have ended, and a clock that nobody sets."""
        self._within_s, self._clock = within_s, clock
        self._tickets: set[Ticket] = set()
        self._waiting: list[tuple[bool, int, asyncio.Future[None], Ticket | None]] = []
        self._running, self._number = 0, count()
        self._each_s, self._shown_at = _FIRST_GUESS_S, -math.inf
        self._sent_away: deque[float] = deque()
        self.shed = 0
        """How many were asked to come again since the start."""

    def enter(self, is_tap: bool = False) -> Ticket | None:
        """Let a search in, or not, where those before it would make it late; before a tap are only taps."""
        ahead = sum(1 for one in self._tickets if one.is_tap or one.begun or not is_tap)
        if ahead >= SLOTS and self._each_s * (ahead + 1) > self._within_s:
            self._send_away()
            return None
        now = self._clock()
        ticket = Ticket(now, now + self._within_s, is_tap)
        self._tickets.add(ticket)
        return ticket

    def leave(self, ticket: Ticket | None) -> None:
        """Count a search no more: its answer is out, or there will be none."""
        if ticket is not None:
            self._tickets.discard(ticket)

    def shown(self, ticket: Ticket | None) -> None:
        """Learn from an answer that was sent how long it was in coming after the one before it."""
        if ticket is not None:
            now = self._clock()
            took_s = now - max(ticket.entered_at, self._shown_at)
            self._each_s += _LEARNT * (took_s - self._each_s)
            self._shown_at = now
            self.leave(ticket)

    def again_in_s(self) -> int:
        """Return in how many seconds those who wait and those who were sent away could all be answered."""
        self._forget_old()
        answers = len(self._tickets) + len(self._sent_away)
        return min(max(1, math.ceil(answers * self._each_s)), _LONGEST_WAIT_S)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to search; raises BusyError where it comes too late and others wait."""
        ticket = TICKET.get()
        await self._wait(ticket)
        if ticket is not None:
            ticket.begun = True
        try:
            yield
        finally:
            self._running -= 1
            self._call_next()

    async def _wait(self, ticket: Ticket | None) -> None:
        """Return with a slot taken. Taps go first, and what has no ticket or has begun already."""
        if self._running < SLOTS and not self._waiting:
            self._running += 1
            return
        later = ticket is not None and not ticket.is_tap and not ticket.begun
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (later, next(self._number), turn, ticket))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # called, and gone
                self._running -= 1
                self._call_next()
            raise

    def _call_next(self) -> None:
        while self._waiting and self._running < SLOTS:
            *_, turn, ticket = heapq.heappop(self._waiting)
            if turn.done():  # cancelled while it waited
                continue
            if self._waiting and ticket is not None and not ticket.begun and self._clock() > ticket.deadline:
                self._send_away()
                turn.set_exception(BusyError())
                continue
            self._running += 1
            turn.set_result(None)

    def _send_away(self) -> None:
        self.shed += 1
        self._sent_away.append(self._clock())
        self._forget_old()

    def _forget_old(self) -> None:
        while self._sent_away and self._sent_away[0] < self._clock() - _REMEMBERED_S:
            self._sent_away.popleft()
