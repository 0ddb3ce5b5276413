"""What happened last, in a small file beside the catalogue: a restart still knows it."""

from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Noted(Generic[T]):
    """One value in a file; that it cannot be kept must not keep anything up."""

    def __init__(self, path: Path, kind: type[T]) -> None:
        """Take where it is kept, and what it is."""
        self._path, self._kind = path, kind

    def read(self) -> T | None:
        """Return what was noted last, if anything was."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=self._kind)
        except (OSError, msgspec.DecodeError):
            return None

    def note(self, value: T) -> None:
        """Keep a value in place of the one before."""
        new = self._path.with_name(f".{self._path.name}.new")
        with suppress(OSError):
            new.write_bytes(msgspec.json.encode(value))
            new.replace(self._path)
