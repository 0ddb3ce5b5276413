"""One lane a person: what they send is handled in its order, and nobody waits for somebody else."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.telegram.log import described

log = structlog.get_logger(__name__)
Work = Callable[[], Awaitable[None]]


class Lanes:
    """Queues of work by person; a lane is freed when it is empty."""

    def __init__(self) -> None:
        self._queues: dict[object, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def put(self, person: object, work: Work) -> None:
        """Queue work; what comes after a stop is left to the inbox."""
        if self._stopping:
            return
        if person in self._queues:
            self._queues[person].append(work)
            return
        self._queues[person] = deque([work])
        task = asyncio.create_task(self._run(person))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_busy(self, person: object) -> bool:
        """Whether something of a person is queued or running."""
        return person in self._queues

    @property
    def waiting(self) -> int:
        """How many pieces of work are queued or running."""
        return sum(map(len, self._queues.values()))

    async def rest(self, seconds: float) -> None:
        """Wait until nothing runs, at most so many seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def stop(self, seconds: float) -> None:
        """Let what runs end within `seconds`, then cancel it; what is queued stays in the inbox."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, person: object) -> None:
        queue = self._queues[person]
        try:
            while queue and not self._stopping:
                try:
                    await queue[0]()
                except Exception as trouble:  # the person's next message must not wait for a restart
                    log.error("work failed", **described(trouble))
                queue.popleft()
        finally:
            del self._queues[person]
