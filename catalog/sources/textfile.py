"""The text of a file, kept on disk in UTF-8: its head, its pieces, its numbered lines, all of it."""

import re
from array import array
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, overload
from weakref import finalize

from catalog.errors import CatalogError

MAX_LINES = 10_000_000
IN_MEMORY = 4 * 1024 * 1024
"""A text up to this size never touches the disk."""
HEAD = 20_000
LONGEST_LINE = 8 * 1024 * 1024
_BLOCK = 1024 * 1024
_END = re.compile(rb"\r\n|\r|\n")


class Text:
    """A decoded text; it takes the same memory whether it has a thousand lines or a million."""

    def __init__(self) -> None:
        """Begin an empty text; `write` fills it."""
        self._file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the text
        finalize(self, self._file.close)
        self.size = 0
        """In bytes of UTF-8."""
        self.head = ""
        """The first characters."""

    @classmethod
    def of(cls, text: str) -> "Text":
        """Return a text that is in memory already."""
        whole = cls()
        whole.write(text)
        return whole

    def write(self, piece: str) -> None:
        """Add a piece at the end."""
        if len(self.head) < HEAD:
            self.head += piece[: HEAD - len(self.head)]
        data = piece.encode("utf-8", errors="replace")
        self._file.seek(self.size)
        self._file.write(data)
        self.size += len(data)

    def block(self, start: int, length: int) -> bytes:
        """Return so many bytes from `start` on, fewer at the end."""
        self._file.seek(start)
        return self._file.read(length)

    def pieces(self) -> Iterator[str]:
        """Yield the text piece by piece, each ending where a line ends or a blank stands if it can."""
        start = 0
        while start < self.size:
            data = self.block(start, _BLOCK)
            if start + len(data) < self.size:
                data = data[: max(data.rfind(b"\n"), data.rfind(b" ")) + 1] or _whole_characters(data)
            yield data.decode("utf-8", errors="replace")
            start += len(data)

    def whole(self) -> str:
        """Return all of it at once."""
        return self.block(0, self.size).decode("utf-8", errors="replace")

    def lines(self) -> "Lines":
        """Return its lines, with their ends."""
        return Lines(self)


def _whole_characters(data: bytes) -> bytes:
    """Return `data` up to the start of a character that its end cuts in two."""
    end = len(data)
    while end > 1 and data[end - 1] & 0xC0 == 0x80:
        end -= 1
    return data[: end - 1] or data


class Lines(Sequence[str]):
    """The lines of a text, decoded when asked for; only where each ends is kept in memory.

    Of a line that is longer than any record no more than its beginning is ever in memory.
    """

    def __init__(self, text: Text) -> None:
        """Find the ends; only line feeds and carriage returns end a line."""
        self._text = text
        self._ends = array("Q")
        for end in _ends(text):
            self._ends.append(end)
            if len(self._ends) > MAX_LINES:
                raise CatalogError("There are more than 10 million lines; split the file into smaller ones.")
        if text.size and (not self._ends or self._ends[-1] < text.size):
            self._ends.append(text.size)
        self._block, self._start = b"", 0

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError(index)
        start, end = self._ends[place - 1] if place else 0, self._ends[place]
        end = min(end, start + LONGEST_LINE)
        first = start - self._start
        if first < 0 or end - self._start > len(self._block):
            self._block, self._start, first = self._text.block(start, max(_BLOCK, end - start)), start, 0
        return self._block[first : end - self._start].decode("utf-8", errors="replace")


def _ends(text: Text) -> Iterator[int]:
    start = 0
    while start < text.size:
        data = text.block(start, _BLOCK)
        while data.endswith(b"\r") and start + len(data) < text.size:
            data += text.block(start + len(data), 1)  # a carriage return and its line feed end one line
        for found in _END.finditer(data):
            yield start + found.end()
        start += len(data)
