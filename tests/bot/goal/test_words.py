"""The tables of words: whole, reachable, and the same languages in each."""

import pytest

from bot.goal.lexicon import has_table, mark, table, words_file
from bot.goal.tokens import tokenize

LANGUAGES = {"en", "es", "fr", "de", "pt", "ru", "uk", "it", "pl", "tr"}


@pytest.mark.parametrize("name", ["any", "en", "other", "safety"])
def test_every_phrase_can_be_found(name: str) -> None:
    """A phrase that its own tokens do not match is dead: no message could ever say it."""
    words = table(name)
    dead = [phrase for phrase in words.phrases if not any(mark(phrase, tokenize(phrase), words).starts)]
    assert dead == []


def test_every_language_is_told_and_met_in_a_crisis() -> None:
    """A language that is told has its words for a crisis and for harm."""
    safety = words_file("safety")
    assert set(words_file("languages")) == set(safety["crisis"]) == set(safety["harm"]) == LANGUAGES


def test_english_has_its_table() -> None:
    """The other languages' tables are one file each, and not written yet."""
    assert has_table("en")
    assert not has_table("xx")
