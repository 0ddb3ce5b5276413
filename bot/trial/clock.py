"""The stand-in's time and its pulse: real time plus what was advanced, and a beat at every change."""

import asyncio
import threading
import time
from collections.abc import Callable


class Clock:
    """Time that runs along with the real one and can be pushed ahead, so that 48 hours take no time."""

    def __init__(self) -> None:
        self._start = time.time() - time.monotonic()
        self._ahead = 0.0
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> float:
        return self._start + time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """Push the time ahead and wake everything that waits for a time."""
        self._ahead += seconds
        for listener in tuple(self._listeners):
            listener()

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)


class Pulse:
    """One lock around the stand-in's state, and a beat that wakes who waits for a change."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._events: set[asyncio.Event] = set()
        clock.listen(self.beat)

    def bind(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Name the loop whose tasks are woken; None when it has stopped."""
        with self.lock:
            self._loop = loop

    def beat(self) -> None:
        with self._changed:
            self._changed.notify_all()
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._events:
            event.set()

    def wait(self, seconds: float) -> None:
        """Block this thread until the next beat, at most so many real seconds."""
        with self._changed:
            self._changed.wait(seconds)

    async def next(self, seconds: float) -> None:
        """Let this task sleep until the next beat, at most so many real seconds."""
        event = asyncio.Event()
        self._events.add(event)
        # Not wait_for: before Python 3.12 it can swallow the cancellation that a lost connection brings.
        alarm = asyncio.get_running_loop().call_later(seconds, event.set)
        try:
            await event.wait()
        finally:
            alarm.cancel()
            self._events.discard(event)

    async def sleep(self, seconds: float) -> None:
        """Let this task sleep so many seconds of the stand-in's clock."""
        until = self.clock.now() + seconds
        while (left := until - self.clock.now()) > 0:
            await self.next(left)
