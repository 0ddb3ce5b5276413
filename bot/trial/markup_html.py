"""Texts with parse_mode HTML, read byte by byte so that the offsets in refusals are the server's.

Source: td/telegram/MessageEntity.cpp (parse_html, decode_html_entity).
"""

from dataclasses import dataclass, field, replace

from bot.trial.entities import Entity, ordered
from bot.trial.fields import InputError
from bot.trial.marked import date_entity, emoji_entity, shown_link

_STYLES = {
    b"b": "bold", b"strong": "bold", b"i": "italic", b"em": "italic", b"u": "underline", b"ins": "underline",
    b"s": "strikethrough", b"strike": "strikethrough", b"del": "strikethrough", b"span": "spoiler",
    b"tg-spoiler": "spoiler",
}  # fmt: skip
_TAGS = frozenset(_STYLES) | {b"a", b"tg-emoji", b"tg-time", b"pre", b"code", b"blockquote"}
_NAMED = {b"lt": 0x3C, b"gt": 0x3E, b"amp": 0x26, b"quot": 0x22}
_SPACES = frozenset(b" \t\r\n\0\v")
_NAME_END = _SPACES | frozenset(b"=>/\"'")
_TOKEN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset(b"0123456789")
_HEX = frozenset(b"0123456789abcdefABCDEF")


def parsed_html(text: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and what the tags mean."""
    if "\0" in text:
        raise InputError("Text must not contain null bytes")
    return _Reader(text.encode() + b"\0").read()


@dataclass(frozen=True, slots=True)
class _Open:
    tag: bytes
    argument: str
    date: str
    offset: int
    begin: int


@dataclass(slots=True)
class _Reader:
    """`data` ends with a zero byte, so the byte after any place can be looked at."""

    data: bytes
    at: int = 0
    units: int = 0
    out: bytearray = field(default_factory=bytearray)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    languages: dict[int, str] = field(default_factory=dict)

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.data) - 1:
            self._step()
        if self.open:
            raise InputError(f'Can\'t find end tag corresponding to start tag "{_shown(self.open[-1].tag)}"')
        try:
            return self.out.decode(), ordered(self.entities)
        except UnicodeDecodeError:
            raise InputError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    def _step(self) -> None:
        byte = self.data[self.at]
        if byte == 0x3C and self.data[self.at + 1] == 0x2F:
            self._end_tag()
        elif byte == 0x3C:
            self._start_tag()
        elif code := self._character() if byte == 0x26 else 0:
            self.units += 1 + (code > 0xFFFF)
            self.out += chr(code).encode(errors="surrogatepass")
        else:
            self.units += (byte & 0xC0 != 0x80) + (byte >= 0xF0)
            self.out.append(byte)
            self.at += 1

    def _character(self) -> int:
        """The code of the reference that begins here, or 0 where there is none and nothing is consumed."""
        if self.data[self.at + 1] == 0x23:
            end, code = self._number()
        else:
            end = self._past(self.at + 1, _LETTERS)
            code = _NAMED.get(self.data[self.at + 1 : end], 0)
        if code:
            self.at = end + (self.data[end] == 0x3B)
        return code

    def _number(self) -> tuple[int, int]:
        is_hex = self.data[self.at + 2] == 0x78
        start = self.at + 2 + is_hex
        end = self._past(start, _HEX if is_hex else _DIGITS)
        if end == start or end - self.at >= 10:
            return end, 0
        code = int(self.data[start:end], 16 if is_hex else 10)
        return end, code if code < 0x10FFFF else 0

    def _past(self, at: int, these: frozenset[int]) -> int:
        while self.data[at] in these:
            at += 1
        return at

    def _until(self, at: int, these: frozenset[int]) -> int:
        while self.data[at] not in these:
            at += 1
        return at

    def _skip_spaces(self) -> int:
        self.at = self._past(self.at, _SPACES - {0})
        return self.data[self.at]

    def _start_tag(self) -> None:
        begin = self.at
        self.at = self._until(begin + 1, _SPACES | {0x3E})
        if not self.data[self.at]:
            raise InputError(f"Unclosed start tag at byte offset {begin}")
        tag = self.data[begin + 1 : self.at].lower()
        if tag not in _TAGS:
            raise InputError(f'Unsupported start tag "{_shown(tag)}" at byte offset {begin}')
        argument, date = self._attributes(tag, begin)
        if tag == b"span" and argument != "spoiler":
            raise InputError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, date, self.units, len(self.out)))
        self.at += 1

    def _attributes(self, tag: bytes, begin: int) -> tuple[str, str]:
        argument = date = ""
        while self._skip_spaces() != 0x3E:
            name, value = self._attribute(tag, begin)
            if (tag, name) == (b"tg-time", b"unix"):
                date = value or ""
            else:
                argument = _argument(tag, name, value, argument)
        return argument, date

    def _attribute(self, tag: bytes, begin: int) -> tuple[bytes, str | None]:
        end = self._until(self.at, _NAME_END)
        name = self.data[self.at : end]
        if not name:
            raise InputError(f'Empty attribute name in the tag "{_shown(tag)}" at byte offset {begin}')
        self.at = end
        following = self._skip_spaces()
        if following == 0x3D:
            self.at += 1
            following = self._skip_spaces()
            if following:
                return name, self._value(begin)
        if not following:
            raise InputError(f'Unclosed start tag "{_shown(tag)}" at byte offset {begin}')
        return name, None

    def _value(self, begin: int) -> str:
        value = self._quoted() if self.data[self.at] in b"\"'" else self._token()
        if not self.data[self.at]:
            raise InputError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _token(self) -> str:
        start, self.at = self.at, self._past(self.at, _TOKEN)
        if self.data[self.at] not in _SPACES | {0x3E}:
            raise InputError(f"Unexpected end of name token at byte offset {start}")
        return _shown(self.data[start : self.at].lower())

    def _quoted(self) -> str:
        quote, value = self.data[self.at], bytearray()
        self.at += 1
        while self.data[self.at] not in (quote, 0):
            if code := self._character() if self.data[self.at] == 0x26 else 0:
                value += chr(code).encode(errors="replace")
            else:
                value.append(self.data[self.at])
                self.at += 1
        self.at += self.data[self.at] == quote
        return value.decode(errors="replace")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise InputError(f"Unexpected end tag at byte offset {begin}")
        self.at = self._until(begin + 2, _SPACES | {0x3E})
        name = self.data[begin + 2 : self.at].lower()
        if self._skip_spaces() != 0x3E:
            raise InputError(f"Unclosed end tag at byte offset {begin}")
        last = self.open[-1]
        if name not in (b"", last.tag):
            raise InputError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{_shown(last.tag)}>", found "</{_shown(name)}>"'
            )
        if self.units > last.offset:
            self._close(last)
        self.open.pop()
        self.at += 1

    def _close(self, last: _Open) -> None:
        if last.tag in (b"pre", b"code"):
            self._add_code(last)
        elif meaning := self._meaning(last):
            self.entities.append(replace(meaning, offset=last.offset, length=self.units - last.offset))

    def _meaning(self, last: _Open) -> Entity | None:
        if last.tag in _STYLES:
            return Entity(_STYLES[last.tag], 0, 0)
        if last.tag == b"blockquote":
            return Entity("expandable_blockquote" if last.argument else "blockquote", 0, 0)
        if last.tag == b"tg-emoji":
            return emoji_entity(last.argument)
        if last.tag == b"tg-time":
            return date_entity(last.date, last.argument)
        return shown_link(last.argument or self.out[last.begin :].decode(errors="replace"))

    def _add_code(self, last: _Open) -> None:
        """A <code class="language-x"> that fills a <pre>, or is filled by one, is a block with a language."""
        length = self.units - last.offset
        before = self.entities[-1] if self.entities else None
        fills = before is not None and (before.offset, before.length) == (last.offset, length)
        if last.tag == b"code":
            if fills and before and before.type == "pre" and last.argument:
                self.entities[-1] = replace(before, fields=(("language", last.argument),))
                return
            self.languages[len(self.entities)] = last.argument
            self.entities.append(Entity("code", last.offset, length))
            return
        language = self.languages.get(len(self.entities) - 1, "")
        if fills and before and before.type == "code" and language:
            self.entities[-1] = Entity("pre", last.offset, length, (("language", language),))
            return
        self.entities.append(Entity("pre", last.offset, length))


def _argument(tag: bytes, name: bytes, value: str | None, before: str) -> str:
    if (tag, name) == (b"blockquote", b"expandable"):
        return "1"
    if value is None:
        return before
    if (tag, name) in ((b"a", b"href"), (b"tg-emoji", b"emoji-id"), (b"tg-time", b"format")):
        return value
    for owner, prefix in ((b"code", "language-"), (b"span", "tg-")):
        if (tag, name) == (owner, b"class") and value.startswith(prefix):
            return value.removeprefix(prefix)
    return before


def _shown(name: bytes) -> str:
    return name.decode(errors="replace")
