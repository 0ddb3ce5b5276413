"""Catalogue files received: kept, read in a child, and asked about until their columns are right."""

import asyncio
import datetime as dt
import errno
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.screens import admin as admin_screens
from bot.screens import columns
from bot.screens import upload as screens
from bot.screens.screen import Screen
from bot.telegram.applied import Applied
from bot.telegram.outcome import Outcome
from bot.telegram.pending import Incoming, Upload, free_name, source_name
from bot.telegram.reading import read_files
from bot.telegram.served import Served
from bot.telegram.upload_work import UploadWork
from catalog.errors import CatalogError
from catalog.sources.sidecar import sidecar_path

LARGEST = screens.LARGEST_MB << 20
"""Bytes: larger files are not handed over by Telegram (telegram.md 1.11)."""
GATHER_S = 1.5
"""How long an album is waited for after each of its files; a later one makes the report anew."""
FULL = (errno.ENOSPC, errno.EDQUOT)


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


class Receiving:
    """Takes the files of the one upload in, up to the columns of each."""

    def __init__(self, served: Served, applied: Applied, work: UploadWork) -> None:
        self._served, self.applied, self.work, self._pending = served, applied, work, work.pending

    async def receive(self, sent: Sent, fetch: Callable[[], Awaitable[bytes | None]]) -> Outcome | None:
        """Take a file in, and begin to read it once its album is likely to be whole."""
        if (sent.size or 0) > LARGEST:
            return Outcome(screens.too_big((sent.size or 0) / (1 << 20)))
        async with self.work.lock:
            upload = self._pending.read()
            if upload is not None and (self.work.must_end or not _belongs(sent, upload)):
                return Outcome(waits(upload))
            content = await fetch()
            if not content:
                return Outcome(screens.not_fetched() if content is None else screens.empty_file())
            try:
                self._put(upload or begun(sent), sent, content)
            except OSError as trouble:
                if trouble.errno not in FULL:
                    raise
                if upload is None:
                    self._pending.drop()
                return Outcome(screens.disk_full())
            await self.work.begin(self.read(GATHER_S if sent.album else 0.0))
        return None

    def _put(self, upload: Upload, sent: Sent, content: bytes) -> None:
        name = free_name(source_name(sent.name), [f.name for f in upload.files if f.message != sent.message])
        known = next((one for one in self.sources() if one.casefold() == name.casefold()), None)
        self._retract(upload)
        file = Incoming(sent.message, known or name, known is not None)
        self._pending.put(upload, file, content)
        self._pending.map(file, self._said_before(file))

    def _said_before(self, file: Incoming) -> str | None:
        """Return what was said of the columns of the source whose place a file takes."""
        same = [path for path in self.applied.files() if path.name == file.name]
        beside = [mapping for path in same if file.replaces and (mapping := sidecar_path(path)).is_file()]
        return beside[0].read_text() if beside else None

    def sources(self) -> list[str]:
        """Return the names of what a build of today reads, the operator's files too."""
        return [path.name for path in self.applied.files()]

    def paths(self, upload: Upload) -> list[Path]:
        """Return what a build of the draft reads."""
        return self.applied.beside(self.uploaded(upload))

    def uploaded(self, upload: Upload) -> list[Path]:
        """Return what the draft reads of that was uploaded, today and before."""
        gone = {*upload.removes, *(one.name for one in upload.files)}
        kept = [path for path in self.applied.uploaded() if path.name not in gone]
        return [*kept, *map(self._pending.path, upload.files)]

    async def read_again(self, upload: Upload, file: Incoming, mapping: str) -> None:
        """Read the files with another mapping of one, and show its columns; what is refused is undone."""
        before = self._pending.mapping(file)
        self._retract(upload)
        self._pending.write(upload)
        self._pending.map(file, mapping)
        await self.work.begin(self.read(0.0, upload.files.index(file), before))

    async def move(self, upload: Upload, file: Incoming, name: str, replaces: bool) -> None:
        """Let a file become the source of that name, and read them anew."""
        self._retract(upload)
        self._pending.write(upload)
        self._pending.rename(upload, file, name, replaces)
        if self._pending.mapping(file) is None:
            self._pending.map(file, self._said_before(file))
        await self.work.begin(self.read(0.0, upload.files.index(file)))

    def _retract(self, upload: Upload) -> None:
        """Go back to before the files were read: a draft that was made of them is none any more."""
        upload.stage, upload.seal, upload.asking = "gathering", None, []
        self._served.hide_draft()

    async def read(self, after_s: float, at: int = 0, before: str | None = None) -> None:
        """Read the files, and show the columns of one; `before` is the mapping it had until now."""
        await asyncio.sleep(after_s)
        upload = self.work.upload()
        await self.work.say(upload, screens.reading(upload.id, len(upload.files)))
        try:
            looked = {one.file: one for one in await read_files(self.paths(upload))}
        except CatalogError as refusal:
            return await self._not_read(upload, at, before, str(refusal))
        upload.files.sort(key=lambda one: one.name)
        upload.looked = [looked[one.name] for one in upload.files]
        upload.stage = "columns"
        shelf = self._served.shelf()
        upload.sample = shelf.courses if shelf.is_sample and not self.applied.files() else 0
        self._pending.write(upload)
        await self.work.say(upload, shown_columns(upload, at))
        return None

    async def _not_read(self, upload: Upload, at: int, before: str | None, reason: str) -> None:
        """Forget files that are no catalogue; the others, and what was said of them before, are kept."""
        if len(upload.looked) == len(upload.files):
            self._pending.map(upload.files[at], before)
            upload.stage = "columns"
            self._pending.write(upload)
            return await self.work.say(upload, columns.wrong_column(upload.id, at, reason))
        mapped = [one for one in upload.files if self._pending.mapping(one)]
        bad = {one.message: refusal for one in upload.files if (refusal := await self._refusal(one))}
        unmapped = [one for one in mapped if not self._pending.mapping(one)]
        if len(bad) == len(upload.files) or not (bad or unmapped):
            self._pending.drop("refused")
            bad = bad or {0: reason}
        for refusal in bad.values():
            await self.work.say(upload, screens.refused(refusal), is_kept=False)
            upload.message = None  # what comes next is said below
        if self._pending.read() is None:
            return None
        self._pending.leave(upload, bad)
        return await self.read(0.0, at)

    async def _refusal(self, file: Incoming) -> str | None:
        """Return why a file cannot be read, if it cannot.

        What was said of another file of that name may not fit: without it the file is read once more.
        """
        try:
            await read_files([self._pending.path(file)])
        except CatalogError as refusal:
            if self._pending.mapping(file) is None:
                return str(refusal)
            self._pending.map(file, None)
            return await self._refusal(file)
        return None


def begun(sent: Sent) -> Upload:
    """Return the upload that begins with what was sent."""
    now = dt.datetime.now(dt.UTC)
    return Upload(int(now.timestamp()), sent.person, sent.chat, sent.who, now, sent.album)


def waits(upload: Upload) -> Screen:
    """Say that one upload waits already, whose, and for how long."""
    ago_s = (dt.datetime.now(dt.UTC) - upload.began).total_seconds()
    sender = screens.Sender(upload.who, upload.names, admin_screens.seconds(ago_s))
    return screens.waits(upload.id, sender)


def shown_columns(upload: Upload, at: int) -> Screen:
    """Return how a file's columns were understood."""
    at = min(at, len(upload.files) - 1)
    goes = screens.goes(upload.files[at].name, upload.files[at].replaces, upload.sample)
    return columns.columns(upload.id, upload.looked, at, goes)


def _belongs(sent: Sent, upload: Upload) -> bool:
    """Whether a file is one more of the album that waits, or came a second time."""
    is_again = any(one.message == sent.message for one in upload.files)
    same_album = sent.album is not None and sent.album == upload.album
    return sent.person == upload.person and (same_album or is_again)
