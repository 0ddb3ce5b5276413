"""What the parsers of marked texts share: reading by bytes, and what a link, an emoji and a date stand for.

Source: td/telegram/MessageEntity.cpp (parse_html, parse_markdown, parse_markdown_v2).
"""

from dataclasses import dataclass, field, replace

from bot.trial.entities import Entity
from bot.trial.fields import InputError
from bot.trial.given import check_date_format, link_entity

_SPACES = frozenset(b" \t\r\n\0\v")
_INT64 = 1 << 63


@dataclass(slots=True)
class Bytes:
    """A text read byte by byte; `data` ends with zero bytes, so one can look past any place."""

    data: bytes
    at: int = 0
    units: int = 0
    out: bytearray = field(default_factory=bytearray)
    entities: list[Entity] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.data) - 3

    def copy(self) -> None:
        byte = self.data[self.at]
        self.units += (byte & 0xC0 != 0x80) + (byte >= 0xF0)
        self.out.append(byte)
        self.at += 1

    def language(self) -> str:
        """The word right after three backquotes, and the line break after it, are no part of the block."""
        end = self.at
        while self.data[end] not in _SPACES and self.data[end] != 0x60:
            end += 1
        language = b""
        if end != self.at and end < self.size and self.data[end] != 0x60:
            language, self.at = self.data[self.at : end], end
        here, after = self.data[self.at], self.data[self.at + 1]
        if here in b"\r\n":
            self.at += 2 if after in b"\r\n" and after != here else 1
        return language.decode()

    def add(self, entity: Entity | None, offset: int) -> None:
        if entity is not None:
            self.entities.append(replace(entity, offset=offset, length=self.units - offset))


def shown_link(link: str) -> Entity | None:
    """A link in a marked text; one that is not valid stays plain text instead of being refused."""
    try:
        return link_entity(link)
    except InputError:
        return None


def emoji_entity(number: str) -> Entity:
    """A custom emoji, whose identifier must be a number that is not 0."""
    unsigned = number.removeprefix("-")
    is_number = unsigned.isascii() and unsigned.isdigit() and len(unsigned) < 20
    if not is_number or not int(number) or not -_INT64 <= int(number) < _INT64:
        raise InputError("Invalid custom emoji identifier specified")
    return Entity("custom_emoji", 0, 0, (("custom_emoji_id", str(int(number))),))


def date_entity(date: str, date_format: str) -> Entity | None:
    """A moment that apps show in the reader's zone; without a date it stays plain text."""
    check_date_format(date_format)
    unix_time = int(date) if date.isascii() and date.isdigit() and len(date) < 11 else 0
    if not 0 < unix_time < 1 << 31:
        return None
    moment = ("unix_time", unix_time)
    return Entity(
        "date_time", 0, 0, (moment, ("date_time_format", date_format)) if date_format else (moment,)
    )
