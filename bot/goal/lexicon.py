"""The tables of words, one file a language, and a message marked with what they know in it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from bot.goal.tokens import Token, number, plain, tokenize

_WORDS = Path(__file__).parent / "words"
_SAFETY = "safety"
_NO_PHRASES = ("numbers", "same", "endings")
_HYPHENS = ("-", "‐", "‑")
_DASHES = ("-", "–", "—")
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


class Found(NamedTuple):
    """A value for one field, and the tokens it was read from."""

    field: str
    value: Any
    start: int
    end: int


class Marked(Struct, frozen=True):
    """A message with, for each token, the tags of the phrases that start or end there."""

    text: str
    tokens: tuple[Token, ...]
    numbers: Mapping[str, Decimal]
    starts: tuple[dict[str, int], ...]
    ends: tuple[dict[str, int], ...]
    places: Mapping[str, list[int]]
    """Where each tag's phrases start."""
    instead: Mapping[int, int] = {}
    """Numbers that were corrected later ("5 hours a week, no, 3"): their place, and the better one's."""

    def __len__(self) -> int:
        return len(self.tokens)

    def after(self, at: int, *tags: str) -> int:
        """Where the longest phrase with one of these tags that starts at `at` ends, else 0."""
        # Asked some four hundred times a message: most places have no marks, most questions one tag.
        if not 0 <= at < len(self.tokens) or not (marks := self.starts[at]):
            return 0
        if len(tags) == 1:
            return marks.get(tags[0], 0)
        return max([marks.get(tag, 0) for tag in tags], default=0)

    def before(self, at: int, *tags: str) -> int:
        """Where the longest phrase with one of these tags that ends at `at` starts, else -1."""
        marks = self.ends[at]
        return min((marks[tag] for tag in tags if tag in marks), default=-1) if marks else -1

    def which(self, at: int, tag: str) -> tuple[str, int]:
        """The key of the table `tag` whose phrase is the longest at `at`, and where it ends."""
        if not self.after(at, tag):
            return "", 0
        marks, prefix = self.starts[at], f"{tag}."
        end, key = max((end, name[len(prefix) :]) for name, end in marks.items() if name.startswith(prefix))
        return key, end

    def find(self, tag: str) -> Iterator[tuple[int, int]]:
        """Each place of a tag, from left to right, without overlaps."""
        last = 0
        for at in self.places.get(tag, ()):
            if at >= last:
                last = self.starts[at][tag]
                yield at, last

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else "stop"

    def norm(self, at: int) -> str:
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def is_hyphened(self, at: int) -> bool:
        """Whether a hyphen joins this token to the one before it ("voice-over")."""
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start] if 0 < at < len(self) else ""
        return gap in _HYPHENS

    def is_dash(self, at: int) -> bool:
        """Whether a dash stands here that parts clauses, or stands for "is"."""
        return self.kind(at) in ("stop", "sign") and self.norm(at).strip() in _DASHES

    def words(self, start: int, end: int) -> str:
        """The message's own words from one token to before another."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def amount(self, at: int) -> Decimal | None:
        """The number that this one token says, in digits or in letters, or the one said in its place."""
        at = self.instead.get(at, at)
        if self.kind(at) == "number":
            return number(self.text[self.tokens[at].start : self.tokens[at].end])
        return self.numbers.get(self.norm(at))


def mark(text: str, tokens: tuple[Token, ...], table: Table) -> Marked:
    """Mark every phrase of the table in a text and its tokens."""
    norms = [token.norm for token in tokens]
    starts: list[dict[str, int]] = [{} for _ in tokens]
    ends: list[dict[str, int]] = [{} for _ in range(len(tokens) + 1)]
    places: dict[str, list[int]] = {}
    for at in range(len(tokens)):
        for end, tags in _phrases_at(norms, at, table):
            for tag in _with_parents(tags):
                starts[at][tag] = end
                ends[end].setdefault(tag, at)
        for tag in starts[at]:
            places.setdefault(tag, []).append(at)
    return Marked(text, tokens, table.numbers, tuple(starts), tuple(ends), places)


def _with_parents(tags: list[str]) -> Iterator[str]:
    """Each tag, and for one of a table ("unit.hour") the table's own ("unit")."""
    for tag in tags:
        yield tag
        if "." in tag:
            yield tag.partition(".")[0]


def _phrases_at(norms: list[str], at: int, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Each phrase that starts at `at`, the short ones first; an open word stands for all its endings."""
    open_phrases = [""]
    for end in range(at, len(norms)):
        words = (norms[end], *_stems_of(norms[end], table.stems))
        tried = [f"{phrase} {word}" if phrase else word for phrase in open_phrases for word in words]
        tags = [tag for phrase in tried for tag in table.phrases.get(phrase, ())]
        if tags:
            yield end + 1, tags
        open_phrases = [phrase for phrase in tried if phrase in table.beginnings]
        if not open_phrases:
            return


def _stems_of(word: str, stems: frozenset[str]) -> list[str]:
    """The open words of the table that this word is: "teacher*" by its start, "*ologist" by its end."""
    if not stems:
        return []
    starts = (f"{word[:length]}*" for length in range(_SHORTEST_STEM, len(word) + 1))
    ends = (f"*{word[begin:]}" for begin in range(len(word) - _SHORTEST_STEM + 1))
    return [stem for stem in (*starts, *ends) if stem in stems]


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
    return word in words or any(stem in words for stem in _stems_of(word, words))


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


def unless(m: Marked, tag: str, but: str) -> Iterator[tuple[int, int]]:
    """The places of a tag that no phrase overlaps which only looks like it ("not_free")."""
    others = list(m.find(but))
    for start, end in m.find(tag):
        if not any(first < end and start < last for first, last in others):
            yield start, end
