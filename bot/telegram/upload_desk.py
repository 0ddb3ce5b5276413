"""An administrator's upload from the file to live: one at a time, on the disk at every step.

Reading and building are children, started from a task outside of anybody's lane; what a restart
interrupts is begun again from what the disk says.
"""

import asyncio
import datetime as dt
import errno
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from aiogram.exceptions import AiogramError

from bot.screens import admin as admin_screens
from bot.screens import applying, columns
from bot.screens import upload as screens
from bot.screens.diff import diff_screen
from bot.screens.screen import Screen
from bot.telegram.applied import Applied
from bot.telegram.comparing import Comparing
from bot.telegram.display import Display, Place
from bot.telegram.outcome import Outcome
from bot.telegram.pending import Incoming, Pending, Upload, free_name, source_name
from bot.telegram.reading import read_files
from bot.telegram.rebuild import Progress, Rebuild
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from catalog.errors import CatalogError, GenerationError, RungError
from catalog.sources.sidecar import sidecar_path
from index.held import discard, release
from index.manifest import CURRENT, linked_number, previous_number, read_manifest
from index.publish import rollback

LARGEST = screens.LARGEST_MB << 20
"""Bytes: larger files are not handed over by Telegram (telegram.md 1.11)."""
GATHER_S = 1.5
"""How long an album is waited for after each of its files; a later one makes the report anew."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent; its name is anybody's, its size may be missing."""

    message: int
    person: int
    chat: int
    who: str
    album: str | None
    name: str | None
    size: int | None


class UploadDesk:
    """The one upload that waits, and what is done with it."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of the service that an upload goes through
        self,
        served: Served,
        display: Display,
        patience: Patience,
        rebuild: Rebuild,
        applied: Applied,
        pending: Pending,
        comparing: Comparing,
    ) -> None:
        self.served, self.rebuild, self.applied, self.pending = served, rebuild, applied, pending
        self._display, self._patience, self.comparing = display, patience, comparing
        self.lock = asyncio.Lock()
        self._work: asyncio.Task[None] | None = None
        self._builds = False
        self.is_applying = False

    @property
    def is_working(self) -> bool:
        """Whether something is read, built or applied now."""
        return self._work is not None and not self._work.done()

    def settle(self) -> None:
        """Let a build read what belongs to the version that is served now."""
        try:
            self.applied.settle()
            files = self.applied.files()
        except (OSError, GenerationError) as trouble:
            log.error("sources not settled", trouble=type(trouble).__name__)
            return
        self.rebuild.reads(files, sample=not files and self.served.shelf().is_sample)

    # --- receiving ----------------------------------------------------------------------------------------

    async def receive(self, sent: Sent, fetch: Callable[[], Awaitable[bytes | None]]) -> Outcome | None:
        """Take a file in, and begin to read it once its album is likely to be whole."""
        if (sent.size or 0) > LARGEST:
            return Outcome(screens.too_big((sent.size or 0) / (1 << 20)))
        async with self.lock:
            upload = self.pending.read()
            if upload is not None and (self.is_applying or not _belongs(sent, upload)):
                return Outcome(self._waits(upload))
            content = await fetch()
            if not content:
                return Outcome(screens.not_fetched() if content is None else screens.empty_file())
            try:
                self._put(upload or _begun(sent), sent, content)
            except OSError as trouble:
                if trouble.errno not in _FULL:
                    raise
                if upload is None:
                    self.pending.drop()
                return Outcome(screens.disk_full())
            await self.begin(self._read(GATHER_S if sent.album else 0.0))
        return None

    def _put(self, upload: Upload, sent: Sent, content: bytes) -> None:
        name = free_name(source_name(sent.name), [f.name for f in upload.files if f.message != sent.message])
        known = next((one for one in self.sources() if one.casefold() == name.casefold()), None)
        self._retract(upload)
        file = Incoming(sent.message, known or name, known is not None)
        self.pending.put(upload, file, content)
        self.pending.map(file, self._said_before(file))

    def _said_before(self, file: Incoming) -> str | None:
        """Return what was said of the columns of the source whose place a file takes."""
        same = [path for path in self.applied.files() if path.name == file.name]
        beside = [mapping for path in same if file.replaces and (mapping := sidecar_path(path)).is_file()]
        return beside[0].read_text() if beside else None

    def _waits(self, upload: Upload) -> Screen:
        ago_s = (dt.datetime.now(dt.UTC) - upload.began).total_seconds()
        return screens.waits(
            upload.id, screens.Sender(upload.who, upload.names, admin_screens.seconds(ago_s))
        )

    def sources(self) -> list[str]:
        """Return the names of what a build of today reads, the operator's files too."""
        return [path.name for path in self.applied.files()]

    def paths(self, upload: Upload) -> list[Path]:
        """Return what a build of the draft reads."""
        return self.applied.beside(self._uploaded(upload))

    def _uploaded(self, upload: Upload) -> list[Path]:
        gone = {*upload.removes, *(one.name for one in upload.files)}
        kept = [path for path in self.applied.uploaded() if path.name not in gone]
        return [*kept, *map(self.pending.path, upload.files)]

    # --- work outside of the lanes ------------------------------------------------------------------------

    async def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin with one piece of work, in place of another that is not over."""
        await self._halt()
        self._work = asyncio.create_task(self._guarded(work))

    async def read_again(self, upload: Upload, file: Incoming, mapping: str) -> None:
        """Read the files with another mapping of one, and show its columns; what is refused is undone."""
        before = self.pending.mapping(file)
        self.retract(upload)
        self.pending.map(file, mapping)
        await self.begin(self._read(0.0, upload.files.index(file), before))

    async def move(self, upload: Upload, file: Incoming, name: str, replaces: bool) -> None:
        """Let a file become the source of that name, and read them anew."""
        self.retract(upload)
        self.pending.rename(upload, file, name, replaces)
        if self.pending.mapping(file) is None:
            self.pending.map(file, self._said_before(file))
        await self.begin(self._read(0.0, upload.files.index(file)))

    def retract(self, upload: Upload) -> None:
        """Go back to before the files were read: a draft that was made of them is none any more."""
        self._retract(upload)
        self.pending.write(upload)

    def _retract(self, upload: Upload) -> None:
        upload.stage, upload.seal, upload.asking = "gathering", None, []
        self.served.hide_draft()

    async def build(self) -> None:
        """Build the draft, and show what it would change."""
        await self.begin(self._build())

    async def apply(self) -> None:
        """Serve the draft."""
        self.is_applying = True
        await self.begin(self._apply())

    async def cancel(self) -> None:
        """Forget the upload and its draft."""
        await self._halt()
        upload = self.pending.read()
        self.served.hide_draft()
        if upload is not None and await self.comparing.draft(upload) is not None:
            with suppress(GenerationError):  # a build that runs now removes it
                await asyncio.to_thread(discard, self.served.data)
        self.pending.drop()

    async def remove(self, asked: Sent, name: str) -> Outcome | None:
        """Begin a draft without a source, shown in the message that asked."""
        if (upload := self.pending.read()) is not None:
            return Outcome(self._waits(upload))
        removal = _begun(asked)
        removal.removes, removal.stage, removal.message = [name], "report", asked.message
        if not self.paths(removal):
            return Outcome(screens.last_source())
        self.pending.write(removal)
        await self.build()
        return None

    async def go_back(self, version: int) -> Screen:
        """Serve the version before `version`, if that is still the one that is served."""
        data = self.served.data
        if linked_number(data / CURRENT) != version:
            return applying.not_back(applying.not_served(version))
        try:
            number = await asyncio.to_thread(rollback, data)
        except RungError as refusal:
            return applying.not_back(str(refusal))
        self.served.hide_draft()
        await self.served.renew()
        return applying.back(number)

    async def resume(self) -> None:
        """Go on where an earlier run was stopped: the upload is offered again."""
        upload = self.pending.read()
        if upload is None:
            self.pending.drop()
        else:
            await self.begin(self._resume(upload))

    async def end(self) -> None:
        """Stop what runs; the disk says how far it came."""
        if not self.is_applying:
            await self._halt()
        elif self._work is not None:
            await asyncio.wait({self._work})

    async def _halt(self) -> None:
        if self._work is None or self._work.done():
            return
        if self._builds:
            await self.rebuild.stop()
        self._work.cancel()
        await asyncio.wait({self._work})

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as trouble:  # the guard: a fault of an upload must not go unseen
            log.error("upload failed", trouble=type(trouble).__name__)
            if (upload := self.pending.read()) is not None:
                reason = str(trouble) if isinstance(trouble, RungError) else applying.own_fault()
                await self.say(upload, applying.not_applied(upload.id, reason))

    async def _resume(self, upload: Upload) -> None:
        current = linked_number(self.served.data / CURRENT)
        if upload.seal and current and read_manifest(self.served.data, current).seal == upload.seal:
            return await self._end(upload, current)
        if upload.stage == "gathering":
            return await self._read(GATHER_S)
        upload.message = None  # an event: it is offered below what was written since
        if upload.asking:
            await self.comparing.ask(upload)
        await self.say(upload, await self.screen(upload))
        return None

    async def _read(self, after_s: float, at: int = 0, before: str | None = None) -> None:
        await asyncio.sleep(after_s)
        upload = self._waiting()
        await self.say(upload, screens.reading(upload.id, len(upload.files)))
        try:
            looked = {one.file: one for one in await read_files(self.paths(upload))}
        except CatalogError as refusal:
            return await self._not_read(upload, at, before, str(refusal))
        upload.files.sort(key=lambda one: one.name)
        upload.looked = [looked[one.name] for one in upload.files]
        upload.stage = "columns"
        self.pending.write(upload)
        await self.say(upload, self.columns(upload, at))
        return None

    async def _not_read(self, upload: Upload, at: int, before: str | None, reason: str) -> None:
        """Forget files that are no catalogue; those that were one keep what was said of them before.

        What was said of another file of that name may not fit: without it they are read once more.
        """
        unread = [] if upload.looked else [one for one in upload.files if self.pending.mapping(one)]
        if unread:
            for one in unread:
                self.pending.map(one, None)
            return await self._read(0.0, at)
        if not upload.looked or len(upload.looked) != len(upload.files):
            self.pending.drop("refused")
            return await self.say(upload, screens.refused(reason), is_kept=False)
        self.pending.map(upload.files[at], before)
        upload.stage = "columns"
        self.pending.write(upload)
        return await self.say(upload, columns.wrong_column(upload.id, at, reason))

    async def _build(self) -> None:
        upload = self._waiting()

        async def show(progress: Progress) -> None:
            if not self._patience.rests(upload.chat):
                at = admin_screens.progress(progress.what, progress.done, progress.total, progress.left_s)
                await self.say(upload, at)

        await self.say(upload, admin_screens.progress("Starting", 0, 0, None))
        self._builds = True
        try:
            ended = await self.rebuild.run(show, self.paths(upload), hold=True)
        finally:
            self._builds = False
        if ended.built is None:
            return await self.say(upload, applying.not_built(upload.id, ended.reason))
        upload.seal = read_manifest(self.served.data, ended.built.generation).seal
        upload.stage = "draft"
        self.pending.write(upload)
        await self.say(upload, await self.screen(upload))
        return None

    async def _apply(self) -> None:
        data = self.served.data
        try:
            upload = self._waiting()
            if (number := await self.comparing.draft(upload)) is None:
                return await self.say(upload, applying.draft_gone(upload.id))
            await self.say(upload, applying.applying(number))
            # First the files, then the swap: whoever finds the version served finds what it was made of.
            await asyncio.to_thread(self.applied.keep, number, self._uploaded(upload))
            await asyncio.to_thread(release, data)
            await self._end(upload, number)
        except (RungError, OSError) as refusal:
            log.warning("draft not applied", trouble=type(refusal).__name__)
            reason = str(refusal) if isinstance(refusal, RungError) else refusal.strerror or ""
            await self.say(upload, applying.not_applied(upload.id, reason))
        finally:
            self.is_applying = False

    async def _end(self, upload: Upload, number: int) -> None:
        """Say that the draft is live, and forget that it waited."""
        self.served.hide_draft()
        await self.served.renew()
        self.pending.drop("applied", number)
        before = previous_number(self.served.data, number)
        await self.say(upload, applying.live(number, before), is_kept=False)

    # --- screens ------------------------------------------------------------------------------------------

    async def screen(self, upload: Upload) -> Screen:
        """Return what an upload shows at the step that it has come to."""
        if upload.stage == "draft":
            found = await self.comparing.compared(upload)
            return (
                diff_screen(upload.id, found, bool(upload.asking))
                if found
                else applying.draft_gone(upload.id)
            )
        if upload.stage == "gathering":
            return screens.reading(upload.id, len(upload.files))
        if upload.removes and not upload.files:
            return applying.not_built(upload.id, None)
        return (
            screens.report(upload.id, upload.looked) if upload.stage == "report" else self.columns(upload, 0)
        )

    def columns(self, upload: Upload, at: int) -> Screen:
        """Return how a file's columns were understood."""
        at = min(at, len(upload.files) - 1)
        goes = screens.goes(upload.files[at].name, upload.files[at].replaces)
        return columns.columns(upload.id, upload.looked, at, goes)

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
                self.pending.write(upload)

    def _waiting(self) -> Upload:
        upload = self.pending.read()
        if upload is None:
            raise CatalogError("The upload was cancelled.")
        return upload


def _belongs(sent: Sent, upload: Upload) -> bool:
    """Whether a file is one more of the album that waits, or came a second time."""
    is_again = any(one.message == sent.message for one in upload.files)
    same_album = sent.album is not None and sent.album == upload.album
    return sent.person == upload.person and (same_album or is_again)


def _begun(sent: Sent) -> Upload:
    now = dt.datetime.now(dt.UTC)
    return Upload(int(now.timestamp()), sent.person, sent.chat, sent.who, now, sent.album)
