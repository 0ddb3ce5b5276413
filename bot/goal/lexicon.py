"""A message marked with what the tables of words know in it, and the values found there."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct

from bot.goal.tables import Table, stems_of
from bot.goal.tokens import Token, number, undrawn

_HYPHENS = ("-", "‐", "‑")
_DASHES = ("-", "–", "—")


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
        plain = undrawn(norms[end])
        words = (norms[end], *stems_of(norms[end], table.stems), *([plain] if plain != norms[end] else ()))
        tried = [f"{phrase} {word}" if phrase else word for phrase in open_phrases for word in words]
        tags = [tag for phrase in tried for tag in table.phrases.get(phrase, ())]
        if tags:
            yield end + 1, tags
        open_phrases = [phrase for phrase in tried if phrase in table.beginnings]
        if not open_phrases:
            return


def unless(m: Marked, tag: str, but: str) -> Iterator[tuple[int, int]]:
    """The places of a tag that no phrase overlaps which only looks like it ("not_free").

    A longer phrase knows more than the look-alike within it: "en finir avec la vie", "en finir avec la".
    """
    others = list(m.find(but))
    for start, end in m.find(tag):
        overlapping = (one for one in others if one[0] < end and start < one[1])
        if all(start <= first and last <= end and last - first < end - start for first, last in overlapping):
            yield start, end
