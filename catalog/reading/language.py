"""Names and codes of languages -> BCP-47 codes."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.lexicon import terms
from catalog.reading.tokens import tokenize
from catalog.text import clean_text

LONGEST = 2000
NAMES = Path(__file__).parent / "languages.toml"
NAMED_IN = ("en", "es", "fr", "de", "pt", "it", "ru", "zh")
Words = tuple[str, ...]

_SEPARATORS = re.compile(r"[,;/|\n•·]|\s&\s")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_ ]([a-z]{4}))?(?:[-_ ]([a-z]{2}|\d{3}))?", re.IGNORECASE)


def read_languages(text: str, context: Context = NO_CONTEXT) -> Reading[tuple[str, ...]]:
    """Return the languages that `text` names, in its order, each once."""
    found: dict[str, None] = {}
    unread: list[str] = []
    for piece in _pieces(clean_text(text, LONGEST)):
        if all(word.plays("unknown") for word in terms(piece, "price")):
            continue
        codes = _codes(piece)
        found.update(dict.fromkeys(codes))
        unread += [] if codes or not _words(piece) or _is_label(piece) else [piece]
    warning = f"no language is seen in: {unread[0][:60]}" if unread and found else None
    return Reading(tuple(found), warning=warning)


def _pieces(text: str) -> Iterator[str]:
    for piece in _SEPARATORS.split(text):
        yield piece.rpartition(":")[2].strip(" .[]'\"{}") if ":" in piece else piece.strip(" .[]'\"{}")


def _codes(piece: str) -> tuple[str, ...]:
    whole = _one(piece)
    if whole:
        return (whole,)
    parts = [part for part in _split_at_and(_words(piece)) if part]
    codes = [_named(part) for part in parts]
    return tuple(code for code in codes if code) if len(parts) > 1 and all(codes) else ()


@lru_cache(maxsize=4096)
def _one(piece: str) -> str | None:
    return _tagged(piece) or _named(_words(piece))


def _tagged(piece: str) -> str | None:
    """Return the code where the piece is one already ("en-us", "ENG", "zh_Hans_CN")."""
    match = _CODE.fullmatch(piece.strip())
    if match is None:
        return None
    language, script, region = match.groups()
    known = _known_code(language.lower())
    if known is None:
        return None
    variant = [script.title()] if script else []
    return "-".join([known, *variant, *([region.upper()] if region else [])])


@cache
def _known_code(code: str) -> str | None:
    """Return the BCP-47 form of a code of two or three letters, None where it is none."""
    if code in _table()["names"]:
        return code
    from babel import Locale
    from babel.core import get_global

    alias = get_global("language_aliases").get(code)
    if alias:
        return str(alias).split("_")[0]
    return code if code in Locale("en").languages else None


def _named(words: Words) -> str | None:
    """Return the code of a name, with its variant, among words that say nothing else."""
    rest = _without_labels(words)
    exact = _names().get(rest) or (_names_of_babel().get(rest) if rest else None)
    if exact or not rest:
        return exact
    return _with_variant(rest)


def _with_variant(words: Words) -> str | None:
    for cut in range(1, len(words)):
        for name, variant in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            code, added = _names().get(name), _variants().get(variant)
            if code and code == _names().get(variant):
                return code
            if code and added:
                return code if "-" in code else f"{code}-{added}"
    return None


def _without_labels(words: Words) -> Words:
    """Drop the words that say "language", "subtitles", "taught in" from both ends."""
    if words in _names():
        return words
    changed = True
    while changed and words:
        changed = False
        for label in _labels():
            if words[: len(label)] == label:
                words, changed = words[len(label) :], True
            elif words[-len(label) :] == label:
                words, changed = words[: -len(label)], True
            if words in _names():
                return words
    return words


def _is_label(piece: str) -> bool:
    return not _without_labels(_words(piece))


def _split_at_and(words: Words) -> Iterator[Words]:
    part: list[str] = []
    for word in words:
        if word in _joins():
            yield tuple(part)
            part = []
        else:
            part.append(word)
    yield tuple(part)


def _words(text: str) -> Words:
    return tuple(token.text for token in tokenize(text) if token.kind == "word")


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


@cache
def _names() -> Mapping[Words, str]:
    return {_words(name): code for code, names in _table()["names"].items() for name in names}


@cache
def _variants() -> Mapping[Words, str]:
    return {_words(name): code for code, names in _table()["variants"].items() for name in names}


@cache
def _labels() -> tuple[Words, ...]:
    return tuple(
        sorted((_words(label) for label in _table()["other_words"]["labels"]), key=len, reverse=True)
    )


@cache
def _joins() -> frozenset[str]:
    return frozenset(_table()["other_words"]["and"])


@cache
def _names_of_babel() -> Mapping[Words, str]:
    """Return the names of all languages in the languages of the word tables."""
    from babel import Locale  # slow to import, needed for rare languages only

    found: dict[Words, str] = {}
    for spoken in NAMED_IN:
        for code, name in Locale(spoken).languages.items():
            words = _words(str(name))
            if words and "_" not in code:
                found.setdefault(words, code)
    return found
