"""Hand-worked cases of pace and cost: pace_and_cost.tsv has what is given, and what is right and why.

A range is "least..most", an open end is empty, "none" is what cannot be told.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.cost import cheaper_pace, cost_for
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person, State
from bot.limits.table import judgements
from catalog.program import Duration, Price, Program
from catalog.rates import Rates

RATES = Rates(
    dt.date(2026, 10, 30),
    {"EUR": Decimal(1), "USD": Decimal("1.1"), "GBP": Decimal("0.8"), "JPY": Decimal(160)},
)
_SCHEDULES = {"own": "self-paced", "fixed": "scheduled"}
_WANTED = {"yes": True, "no": False}
_TIME = {"hours", "weeks", "effort", "schedule", "start", "end", "today", "mine", "deadline", "max_weeks"}
_MONEY = {"kind", "per", "amount", "open", "fee", "in", "wants", "free_weeks", "budget"}


def read_cases() -> list[Any]:
    """Return the lines of the table that are no headings."""
    lines = (Path(__file__).parent / "pace_and_cost.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [pytest.param(pairs(given), pairs(right), id=f"{why} | {given}") for why, given, right in cells]


def pairs(cell: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in cell.split())


def ends(stated: str | None, kind: Callable[[str], Any]) -> tuple[Any, Any]:
    """Return both ends of a range, which are the same where there is one number."""
    least, is_range, most = (stated or "..").partition("..")
    first, last = (kind(end) if end else None for end in (least, most if is_range else least))
    return first, last


def day(given: dict[str, str], name: str) -> dt.date | None:
    return dt.date.fromisoformat(given[name]) if name in given else None


def number(given: dict[str, str], name: str) -> float | None:
    return float(given[name]) if name in given else None


def a_program(given: dict[str, str]) -> Program:
    (hours, weeks, effort) = (ends(given.get(name), float) for name in ("hours", "weeks", "effort"))
    amount, amount_max = ends(given.get("amount"), Decimal)
    currency = given.get("in", "USD")
    return Program(
        id="a",
        title="b",
        duration=Duration(*hours, *weeks, *effort),
        price=Price(
            given.get("kind", "unknown"),  # type: ignore[arg-type]
            amount,
            amount_max if amount_max != amount else None,
            None if currency == "none" else currency,
            given.get("per"),  # type: ignore[arg-type]
            Decimal(given["fee"]) if "fee" in given else None,
            "open" in given,
        ),
        free_access_weeks=number(given, "free_weeks"),
        pace=_SCHEDULES.get(given.get("schedule", "")),  # type: ignore[arg-type]
        start=day(given, "start"),
        end=day(given, "end"),
    )


def a_goal(given: dict[str, str]) -> Goal:
    amount, currency, per = (
        [*given.get("budget", "").split(":"), "total"][:3] if "budget" in given else [""] * 3
    )
    return Goal(
        "goal",
        budget=Budget(Decimal(amount), None if currency == "none" else currency, per)  # type: ignore[arg-type]
        if amount
        else None,
        certificate=_WANTED.get(given.get("wants", "")),
        hours_per_week=number(given, "mine"),
        max_weeks=number(given, "max_weeks"),
        deadline=day(given, "deadline"),
    )


def found(given: dict[str, str]) -> dict[str, str]:
    """Return everything that is worked out for a case, in the words of the table."""
    program, goal = a_program(given), a_goal(given)
    person = Person(goal, day(given, "today") or dt.date(2026, 11, 25), RATES)
    span = person.span(program.duration, program.pace, program.end, program.start)
    cost = cost_for(program.price, goal.certificate is True, span, program.free_access_weeks)
    cheaper = cheaper_pace(program, goal.certificate is True, span, goal.hours_per_week)
    judged = {one.limit: one for one in judgements(person, lambda name: getattr(program, name))}
    return {
        "weeks": shown(span.weeks_min, span.weeks_max),
        "finish": shown(span.finish_min, span.finish),
        "begins": shown(span.begins, span.begins),
        "started": "yes" if span.started else "no",
        "over": "yes" if span.over else "no",
        "cost": shown(cost.amount_min, cost.amount_max),
        "periods": shown(cost.periods_min, cost.periods),
        "missing": (cost.missing or "none").replace(" ", "_"),
        "cheaper": f"{plain(cheaper.hours_per_week)}:{plain(cheaper.saved)}" if cheaper else "none",
    } | {
        limit: {
            State.HELD: "held",
            State.UNKNOWN: f"unknown:{(one.missing or '').replace(' ', '_')}",
            State.BROKEN: f"broken:{plain(one.over)}",
        }[one.state]
        for limit, one in judged.items()
    }


def shown(least: object, most: object) -> str:
    if least is None and most is None:
        return "none"
    return plain(most) if least == most else f"{plain(least)}..{plain(most)}"


def plain(value: object) -> str:
    if value is None:
        return ""
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float | int | Decimal) else str(value)


CASES = read_cases()


@pytest.mark.parametrize(("given", "right"), CASES)
def test_a_hand_worked_case_of_pace_or_cost(given: dict[str, str], right: dict[str, str]) -> None:
    """Each line was worked out by hand, with the reason beside it."""
    assert right and given.keys() <= _TIME | _MONEY
    worked = found(given)
    assert {name: worked[name] for name in right} == right


def test_the_table_has_not_shrunk() -> None:
    """At least 80 cases, each of them another one."""
    distinct = {tuple(sorted((case.values[0] | {"right": str(case.values[1])}).items())) for case in CASES}
    assert len(distinct) == len(CASES) >= 80
