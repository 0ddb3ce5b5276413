"""The tables of words, one file a language: read once and compiled into one table of phrases."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.goal.tokens import plain, tokenize

_WORDS = Path(__file__).parent / "words"
_SAFETY = "safety"
_NO_PHRASES = ("numbers", "same", "endings")
_SHORTEST_STEM = 3  # letters; a shorter one would stand for half the dictionary
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# What makes a phrase more than words between blanks, so that the tokenizer has to cut it.
_SPECIAL = frozenset("0123456789.,:;!?'’-/+#&()[]%$€£¥₹₽₴₺₩₪₫฿₦₱~:")
# A short word without its accents is another word: że and ze, é and e.
_SHORTEST_WITHOUT_ACCENTS = 4


class Table(NamedTuple):
    """Phrases with their tags, the beginnings of those, the words left open ("teacher*"), and numbers."""

    phrases: dict[str, list[str]]
    beginnings: frozenset[str]
    stems: frozenset[str]
    numbers: Mapping[str, Decimal]


@cache
def table(*names: str) -> Table:
    """The phrases of these files under `words/` as one table; each file is read once."""
    return compiled([words_file(name) for name in names])


def compiled(contents: Iterable[Mapping[str, Any]]) -> Table:
    """One table of several files' tags with their phrases."""
    phrases: dict[str, list[str]] = {}
    numbers: dict[str, Decimal] = {}
    for content in contents:
        numbers |= {word: Decimal(value) for word, value in content.get("numbers", {}).items()}
        also = {of: tag for tag, of in content.get("same", {}).items()}
        for tag, listed in _named(content):
            tags = [tag, also[tag]] if tag in also else [tag]
            for phrase in split_phrases(listed):
                phrases.setdefault(_normal(phrase), []).extend(tags)
        _add_endings(phrases, content.get("endings", {}))
    _add_plain(phrases)
    numbers = {plain(word): value for word, value in numbers.items()} | numbers
    stems = frozenset(word for phrase in phrases for word in phrase.split(" ") if "*" in word)
    return Table(phrases, frozenset(_beginnings(phrases)), stems, numbers)


@cache
def safety() -> Table:
    """What comes before any goal, of every language at once: the language of a short cry cannot be told."""
    return table(*(f"{_SAFETY}/{path.stem}" for path in sorted((_WORDS / _SAFETY).glob("*.toml"))))


def _add_endings(phrases: dict[str, list[str]], endings: Mapping[str, str]) -> None:
    """Each phrase also with the other way to write an ending: "втомилася" and "втомилась"."""
    for ending, other in endings.items():
        for phrase, tags in list(phrases.items()):
            typed = re.sub(rf"{ending}\b", other, phrase)
            if typed != phrase:
                phrases.setdefault(typed, tags)


def _add_plain(phrases: dict[str, list[str]]) -> None:
    """Each phrase also as typed without accents, unless that is a phrase of its own ("sí" and "si")."""
    for phrase, tags in list(phrases.items()):
        if len(phrase) < _SHORTEST_WITHOUT_ACCENTS:
            continue
        for typed in (plain(phrase), plain(phrase.translate(_DIGRAPHS))):
            phrases.setdefault(typed, tags)


def _beginnings(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        end = phrase.find(" ")
        while end > 0:
            yield phrase[:end]
            end = phrase.find(" ", end + 1)


def _named(content: Mapping[str, str | dict[str, str]]) -> Iterable[tuple[str, str]]:
    """Tags with their phrases; a table inside the file ([unit] hour = "h") makes the tag `unit.hour`."""
    for tag, phrases in content.items():
        if isinstance(phrases, str):
            yield tag, phrases
        elif tag not in _NO_PHRASES:
            yield from ((f"{tag}.{key}", listed) for key, listed in phrases.items())


def _normal(phrase: str) -> str:
    """A phrase as its tokens are compared: folded, one blank between them."""
    if _SPECIAL.isdisjoint(phrase) or "*" in phrase:
        return phrase
    return " ".join(token.norm for token in tokenize(phrase))


@cache
def has_table(language: str) -> bool:
    """Whether goals in this language have their table of words."""
    return (_WORDS / f"{language}.toml").is_file()


def knows(language: str, word: str) -> bool:
    """Whether a word stands in any phrase of the language's table, in this form or by its stem."""
    words = _vocabulary(language)
    return word in words or any(stem in words for stem in stems_of(word, words))


@cache
def _vocabulary(language: str) -> frozenset[str]:
    content = words_file(language) if has_table(language) else {}
    return frozenset(word for _, listed in _named(content) for word in listed.replace(",", " ").split())


@cache
def words_file(name: str) -> dict[str, Any]:
    """One TOML file of `words/`: a tag a key, its phrases in one text with commas between them."""
    return tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def split_phrases(phrases: str) -> list[str]:
    return [phrase for part in phrases.replace("\n", " ").split(",") if (phrase := part.strip())]


def stems_of(word: str, stems: frozenset[str]) -> list[str]:
    """The open words of the table that this word is: "teacher*" by its start, "*ologist" by its end."""
    if not stems:
        return []
    starts = (f"{word[:length]}*" for length in range(_SHORTEST_STEM, len(word) + 1))
    ends = (f"*{word[begin:]}" for begin in range(len(word) - _SHORTEST_STEM + 1))
    return [stem for stem in (*starts, *ends) if stem in stems]
