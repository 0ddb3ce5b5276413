"""A text cut into words that remember where they stood, and each word cut down to what is compared."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLES = Path(__file__).parents[1] / "data" / "term_words.toml"
_SNOWBALL = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
}
_CYRILLIC = ("ru", "uk")
_SHORTEST_STEM = 3
_WORD = re.compile(
    r"""
    (?P<word>\.net\b | [^\W_]+ (?:\.(?:js|net)\b)? (?:\+\+|\#)?)
    # enfermero/a, Entwickler*in, développeur·euse, Lehrer(in): the other ending belongs to the word.
    (?: [/*:_·•(] -? (?:in|innen|a|as|o|os|e|es|ne|nne|[eè]re|euse|rice|trice|ora|ка|ница|щица|иця|ka)\b\)?)?
    (?P<apostrophe> ['’ʼ] (?P<hung>[^\W\d_]*) )?
  | (?P<stop>[,.;:!?()\[\]\n•|"“”„«»…]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HYPHENS = ("-", "‐", "‑")


class Word(NamedTuple):
    """A folded word, its place in the text, whether a stop or a hyphen stands before it."""

    norm: str
    start: int
    end: int
    after_stop: bool
    is_hyphened: bool
    is_foreign: bool
    """It looks like a name that every language keeps: React, SQL, C++, and in Cyrillic any Latin word."""


@dataclass(frozen=True)
class Rules:
    """One language of term_words.toml."""

    small: frozenset[str]
    of: frozenset[str]
    everyday: frozenset[str]
    elided: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    number: Mapping[str, str]
    light: Mapping[str, str]
    passes: int


def fold(text: str) -> str:
    """Lower case without accents; й stays, it is a letter and no accented и."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", text).casefold()
    parts = unicodedata.normalize("NFKD", lower.replace("й", "\0"))
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    return plain.replace("\0", "й").replace("ł", "l").replace("ı", "i")


def cut(text: str, language: str) -> list[Word]:
    """Cut `text` into words; what hangs on an apostrophe is split off, joined or dropped, by language."""
    words: list[Word] = []
    has_stop = True
    for found in _WORD.finditer(text):
        if found["stop"]:
            has_stop = True
            continue
        hyphened = not has_stop and text[found.start() - 1] in _HYPHENS and words[-1].end == found.start() - 1
        for norm, start, end in _pieces(found, language):
            foreign = _is_foreign(text[start:end], language, has_stop)
            words.append(Word(norm, start, end, has_stop, hyphened, foreign))
            has_stop = hyphened = False
    return words


def _pieces(found: re.Match[str], language: str) -> list[tuple[str, int, int]]:
    """The words of one match: two for l'infirmière, one for Python'u, комп'ютер and driver's."""
    norm, hung = fold(found["word"]), fold(found["hung"] or "")
    if not hung:
        return [(norm, found.start(), found.end("word"))]
    if norm in rules(language).elided:
        return [
            (norm, found.start(), found.end("word")),
            (hung, found.start("hung"), found.end("hung")),
        ]
    joins = "\u0400" <= hung[0] < "\u0530"
    return [(norm + hung if joins else norm, found.start(), found.end())]


def _is_foreign(written: str, language: str, is_first: bool) -> bool:
    """By its script, by capitals or signs inside it, or by a capital where the language writes none."""
    if not written.isascii() or len(written) == 1 or not any(map(str.isalpha, written)):
        return False
    if language in _CYRILLIC or not written[1:].islower():
        return True
    return written[0].isupper() and not is_first and language != "de"


@cache
def rules(language: str) -> Rules:
    """The table of a language; a language without one compares whole words."""
    table: dict[str, Any] = _tables().get(language, {})
    return Rules(
        small=frozenset(table.get("small", "").split()),
        of=frozenset(table.get("of", "").split()),
        everyday=frozenset(fold(word) for word in table.get("everyday", "").split()),
        elided=frozenset(table.get("elided", "").split()),
        before=_endings(table.get("before", "")),
        after=_endings(table.get("after", "")),
        number=_endings(table.get("number", "")),
        light=_endings(table.get("light", "")),
        passes=table.get("passes", 1),
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_TABLES.read_text(encoding="utf-8"))


def _endings(text: str) -> Mapping[str, str]:
    """Endings with what takes their place, the longest first."""
    pairs = [fold(one).partition(">") for one in text.split()]
    return {old: new for old, _, new in sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))}


@lru_cache(maxsize=20_000)
def stem(norm: str, language: str) -> str:
    """The stem of a folded word: the same for its cases, its plural, and the feminine of a job."""
    if norm.isascii() and language in _CYRILLIC:
        return norm
    own = rules(language)
    word = _rewritten(norm, own.before)
    if own.light:
        for _ in range(own.passes):
            word = _rewritten(word, own.light)
    elif language in _SNOWBALL:
        word = _stemmer(language)(word)
    # Twice: розвиток, розвитку.
    return _rewritten(_rewritten(word, own.after), own.after)


@lru_cache(maxsize=20_000)
def plain(norm: str, language: str) -> str:
    """The word up to number and gender; where stems are no more than that, the stem."""
    own = rules(language)
    if not own.number:
        return stem(norm, language)
    return _rewritten(_rewritten(norm, own.before), own.number)


def _rewritten(word: str, endings: Mapping[str, str]) -> str:
    """`word` with its longest known ending replaced, if enough of it is left."""
    for old, new in endings.items():
        if word.endswith(old) and len(word) - len(old) + len(new) >= _SHORTEST_STEM:
            return word[: len(word) - len(old)] + new
    return word


@cache
def _stemmer(language: str) -> "Callable[[str], str]":
    import snowballstemmer

    stemmed: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
    return stemmed
