"""The language a message is written in, told by its small words and its letters."""

from functools import cache
from typing import Any

from bot.goal.lexicon import split_phrases, words_file
from bot.goal.tokens import Token

DEFAULT = "en"


def language_of(tokens: tuple[Token, ...]) -> str:
    """The language with the most small words and letters of its own; English where nothing tells."""
    words, letters = _tables()
    scores: dict[str, float] = {}
    for token in tokens:
        for language in words.get(token.norm, ()):
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
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, set[str]]]:
    words: dict[str, tuple[str, ...]] = {}
    content: dict[str, dict[str, Any]] = words_file("languages")
    for language, rows in content.items():
        for word in split_phrases(rows["words"].replace(" ", ",")):
            words[word] = (*words.get(word, ()), language)
    return words, {
        language: set(rows["letters"]) for language, rows in content.items() if rows.get("letters")
    }
