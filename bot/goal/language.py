"""The language a message is written in, told by its small words and its letters."""

from functools import cache
from typing import Any

from bot.goal.lexicon import words_file
from bot.goal.tokens import Token

DEFAULT = "en"

_Languages = dict[str, tuple[str, ...]]


def language_of(tokens: tuple[Token, ...]) -> str:
    """The language with the most small words and letters of its own; English where nothing tells."""
    small, telling, letters = _tables()
    scores: dict[str, float] = {}
    for token in tokens:
        for language in (*small.get(token.norm, ()), *telling.get(token.norm, ())):
            # One letter tells little: e-commerce, R&D, vitamin y.
            scores[language] = scores.get(language, 0) + (1 if len(token.norm) > 1 else 0.4)
        for language, own in letters.items():
            # A letter of its own tells less than a word: names travel.
            if own & set(token.norm):
                scores[language] = scores.get(language, 0) + 0.6
    if not scores and any(token.norm >= "\u0400" and token.norm < "\u0530" for token in tokens):
        return "ru"
    best = max(scores.values(), default=0)
    leaders = [language for language, score in scores.items() if score == best and best > 0.5]
    return DEFAULT if not leaders or (DEFAULT in leaders and len(leaders) > 1) else leaders[0]


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
