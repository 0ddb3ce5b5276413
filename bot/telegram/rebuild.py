"""A reindex as a child process: what it says of itself, its stop, and its end. One at a time."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import structlog

from bot.screens.admin import Built
from bot.telegram.noted import Noted
from bot.words import say

PROGRESS_EVERY_S = 3.0
"""One edit in three seconds: more is answered with 429 (telegram.md 1.5)."""
_ENDS_WITHIN_S = 3.0
TOOK = "rebuild-took.json"
"""The file that says how long the last build took."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the child is at."""

    what: str
    done: int
    total: int
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a rebuild ended: with its counts, with a reason, or stopped (neither)."""

    took_s: float
    built: Built | None = None
    reason: str | None = None


class Rebuild:
    """The one rebuild of a data folder; the bot never builds in its own process."""

    def __init__(self, data: Path, files: Sequence[Path], sample: bool) -> None:
        """Take what is built from what: files, and the sample that comes with Rung."""
        self._data = data
        self.reads(files, sample)
        self._began: float | None = None
        self._child: asyncio.subprocess.Process | None = None
        self._stopped = False
        self._took = Noted(data / TOOK, float)

    def reads(self, files: Sequence[Path], sample: bool = False) -> None:
        """Build from these files from now on."""
        self._files, self._sample = tuple(files), sample

    @property
    def names(self) -> list[str]:
        """What a build reads, in words."""
        return [*(path.name for path in self._files), *([say("the sample")] if self._sample else [])]

    @property
    def running_s(self) -> float | None:
        """For how long a rebuild has been running, or None."""
        return None if self._began is None else time.monotonic() - self._began

    def took_s(self) -> float | None:
        """Return how long the last build took that came to its end, where one did."""
        return self._took.read()

    def claim(self) -> None:
        """Count as running from now on, before the child is there."""
        self._began, self._stopped = time.monotonic(), False

    def free(self) -> None:
        """Let another one begin."""
        self._began = None

    async def run(
        self,
        show: Callable[[Progress], Awaitable[None]],
        files: Sequence[Path] | None = None,
        hold: bool = False,
    ) -> Ended:
        """Build, and tell `show` of it at most once in three seconds; `claim` it first.

        Other `files` are built from this once; `hold` keeps the result aside (`index.held`).
        """
        try:
            output, said = await self._build(show, self._arguments(files, hold))
            took_s = self.running_s or 0.0
            if self._stopped:
                return Ended(took_s)
            with suppress(msgspec.DecodeError):
                ended = Ended(took_s, msgspec.json.decode(output, type=Built))
                self._took.note(took_s)
                return ended
            return Ended(took_s, reason=said or say("The build ended without a word."))
        finally:
            self._child = None

    async def stop(self) -> None:
        """End a running rebuild; what it had drafted is removed by the next one."""
        child, self._stopped = self._child, True
        if child is None or child.returncode is not None:
            return
        child.terminate()
        try:
            await asyncio.wait_for(child.wait(), _ENDS_WITHIN_S)
        except TimeoutError:
            child.kill()

    def _arguments(self, files: Sequence[Path] | None, hold: bool) -> list[str]:
        sample = self._sample and files is None
        return [
            *map(str, self._files if files is None else files),
            *(["--sample"] if sample else []),
            *(["--hold"] if hold else []),
            *("--data", str(self._data), "--json", "--progress-lines"),
        ]

    async def _build(
        self, show: Callable[[Progress], Awaitable[None]], arguments: Sequence[str]
    ) -> tuple[bytes, str]:
        command = [sys.executable, "-m", "index.build", *arguments]
        pipe = asyncio.subprocess.PIPE
        # A session of its own: Ctrl-C in the bot's terminal must reach the bot, which then stops the child.
        self._child = await asyncio.create_subprocess_exec(
            *command, stdout=pipe, stderr=pipe, start_new_session=True
        )
        if self._stopped:  # before there was a child to stop
            self._child.terminate()
        assert self._child.stdout is not None and self._child.stderr is not None
        output, said = await asyncio.gather(self._child.stdout.read(), self._heard(self._child.stderr, show))
        await self._child.wait()
        return output, said

    async def _heard(self, errors: asyncio.StreamReader, show: Callable[[Progress], Awaitable[None]]) -> str:
        """Show progress as it comes, the latest only, and return the last line that is none."""
        said, shown_at, began = "", 0.0, time.monotonic()
        async for raw in errors:
            line = raw.decode("utf-8", "replace").strip()
            try:
                at = msgspec.json.decode(line, type=_Line)
            except msgspec.DecodeError:
                said = line or said
                continue
            if not at.done:
                began = time.monotonic()
            if time.monotonic() - shown_at >= PROGRESS_EVERY_S:
                await show(Progress(at.what, at.done, at.total, _left(at, time.monotonic() - began)))
                shown_at = time.monotonic()
        return said


class _Line(msgspec.Struct, frozen=True):
    what: str
    done: int
    total: int


def _left(at: _Line, since_s: float) -> float | None:
    """Return the seconds that are left at the pace so far, once there is a pace."""
    if not at.done or not at.total or since_s < 1:
        return None
    return since_s * (at.total - at.done) / at.done
