"""Slips of the pen in the words of limits: "beginer", "certifcate", "buget"; never in what is wanted."""

from collections.abc import Iterator
from functools import cache

from bot.goal.tables import has_table, knows, split_phrases, words_file
from bot.goal.tokens import Token, plain

_SHORTEST = 5  # letters typed; a shorter word with one letter changed is too often another word


def corrected(tokens: tuple[Token, ...], language: str) -> tuple[Token, ...]:
    """The tokens as they were meant, where a word that the language lists under `spelling` was mistyped.

    A slip is one letter too many, too few or wrong, or two swapped; never the first letter, and never in a
    word that the table knows. The text of the message stays as it was typed.
    """
    if not _by_slip(language):
        return tokens
    return tuple(
        token._replace(norm=_meant(token.norm, language))
        if token.kind == "word" and len(token.norm) >= _SHORTEST
        else token
        for token in tokens
    )


def _meant(typed: str, language: str) -> str:
    by_slip = _by_slip(language)
    bare = plain(typed)
    for left, at in _without_a_letter(bare):
        word, lost = by_slip.get(left, (typed, at))
        # A letter lost from each: at one place it was mistyped, side by side two were swapped.
        is_one_slip = left in (bare, plain(word)) or abs(lost - at) <= 1
        if word != typed and plain(word)[0] == bare[0] and is_one_slip and not knows(language, typed):
            return word
    return typed


def _without_a_letter(word: str) -> Iterator[tuple[str, int]]:
    """The word, and what is left of it when a letter is lost, with that letter's place."""
    yield word, 0
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :], at


@cache
def _by_slip(language: str) -> dict[str, tuple[str, int]]:
    """Each listed word, by all that is left of it without accents when a letter is lost."""
    listed = words_file(language).get("spelling", "") if has_table(language) else ""
    words = sorted(split_phrases(listed), key=len, reverse=True)  # a whole word beats another's rest
    return {left: (word, at) for word in words for left, at in _without_a_letter(plain(word))}
