"""The tables of words: whole, reachable, and the same languages in each."""

import re
from pathlib import Path

import pytest

from bot.goal import tables
from bot.goal.lexicon import Marked, mark
from bot.goal.tables import compiled, has_table, table, words_file
from bot.goal.tokens import tokenize

README = Path(tables.__file__).parent / "words" / "README.md"
LANGUAGES = {"en", "es", "fr", "de", "pt", "ru", "uk", "it", "pl", "tr"}
WRITTEN = sorted(filter(has_table, LANGUAGES))
NAMES = [
    "any",
    "other",
    *WRITTEN,
    *(f"{part}/{language}" for part in ("safety", "changes") for language in sorted(LANGUAGES)),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_can_be_found(name: str) -> None:
    """A phrase that its own tokens do not match is dead: no message could ever say it."""
    words = table(name)
    said = {phrase: phrase.replace("*", "") for phrase in words.phrases}
    dead = [phrase for phrase, text in said.items() if not any(mark(text, tokenize(text), words).starts)]
    assert dead == []


def test_every_language_is_told_and_met_in_a_crisis() -> None:
    """A language that is told has its words for a crisis and for harm."""
    assert set(words_file("languages")) == LANGUAGES
    for language in LANGUAGES:
        assert {"crisis", "harm", "greeting"} <= set(words_file(f"safety/{language}"))


def test_english_has_its_table() -> None:
    """The other languages' tables are one file each, and not written yet."""
    assert has_table("en")
    assert not has_table("xx")


@pytest.mark.parametrize("name", NAMES)
def test_every_tag_is_told_in_the_readme(name: str) -> None:
    """Whoever adds a language learns there what a tag means; a tag nobody knows is a slip of the pen."""
    told = set(re.findall(r"\w+", README.read_text(encoding="utf-8")))
    assert set(words_file(name)) - told == set()


def marked(text: str, **phrases: str) -> Marked:
    return mark(text, tokenize(text), compiled([phrases]))


def test_a_stem_with_a_star_is_found_in_every_form() -> None:
    """Cases and genders need no list of their own; a stem also ends a longer phrase."""
    m = marked("работаю медсестрой в школах", role="медсестр*", place="в школ*")
    assert (m.after(1, "role"), m.after(2, "place")) == (2, 4)
    assert not marked("сестра", role="медсестр*").after(0, "role")


def test_accents_may_be_left_out_but_not_of_short_words() -> None:
    """Whoever has no such keys is understood; "ze" stays another word than "że"."""
    assert marked("ksiegowosc", topic="księgowość").after(0, "topic")
    assert marked("księgowość", topic="księgowość").after(0, "topic")
    assert not marked("ze", joint="że").after(0, "joint")
    assert not marked("год", year="гой").after(0, "year")


def test_an_ending_may_be_written_in_another_way() -> None:
    """One line of a table instead of every such verb twice."""
    m = mark("втомилась", tokenize("втомилась"), compiled([{"mood": "втомилася", "endings": {"ся": "сь"}}]))
    assert m.after(0, "mood")


def test_one_tag_may_carry_the_phrases_of_another() -> None:
    """A language that puts the head first lists its jobs once."""
    m = mark("врач", tokenize("врач"), compiled([{"role": "врач", "same": {"role_first": "role"}}]))
    assert m.after(0, "role") == m.after(0, "role_first") == 1
