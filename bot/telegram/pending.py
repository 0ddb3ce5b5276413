"""The one upload that waits, on the disk: its files, what was said of them, and how far it has come."""

import datetime as dt
import os
import re
import shutil
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Literal

import msgspec

from bot.telegram.noted import Noted
from catalog.looking import Looked
from catalog.sources.sidecar import sidecar_path
from index.disk import sync

FOLDER = "upload"
_STATE = "upload.json"
LAST = "last-upload.json"
"""The file that says what became of the last upload."""
_LONGEST_NAME = 50
Stage = Literal["gathering", "columns", "report", "draft"]
"""Files still come or are read; the columns are asked about; the report is shown; a draft is built."""


Became = Literal["waits", "cancelled", "refused", "applied"]


class Incoming(msgspec.Struct):
    """One file of an upload, by the message that brought it."""

    message: int
    name: str
    replaces: bool = False
    """Whether it takes the place of the source of that name."""


class Upload(msgspec.Struct):
    """What waits to be applied or cancelled."""

    id: int
    person: int
    chat: int
    who: str
    began: dt.datetime
    album: str | None = None
    files: list[Incoming] = msgspec.field(default_factory=list)
    removes: list[str] = msgspec.field(default_factory=list)
    """Sources that are to go without another in their place."""
    stage: Stage = "gathering"
    message: int | None = None
    """The message that shows it."""
    looked: list[Looked] = msgspec.field(default_factory=list)
    sample: int = 0
    """How many courses of the shipped sample are served, which leave with the first upload."""
    seal: str | None = None
    """The seal of its draft: numbers may be used again, seals are not."""
    asking: list[int] = msgspec.field(default_factory=list)
    """Whose goals are answered from the draft."""

    @property
    def names(self) -> list[str]:
        """What it is about, by name."""
        return [one.name for one in self.files] or self.removes


class Past(msgspec.Struct, frozen=True):
    """What became of an upload, and of nobody whose it was."""

    began: dt.datetime
    names: list[str]
    became: Became
    version: int | None = None


class Pending:
    """The folder of the upload that waits; what is written is on the disk when a call returns."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER
        self._last = Noted(data / LAST, Past)

    def last(self) -> Past | None:
        """Return the upload that waits, or else what became of the last one."""
        upload = self.read()
        return Past(upload.began, upload.names, "waits") if upload else self._last.read()

    def read(self) -> Upload | None:
        """Return what waits, or None; what a crash left half begun is nobody's upload."""
        try:
            return msgspec.json.decode((self._folder / _STATE).read_bytes(), type=Upload)
        except (OSError, msgspec.DecodeError):
            return None

    def write(self, upload: Upload) -> None:
        """Write how far it has come."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _written(self._folder / _STATE, msgspec.json.encode(upload))

    def put(self, upload: Upload, file: Incoming, content: bytes) -> None:
        """Add a file; one that comes a second time takes its own place."""
        folder = self._folder / str(file.message)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _written(folder / file.name, content)
        sync(self._folder)
        upload.files = [*(one for one in upload.files if one.message != file.message), file]
        self.write(upload)

    def leave(self, upload: Upload, messages: Collection[int]) -> None:
        """Leave out the files that these messages brought: first of what is written, then from the disk."""
        upload.files = [one for one in upload.files if one.message not in messages]
        self.write(upload)
        for message in messages:
            shutil.rmtree(self._folder / str(message), ignore_errors=True)

    def path(self, file: Incoming) -> Path:
        """Return where a file lies."""
        return self._folder / str(file.message) / file.name

    def rename(self, upload: Upload, file: Incoming, name: str, replaces: bool) -> None:
        """Give a file another name, and say whose place it takes; a stop in the middle leaves the old one."""
        old = self.path(file)
        new = old.with_name(name)
        if new != old:
            for one, other in ((old, new), (sidecar_path(old), sidecar_path(new))):
                if one.is_file():
                    _written(other, one.read_bytes())
        file.name, file.replaces = name, replaces
        self.write(upload)
        if new != old:
            old.unlink()
            sidecar_path(old).unlink(missing_ok=True)

    def map(self, file: Incoming, mapping: str | None) -> None:
        """Write what the columns of a file hold; None leaves it to be guessed."""
        beside = sidecar_path(self.path(file))
        if mapping is None:
            beside.unlink(missing_ok=True)
        else:
            _written(beside, mapping.encode())

    def mapping(self, file: Incoming) -> str | None:
        """Return what was written of the columns of a file."""
        beside = sidecar_path(self.path(file))
        return beside.read_text() if beside.is_file() else None

    def drop(self, became: Became = "cancelled", version: int | None = None) -> None:
        """Forget it, with its files: first that there is one; what became of it is noted."""
        if (upload := self.read()) and upload.names:
            self._last.note(Past(upload.began, upload.names, became, version))
        (self._folder / _STATE).unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)


def source_name(given: str | None) -> str:
    """Return the name of a source for the name of a file, which anybody can choose: no path, no mapping."""
    base = unicodedata.normalize("NFC", (given or "").replace("\\", "/").rsplit("/", 1)[-1])
    clean = re.sub(r"[^\w.]+", "-", base).strip("-.")
    stem, dot, ending = clean.rpartition(".")
    stem, ending = (stem, ending[:8]) if dot else (clean, "")
    stem = stem[:_LONGEST_NAME].rstrip("-.")
    if ending.casefold() == "toml":
        stem, ending = f"{stem}-toml", ""
    stem = stem or "upload"
    return f"{stem}.{ending}" if ending else stem


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name, or the first with a number that is not taken; case makes no other name."""
    known = {one.casefold() for one in taken}
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot else (name, "")
    number, found = 1, name
    while found.casefold() in known:
        number += 1
        found = f"{stem}-{number}{ending}"
    return found


def _written(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync(path.parent)
