"""The sources that were uploaded and applied: a folder of files for each catalogue version.

DATA/catalogue/
  42-0f3a5b7c9d1e/   the uploaded files that version 42 was built from, and their mappings

Which folder is meant follows from the version that is served, so one swap of `current` changes both:
what was applied is what the next build reads, and the way back leads to the files of that version.
"""

import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from catalog.errors import GenerationError
from catalog.sources.sidecar import sidecar_path
from index.disk import sync
from index.manifest import CURRENT, HELD, Manifest, linked_number, previous_number, read_manifest

FOLDER = "catalogue"
_NEW = ".new"
_MAPPING = ".toml"


class Applied:
    """The uploaded sources of each version that is kept."""

    def __init__(self, data: Path, server: Sequence[Path]) -> None:
        """Take the data folder, and the files that the operator named."""
        self._data, self._server = data, server
        self._folder = data / FOLDER
        self._lock = threading.RLock()

    def uploaded(self) -> list[Path]:
        """Return the uploaded sources of the served version, by name."""
        folder = self._served()
        return [] if folder is None else _sources(folder)

    def files(self) -> list[Path]:
        """Return what a build of today reads."""
        return self.beside(self.uploaded())

    def beside(self, uploaded: Iterable[Path]) -> list[Path]:
        """Return uploaded sources with the operator's files; one of the same name takes its place."""
        ordered = sorted(uploaded, key=lambda path: path.name)
        names = {path.name for path in ordered}
        return [*(path for path in self._server if path.name not in names), *ordered]

    def keep(self, number: int, sources: Iterable[Path]) -> None:
        """Put copies of the sources of a version onto the disk, for good or not at all."""
        with self._lock:
            folder = self._of(read_manifest(self._data, number))
            if not folder.is_dir():  # the seal in its name says that it holds the same
                self._fill(folder, sources)

    def has(self, number: int) -> bool:
        """Whether a version has a folder of its own."""
        folder = self._of_number(number)
        return folder is not None and folder.is_dir()

    def settle(self) -> None:
        """Let a version that was built anew own the sources it was made of; remove what no version needs."""
        with self._lock:
            current = linked_number(self._data / CURRENT)
            if current is None or not self._folder.is_dir():
                return
            if (folder := self._served()) is not None:
                self.keep(current, _sources(folder))
            # By its link alone: after a way back and forth, what is held follows the served one again.
            numbers = (current, previous_number(self._data, current), linked_number(self._data / HELD))
            kept = {one for number in numbers if (one := self._of_number(number))}
            for found in self._folder.iterdir():
                if found not in kept:
                    shutil.rmtree(found, ignore_errors=True)

    def _fill(self, folder: Path, sources: Iterable[Path]) -> None:
        new = self._folder / _NEW
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for path in sources:
            for one in (path, sidecar_path(path)):
                if one.is_file():
                    sync(Path(shutil.copyfile(one, new / one.name)))
        sync(new)
        new.rename(folder)
        sync(self._folder)
        sync(self._data)

    def _served(self) -> Path | None:
        """Return the folder of the served version, or of the one that it was built anew from."""
        current = linked_number(self._data / CURRENT)
        own = self._of_number(current)
        if current is None or own is None:
            return None
        before = self._of_number(read_manifest(self._data, current).previous)
        return next((folder for folder in (own, before) if folder and folder.is_dir()), None)

    def _of_number(self, number: int | None) -> Path | None:
        try:
            return None if number is None else self._of(read_manifest(self._data, number))
        except GenerationError:
            return None

    def _of(self, manifest: Manifest) -> Path:
        # Numbers may be used again after a version was thrown away; seals are not.
        return self._folder / f"{manifest.generation}-{manifest.seal[:12]}"


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != _MAPPING)
