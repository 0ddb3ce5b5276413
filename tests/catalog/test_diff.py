"""Comparing two catalogues: every programme is counted once, and what changed is named."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from catalog.diff import diff
from catalog.program import Price, Program, Receipt

SQL = Program(id="sql", title="SQL", price=Price("free"))
DEARER = Program(id="sql", title="SQL", price=Price("paid", Decimal(30), currency="USD"))
READ_AGAIN = Program(
    id="sql",
    title="SQL",
    price=Price("free"),
    as_of="2026-11",
    source="new.csv",
    receipts={"title": (Receipt("new.csv", "SQL", 9),)},
    warnings=("Read twice.",),
)


def programs() -> st.SearchStrategy[list[Program]]:
    """Catalogues whose ids meet often."""
    one = st.builds(Program, id=st.sampled_from("abcdef"), title=st.sampled_from(["A", "B"]))
    return st.lists(one, unique_by=lambda program: program.id)


def test_a_new_price_is_a_change_of_the_price_alone() -> None:
    """What a person would be told differently is a change."""
    [changed] = diff([SQL], [DEARER]).changed
    assert (changed.before, changed.after, changed.fields) == (SQL, DEARER, ("price",))


def test_where_and_when_a_programme_was_read_is_no_change() -> None:
    """Another file, row or day that says the same is the same."""
    found = diff([SQL], [READ_AGAIN])
    assert (found.changed, found.same) == ((), 1)


@given(programs(), programs())
def test_every_programme_is_counted_once(before: Sequence[Program], after: Sequence[Program]) -> None:
    """The four parts add up on both sides, whatever the order."""
    found = diff(before, after)
    assert len(found.gone) + len(found.changed) + found.same == len(before)
    assert len(found.new) + len(found.changed) + found.same == len(after)
    assert diff(before[::-1], after[::-1]) == found
    back = diff(after, before)
    assert (back.new, back.gone, back.same) == (found.gone, found.new, found.same)
