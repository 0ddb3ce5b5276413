"""Slips of the pen in the words of limits, and in no other word."""

import datetime as dt

import pytest

from bot.goal.reader import read
from bot.goal.spelling import corrected
from bot.goal.tokens import tokenize


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("beginnr", "beginner"),  # a letter too few
        ("begginner", "beginner"),  # one too many
        ("budgat", "budget"),  # a wrong one
        ("certificaet", "certificate"),  # two swapped
        ("expert", "expert"),  # a word of its own
        ("export", "export"),
        ("wudget", "wudget"),  # the first letter is seldom mistyped
        ("bduge", "bduge"),  # two slips
        ("carer", "carer"),  # a job, and no career
    ],
)
def test_one_slip_is_put_right(typed: str, meant: str) -> None:
    """One letter is forgiven, two are not, and a word that the table knows is what it is."""
    assert [token.norm for token in corrected(tokenize(typed), "en")] == [meant]


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("wochenedne", "de", "wochenende"),
        ("anfanger", "de", "anfänger"),
        ("ucretsz", "tr", "ücretsiz"),  # an accent left out is no slip
        ("максимкм", "ru", "максимум"),
        ("безкоштвно", "uk", "безкоштовно"),
        ("maksymlanie", "pl", "maksymalnie"),
    ],
)
def test_each_language_has_its_own_words(typed: str, language: str, meant: str) -> None:
    """A slip is a slip in every alphabet, with or without accents."""
    assert [token.norm for token in corrected(tokenize(typed), language)] == [meant]


def test_what_is_wanted_stays_as_it_was_typed() -> None:
    """Only the limits are read through a slip; the message's own words are kept."""
    goal = read("beginer, want a certifcate in acounting, buget 200", dt.date(2026, 11, 25))
    assert (goal.target, goal.level, goal.certificate) == ("acounting", "beginner", True)
    assert goal.words["budget"] == "200"
