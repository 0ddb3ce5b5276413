"""Text -> tokens: numbers as written, words folded for comparison, single marks."""

import html
import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from catalog.text import clean_text

LONGEST_TEXT = 2000  # a cell that states one fact is short; the rest of a long text is not looked at

_MARKUP = re.compile(r"<[^<>]{0,200}>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
# "1e9" and "-5" are no amounts of a course: read as words, they state no figure, and no part of one.
_CODE = r"(?<=\b(?:EUR|USD|GBP|CHF|PLN|UAH|TRY|RUB)"
_NO_AMOUNT = (
    r"\d+(?:[.,]\d+)*e[+-]?\d+(?![^\W_])"
    rf"|(?:(?<![^:(=€$£])|(?<=[:(=€$£] )|{_CODE})|{_CODE} ))[-−–]\d+(?:[.,'’ ]\d+)*"
)
_PIECE = re.compile(
    rf"(?P<odd>{_NO_AMOUNT})"
    r"|(?P<number>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
    r"|(?P<word>[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+)"
    r"|(?P<mark>[^\s])",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?:(?<![\d/.,])(\d{1,3}) )?(?<![\d/.,])(1/2|1/4|3/4)(?![\d/])")
VULGAR = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "´": "'", "٫": ".", "٬": ",", "_": " "})


class Token(Struct, frozen=True):
    """A piece of text; `glued` is true when no blank stands before it."""

    kind: str
    text: str
    raw: str
    glued: bool


def fold(text: str) -> str:
    """Return `text` without accents and case, as words are compared."""
    return _without_accents(text).casefold()


@lru_cache(maxsize=8192)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text`, cleaned of markup and addresses."""
    return tuple(_tokens(_prepared(text)))


def _tokens(text: str) -> list[Token]:
    tokens, last = [], -1
    for match in _PIECE.finditer(text):
        raw = match.group()
        kind = "word" if match.lastgroup == "odd" else match.lastgroup or "mark"
        tokens.append(Token(kind, raw.casefold(), raw, match.start() == last))
        last = match.end()
    return tokens


def _prepared(text: str) -> str:
    short = text[: 4 * LONGEST_TEXT]
    for sign in _MARKUP, _ADDRESS:
        short = sign.sub(" ", short)
    plain = clean_text(_fractions(html.unescape(short)), LONGEST_TEXT).replace("⁄", "/")
    plain = _FRACTION.sub(lambda found: _decimal(found[1] or "", VULGAR[found[2]]), plain)
    spaced = _RUN_TOGETHER.sub(" ", _without_accents(plain))
    return _ascii_digits(spaced).translate(_SIGNS)


def _fractions(text: str) -> str:
    """Write "2½" as "2.5" before the cleaning would write it as "21/2"."""
    if text.isascii():
        return text
    return re.sub(r"(\d*) ?([¼½¾])", lambda found: _decimal(*found.groups()), text)


def _decimal(whole: str, part: str) -> str:
    return (whole or "0") + f"{unicodedata.numeric(part):.2f}"[1:]


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", kept)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text)
