"""Which limit to relax where nothing fits: counted by judging the programmes near the goal again."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bot.fit import Facts, relaxed
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Judgement, Person, State
from bot.limits.table import LIMITS, Limit
from bot.reply import Enough, Relaxation

FULL_TIME_HOURS = 40
"""The longest week that is proposed (contract.md: "full time" is 40)."""
_BY_NAME = {limit.name: limit for limit in LIMITS}


class _Near:
    """The programmes near a goal, judged for one goal after another.

    Only what a changed goal changes is judged anew: the verdicts of the other limits are kept.
    """

    def __init__(self, facts: Facts, person: Person, near: NDArray[np.int64]) -> None:
        self._facts = facts
        self._person = person
        self._places = facts.places(near)
        self._rows: dict[tuple[object, ...], NDArray[np.bool_]] = {}

    def kept(self, places: NDArray[np.bool_]) -> "_Near":
        """Return only those of the programmes."""
        fewer = _Near(self._facts, self._person, np.empty(0, dtype=np.int64))
        fewer._places = self._places[places]
        return fewer

    def fitting(self, goal: Goal) -> NDArray[np.bool_]:
        """Tell which of the programmes fit `goal`, in a language that its writer reads or asked for."""
        fits = self._readable(goal).copy()
        for limit in LIMITS:
            if limit.asked(goal):
                fits &= self._held(limit, goal)
        return fits

    def judged(self, limit: Limit, goal: Goal, places: NDArray[np.bool_]) -> list[Judgement]:
        """Return the distinct judgements of one limit over those of the programmes."""
        return self._facts.judged(limit, self._person.wanting(goal), self._places[places])[0]

    def size(self, value: Enough) -> Decimal | float | int:
        """Return what orders the values of one limit: money by its worth in euros where there is a rate."""
        if isinstance(value, Budget):
            rates, currency = self._person.rates, value.currency or "EUR"
            return rates.convert(value.amount, currency, "EUR") or value.amount
        return value.toordinal() if isinstance(value, dt.date) else value

    def _held(self, limit: Limit, goal: Goal) -> NDArray[np.bool_]:
        key = (limit.name, *(getattr(goal, name) for name in (limit.name, *limit.beside)))
        if key not in self._rows:
            verdicts, codes = self._facts.judged(limit, self._person.wanting(goal), self._places)
            self._rows[key] = np.array([one.state is State.HELD for one in verdicts], dtype=bool)[codes]
        return self._rows[key]

    def _readable(self, goal: Goal) -> NDArray[np.bool_]:
        key = ("readable", bool(goal.course_languages))
        if key not in self._rows:
            readable = np.isin(self._facts.numbers, self._facts.readable_by(goal))
            self._rows[key] = readable[self._places]
        return self._rows[key]


def relaxations(facts: Facts, person: Person, near: NDArray[np.int64]) -> tuple[Relaxation, ...]:
    """Ask again without exactly one limit, for each; where no single one helps, without the best two.

    The most helpful comes first. `near` are the numbers of the programmes near the goal.
    """
    goal, judged = person.goal, _Near(facts, person, near)
    asked = [limit.name for limit in LIMITS if limit.asked(goal)]
    singles = [_single(judged, goal, name) for name in asked]
    helpful = sorted(filter(None, singles), key=lambda one: (-one.count, -one.enough_count))
    return tuple(helpful) or _best_pair(judged, goal, asked)


def fitting_counts(
    facts: Facts, person: Person, near: NDArray[np.int64], goals: Sequence[Goal]
) -> tuple[int, ...]:
    """Count the programmes of `near` that fit each of several goals, in what their writer can read."""
    judged = _Near(facts, person, near)
    return tuple(int(judged.fitting(goal).sum()) for goal in goals)


def _single(near: _Near, goal: Goal, name: str) -> Relaxation | None:
    without = near.fitting(relaxed(goal, name))
    count = int(without.sum())
    enough, enough_count = _enough(near, goal, name, without)
    return Relaxation(name, count, enough, enough_count) if count or enough_count else None


def _best_pair(near: _Near, goal: Goal, asked: Sequence[str]) -> tuple[Relaxation, ...]:
    counted = [
        Relaxation(one, int(near.fitting(relaxed(relaxed(goal, one), other)).sum()), beside=other)
        for one, other in combinations(asked, 2)
    ]
    best = max(counted, key=lambda pair: pair.count, default=None)
    return (best,) if best and best.count else ()


def _enough(near: _Near, goal: Goal, name: str, without: NDArray[np.bool_]) -> tuple[Enough | None, int]:
    """Return the least whole value of a limit at which anything fits, and how many then do."""
    if name == "hours_per_week":
        return _enough_hours(near, goal)
    broken = [one for one in near.judged(_BY_NAME[name], goal, without) if one.over is not None]
    values = {value for one in broken if (value := _further(goal, one)) is not None}
    for value in sorted(values, key=near.size):
        # Over the first month's price is not yet within the whole, which may not be known.
        if count := int(near.fitting(moved(goal, name, value)).sum()):
            return value, count
    return None, 0


def moved(goal: Goal, name: str, value: Enough) -> Goal:
    """Return the goal with another value of exactly this limit; "free only" becomes a budget."""
    if name == "free_only":
        return replace(goal, free_only=False, budget=value)
    return replace(goal, **{name: value})


def _further(goal: Goal, broken: Judgement) -> Enough | None:
    """Return the limit moved as far as it is broken, up to a whole number; None where it is no number."""
    assert broken.over is not None
    if broken.limit == "budget" and goal.budget:
        return replace(goal.budget, amount=_whole(goal.budget.amount + Decimal(broken.over)))
    if broken.limit == "free_only" and goal.budget is None:
        return Budget(_whole(Decimal(broken.over)), broken.unit)
    if broken.limit == "deadline" and goal.deadline:
        return goal.deadline + dt.timedelta(days=int(broken.over))
    if broken.limit in ("max_weeks", "max_hours"):
        return float(math.ceil(round(getattr(goal, broken.limit) + float(broken.over), 6)))
    return None


def _whole(amount: Decimal) -> Decimal:
    return Decimal(math.ceil(amount))


def _enough_hours(near: _Near, goal: Goal) -> tuple[Enough | None, int]:
    # More hours a week never finish later nor cost more, so the least is found by halving.
    assert goal.hours_per_week is not None
    low, high = math.floor(goal.hours_per_week), FULL_TIME_HOURS
    fits = near.fitting(replace(goal, hours_per_week=float(high)))
    if low >= high or not fits.any():
        return None, 0
    near, fits = near.kept(fits), fits[fits]
    while high - low > 1:
        middle = (low + high) // 2
        found = near.fitting(replace(goal, hours_per_week=float(middle)))
        if found.any():
            high, near, fits = middle, near.kept(found), found[found]
        else:
            low = middle
    return float(high), int(fits.sum())
