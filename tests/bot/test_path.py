"""Behaviour of bot/path.py: the path is the best there is, by brute force, and its sum holds every limit."""

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from bot.goal.goal import Budget, Goal
from bot.path import Path, best_path
from bot.reply import Suggestion
from catalog.program import Duration, Price
from catalog.rates import Rates
from tests.bot.suggested import TODAY, suggested

RATES = Rates(TODAY, {"EUR": Decimal(1), "USD": Decimal(2)})
SKILLS = ("SQL", "Python", "statistics", "Tableau", "econometrics", "Kubernetes")
LEVELS = {"beginner": 0, "any": 1, "unknown": 1, "intermediate": 2, "advanced": 3}


def price(amount: int | None, currency: str = "EUR") -> Price:
    if amount is None:
        return Price()
    return Price("paid", Decimal(amount), None, currency, "total") if amount else Price("free")


def course(goal: Goal, id_: str, *skills: str, **fields: Any) -> Suggestion:
    """A course that teaches these skills."""
    return suggested(goal, id_, f"Course {id_}", skills=skills, **fields)


def ids(path: Path) -> list[str]:
    assert path.plan is not None
    return [step.suggestion.program.id for step in path.plan.steps]


def drawn(chance: random.Random) -> tuple[Goal, list[Suggestion]]:
    """A goal with some limits, and a small pool of courses that hold them alone."""
    goal = Goal(
        "goal",
        skills_wanted=SKILLS[: chance.randint(2, 6)],
        skills_known=chance.choice(((), ("Python",))),
        hours_per_week=chance.choice((None, 5.0, 7.0)),
        budget=chance.choice((None, Budget(Decimal(chance.choice((40, 90, 150))), "EUR"))),
        max_hours=chance.choice((None, None, None, 60.0)),
        max_weeks=chance.choice((None, None, None, 12.0)),
        deadline=chance.choice((None, None, None, TODAY + dt.timedelta(days=80))),
    )
    pool = []
    for number in range(chance.randint(2, 11)):
        hours = chance.choice((None, 5.0, 12.0, 20.0, 45.0))
        weeks = chance.choice((None, 2.0, 4.0, 7.0))
        start = chance.choice((None, None, None, TODAY + dt.timedelta(days=chance.randint(0, 60))))
        pool.append(
            course(
                goal,
                f"c{number}",
                *chance.sample(SKILLS, chance.choice((0, 1, 1, 2, 3))),
                duration=Duration(hours, hours, weeks, weeks),
                price=price(chance.choice((None, 0, 0, 20, 35, 60)), chance.choice(("EUR", "USD"))),
                level=chance.choice(tuple(LEVELS)),
                pace="scheduled" if start else chance.choice((None, "self-paced")),
                start=start,
                prerequisites=chance.choice((None, None, f"Know {chance.choice(SKILLS)}.", "Course c0")),
            )
        )
    return goal, [one for one in pool if is_held((one,), goal)]


def teaches(one: Suggestion, goal: Goal) -> set[str]:
    return {*one.program.skills} & {*goal.skills_wanted} - {*goal.skills_known}


def in_euros(one: Suggestion) -> Decimal | None:
    price = one.program.price
    if price.kind == "free":
        return Decimal(0)
    if price.amount is None:
        return None
    return price.amount / 2 if price.currency == "USD" else price.amount


def in_order(chosen: Sequence[Suggestion], pool: Sequence[Suggestion], goal: Goal) -> list[Suggestion]:
    """By level, then by closeness; behind what is needed first."""
    left = sorted(chosen, key=lambda one: (LEVELS[one.program.level], pool.index(one)))
    order: list[Suggestion] = []
    while left:
        for one in [*left, left[0]]:
            needed = one.program.prerequisites or ""
            before = [
                other
                for other in left
                if other is not one
                and (other.program.title in needed or any(skill in needed for skill in teaches(other, goal)))
            ]
            if not before:
                break
        left.remove(one)
        order.append(one)
    return order


def is_held(order: Sequence[Suggestion], goal: Goal) -> bool:
    """Day by day, by the words of the brief: the sums hold what one course holds."""
    free: dt.date | None = TODAY
    weeks, hours, costs = 0.0, 0.0, Decimal(0)
    for place, one in enumerate(order):
        program = one.program
        scheduled = program.pace == "scheduled"
        if scheduled and (free is None or program.start is None or (place and program.start < free)):
            return False
        span = program.duration.weeks_max
        if goal.hours_per_week and not scheduled:
            work = program.duration.hours_max
            span = None if work is None else -(-work * 10 // goal.hours_per_week) / 10
        cost = in_euros(one)
        if (span is None and (goal.max_weeks or goal.deadline)) or (cost is None and goal.budget):
            return False
        if program.duration.hours_max is None and goal.max_hours:
            return False
        hours += program.duration.hours_max or 0
        costs += cost or 0
        if free is not None and span is not None:
            begins = max(free, program.start or free)
            weeks += (begins - free).days / 7 + span
            free = begins + dt.timedelta(days=int(-(-round(span * 7, 6) // 1)))
        else:
            free = None
    return not (
        (goal.budget and costs > goal.budget.amount)
        or (goal.max_hours and hours > goal.max_hours)
        or (goal.max_weeks and weeks > goal.max_weeks + 0.051)
        or (goal.deadline and (free is None or free > goal.deadline))
    )


def brute_force(pool: Sequence[Suggestion], goal: Goal) -> list[str] | None:
    """Every set of two to four, every rule in plain words."""
    best: tuple[Any, ...] | None = None
    order_of_best = None
    single = max((len(teaches(one, goal)) for one in pool), default=0)
    for size in (2, 3, 4):
        for chosen in combinations(pool, size):
            union = set().union(*(teaches(one, goal) for one in chosen))
            others = [set().union(*(teaches(b, goal) for b in chosen if b is not a)) for a in chosen]
            if len(union) <= single or any(union == one for one in others):
                continue
            order = in_order(chosen, pool, goal)
            if not is_held(order, goal):
                continue
            currencies = {one.program.price.currency for one in chosen if in_euros(one) != 0}
            known = all(in_euros(one) is not None for one in chosen)
            # Without a budget, amounts of different currencies are not added.
            summed = known and (goal.budget or len(currencies) < 2)
            costs: Any = Decimal("Infinity")
            if summed:
                unit = 2 if not goal.budget and currencies == {"USD"} else 1
                costs = sum((in_euros(one) or 0) * unit for one in chosen)
            work = [one.program.duration.hours_max for one in chosen]
            hours = float("inf") if None in work else sum(one or 0 for one in work)
            key = (-len(union), size, costs, hours, sorted(one.program.id for one in chosen))
            if best is None or key < best:
                best, order_of_best = key, [one.program.id for one in order]
    return order_of_best


@pytest.mark.parametrize("seed", range(300))
def test_the_path_equals_brute_force(seed: int) -> None:
    """300 small pools with random limits, levels, prerequisites, start dates and unknown figures."""
    goal, pool = drawn(random.Random(seed))
    found = best_path(pool, goal, TODAY, RATES)
    assert (ids(found) if found.plan else None) == brute_force(pool, goal)


def test_the_pools_of_the_comparison_have_paths_of_every_length() -> None:
    """The comparison above would say nothing of pools without paths."""
    lengths = [
        len(brute_force(pool, goal) or ()) for goal, pool in map(drawn, map(random.Random, range(300)))
    ]
    assert {0, 2, 3, 4} == set(lengths)
    assert sum(one > 0 for one in lengths) >= 100


def greedy(pool: Sequence[Suggestion], goal: Goal) -> int:
    """Take what adds most, while the sum still holds."""
    chosen: list[Suggestion] = []
    covered: set[str] = set()
    while len(chosen) < 4:
        rest = [one for one in pool if one not in chosen and teaches(one, goal) - covered]
        held = [one for one in rest if is_held(in_order([*chosen, one], pool, goal), goal)]
        if not held:
            break
        chosen.append(max(held, key=lambda one: len(teaches(one, goal) - covered)))
        covered |= teaches(chosen[-1], goal)
    return len(covered)


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_the_path_teaches_no_less_than_the_greedy_answer(seed: int) -> None:
    goal, pool = drawn(random.Random(seed))
    found = best_path(pool, goal, TODAY, RATES)
    plans = [plan for plan in (found.plan, found.single) if plan]
    assert max((len(plan.covered) for plan in plans), default=0) >= greedy(pool, goal)


GOAL = Goal("goal", skills_wanted=SKILLS)


def test_without_skills_or_courses_there_is_no_path() -> None:
    bare = Goal("goal", target="public policy analyst")
    assert best_path([course(bare, "a", "SQL")], bare, TODAY, RATES) == Path(
        bare, TODAY, 1, 0, ("policy officer", "economic adviser")
    )
    assert best_path([], GOAL, TODAY, RATES) == Path(GOAL, TODAY, 0, len(SKILLS))


def test_one_course_that_teaches_as_much_as_any_two_stands_alone() -> None:
    found = best_path([course(GOAL, "a", "SQL", "Python"), course(GOAL, "b", "SQL")], GOAL, TODAY, RATES)
    assert found.plan is None
    assert found.single is not None and found.single.covered == ("SQL", "Python")


def test_what_the_person_knows_is_left_out() -> None:
    goal = Goal("goal", skills_wanted=("SQL", "Python", "statistics"), skills_known=("SQL",))
    known = suggested(goal, "k", "SQL for beginners", skills=("Python",))
    pool = [known, course(goal, "a", "Python"), course(goal, "b", "statistics", "SQL")]
    found = best_path(pool, goal, TODAY, RATES)
    assert ids(found) == ["a", "b"]
    assert found.plan is not None and found.plan.covered == ("Python", "statistics")


def test_a_fixed_schedule_starts_after_the_step_before_it_ends() -> None:
    goal = Goal("goal", skills_wanted=("SQL", "Python"), hours_per_week=5)
    first = course(goal, "a", "SQL", duration=Duration(20, 20), level="beginner")
    late = {"pace": "scheduled", "duration": Duration(weeks_min=2, weeks_max=2), "level": "advanced"}
    soon = course(goal, "b", "Python", start=TODAY + dt.timedelta(days=27), **late)
    then = course(goal, "b", "Python", start=TODAY + dt.timedelta(days=30), **late)
    assert best_path([first, soon], goal, TODAY, RATES).plan is None
    found = best_path([first, then], goal, TODAY, RATES).plan
    assert found is not None
    assert [(step.begins, step.finish) for step in found.steps] == [
        (TODAY, TODAY + dt.timedelta(days=28)),
        (TODAY + dt.timedelta(days=30), TODAY + dt.timedelta(days=44)),
    ]
    assert found.weeks_max == 6


def test_behind_an_unknown_length_no_step_has_a_date() -> None:
    pool = [course(GOAL, "a", "SQL"), course(GOAL, "b", "Python", duration=Duration(5, 5, 1, 1))]
    found = best_path(pool, GOAL, TODAY, RATES).plan
    assert found is not None
    assert [step.begins for step in found.steps] == [TODAY, None]
    assert found.finish is None and found.weeks_max is None and found.hours_max is None


@pytest.mark.parametrize(("monthly", "has_path"), [(50, True), (49, False)])
def test_a_monthly_budget_has_to_have_come_in_before_it_is_spent(monthly: int, has_path: bool) -> None:
    """Two courses of 50 and 48 that follow each other in the second month: 98 of twice the monthly sum."""
    budget = Budget(Decimal(monthly), "EUR", "month")
    goal = Goal("goal", skills_wanted=("SQL", "Python"), budget=budget, hours_per_week=5)
    pool = [
        course(goal, "a", "SQL", price=price(50), duration=Duration(25, 25)),
        course(goal, "b", "Python", price=price(48), duration=Duration(25, 25)),
    ]
    assert (best_path(pool, goal, TODAY, RATES).plan is not None) is has_path


def test_currencies_are_added_only_where_the_goal_says_to_which() -> None:
    pool = [course(GOAL, "a", "SQL", price=price(20)), course(GOAL, "b", "Python", price=price(20, "USD"))]
    without = best_path(pool, GOAL, TODAY, RATES).plan
    assert without is not None and without.cost_max is None
    goal = Goal("goal", skills_wanted=SKILLS, budget=Budget(Decimal(30), "EUR"))
    found = best_path(pool, goal, TODAY, RATES).plan
    assert found is not None and (found.cost_max, found.currency, found.is_converted) == (
        Decimal(30),
        "EUR",
        True,
    )
