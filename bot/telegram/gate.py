"""One answer at a time goes out, so that a crash can double one at most."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_GATE_S = 1.0


class Gate:
    """Lets one answer at a time out, so that a crash can double one at most; nobody holds it for long."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        """Wait for the answer before; a slow one is not waited for beyond a second."""
        await self._lock.acquire()
        release = asyncio.get_running_loop().call_later(_GATE_S, self._lock.release)
        try:
            yield
        finally:
            if not release.cancelled() and release.when() > asyncio.get_running_loop().time():
                release.cancel()
                self._lock.release()
