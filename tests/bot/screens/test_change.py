"""The screens of changes: every part with its value, every choice with its count, and what a tap sets."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.advisor import Advisor
from bot.goal.goal import Budget, Goal
from bot.refine import PARTS, arg_of, as_set, asking, changed_fields
from bot.reply import Answer, key_of
from bot.request import Request
from bot.screens import change, not_for_me
from bot.screens.parts import args_of
from bot.screens.plain import LANGUAGES_READ
from bot.screens.screen import Action, unpacked
from bot.telegram.changing import disliked
from bot.words import say, speaking
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
MESSAGE = (
    "I want to become a data analyst, under 300 dollars, 5 hours a week, not from Udemy, without welding"
)


def page(advisor: Advisor, request: Request) -> Answer:
    found = advisor.page(request, TODAY)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def data_analysts(advisor: Advisor) -> Answer:
    return page(advisor, Request.of("data analyst", TODAY))


def test_every_part_that_is_set_is_a_button_with_its_value(advisor: Advisor) -> None:
    screen = change.change(page(advisor, Request.of(MESSAGE, TODAY)), 7, (), can_undo=True)
    labels = [button.label for row in screen.rows for button in row]
    assert {"Budget: 300 US dollars", "Hours a week: 5 hours", "Provider ruled out: Udemy"} <= set(labels)
    assert {"Level: any", "Undo", "Show results", "New goal"} <= set(labels)
    assert_good(screen)


@pytest.mark.parametrize("language", LANGUAGES_READ)
@settings(max_examples=20, deadline=None)
@given(
    amount=st.integers(1, 99_999),
    currency=st.sampled_from(["EUR", "USD", "CAD", "TRY", "PLN"]),
    count=st.integers(1, 999),
)
def test_what_is_cheaper_is_at_most_a_price_and_says_how_many_fit(
    data_analysts: Answer, language: str, amount: int, currency: str, count: int
) -> None:
    """Neither the amount nor the count is cut off, however large they are; the brackets are explained."""
    goal = replace(data_analysts.goal, budget=Budget(Decimal(amount), currency))
    with speaking(language):
        offered = [change.Refinement("cheaper", goal, count)]
        screen = change.change(data_analysts, 7, offered)
        sets = [
            one for row in screen.rows for one in row if isinstance(one.does, Action) and one.does.op == "set"
        ]
        [button] = sets
        assert button.label.endswith(f"({count})")
        assert str(amount) in re.sub(r"(?<=\d)[^\d(]+(?=\d{3}(?!\d|\)))", "", button.label)
        assert button.label.startswith(say("At most {value} ({count})", value="", count=0).split()[0])
        assert say("In brackets: how many courses then fit.") in screen.text


@pytest.mark.parametrize("part", PARTS)
def test_every_choice_says_how_many_courses_then_fit(advisor: Advisor, part: str) -> None:
    """The counts are those of the list that the tap leads to."""
    request = Request.of(MESSAGE, TODAY)
    args = args_of(request.goal, part, TODAY)
    goals = [goal for arg in args if (goal := as_set(request.goal, arg))]
    assert len(goals) == len(args) and args[0] == f"any.{part}"
    counts = advisor.fitting(request, TODAY, goals)
    assert list(counts) == [page(advisor, asking(request, goal)).counts["fits"] for goal in goals]
    given = dict(zip(args, counts, strict=True))
    assert_good(change.choices(page(advisor, request), 7, part, given))
    assert_good(change.typing(7, part))


@pytest.mark.parametrize("reason", ["cost", "time", "easy", "hard", "from", "other"])
def test_every_reason_hides_the_course(advisor: Advisor, reason: str) -> None:
    request, key = Request.of("data analyst", TODAY), key_of("analyst-sub")
    course = advisor.course(request, TODAY, key)
    assert course is not None
    assert_good(not_for_me.reasons(course, 7))
    now = disliked(request, course, key, reason)
    shown = page(advisor, now)
    assert now.unwanted == (key,)
    assert key not in [key_of(one.program.id) for one in shown.suggestions]
    expected = {"time": ["max_hours"], "from": ["not_providers"]}
    assert changed_fields(request.goal, now.goal) == expected.get(reason, [])


def test_a_course_whose_cost_is_told_sets_a_budget_below_it(advisor: Advisor) -> None:
    request, key = Request.of("data analyst", TODAY), key_of("analyst-dear")
    course = advisor.course(request, TODAY, key)
    assert course is not None
    assert disliked(request, course, key, "cost").goal.budget == Budget(Decimal(4499), "USD")


goals = st.builds(
    Goal,
    st.just("goal"),
    budget=st.none()
    | st.builds(
        Budget,
        st.decimals(1, 99999, places=2),
        st.sampled_from([None, "USD", "EUR"]),
        st.sampled_from(["total", "month"]),
    ),
    hours_per_week=st.none() | st.integers(1, 40).map(float),
    max_weeks=st.none() | st.sampled_from([4.3, 6.0, 52.0]),
    deadline=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
    level=st.sampled_from([None, "beginner", "advanced"]),
    certificate=st.sampled_from([None, True, False]),
    pace=st.sampled_from([None, "self-paced", "scheduled"]),
    course_languages=st.sampled_from([(), ("es",), ("pt-br",)]),
)


@settings(max_examples=60, deadline=None)
@given(goals, goals, st.sampled_from(["hours", "weeks", "date", "cost", "level", "lang", "cert", "pace"]))
def test_a_button_sets_its_part_exactly_and_nothing_else(old: Goal, new: Goal, part: str) -> None:
    found = as_set(old, arg_of(new, part))
    assert found == replace(old, **{field: getattr(new, field) for field in PARTS[part]})
    action = Action("set", 10**12 - 1, f"{arg_of(new, part)}.r")
    assert unpacked(action.packed()) == action


@settings(max_examples=60, deadline=None)
@given(
    st.from_regex(r"[a-z0-9.-]{0,24}", fullmatch=True)
    | st.sampled_from(["cost.1e9", "hours.nan", "hours.inf"])
)
def test_an_argument_that_nobody_made_sets_nothing_or_a_goal(arg: str) -> None:
    assert isinstance(as_set(Goal("goal"), arg), Goal | None)
