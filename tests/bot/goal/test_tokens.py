"""Numbers and words as people write them."""

from decimal import Decimal

import pytest

from bot.goal.tokens import number, tokenize


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("200", "200"),
        ("1,500.50", "1500.50"),
        ("1.500,50", "1500.50"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("1 500", "1500"),
        ("1'500", "1500"),
        ("1,20,000", "120000"),
        ("1.500.000", "1500000"),
        ("6.5", "6.5"),
        ("99,90", "99.90"),
        ("0.125", "0.125"),
    ],
)
def test_numbers_are_read_as_written_there(written: str, value: str) -> None:
    """The mark between thousands and the decimal mark are told apart by what stands behind them."""
    assert number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["1" * 13, "²", "٣" * 20])
def test_a_number_nobody_means_is_none(written: str) -> None:
    """More digits than any sum has, or signs that are no digits, are not read."""
    assert number(written) is None


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("c++, C# and .NET", ["c++", ",", "c#", "and", ".net"]),
        ("Node.js/React", ["node.js", "/", "react"]),
        ("don't", ["dont"]),
        ("l'attestato", ["l", "attestato"]),
        ("обов'язково", ["обовязково"]),
        ("self-paced", ["self", "paced"]),
        ("5-7 hrs", ["5", "-", "7", "hrs"]),
        ("A$ 50", ["a$", "50"]),
        ("+1 415 555 0134", ["+1 415 555 0134"]),
        ("3d", ["3", "d"]),
        ("İstanbul", ["istanbul"]),
    ],
)
def test_words_keep_their_marks(text: str, norms: list[str]) -> None:
    """Marks that belong to a name stay; apostrophes and hyphens do not divide what is one word."""
    assert [token.norm for token in tokenize(text)] == norms


def test_tokens_know_where_they_stood() -> None:
    """A token's place gives the message's own letters back."""
    text = "Want  to be a Nurse!"
    assert [text[token.start : token.end] for token in tokenize(text)] == [
        "Want",
        "to",
        "be",
        "a",
        "Nurse",
        "!",
    ]
