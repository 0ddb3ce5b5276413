"""Programmes side by side: what differs, what is the same, what none of them states."""

import pytest

from bot.compare import Comparison, Taught, compare
from bot.goal.goal import Goal
from bot.reply import Suggestion
from catalog.program import Duration, Price
from catalog.rates import shipped_rates
from tests.bot.suggested import TODAY, suggested

GOAL = Goal("goal", target="data analyst", hours_per_week=3)
SQL = suggested(
    GOAL,
    "sql",
    "SQL",
    provider="Open Uni",
    duration=Duration(hours_min=18, hours_max=18),
    price=Price("free"),
    skills=("SQL", "Databases"),
    credential="certificate",
    proof="assessed",
    assessment="A test",
    level="beginner",
    language=("en",),
    pace="self-paced",
    as_of="2026-10",
)
BOARDS = suggested(
    GOAL,
    "boards",
    "Dashboards",
    provider="Academy",
    duration=Duration(hours_min=12, hours_max=12),
    skills=("databases", "dashboards"),
    credential="certificate",
    level="beginner",
    language=("en",),
    as_of="2024-05",
)
SILENT = suggested(GOAL, "silent", "Something")


def compared(*suggestions: Suggestion) -> Comparison:
    """Compare them for the goal."""
    return compare(suggestions, GOAL, TODAY, shipped_rates())


def values(found: Comparison) -> dict[str, tuple[str | None, ...]]:
    """What each states, by the kind of fact."""
    return {one.name: one.values for one in (*found.different, *found.same)}


def test_what_differs_is_apart_from_what_is_the_same() -> None:
    found = compared(SQL, BOARDS)
    different = ["Time", "Cost", "Assessment", "What it proves", "Schedule", "Date of the facts"]
    assert [one.name for one in found.different] == different
    assert {one.name: one.values[0] for one in found.same} == {
        "At the end": "You get a certificate.",
        "Level": "beginner",
        "Language": "English",
    }
    assert found.unstated == ()


def test_each_has_its_own_weeks_and_cost() -> None:
    found = values(compared(SQL, BOARDS))
    assert [str(one).split(" at ")[0] for one in found["Time"]] == [
        "18 hours of work. For you 6 weeks",
        "12 hours of work. For you 4 weeks",
    ]
    assert [str(one).split(".")[0] for one in found["Cost"]] == ["Free", "Not stated"]


def test_what_one_does_not_state_is_none_and_what_nobody_states_is_named_once() -> None:
    """Never a guess, and never the same as what another states."""
    found = compared(BOARDS, SILENT)
    assert values(found)["Level"] == ("beginner", None)
    assert found.unstated == ("Assessment", "What it proves", "Schedule")


def test_old_facts_are_marked() -> None:
    dates = values(compared(SQL, BOARDS))["Date of the facts"]
    assert dates == ("October 2026", "May 2024, old, so check it first")


def test_the_language_of_a_text_is_not_that_of_a_course() -> None:
    derived = suggested(GOAL, "x", "X", text_language="es")
    found = values(compared(SQL, derived))["Language"]
    assert found == ("English", "Not stated. Language of its text: Spanish")


def test_what_is_taught_is_grouped_by_who_teaches_it() -> None:
    """What only one teaches comes first; the same words in another case are the same."""
    found = compared(SQL, BOARDS, SILENT)
    assert found.taught == (
        Taught((0,), ("SQL",)),
        Taught((1,), ("dashboards",)),
        Taught((0, 1), ("Databases",)),
    )
    assert found.silent == (2,)


def test_limits_are_told_only_where_they_differ() -> None:
    full = suggested(GOAL, "full", "Full", status="full")
    assert "Against your limits" not in values(compared(SQL, BOARDS))
    assert values(compared(SQL, full))["Against your limits"] == (
        "Nothing.",
        "The provider marks it as full.",
    )


@pytest.mark.parametrize("count", [0, 1, 5])
def test_one_or_five_are_no_comparison(count: int) -> None:
    with pytest.raises(ValueError, match=f"{count} programmes cannot be compared, only 2 to 4"):
        compared(*[SQL] * count)
