"""A screen as values: lines, rows of buttons, and what a tap on one does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bot import phrases
from catalog.text import clean_text

Style = Literal["plain", "title", "quote"]
Op = Literal[
    "list",
    "course",
    "read",
    "where",
    "back",
    "new",
    "how",
    "example",
    "again",
    "forget",
    "keep",
    "reindex",
    "stop",
    "leave",
    "status",
    "path",
    "compare",
    "job",
    "degree",
    "file",
    "change",
    "set",
    "undo",
    "save",
    "unsave",
    "saved",
    "unlike",
    "wrong",
    "door",
    "talk",
    "areas",
    "language",
    "upload",
    "columns",
    "diff",
    "draft",
    "apply",
    "cancel",
    "rollback",
    "catalogue",
    "stats",
    "reports",
    "errors",
]
VERSION = "v1"
LABEL_LENGTH = 30
# Emoji, arrows and shapes that stand first: they would be read out before the words that they decorate.
_SIGNS = re.compile(
    "(?:(?:[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]|[0-9#*]\ufe0f?\u20e3)"
    "[\ufe0f\u20e3 ]*)+"
)
_DATA = re.compile(rf"{VERSION}:({'|'.join(get_args(Op))}):(\d{{1,12}}):([a-z0-9.-]{{0,24}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Action:
    """What a tap asks for: an operation, the list it belongs to (0 for none), and one short argument."""

    op: Op
    list_id: int = 0
    arg: str = ""

    def packed(self) -> str:
        """Return the action as ASCII of under 64 bytes; titles and ids of a catalogue never go in."""
        return f"{VERSION}:{self.op}:{self.list_id}:{self.arg}"


def unpacked(data: str) -> Action | None:
    """Return the action of a button's data, or None for a forged or outlived one."""
    found = _DATA.fullmatch(data)
    return Action(found[1], int(found[2]), found[3]) if found else None  # type: ignore[arg-type]


def list_named(data: str) -> int:
    """Return the list that a button of any version of this program belongs to, 0 for none."""
    found = re.fullmatch(r"v\d+:[a-z_]+:(\d{1,12})(?::.*)?", data, re.ASCII)
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A button that opens a page."""

    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that puts a text into the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """A label, which has letters and at most 30 characters, and what a tap does."""

    label: str
    does: Action | Visit | Copy
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a screen; a long quote is folded where the chat can fold."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent after the message."""

    name: str
    content: bytes


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one message shows; the text says everything, the buttons only make it quicker."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join(line.text for line in self.lines)


def one_line(text: str, limit: int) -> str:
    """Return a catalogue's or a person's text as one line of at most `limit` characters, words first."""
    line = " ".join(clean_text(text).split())
    signs = _SIGNS.match(line)
    return _cut((line[signs.end() :] if signs else line) or line, limit)


def has_words(text: str) -> bool:
    """Whether anything in a text can be read out: a letter or a digit that is no part of a picture."""
    return any(map(str.isalnum, _SIGNS.sub("", text)))


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = phrases.shortened(text, limit - 2)
    # Before a long word little would be left: of "1. Weiterbildungsangebote" only the number.
    return cut if len(cut) > limit // 2 else text[: limit - 1] + "…"


def label(text: str, instead: str) -> str:
    """Return a button's label: what of `text` fits, or `instead` where no letter would be left."""
    short = one_line(text, LABEL_LENGTH)
    return short if any(map(str.isalpha, short)) else instead


def lines(*paragraphs: str | Iterable[str]) -> tuple[Line, ...]:
    """Return plain lines; a blank one stands between paragraphs, and empty paragraphs leave no gap."""
    found: list[Line] = []
    for paragraph in paragraphs:
        texts = [paragraph] if isinstance(paragraph, str) else list(paragraph)
        texts = [line for text in texts if text for line in text.splitlines()]
        if texts:
            found += ([Line("")] if found else []) + [Line(text) for text in texts]
    return tuple(found)


def rows(*given: Sequence[Button | None]) -> tuple[Row, ...]:
    """Return rows of buttons without those that are not offered now."""
    kept = [tuple(button for button in row if button) for row in given]
    return tuple(row for row in kept if row)
