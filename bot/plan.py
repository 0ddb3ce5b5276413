"""A plan: programmes one after the other, what they cost in all, when they end, and what they teach."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.cost import Cost
from bot.goal.goal import Goal
from bot.pace import span_for
from bot.reply import Suggestion
from bot.skills import taught_of, wanted
from catalog.rates import Rates


@dataclass(frozen=True, slots=True)
class Step:
    """One programme of a plan, judged as if the person began it when its turn comes."""

    suggestion: Suggestion
    begins: dt.date | None
    """None behind a step whose length cannot be told."""
    finish: dt.date | None
    """The latest finishing date; None where it cannot be told."""
    teaches: tuple[str, ...] = ()
    """The wanted skills that it teaches and no step before it does."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One to four steps in their order; a single programme is a plan of one step."""

    goal: Goal
    today: dt.date
    steps: tuple[Step, ...]
    cost_min: Decimal | None = None
    """The sum of all steps in `currency`; None where any of them cannot be told."""
    cost_max: Decimal | None = None
    currency: str | None = None
    hours_min: float | None = None
    """The work of all steps; None where any of them cannot be told."""
    hours_max: float | None = None
    finish: dt.date | None = None
    covered: tuple[str, ...] = ()
    """The wanted skills that the steps teach."""
    missing: tuple[str, ...] = ()
    """The wanted skills that none of them teaches, and the person does not know."""
    weeks_min: float | None = None
    """Weeks of study of all steps, without waiting between them; None where any cannot be told."""
    weeks_max: float | None = None
    is_converted: bool = False
    """Whether any cost of the sum was in another currency."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What programmes cost together; the amounts are None where that cannot be told."""

    least: Decimal | None = None
    most: Decimal | None = None
    currency: str | None = None
    is_converted: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One programme in its place: when the person is free for it, when it begins, and its span from then."""

    suggestion: Suggestion
    free: dt.date | None
    begins: dt.date | None
    finish: dt.date | None


def turns(suggestions: Iterable[Suggestion], goal: Goal, today: dt.date) -> list[Turn]:
    """Return the programmes dated one after the other from `today`; behind an unknown length nothing is."""
    found: list[Turn] = []
    free: dt.date | None = today
    for suggestion in suggestions:
        if free is None:
            found.append(Turn(suggestion, None, None, None))
            continue
        program = suggestion.program
        span = span_for(program.duration, program.pace, program.end, goal.hours_per_week, free, program.start)
        begins = max(free, program.start) if program.start else free
        found.append(Turn(replace(suggestion, span=span), free, begins, span.finish))
        free = span.finish
    return found


def plan_of(suggestions: Sequence[Suggestion], goal: Goal, today: dt.date, rates: Rates) -> Plan:
    """Return the plan of these programmes, one after the other in this order from `today`."""
    skills = wanted(goal).skills
    left = list(skills)
    steps: list[Step] = []
    for turn in turns(suggestions, goal, today):
        learnt = taught_of(left, turn.suggestion.program)
        left = [skill for skill in left if skill not in learnt]
        names = tuple(skill.shown for skill in learnt)
        steps.append(Step(turn.suggestion, turn.begins, turn.finish, names))
    total = total_cost(suggestions, goal, rates)
    durations = [one.program.duration for one in suggestions]
    return Plan(
        goal,
        today,
        tuple(steps),
        total.least,
        total.most,
        total.currency,
        _sum(one.hours_min for one in durations),
        _sum(one.hours_max for one in durations),
        steps[-1].finish if steps else None,
        covered=tuple(skill.shown for skill in skills if skill not in left),
        missing=tuple(skill.shown for skill in left),
        weeks_min=_sum(one.suggestion.span.weeks_min for one in steps),
        weeks_max=_sum(one.suggestion.span.weeks_max for one in steps),
        is_converted=total.is_converted,
    )


def total_cost(suggestions: Iterable[Suggestion], goal: Goal, rates: Rates) -> Sum:
    """Return what programmes cost together, in the goal's currency or the one that all of them share.

    Different currencies are added only where the goal says which one to convert them to.
    """
    costs = [one.cost for one in suggestions if one.cost.amount_max != 0]
    asked = goal.budget.currency if goal.budget else None
    shared = {cost.currency for cost in costs}
    currency = asked or (shared.pop() if len(shared) == 1 else None)
    least = most = Decimal(0)
    for cost in costs:
        low, high = (_in(currency, one, cost, rates) for one in (cost.amount_min, cost.amount_max))
        # Two amounts of no stated currency need not be of the same one.
        if low is None or high is None or (currency is None and len(costs) > 1):
            return Sum()
        least, most = least + low, most + high
    return Sum(least, most, currency, any(cost.currency != currency for cost in costs))


def _in(currency: str | None, amount: Decimal | None, cost: Cost, rates: Rates) -> Decimal | None:
    if amount is None or cost.currency == currency:
        return amount
    return rates.convert(amount, cost.currency, currency) if cost.currency and currency else None


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else round(sum(one for one in known if one is not None), 2)
