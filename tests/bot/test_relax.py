"""Behaviour of bot/relax.py: what is said of a relaxed limit is what judging each programme again says."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.fit import relaxed
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person
from bot.limits.table import LIMITS
from bot.lines.relaxation import relaxation_lines
from bot.relax import FULL_TIME_HOURS, moved, relaxations
from bot.reply import Answer, Enough, Relaxation
from catalog.program import Duration, Price, Program
from catalog.rates import shipped_rates
from tests.bot.test_fit import TODAY, facts_of, goals, group_of, programs

RATES = shipped_rates()


def counted(listed: Iterable[Program], goal: Goal) -> int:
    """Count what fits a goal by judging each programme by itself."""
    person = Person(goal, TODAY, RATES)
    return sum(group_of(person, place, one) == "fits" for place, one in enumerate(listed, start=1))


def found(listed: list[Program], goal: Goal) -> tuple[Relaxation, ...]:
    """Return the relaxations of a goal over a whole catalogue, in languages that its writer reads."""
    facts = facts_of(listed)
    return relaxations(facts, Person(goal, TODAY, RATES), facts.readable_by(goal))


def a_program(name: str, price: Price, hours: float | None = None, weeks: float | None = None) -> Program:
    """Return a programme in English."""
    return Program(
        name,
        name,
        price=price,
        duration=Duration(hours_min=hours, hours_max=hours, weeks_min=weeks, weeks_max=weeks),
        language=("en",),
    )


def dollars(amount: str) -> Price:
    """Return a price paid once."""
    return Price("paid", Decimal(amount), currency="USD", per="total")


@settings(max_examples=80, deadline=None)
@given(st.lists(programs, max_size=10), goals)
def test_each_count_is_that_of_the_goal_without_the_limit(listed: list[Program], goal: Goal) -> None:
    """Nothing is guessed: a count is what fits the same goal without exactly that limit."""
    goal = replace(goal, course_languages=())
    readable = [one for one in listed if not one.language or {"en"} & {*one.language}]
    said = {one.limit: one for one in found(listed, goal) if one.beside is None}
    for limit in LIMITS:
        if limit.asked(goal) and (said or limit.name in said):
            expected = counted(readable, relaxed(goal, limit.name))
            assert (said[limit.name].count if limit.name in said else 0) == expected


@settings(max_examples=80, deadline=None)
@given(st.lists(programs, max_size=10), goals)
def test_a_moved_limit_is_the_least_whole_one_that_brings_anything(listed: list[Program], goal: Goal) -> None:
    """With the value that is said as many fit as is said; with the whole one before it, nothing does."""
    goal = replace(goal, course_languages=())
    readable = [one for one in listed if not one.language or {"en"} & {*one.language}]
    for one in found(listed, goal):
        if one.enough is not None and not counted(readable, goal):
            assert counted(readable, moved(goal, one.limit, one.enough)) == one.enough_count > 0
            less = one_less(one.enough)
            # Free only has no amount before it; another currency's whole amount may be a smaller step.
            if one.limit != "free_only":
                assert counted(readable, moved(goal, one.limit, less)) == 0


def one_less(value: Enough) -> Enough:
    """Return the whole value before."""
    if isinstance(value, Budget):
        return replace(value, amount=value.amount - 1)
    return value - dt.timedelta(days=1) if isinstance(value, dt.date) else value - 1


@settings(max_examples=80, deadline=None)
@given(st.lists(programs, max_size=10), goals)
def test_two_limits_are_named_only_where_no_single_one_helps(listed: list[Program], goal: Goal) -> None:
    """And no other two limits would bring more."""
    goal = replace(goal, course_languages=())
    readable = [one for one in listed if not one.language or {"en"} & {*one.language}]
    pairs = [one for one in found(listed, goal) if one.beside is not None]
    if not pairs:
        return
    asked = [limit.name for limit in LIMITS if limit.asked(goal)]
    assert len(pairs) == 1
    assert not any(counted(readable, relaxed(goal, name)) for name in asked)
    best = max(
        counted(readable, relaxed(relaxed(goal, one), other))
        for one in asked
        for other in asked
        if one != other
    )
    assert pairs[0].count == best > 0


def test_the_nearest_price_is_said_with_what_a_larger_budget_brings() -> None:
    """39.50 is within 40, and more fit without any budget."""
    goal = Goal("goal", budget=Budget(Decimal(20), "USD"))
    listed = [a_program("a", dollars("39.50")), a_program("b", dollars("900"))]
    answer = Answer(goal, TODAY, {"fits": 0}, (), found(listed, goal))
    assert relaxation_lines(answer) == [
        "Budget: with 40 US dollars, 1 course would fit. Without this limit, 2 courses would fit."
    ]


def test_a_price_by_the_month_of_unknown_months_is_no_step() -> None:
    """A larger budget than one month's price does not tell that the whole fits."""
    goal = Goal("goal", budget=Budget(Decimal(20), "USD"))
    monthly = replace(dollars("39"), kind="subscription", per="month")
    (one,) = found([a_program("a", monthly)], goal)
    assert (one.count, one.enough) == (1, None)


def test_more_hours_a_week_are_said_where_they_are_enough() -> None:
    """30 hours within 3 weeks ask for 10 hours a week."""
    goal = Goal("goal", hours_per_week=4.0, max_weeks=3.0)
    answer = Answer(goal, TODAY, {"fits": 0}, (), found([a_program("a", Price("free"), hours=30)], goal))
    assert relaxation_lines(answer)[0].startswith("Weeks: with 8 weeks, 1 course would fit.")
    assert relaxation_lines(answer)[1] == "Hours a week: with 10 hours, 1 course would fit."


def test_no_week_longer_than_a_full_one_is_proposed() -> None:
    """Nobody is told to study 60 hours a week."""
    goal = Goal("goal", hours_per_week=4.0, max_weeks=1.0)
    listed = [a_program("a", Price("free"), hours=FULL_TIME_HOURS + 20)]
    assert [one.limit for one in found(listed, goal)] == ["max_weeks"]


def test_a_course_language_is_relaxed_only_to_languages_that_are_read() -> None:
    """Somebody who writes English and asks for Polish is not told of courses in Spanish."""
    goal = Goal("goal", language="en", course_languages=("pl",))
    spanish = replace(a_program("a", Price("free")), language=("es",))
    facts = facts_of([spanish, a_program("b", Price("free"))])
    (one,) = relaxations(facts, Person(goal, TODAY, RATES), np.array([1, 2]))
    assert (one.limit, one.count) == ("course_languages", 1)


@example(Relaxation("budget", 12, beside="deadline"))
@given(st.builds(Relaxation, st.sampled_from([limit.name for limit in LIMITS]), st.integers(1, 5000)))
def test_every_relaxation_has_a_sentence_with_its_count(one: Relaxation) -> None:
    """A count that is shown is the count that was made."""
    (line,) = relaxation_lines(Answer(Goal("goal"), TODAY, {"fits": 0}, (), (one,)))
    assert f"{one.count:,}" in line
    assert line.endswith(".")
