"""Work on the upload that waits: one piece at a time, outside of anybody's lane, shown in its message."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog
from aiogram.exceptions import AiogramError

from bot.screens import applying
from bot.screens.screen import Screen
from bot.telegram.display import Display, Place
from bot.telegram.pending import Pending, Upload
from bot.telegram.rebuild import Ended, Progress, Rebuild
from catalog.errors import CatalogError, RungError

log = structlog.get_logger(__name__)


class UploadWork:
    """What runs for the one upload, and how it is broken off; the disk says how far it came."""

    def __init__(self, display: Display, pending: Pending, rebuild: Rebuild) -> None:
        self._display, self.pending, self.rebuild = display, pending, rebuild
        self.lock = asyncio.Lock()
        """Held by whoever decides what is done next."""
        self._task: asyncio.Task[None] | None = None
        self._must_end = self._builds = False

    @property
    def is_running(self) -> bool:
        """Whether something is read, built or applied now."""
        return self._task is not None and not self._task.done()

    @property
    def must_end(self) -> bool:
        """Whether what runs now is not to be broken off."""
        return self._must_end and self.is_running

    async def begin(self, work: Coroutine[Any, Any, None], must_end: bool = False) -> None:
        """Begin with one piece of work, in place of another that is not over."""
        await self.halt()
        self._must_end = must_end
        self._task = asyncio.create_task(self._guarded(work))

    async def built(self, show: Callable[[Progress], Awaitable[None]], files: Sequence[Path]) -> Ended:
        """Build a draft from these files in a child, which ends with the work."""
        self._builds = True
        self.rebuild.claim()
        try:
            return await self.rebuild.run(show, files, hold=True)
        finally:
            self.rebuild.free()
            self._builds = False

    async def halt(self) -> None:
        """Break off what runs."""
        if self._task is None or self._task.done():
            return
        if self._builds:
            await self.rebuild.stop()
        self._task.cancel()
        await asyncio.wait({self._task})

    async def end(self) -> None:
        """Stop for good, once what must not be broken off is over."""
        if self._task is not None and self.must_end:
            await asyncio.wait({self._task})
        await self.halt()

    def upload(self) -> Upload:
        """Return the upload that is worked on; raises where it was cancelled meanwhile."""
        upload = self.pending.read()
        if upload is None:
            raise CatalogError("The upload was cancelled.")
        return upload

    async def say(self, upload: Upload, screen: Screen, is_kept: bool = True) -> None:
        """Show a step in the upload's own message; that it cannot be shown must not end the work.

        Work that is broken off here waits for it: a message that was sent is the upload's from then on.
        """
        saying = asyncio.ensure_future(self._say(upload, screen, is_kept))
        try:
            await asyncio.shield(saying)
        except asyncio.CancelledError:
            await saying
            raise

    async def _say(self, upload: Upload, screen: Screen, is_kept: bool) -> None:
        try:
            message = await self._display.show(screen, Place(upload.chat), upload.message)
        except AiogramError as trouble:
            log.warning("upload not shown", trouble=type(trouble).__name__)
            return
        if message != upload.message:
            upload.message = message
            if is_kept:
                with suppress(OSError):  # on a full disk the next step is said in another message
                    self.pending.write(upload)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as trouble:  # the guard: a fault of an upload must not go unseen
            log.error("upload failed", trouble=type(trouble).__name__)
            if (upload := self.pending.read()) is not None:
                reason = str(trouble) if isinstance(trouble, RungError) else applying.own_fault()
                await self.say(upload, applying.not_applied(upload.id, reason))
