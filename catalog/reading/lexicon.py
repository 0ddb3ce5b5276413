"""The tables of words: which roles the words of a text play in one field, in any language."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from catalog.reading.tokens import Token, fold, tokenize


class Term(Struct, frozen=True):
    """One token or one known phrase of a text, with the roles it may play."""

    text: str
    raw: str
    roles: frozenset[str]
    languages: frozenset[str]
    number: str | None
    glued: bool

    def plays(self, *roles: str) -> bool:
        """Tell whether this term may play one of `roles`."""
        return not self.roles.isdisjoint(roles)


class Entry(Struct, frozen=True):
    """A phrase as tokens, with its roles."""

    words: tuple[str, ...]
    roles: frozenset[str]
    languages: frozenset[str]


Group = tuple[tuple[int, Mapping[tuple[str, ...], Entry]], ...]
"""Phrases of one first word, by their number of words."""
WORDS = Path(__file__).parent / "words"
NO_ROLES: frozenset[str] = frozenset()


@cache
def tables() -> tuple[Mapping[str, Any], ...]:
    """Return the tables of words of all languages."""
    files = sorted(WORDS.glob("*.toml"))
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


@cache
def numbers() -> Mapping[str, str]:
    """Return the number words of all languages, folded, with their values."""
    named = [table.get("numbers", {}) for table in tables()]
    return {_joined(tokenize(word)): str(value) for words in named for word, value in words.items()}


@lru_cache(maxsize=16384)
def terms(text: str, section: str) -> tuple[Term, ...]:
    """Return the terms of `text`, read with the words of one section of the tables."""
    tokens = tokenize(text)
    texts = tuple(token.text for token in tokens)
    entries = _entries(section)
    found, place = [], 0
    while place < len(tokens):
        term, length = _term(tokens, texts, place, entries)
        found.append(term)
        place += length
    return tuple(found)


def _term(
    tokens: tuple[Token, ...], texts: tuple[str, ...], place: int, entries: Mapping[str, Group]
) -> tuple[Term, int]:
    token = tokens[place]
    if token.kind == "number":
        return Term(token.text, token.raw, NO_ROLES, NO_ROLES, token.raw, token.glued), 1
    for length, group in entries.get(token.text, ()):
        entry = group.get(texts[place : place + length])
        if entry is not None:
            words = " ".join(entry.words)
            raw = " ".join(each.raw for each in tokens[place : place + length])
            number = numbers().get(words) if "number" in entry.roles else None
            return Term(words, raw, entry.roles, entry.languages, number, token.glued), length
    return Term(token.text, token.raw, NO_ROLES, NO_ROLES, None, token.glued), 1


@cache
def _entries(section: str) -> Mapping[str, Group]:
    """Return the phrases of a section by their first word and their number of words, the longest first."""
    merged: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    for words, role, language in _phrases(section):
        roles, languages = merged.setdefault(words, (set(), set()))
        roles.add(role)
        languages.add(language)
    grouped: dict[str, dict[int, dict[tuple[str, ...], Entry]]] = {}
    for words, (roles, languages) in merged.items():
        entry = Entry(words, frozenset(roles), frozenset(languages))
        grouped.setdefault(words[0], {}).setdefault(len(words), {})[words] = entry
    return {first: tuple(sorted(lengths.items(), reverse=True)) for first, lengths in grouped.items()}


@cache
def phrases(section: str, role: str) -> tuple[str, ...]:
    """Return the phrases of a role as folded text, for a cheap look before a text is tokenized."""
    told = (phrase for table in tables() for phrase in table.get(section, {}).get(role, ()))
    return tuple(sorted({fold(phrase) for phrase in told}))


def _phrases(section: str) -> list[tuple[tuple[str, ...], str, str]]:
    found = []
    for table in tables():
        language = str(table["language"])
        rows = list(table.get(section, {}).items())
        if section == "duration":
            rows.append(("number", list(table.get("numbers", {}))))
        if section == "price":
            rows += [(f"times:{factor}", [word]) for word, factor in table.get("multiplier", {}).items()]
        for role, phrases in rows:
            found += [(_words(phrase), role, language) for phrase in phrases]
    return found


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(phrase))


def _joined(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in tokens)


@cache
def comma_languages() -> frozenset[str]:
    """Return the languages that write a comma before decimals."""
    return frozenset(str(table["language"]) for table in tables() if table["decimal"] == ",")


def says_unknown(text: str) -> bool:
    """Tell whether a text says that nothing is known, in words used of prices: "on request", "n/a"."""
    words = terms(text, "price")
    return any(word.plays("unknown") for word in words) and all(
        word.plays("unknown") or not word.text.isalnum() for word in words
    )
