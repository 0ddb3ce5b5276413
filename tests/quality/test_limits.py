"""No limit is broken by what is shown as fitting, and nothing that holds them all is lost (make measure).

The check is its own arithmetic, written from the rules and sharing nothing with the product's.
"""

import datetime as dt
import math
import random
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.fit import grouped
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person
from catalog.importing import read_catalog
from catalog.program import Price, Program
from catalog.rates import shipped_rates
from tests.bot.test_fit import facts_of

pytestmark = pytest.mark.measure
TODAY = dt.date(2026, 11, 25)
FILES = ("online_courses.csv", "edx_courses.csv", "udemy_courses.csv")
COMBINATIONS = 1_000
MONTH_WEEKS = Decimal(52) / 12


@pytest.fixture(scope="module")
def programs(shared: Path) -> list[Program]:
    """The programmes of three real files; every seventh is paid by the month instead."""
    read = read_catalog([shared / "data" / "raw" / name for name in FILES]).programs
    chance = random.Random(17)
    return [
        _by_the_month(program, chance) if place % 7 == 0 else program for place, program in enumerate(read)
    ]


def _by_the_month(program: Program, chance: random.Random) -> Program:
    amount = Decimal(chance.choice(["9.99", "19", "39", "49", "399"]))
    return replace(program, price=Price("subscription", amount, currency="USD", per="month"))


def a_goal(chance: random.Random) -> Goal:
    """Return a goal with at least one limit, among them several at once."""
    amount = Decimal(chance.choice([10, 20, 49, 50, 95, 120, 200, 500]))
    goal = Goal(
        "goal",
        "en",
        target="x",
        budget=chance.choice([None, Budget(amount, "USD"), Budget(amount, None)]),
        free_only=chance.random() < 0.15,
        certificate=chance.choice([None, True]),
        hours_per_week=chance.choice([None, 2.0, 5.0, 7.5, 40.0]),
        max_weeks=chance.choice([None, 1.0, 4.0, 8.7, 13.0, 26.0]),
        max_hours=chance.choice([None, 3.0, 10.0, 40.0]),
        deadline=chance.choice([None, dt.date(2027, 1, 31), dt.date(2026, 12, 24)]),
    )
    limits = (goal.budget, goal.free_only, goal.max_weeks, goal.max_hours, goal.deadline)
    return goal if any(limits) else a_goal(chance)


def weeks_needed(program: Program, goal: Goal) -> Decimal | None:
    """Return the calendar weeks at the longer end, in tenths, rounded up."""
    duration = program.duration
    if goal.hours_per_week is None or program.pace == "scheduled":
        return None if duration.weeks_max is None else Decimal(str(duration.weeks_max))
    if duration.hours_max is None:
        return None
    exact = Decimal(str(duration.hours_max)) / Decimal(str(goal.hours_per_week))
    return Decimal(math.ceil(round(exact * 10, 6))) / 10


def to_pay(program: Program, goal: Goal) -> Decimal | None:
    """Return what has to be paid at most, in the programme's currency; None cannot be told."""
    price = program.price
    fee = price.certificate_amount if goal.certificate else None
    if price.kind == "free":
        return fee or Decimal(0)
    if price.kind == "free_to_learn":
        return fee if goal.certificate else Decimal(0)
    if price.amount is None or price.open_ended or price.per is None:
        return None
    most = max(price.amount, price.amount_max or price.amount)
    if price.per == "month":
        weeks = weeks_needed(program, goal)
        if weeks is None:
            return None
        most *= max(1, math.ceil((weeks - Decimal("0.05")) / MONTH_WEEKS))
    return most + (fee or 0)


def holds_all(program: Program, goal: Goal) -> bool:
    """Tell whether every limit is held for certain."""
    return all(
        (
            _pays(program, goal),
            not goal.free_only or _is_free(program, goal),
            not goal.certificate or _certifies(program),
            _lasts(program, goal),
            not _asks_for_more(program, goal),
            goal.max_hours is None or _is_at_most(program.duration.hours_max, goal.max_hours),
        )
    )


def _pays(program: Program, goal: Goal) -> bool:
    if goal.budget is None:
        return True
    most = to_pay(program, goal)
    if most == 0:
        return True
    told = program.price.currency in {goal.budget.currency or program.price.currency}
    return most is not None and program.price.currency is not None and told and most <= goal.budget.amount


def _is_free(program: Program, goal: Goal) -> bool:
    kind, fee = program.price.kind, program.price.certificate_amount
    if kind == "free":
        return not goal.certificate or not fee
    return kind == "free_to_learn" and not goal.certificate


def _certifies(program: Program) -> bool:
    """Tell whether it is said to end with a certificate, or sells one."""
    plain = {None, "course", "badge", "other"}
    return program.credential not in plain or program.price.certificate_amount is not None


def _lasts(program: Program, goal: Goal) -> bool:
    weeks = weeks_needed(program, goal)
    if goal.max_weeks is not None and (
        weeks is None or weeks > Decimal(str(goal.max_weeks)) + Decimal("0.05")
    ):
        return False
    if goal.deadline is None:
        return True
    return weeks is not None and TODAY + dt.timedelta(days=math.ceil(weeks * 7)) <= goal.deadline


def _asks_for_more(program: Program, goal: Goal) -> bool:
    """Tell whether a fixed schedule wants more of a week than there is; without one the pace is free."""
    least, have = program.duration.hours_per_week_min, goal.hours_per_week
    return program.pace == "scheduled" and None not in (least, have) and (least or 0) > (have or 0)


def _is_at_most(longest: float | None, most: float) -> bool:
    return longest is not None and longest <= most


def test_fits_are_exactly_what_holds_every_limit(programs: list[Program]) -> None:
    """Over 1,000 combinations of limits: none shown that breaks one, none lost that holds all."""
    # Dated programmes have rules of their own (tests/bot/test_limits.py); these files have none.
    undated = [program for program in programs if program.start is None and program.end is None]
    facts, chance = facts_of(undated), random.Random(1)
    paid = sum(program.price.kind == "paid" for program in undated)
    wrong, lost, shown = [], [], 0
    for _ in range(COMBINATIONS):
        goal = a_goal(chance)
        fits = set(grouped(facts, Person(goal, TODAY, shipped_rates())).numbers["fits"].tolist())
        right = {place for place, program in enumerate(undated, start=1) if holds_all(program, goal)}
        shown += len(fits)
        wrong += [(goal, undated[place - 1]) for place in fits - right]
        lost += [(goal, undated[place - 1]) for place in right - fits]
    print(
        f"\n{len(undated)} programmes, {paid} paid; {shown} fits shown, {len(wrong)} wrong, {len(lost)} lost"
    )
    assert shown
    assert not wrong, wrong[0]
    assert not lost, lost[0]
