"""Typed words in every language: each is understood where it is offered, and English always."""

import pytest

from bot.goal.pointing import pointed
from bot.screens import keywords
from bot.screens.not_for_me import REASONS
from bot.screens.plain import LANGUAGES_READ
from bot.screens.wrong import FACTS
from bot.words import say, speaking

EVERY = keywords._EVERY


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_each_word_is_understood_as_it_is_said(language: str) -> None:
    """Two words that are said alike would do one thing only."""
    with speaking(language):
        for word in EVERY:
            meant = keywords.meant(say(word))
            assert meant == keywords._SAME.get(word, word), say(word)
            assert keywords.meant(f" “{say(word)}”. ") == meant
            assert keywords.is_known(say(word))
        assert len({say(word) for word in EVERY}) == len(EVERY)


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_english_words_are_understood_in_every_language(language: str) -> None:
    with speaking(language):
        assert {keywords.meant(word) for word in EVERY} == {keywords._SAME.get(word, word) for word in EVERY}


@pytest.mark.parametrize("language", LANGUAGES_READ)
@pytest.mark.parametrize("word", [keywords.CHEAPER, keywords.SHORTER, keywords.NEXT, keywords.PREVIOUS])
def test_what_points_at_a_list_is_known_to_the_reader_of_the_language(language: str, word: str) -> None:
    with speaking(language):
        found = pointed(say(word), language)
        assert found is not None and found.ask == word


@pytest.mark.parametrize("language", LANGUAGES_READ)
def test_the_labels_that_can_be_typed_differ_from_each_other(language: str) -> None:
    with speaking(language):
        for labels in (REASONS, FACTS):
            said = {keywords.plain(say(label)) for label in labels.values()}
            assert len(said) == len(labels)
            assert not any(keywords.is_known(label) for label in said)


def test_numbers_commands_and_labels_are_offered_as_they_are() -> None:
    """A job or an area may have braces in its name."""
    assert keywords.offered(["1", "/help", "{x} {0}", keywords.BACK]).endswith(": 1, /help, {x} {0}, back.")
