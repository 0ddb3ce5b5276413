"""A piece of a text with a meaning, and how the stand-in sorts, cuts and drops pieces that cross each other.

Source: td/telegram/MessageEntity.cpp (get_type_priority, are_entities_valid, fix_entities, split_entities).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
BLOCKS = frozenset({"pre", "code", "date_time"})
_PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip
_FOUND_PRIORITY = 50


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece, in UTF-16 units; `fields` are those of its type, such as `url`."""

    type: str
    offset: int
    length: int
    fields: tuple[tuple[str, Any], ...] = ()

    @property
    def end(self) -> int:
        return self.offset + self.length

    def shown(self) -> dict[str, Any]:
        """As the Bot API writes it (Bot API: MessageEntity)."""
        return {"offset": self.offset, "length": self.length, "type": self.type, **dict(self.fields)}


def utf16_length(text: str) -> int:
    """The unit of every offset and limit: two for a character outside the basic plane."""
    return len(text) + sum(char > "\uffff" for char in text)


def ordered(entities: Iterable[Entity]) -> list[Entity]:
    """Outer before inner; of two that cover the same text, the one the server shows first."""
    return sorted(entities, key=_rank)


def nested(entities: Iterable[Entity]) -> list[Entity]:
    """Pieces that lie only beside or inside each other: crossing styles are cut, the rest is dropped."""
    every = ordered(entities)
    if _are_nested(every):
        return every
    quotes = _apart(entity for entity in every if entity.type in QUOTES)
    others = _apart(entity for entity in every if entity.type not in STYLES | QUOTES)
    frame = ordered([*quotes, *clear_of(quotes, others)])
    return ordered([*frame, *_cut([entity for entity in every if entity.type in STYLES], frame)])


def with_found(entities: Sequence[Entity], found: Iterable[Entity]) -> list[Entity]:
    """Add what is recognised in the text by itself where nothing but styles and quotes stands."""
    quotes = [entity for entity in entities if entity.type in QUOTES]
    others = [entity for entity in entities if entity.type not in STYLES | QUOTES]
    new = [entity for entity in clear_of(quotes, found) if not any(_touch(entity, old) for old in others)]
    if not new:
        return list(entities)
    frame = ordered([*quotes, *others, *new])
    return ordered([*frame, *_cut([entity for entity in entities if entity.type in STYLES], frame)])


def clear_of(quotes: Collection[Entity], entities: Iterable[Entity]) -> list[Entity]:
    """Those that no quote crosses; inside one quote is fine."""
    return [
        entity
        for entity in entities
        if all(not _touch(entity, quote) or _holds(quote, entity) for quote in quotes)
    ]


def _rank(entity: Entity) -> tuple[int, int, int]:
    priority = _PRIORITY.get(entity.type, _FOUND_PRIORITY)
    with_language = entity.type == "pre" and bool(entity.fields)
    return entity.offset, -entity.length, priority - with_language


def _touch(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _holds(outer: Entity, inner: Entity) -> bool:
    return outer.offset <= inner.offset and inner.end <= outer.end


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _are_nested(entities: Iterable[Entity]) -> bool:
    around: list[Entity] = []
    ends: dict[str, int] = {}
    for entity in entities:
        while around and entity.offset >= around[-1].end:
            around.pop()
        if around and not _fits(entity, around):
            return False
        if entity.type in STYLES:
            if ends.get(entity.type, -1) >= entity.offset:
                return False
            ends[entity.type] = entity.end
        around.append(entity)
    return True


def _fits(entity: Entity, around: Sequence[Entity]) -> bool:
    """Whether it may stand inside these as it is; inside a style it may be cut, so it is looked at again."""
    types = {outer.type for outer in around}
    if entity.end > around[-1].end or types & (STYLES | BLOCKS | {entity.type}):
        return False
    if entity.type in BLOCKS:
        return not types - QUOTES
    return entity.type in STYLES or (not types - QUOTES and not (entity.type in QUOTES and types & QUOTES))


def _cut(styles: Sequence[Entity], frame: Sequence[Entity]) -> list[Entity]:
    """Styles joined where they touch, then cut wherever another piece begins or ends; none inside code."""
    spans = [span for kind in STYLES for span in _joined(style for style in styles if style.type == kind)]
    edges = {edge for entity in frame for edge in (entity.offset, entity.end)}
    edges |= {span.offset for span in spans}
    blocks = [entity for entity in frame if entity.type in BLOCKS]
    pieces = [piece for span in spans for piece in _pieces(span, sorted(edges))]
    return [piece for piece in pieces if not any(_touch(piece, block) for block in blocks)]


def _joined(styles: Iterable[Entity]) -> list[Entity]:
    spans: list[Entity] = []
    for style in styles:
        if spans and style.offset <= spans[-1].end:
            end = max(style.end, spans[-1].end)
            spans[-1] = replace(spans[-1], length=end - spans[-1].offset)
        else:
            spans.append(style)
    return spans


def _pieces(span: Entity, edges: Sequence[int]) -> list[Entity]:
    inside = [edge for edge in edges if span.offset < edge < span.end]
    starts = [span.offset, *inside]
    return [
        replace(span, offset=start, length=end - start)
        for start, end in zip(starts, [*inside, span.end], strict=True)
    ]
