"""A message cut into tokens that remember where they stood, so that values keep the message's own words."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

# Endings that an apostrophe joins to their word; any other one splits it (l'attestato, j'ai).
_JOINED_ENDINGS = frozenset(["m", "s", "t", "d", "ll", "re", "ve"])

# Latin letters lose their marks, a Cyrillic й is no и; and letters whose plain form has no mark to lose.
_MARKED = {chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x370)}
_PLAIN = str.maketrans(_MARKED | {"ı": "i", "ł": "l", "ß": "ss", "ø": "o", "œ": "oe", "ё": "е", "ґ": "г"})

_TOKEN = re.compile(
    r"""
    (?P<arrow>->|=>|→|➡|»|>>)
  | (?P<phone>\+\d[\d ().-]{6,}\d | (?<!\d)\d{3}[- .]\d{3}[- .]\d{4}(?!\d))
  | (?P<date>\d{4}-\d{1,2}-\d{1,2}(?!\d) | \d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d))
  | (?P<ratio>24[/x]7 | \d+/\d+(?![\d/]))
  | (?P<number>\d{1,3}(?:[ ]\d{3})+(?!\d) | \d+(?:[.,'’]\d+)*)
  | (?P<currency>[^\W\d_]{1,2}\$ | [$€£¥₹₽₴₺₩₪₫฿₦])
  | (?P<word>\.net\b | [^\W\d_]\w*(?:\.(?:js|net|io|ai|com|org|py)\b)?(?:\+\+\d*|\#(?!\w))?)
  | (?P<dash>(?<=[\d$€£])\s?[-–—]\s?(?=[\d$€£]))
  | (?P<hyphen>(?<=\w)[-‐‑](?=\w))
  | (?P<comma>,)
  | (?P<colon>:)
  | (?P<stop>[.!?;()\[\]\n…•|]+ | \s[-–—*]+\s | [—–])
  | (?P<blank>\s+ | ["“”„«'‘’`])
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_FOLDED = str.maketrans({"ё": "е", "\u0307": None, "'": None, "’": None, "ʼ": None})
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_ELISION = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)+", re.UNICODE)


class Token(NamedTuple):
    """A word, number or mark: its folded form, its place in the text, and its kind."""

    norm: str
    start: int
    end: int
    kind: str
    glued: bool = False
    """True where it follows the token before it without a blank, as the `k` of `2k` does."""


def fold(word: str) -> str:
    """Lower case without the dot that a Turkish capital leaves, е for ё, and no apostrophe of any kind."""
    return word.lower().translate(_FOLDED)


def plain(word: str) -> str:
    """A folded word as it is typed on a keyboard without its accents: "analisis", "ogrenmek", "все"."""
    return word.translate(_PLAIN)


def undrawn(word: str) -> str:
    """A word without what it was drawn out by: "holaaa" is "hola"."""
    return _DRAWN_OUT.sub(r"\1", word)


def tokenize(text: str) -> tuple[Token, ...]:
    """Cut `text` into tokens; blanks, quotes and hyphens inside words leave none."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        joined = _joined_word(text, at)
        match = None if joined else _TOKEN.match(text, at)
        kind, end = (
            ("word", joined)
            if joined
            else (match.lastgroup or "sign", match.end())
            if match
            else ("sign", at + 1)
        )
        if kind not in ("blank", "hyphen"):
            glued = bool(tokens) and tokens[-1].end == at
            tokens.append(Token(fold(text[at:end]), at, end, _kind(kind, text[at:end]), glued))
        at = end
    return tuple(tokens)


def _joined_word(text: str, at: int) -> int:
    """Where a word with an apostrophe that belongs to it ends (don't, обов'язково), else 0."""
    match = _ELISION.match(text, at)
    if match is None:
        return 0
    ending = re.split("['’]", match[0])[-1]
    joins = ending.lower() in _JOINED_ENDINGS or ending[0] > "\u0370"
    return match.end() if joins else 0


def _kind(kind: str, piece: str) -> str:
    """What the grammar asks for: a currency is a word, an emoji ends a clause as a full stop does."""
    if kind == "currency":
        return "word"
    if kind == "sign" and unicodedata.category(piece[0]) in ("So", "Sk"):
        return "stop"
    return kind


def number(written: str) -> Decimal | None:
    """The value of digits as written: 1,500.50, 1.500,50, 1 500, 1,20,000, 1'000, 6.5."""
    plain = written.replace(" ", "").replace("'", "").replace("’", "")
    last_mark = max(plain.rfind("."), plain.rfind(","))
    if last_mark < 0:
        return _decimal(plain)
    mark, decimals = plain[last_mark], plain[last_mark + 1 :]
    whole = plain[:last_mark].replace(",", "").replace(".", "")
    # Three digits after the mark are thousands (1.500 €), and so is a mark that repeats (1.500.000).
    is_thousands = len(decimals) == 3 and whole != "0" and plain.count("." if mark == "," else ",") == 0
    repeats = plain.count(mark) > 1
    return _decimal(whole + decimals) if is_thousands or repeats else _decimal(f"{whole}.{decimals}")


def _decimal(digits: str) -> Decimal | None:
    # Longer than any sum or span that a person means; it would only make figures nobody can read.
    if len(digits) > 12 or not digits.replace(".", "", 1).isdecimal():
        return None
    return Decimal(digits)
