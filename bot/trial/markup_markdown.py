"""Texts with parse_mode Markdown and MarkdownV2, read by bytes: the offsets in refusals are the server's.

Source: td/telegram/MessageEntity.cpp (parse_markdown, parse_markdown_v2).
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from bot.trial.entities import Entity, ordered
from bot.trial.fields import InputError
from bot.trial.marked import Bytes, date_entity, emoji_entity, shown_link

_RESERVED = frozenset(b"_*[]()~`>#+-=|{}.!\n")
_CODE = frozenset({"Code", "Pre", "PreCode"})
_MARKS = {
    "Bold": b"*", "Code": b"`", "Pre": b"```", "PreCode": b"```", "TextUrl": b"]", "CustomEmoji": b"]",
    "Underline": b"__", "Strikethrough": b"~", "Spoiler": b"||",
}  # fmt: skip
_TYPES = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "BlockQuote": "blockquote",
}  # fmt: skip
_OWN_LINK = re.compile(r"tg:(?://)?(emoji|time)/?\?([^#]*)", re.IGNORECASE)


def parsed_markdown(text: str) -> tuple[str, list[Entity]]:
    """The old mode: nothing nests, a backslash works before _ * ` [ alone."""
    return _Old(text.encode() + bytes(3)).read()


def parsed_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """The second mode: entities nest, every mark that is meant as a letter needs its backslash."""
    return _Second(text.encode() + bytes(3)).read()


@dataclass(slots=True)
class _Old(Bytes):
    def read(self) -> tuple[str, list[Entity]]:
        while self.at < self.size:
            byte = self.data[self.at]
            if byte == 0x5C and self.data[self.at + 1] in b"_*`[":
                self.at += 1
                self.copy()
            elif byte in b"_*`[":
                self._entity()
            else:
                self.copy()
        return self.out.decode(), ordered(self.entities)

    def _entity(self) -> None:
        begin, mark = self.at, self.data[self.at : self.at + 1]
        is_block = self.data[begin : begin + 3] == b"```"
        self.at += 3 if is_block else 1
        language = self.language() if is_block else ""
        offset = self.units
        self._copy_until(b"```" if is_block else b"]" if mark == b"[" else mark, begin)
        if self.units > offset:
            self.add(self._meaning(mark, begin, is_block, language), offset)
        self.at += 3 if is_block else 1

    def _copy_until(self, end: bytes, begin: int) -> None:
        while self.at < self.size and self.data[self.at : self.at + len(end)] != end:
            self.copy()
        if self.at >= self.size:
            raise InputError(f"Can't find end of the entity starting at byte offset {begin}")

    def _meaning(self, mark: bytes, begin: int, is_block: bool, language: str) -> Entity | None:
        if mark == b"[":
            return shown_link(self._link(begin))
        if is_block:
            return Entity("pre", 0, 0, (("language", language),) if language else ())
        return Entity({b"_": "italic", b"*": "bold", b"`": "code"}[mark], 0, 0)

    def _link(self, begin: int) -> str:
        if self.data[self.at + 1] != 0x28:
            return self.data[begin + 1 : self.at].decode()
        start = self.at + 2
        end = self.data.find(b")", start, self.size)
        self.at = end if end >= 0 else self.size
        return self.data[start : self.at].decode()


@dataclass(frozen=True, slots=True)
class _Open:
    type: str
    argument: str
    offset: int
    byte: int
    begin: int


@dataclass(slots=True)
class _Second(Bytes):
    open: list[_Open] = field(default_factory=list)
    is_quoting: bool = False
    may_quote: bool = True

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < self.size:
            self._step()
        if self.is_quoting:
            self._end_last_quote()
        if self.open:
            raise _no_end(self.open[-1])
        return self.out.decode(), ordered(self.entities)

    def _step(self) -> None:
        byte, after = self.data[self.at], self.data[self.at + 1]
        if byte == 0x5C and 0 < after <= 126:
            self.at += 1
            self.copy()
            self.may_quote = after == 0x0A or (after == 0x0D and self.may_quote)
        elif byte not in (b"`" if self.open and self.open[-1].type in _CODE else _RESERVED):
            self.copy()
            if byte & 0xC0 != 0x80 and byte != 0x0D:
                self.may_quote = False
        elif self._is_end(byte):
            self._end()
        else:
            self._begin(byte)

    def _is_end(self, byte: int) -> bool:
        if not self.open:
            return False
        if self.is_quoting and byte == 0x0A and self.data[self.at + 1] != 0x3E:
            return True
        last = self.open[-1].type
        if last == "Italic":
            return byte == 0x5F and self.data[self.at + 1] != 0x5F
        return last != "BlockQuote" and self.data.startswith(_MARKS[last], self.at)

    def _begin(self, byte: int) -> None:
        begin = self.at
        if byte == 0x0A:
            self.copy()
            self.may_quote = True
            return
        if byte == 0x3E and self.may_quote and self.is_quoting:
            self.at += 1
            return
        kind, argument = self._kind(byte)
        self.is_quoting = self.is_quoting or kind == "BlockQuote"
        self.open.append(_Open(kind, argument, self.units, begin, len(self.out)))

    def _kind(self, byte: int) -> tuple[str, str]:
        """What begins here; moves past its mark."""
        for mark, kind in ((b"__", "Underline"), (b"||", "Spoiler"), (b"![", "CustomEmoji")):
            if self.data.startswith(mark, self.at):
                self.at += 2
                return kind, ""
        if self.data.startswith(b"```", self.at):
            self.at += 3
            language = self.language()
            return "PreCode" if language else "Pre", language
        kinds = {0x5F: "Italic", 0x2A: "Bold", 0x7E: "Strikethrough", 0x5B: "TextUrl", 0x60: "Code"}
        kind = "BlockQuote" if byte == 0x3E and self.may_quote else kinds.get(byte, "")
        if not kind:
            raise InputError(
                f"Character '{chr(byte)}' is reserved and must be escaped with the preceding '\\'"
            )
        self.at += 1
        return kind, ""

    def _end(self) -> None:
        if self.data[self.at] == 0x0A:
            self._end_quote(self._quote_at_line_end())
            return
        last = self.open[-1]
        self.at += 1 if last.type == "Italic" else len(_MARKS[last.type])
        meaning = self._meaning(last)
        if self.units > last.offset:
            self.add(meaning, last.offset)
        self.open.pop()

    def _meaning(self, last: _Open) -> Entity | None:
        if last.type == "TextUrl":
            has_link = self.data[self.at] == 0x28
            return shown_link(self._link() if has_link else self.out[last.begin :].decode())
        if last.type == "CustomEmoji":
            if self.data[self.at] != 0x28:
                raise InputError("The entity must contain a tg://emoji or tg://time URL")
            return _own_link(self._link())
        fields = (("language", last.argument),) if last.argument else ()
        return Entity(_TYPES[last.type], 0, 0, fields)

    def _link(self) -> str:
        self.at += 1
        begin, link = self.at, bytearray()
        while self.at < self.size and self.data[self.at] != 0x29:
            self.at += self.data[self.at] == 0x5C and 0 < self.data[self.at + 1] <= 126
            link.append(self.data[self.at])
            self.at += 1
        if self.data[self.at] != 0x29:
            raise InputError(f"Can't find end of a URL at byte offset {begin}")
        self.at += 1
        return link.decode()

    def _quote_at_line_end(self) -> str:
        """A quote ends with its line; two bars at the very end make it one that can be folded."""
        last = self.open[-1]
        if last.type == "BlockQuote":
            return "blockquote"
        bars = self.at - (1 if self.out.endswith(b"\r") and last.byte == self.at - 3 else 0) - 2
        if last.type != "Spoiler" or last.byte != bars:
            raise _no_end(last)
        self.open.pop()
        if self.open[-1].type != "BlockQuote":
            raise _no_end(self.open[-1])
        return "expandable_blockquote"

    def _end_quote(self, kind: str) -> None:
        """The line break belongs to the quote."""
        self.copy()
        self.add(Entity(kind, 0, 0), self.open.pop().offset)
        self.is_quoting, self.may_quote = False, True

    def _end_last_quote(self) -> None:
        kind, last = "blockquote", self.open[-1]
        if last.type == "Spoiler" and last.byte == self.size - 2:
            self.open.pop()
            kind = "expandable_blockquote"
        if self.open[-1].type == "BlockQuote":
            quote = self.open.pop()
            if self.units > quote.offset:
                self.add(Entity(kind, 0, 0), quote.offset)


def _no_end(last: _Open) -> InputError:
    return InputError(f"Can't find end of {last.type} entity at byte offset {last.byte}")


def _own_link(link: str) -> Entity | None:
    found = _OWN_LINK.match(link)
    values = {name: value[0] for name, value in parse_qs(found[2]).items()} if found else {}
    if found and found[1].lower() == "time" and values.get("unix", "").isdigit():
        return date_entity(values["unix"], values.get("format", ""))
    try:
        return emoji_entity(values.get("id", ""))
    except InputError:
        raise InputError("Invalid tg://emoji or tg://time URL specified") from None
