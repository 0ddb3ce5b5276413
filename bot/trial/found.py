"""What the stand-in recognises in plain text by itself: commands, mentions, tags, links and addresses.

Source: td/telegram/MessageEntity.cpp (match_mentions, match_bot_commands, match_hashtags, match_cashtags,
match_urls). Without a scheme only hosts with a common ending are links; card and phone numbers are left out.
"""

import re
from collections.abc import Iterator

from bot.trial.entities import Entity, ordered, utf16_length

_ENDINGS = "com|org|net|edu|gov|info|io|me|dev|app|eu|uk|de|fr|es|it|nl|pl|ua|ru|at|ch|pt|be|se|fi|int"
_TAG = r"[\w·‌]"
_PATTERNS = (
    ("mention", re.compile(r"(?<!\w)@(?:[a-zA-Z0-9_]{4,32}|gif|nft|pic|ufc|vid)(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>@])")),
    ("hashtag", re.compile(rf"(?<!{_TAG})#(?=[\d_·‌]*[^\W\d_]){_TAG}{{1,256}}(?:@\w{{3,32}})?(?!{_TAG}|#)")),
    ("cashtag", re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?:@\w{3,32})?(?![\w$])")),
    ("email", re.compile(r"(?<![\w.+@/-])[a-zA-Z0-9._+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(?![\w@])")),
    ("url", re.compile(r"(?i:https?|ftp|tonsite)://[\w.@:\[\]-]+\.[\w:\[\]-]{2,}(?:[/?#][^\s<>«»\"]*)?")),
    (
        "url",
        re.compile(rf"(?<![\w.@/-])(?:[a-zA-Z0-9-]+\.)+(?i:{_ENDINGS})(?![\w.@-]\w)(?:[/?#][^\s<>«»\"]*)?"),
    ),
    ("url", re.compile(r"(?<!\w)(?i:tg|ton)://[a-zA-Z0-9_-]+(?:[/?#][^\s<>«»\"]*)?")),
)
_AFTER_A_LINK = ".,:;!?'()`*"


def found_entities(text: str) -> list[Entity]:
    """In order and apart: of two that overlap the one that begins first stands."""
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(_matches(text), key=lambda match: (match[1], -match[2])):
        if not kept or start >= kept[-1][2]:
            kept.append((kind, start, end))
    return ordered(_entities(text, kept))


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            end = match.end()
            if kind == "url":
                end = match.start() + len(match[0].rstrip(_AFTER_A_LINK))
            yield kind, match.start(), end


def _entities(text: str, matches: list[tuple[str, int, int]]) -> Iterator[Entity]:
    """From indexes of characters to UTF-16 units, counting every character once."""
    at, units = 0, 0
    for kind, start, end in matches:
        units += utf16_length(text[at:start])
        length = utf16_length(text[start:end])
        yield Entity(kind, units, length)
        at, units = end, units + length
