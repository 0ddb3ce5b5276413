"""The language a message is written in, told by its small words and its letters."""

from functools import cache
from typing import Any

from bot.goal.tables import knows, words_file
from bot.goal.tokens import Token, tokenize, undrawn
from catalog.text import clean_text

DEFAULT = "en"
_SHORTEST_TELLING = 7  # letters; a short word ends like any other
_CLOSE = 1  # small words; Spanish and Portuguese share most of them
_CYRILLIC = ("\u0400", "\u0530")

_Languages = dict[str, tuple[str, ...]]


def language_of(tokens: tuple[Token, ...]) -> str:
    """The language with the most small words and letters of its own; English where nothing tells."""
    scores = _scores(tokens)
    best = max(scores.values(), default=0)
    if best > 0.5 and scores.get(DEFAULT) == best:
        return DEFAULT
    leaders = [language for language, score in scores.items() if score >= best - _CLOSE and best > 0.5]
    cyrillic = _cyrillic()
    if any(language in cyrillic for language in leaders) or (not leaders and any(map(_is_cyrillic, tokens))):
        leaders = cyrillic  # they share most small words: only all their words tell them apart
    if len(leaders) < 2:
        return leaders[0] if leaders else _by_ending(tokens)

    def likeness(language: str) -> tuple[float, float]:
        score = scores.get(language, 0)
        return score + _known_words(language, tokens) + _telling_endings(language, tokens), score

    return max(leaders, key=likeness)


def could_be(language: str, tokens: tuple[Token, ...]) -> bool:
    """Whether no language has more small words and letters of its own in a message ("in italiano")."""
    scores = _scores(tokens)
    return scores.get(language, 0) >= max(scores.values(), default=0)


def is_told(message: str) -> bool:
    """Whether anything in a message tells its language: "Excel" and "data analyst" are said in many."""
    tokens = tokenize(clean_text(message))
    return (
        max(_scores(tokens).values(), default=0) > 0.5
        or any(_is_cyrillic(token) for token in tokens)
        or _by_ending(tokens) != DEFAULT
    )


def _is_cyrillic(token: Token) -> bool:
    return _CYRILLIC[0] <= token.norm[:1] < _CYRILLIC[1]


def _scores(tokens: tuple[Token, ...]) -> dict[str, float]:
    small, telling, letters = _tables()
    scores: dict[str, float] = {}
    for token in tokens:
        word = undrawn(token.norm)
        for language in (*small.get(word, ()), *telling.get(word, ())):
            # One letter tells little: e-commerce, R&D, vitamin y.
            scores[language] = scores.get(language, 0) + (1 if len(word) > 1 else 0.4)
        for language, own in letters.items():
            # A letter of its own tells less than a word: names travel.
            if own & set(token.norm):
                scores[language] = scores.get(language, 0) + 0.6
    return scores


def _by_ending(tokens: tuple[Token, ...]) -> str:
    """A topic of one or two words may tell its language by how it ends: "contabilidade", "Buchhaltung"."""
    for token in tokens:
        for language in _endings():
            if _telling_endings(language, (token,)):
                return language
    return DEFAULT


def _telling_endings(language: str, tokens: tuple[Token, ...]) -> int:
    endings = _endings().get(language, ())
    return sum(len(token.norm) >= _SHORTEST_TELLING and token.norm.endswith(endings) for token in tokens)


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    content: dict[str, dict[str, Any]] = words_file("languages")
    return {
        language: tuple(rows["endings"].split()) for language, rows in content.items() if "endings" in rows
    }


def _known_words(language: str, tokens: tuple[Token, ...]) -> int:
    """How many words of the message the language's own table knows."""
    return sum(knows(language, token.norm) for token in tokens if token.kind == "word")


@cache
def _cyrillic() -> list[str]:
    letters = _tables()[2]
    return [language for language, own in letters.items() if min(own) >= _CYRILLIC[0]]


@cache
def function_words() -> frozenset[str]:
    """The small words of all the languages that are told: they say nothing of a subject."""
    return frozenset(_tables()[0])


@cache
def _tables() -> tuple[_Languages, _Languages, dict[str, set[str]]]:
    """The small words, other words that tell a language, and the letters."""
    content: dict[str, dict[str, Any]] = words_file("languages")
    letters = {language: set(rows["letters"]) for language, rows in content.items() if rows.get("letters")}
    return _listed(content, "words"), _listed(content, "tells"), letters


def _listed(content: dict[str, dict[str, Any]], key: str) -> _Languages:
    languages: _Languages = {}
    for language, rows in content.items():
        for word in rows.get(key, "").split():
            languages[word] = (*languages.get(word, ()), language)
    return languages
