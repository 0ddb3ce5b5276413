"""Whether programmes one after the other hold a goal's limits together: hours, weeks, the date, the money."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from bot.goal.goal import Budget, Goal
from bot.pace import DAYS_PER_WEEK, WEEKS_PER_MONTH, WEEKS_ROUNDING
from bot.plan import Turn, total_cost, turns
from bot.reply import Suggestion
from catalog.rates import Rates


def hold_together(order: Sequence[Suggestion], goal: Goal, today: dt.date, rates: Rates) -> bool:
    """Tell whether these programmes, done in this order from `today`, hold every limit of the goal in sum.

    What cannot be told breaks a limit that the goal sets: nobody pays or waits on a guess. That each of
    them holds its own limits is not asked again.
    """
    taken = turns(order, goal, today)
    return (
        all(_can_follow(turn) for turn in taken[1:])
        and _within(goal.max_hours, [one.program.duration.hours_max for one in order])
        and _within(goal.max_weeks, [_weeks(turn) for turn in taken], WEEKS_ROUNDING)
        and _is_in_time(taken, goal.deadline)
        and _is_affordable(taken, goal, rates)
    )


def _can_follow(turn: Turn) -> bool:
    """A fixed schedule begins after the end of the one before it; nothing may end before it is done."""
    program, span = turn.suggestion.program, turn.suggestion.span
    if program.pace == "scheduled":
        return turn.free is not None and program.start is not None and program.start >= turn.free
    if span.over:
        return False
    return program.end is None or (turn.finish is not None and turn.finish <= program.end)


def _within(most: float | None, values: Iterable[float | None], slack: float = 0.0) -> bool:
    if most is None:
        return True
    known = list(values)
    # Sums of tenths: a thousandth is no week.
    return None not in known and sum(one or 0 for one in known) <= most + slack + 0.001


def _weeks(turn: Turn) -> float | None:
    """Return the calendar weeks that a programme takes, with the waiting for its start."""
    if turn.free is None or turn.begins is None:
        return None
    waiting = (turn.begins - turn.free).days / DAYS_PER_WEEK
    if turn.suggestion.span.weeks_max is not None:
        return waiting + turn.suggestion.span.weeks_max
    return None if turn.finish is None else waiting + (turn.finish - turn.begins).days / DAYS_PER_WEEK


def _is_in_time(taken: Sequence[Turn], deadline: dt.date | None) -> bool:
    if deadline is None:
        return True
    finish = taken[-1].finish
    return finish is not None and finish <= deadline


def _is_affordable(taken: Sequence[Turn], goal: Goal, rates: Rates) -> bool:
    if goal.budget is None:
        return True
    total = total_cost([turn.suggestion for turn in taken], goal, rates)
    if total.most is None:
        return False
    if goal.budget.per == "total" or total.most == 0:
        return total.most <= goal.budget.amount
    return _is_affordable_monthly(taken, goal.budget, total.currency, rates)


def _is_affordable_monthly(taken: Sequence[Turn], budget: Budget, currency: str | None, rates: Rates) -> bool:
    """So much a month is there from the first day: what is paid until any day must have come in by then."""
    paid = []
    for turn in taken:
        if turn.begins is None or taken[0].free is None:
            return False
        week = (turn.begins - taken[0].free).days / DAYS_PER_WEEK
        paid += [
            (week + after, _converted(amount, turn.suggestion.cost.currency, currency, rates))
            for after, amount in _charges(turn.suggestion)
        ]
    paid.sort()
    sums = accumulate(amount for _, amount in paid)
    return all(
        so_far <= budget.amount * (int(week / WEEKS_PER_MONTH + 1e-6) + 1)
        for so_far, (week, _) in zip(sums, paid, strict=True)
    )


def _charges(suggestion: Suggestion) -> Iterator[tuple[float, Decimal]]:
    """Return (weeks after the beginning, amount): a monthly price by the month, all else at once.

    The monthly price alone counts, as it does for one programme (`bot.limits.money.budget`).
    """
    price, cost = suggestion.program.price, suggestion.cost
    if price.kind == "subscription" and price.per == "month" and price.amount is not None:
        for period in range(cost.periods or 1):
            yield period * WEEKS_PER_MONTH, price.amount_max or price.amount
    else:
        yield 0.0, cost.amount_max or Decimal(0)


def _converted(amount: Decimal, source: str | None, target: str | None, rates: Rates) -> Decimal:
    if source is None or target is None:
        return amount
    return rates.convert(amount, source, target) or Decimal(0)
