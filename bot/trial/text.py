"""What the stand-in makes of a text with its entities: cleaned, trimmed, measured, or refused.

Source: tdlib/telegram-bot-api Client.cpp (get_formatted_text, get_input_message_text), td MessageEntity.cpp
(fix_formatted_text, clean_input_string_with_entities) and td misc.cpp (clean_input_string, is_empty_string).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.trial.entities import Entity, nested, utf16_length, with_found
from bot.trial.fields import InputError, is_utf8, refusing
from bot.trial.found import found_entities
from bot.trial.given import given_entities
from bot.trial.markup_html import parsed_html
from bot.trial.markup_markdown import parsed_markdown, parsed_markdown_v2

__all__ = [
    "CAPTION_LIMIT",
    "MESSAGE_LIMIT",
    "Formatted",
    "auto_entities",
    "clean",
    "formatted",
    "utf16_length",
]

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
_RAW_BYTES = 1 << 15
_PARSERS = {"html": parsed_html, "markdown": parsed_markdown, "markdownv2": parsed_markdown_v2}
# Line and paragraph separators, marks that turn the direction of writing, and lines drawn over text.
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKS = " \n"
_LOOKS_EMPTY = re.compile(
    "[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as the server keeps it, and its entities as the server returns them, in UTF-16 units."""

    text: str
    entities: tuple[dict[str, Any], ...]


def formatted(
    raw: str | None,
    entities: object,
    parse_mode: str | None,
    *,
    limit: int = MESSAGE_LIMIT,
    may_be_empty: bool = False,
) -> Formatted:
    """Read `text` or `caption` as the server does; where there is a parse mode, `entities` are not looked at.

    The limits count UTF-16 units, which is stricter than the open server's characters, on purpose.
    """
    with refusing():
        if not raw:
            return _empty(may_be_empty)
        text, own = _marked(raw, entities, parse_mode)
        text, own = _fixed(text, own, may_be_empty)
        if utf16_length(text) > limit:
            raise InputError(
                "Message caption is too long" if limit == CAPTION_LIMIT else "Message is too long"
            )
        return Formatted(text, tuple(entity.shown() for entity in with_found(own, found_entities(text))))


def auto_entities(text: str) -> tuple[dict[str, Any], ...]:
    """What an app or the server finds by itself in plain text that a person writes."""
    return tuple(entity.shown() for entity in found_entities(text))


def clean(text: str) -> str:
    """A short string without control characters, as every string the server keeps; not trimmed."""
    return "".join(new for _, new in _cleaned_symbols(text))


def _empty(may_be_empty: bool) -> Formatted:
    if not may_be_empty:
        raise InputError("Message text is empty")
    return Formatted("", ())


def _marked(raw: str, entities: object, parse_mode: str | None) -> tuple[str, list[Entity]]:
    if not is_utf8(raw):
        raise InputError("Strings must be encoded in UTF-8")
    if len(raw.encode()) > _RAW_BYTES:
        raise InputError("Text is too long")
    mode = (parse_mode or "none").lower()
    if mode == "none":
        return raw, given_entities(entities)
    if mode not in _PARSERS:
        raise InputError("Unsupported parse_mode")
    try:
        return _PARSERS[mode](raw)
    except InputError as wrong:
        raise InputError(f"Can't parse entities: {wrong}") from None


def _fixed(text: str, entities: Iterable[Entity], may_be_empty: bool) -> tuple[str, list[Entity]]:
    cleaned, moved = _cleaned(text, nested(entities))
    inside = nested(entity for entity in moved if entity.length)
    trimmed, kept = _trimmed(cleaned, inside)
    if not may_be_empty and _LOOKS_EMPTY.fullmatch(trimmed):
        raise InputError("Text must be non-empty")
    return trimmed, nested(kept)


def _cleaned(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    places: dict[int, int] = {}
    out: list[str] = []
    old = new = 0
    for symbol, kept in _cleaned_symbols(text):
        places[old] = new
        out.append(kept)
        width = 1 + (symbol > "\uffff")
        old, new = old + width, new + width * len(kept)
    places[old] = new
    _check_places(text, places, old, entities)
    return "".join(out), [
        replace(entity, offset=places[entity.offset], length=places[entity.end] - places[entity.offset])
        for entity in entities
    ]


def _cleaned_symbols(text: str) -> Iterator[tuple[str, str]]:
    """Every symbol with what is kept of it."""
    marks = {
        match.start() for match in re.finditer("[\u200e\u200f](?=[\u200e\u200f])", _DROPPED.sub("", text))
    }
    at = 0
    for symbol in text:
        if _DROPPED.match(symbol):
            yield symbol, ""
            continue
        # All direction marks of a run but the last, which would hide the text before them.
        yield symbol, "\u200c" if at in marks else " " if symbol < " " and symbol != "\n" else symbol
        at += 1


def _check_places(text: str, places: dict[int, int], end: int, entities: Sequence[Entity]) -> None:
    """Refuse the first place, in the order of reading, where an entity cannot begin or end."""
    split = [
        *((entity.end, 0, -index) for index, entity in enumerate(entities)),
        *((entity.offset, 1, index) for index, entity in enumerate(entities)),
    ]
    for place, is_start, index in sorted(split):
        if place in places or place > end:
            continue
        after = len(text.encode("utf-16-le")[: (place + 1) * 2].decode("utf-16-le").encode())
        if is_start:
            raise InputError(f"Entity begins in a middle of a UTF-16 symbol at byte offset {after}")
        start = entities[-index].offset
        raise InputError(
            f"Entity beginning at UTF-16 offset {start} "
            f"ends in a middle of a UTF-16 symbol at byte offset {after}"
        )
    _check_end(end, entities)


def _check_end(end: int, entities: Sequence[Entity]) -> None:
    late = [entity for entity in entities if entity.offset > end]
    if late:
        raise InputError(f"Entity begins after the end of the text at UTF-16 offset {late[0].offset}")
    longer = [entity for entity in entities if entity.end > end]
    if longer:
        raise InputError(
            f"Entity beginning at UTF-16 offset {longer[-1].offset} "
            f"ends after the end of the text at UTF-16 offset {longer[-1].end}"
        )


def _trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """Blanks go from the end, and from the beginning as far as the first entity."""
    shorter = text.rstrip(_BLANKS)
    end = utf16_length(shorter)
    kept = [replace(e, length=min(e.end, end) - e.offset) for e in entities if e.offset < end]
    first = min((entity.offset for entity in kept), default=len(shorter))
    cut = min(len(shorter) - len(shorter.lstrip(_BLANKS)), first)
    return shorter[cut:], [replace(entity, offset=entity.offset - cut) for entity in kept]
