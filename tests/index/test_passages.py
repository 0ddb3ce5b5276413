"""Passages: the programme's text, and nothing that could buy a rank."""

from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.program import Price, Program
from index.passages import passage, title_passage

WELDING = Program(
    id="w1",
    title="Welding for Beginners",
    provider="Oak College",
    description="Join steel safely.",
    skills=("MIG welding", "Safety"),
    outcomes=("Set up a welding station.",),
)


def test_a_passage_holds_title_description_skills_and_outcomes() -> None:
    """Everything that says what a programme is about is embedded, in one text."""
    text = passage(WELDING)
    assert text.startswith("Welding for Beginners")
    for part in ("Join steel safely", "MIG welding, Safety", "Set up a welding station"):
        assert part in text


def test_a_programme_with_a_title_alone_is_its_title() -> None:
    """What is not stated leaves no trace, not even a full stop."""
    assert passage(Program(id="1", title="Beekeeping")) == "Beekeeping"


def test_the_title_leg_is_the_title() -> None:
    """The second leg sees the title and nothing else."""
    assert title_passage(WELDING) == "Welding for Beginners"


@settings(max_examples=50)
@given(
    words=st.text(max_size=30),
    amount=st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=2),
)
def test_neither_who_sells_nor_what_it_costs_changes_a_passage(words: str, amount: Decimal) -> None:
    """Ranking cannot be bought: provider, price, address and institution are not in the text."""
    sold = msgspec.structs.replace(
        WELDING,
        provider=words,
        institution=words,
        awarding_body=words,
        url=words,
        source=words,
        price=Price(kind="paid", amount=amount),
    )
    assert passage(sold) == passage(WELDING)
    assert title_passage(sold) == title_passage(WELDING)


def test_what_the_description_says_already_is_not_said_twice() -> None:
    """Outcomes are often sentences of the description."""
    program = msgspec.structs.replace(WELDING, description="Join steel. Set up a welding station.")
    assert passage(program).count("Set up a welding station") == 1


def test_a_passage_is_cut_at_a_word() -> None:
    """A description of any length takes a bounded time to embed."""
    text = passage(msgspec.structs.replace(WELDING, description="word " * 5000, skills=("skill",) * 500))
    assert len(text) <= 700
    assert set(text.split()) <= {"Welding", "for", "Beginners.", "word", "word.", "skill", "skill,"}
