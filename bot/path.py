"""The path: the two to four programmes that together teach most of what is wanted, within every limit.

Exact: every set of up to four of 25 programmes is weighed, less those that cannot win any more. The
limits that hold for one programme hold for the sum (`bot.together`).
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.goal.goal import Goal
from bot.plan import Plan, plan_of, total_cost
from bot.reply import Suggestion
from bot.skills import Skill, names_of, taught, wanted
from bot.taught import found, name_of, text_in, text_of
from bot.together import hold_together
from bot.why import is_about_the_known
from catalog.rates import Rates

MOST_CANDIDATES = 25
LONGEST_PATH = 4
_LEVELS = {"beginner": 0, "any": 1, "unknown": 1, "intermediate": 2, "advanced": 3}


@dataclass(frozen=True, slots=True)
class Path:
    """The best path for a goal beside the best single programme; without a plan the counts say why."""

    goal: Goal
    today: dt.date
    courses: int
    """How many programmes that fit alone were weighed."""
    skills: int
    """How many skills are wanted and not known yet."""
    jobs: tuple[str, ...] = ()
    """What the target can mean; where it is several jobs, only what all of them ask for is counted."""
    plan: Plan | None = None
    single: Plan | None = None
    """The one programme that teaches most."""


@dataclass(frozen=True, slots=True)
class _Course:
    """A candidate: the wanted skills as bits, in the goal's order."""

    suggestion: Suggestion
    place: int
    teaches: int
    needs: int
    """The wanted skills that its stated prerequisites name."""
    load: tuple[float, ...]
    """What it takes at least of each limit of `_caps`."""

    @property
    def level(self) -> int:
        return _LEVELS[self.suggestion.program.level]


def best_path(candidates: Sequence[Suggestion], goal: Goal, today: dt.date, rates: Rates) -> Path:
    """Return the path through candidates that each hold the goal's limits, the closest first.

    It teaches more of the wanted skills than any one of them, and no programme of it could be left out.
    Of equal ones the shortest, then the cheapest, then the one with the least work, then by ids.
    """
    asked = wanted(goal)
    given = candidates[:MOST_CANDIDATES]
    courses = _courses(given, asked.skills, goal, rates)
    jobs = tuple(job.name() for job in asked.jobs)
    if not courses:
        return Path(goal, today, len(given), len(asked.skills), jobs)
    search = _Search(courses, goal, today, rates)
    single = min(([one] for one in courses), key=search.rank)
    chosen = search.best(more_than=single[0].teaches.bit_count())
    return Path(
        goal,
        today,
        len(given),
        len(asked.skills),
        jobs,
        plan_of(chosen, goal, today, rates) if chosen else None,
        plan_of([single[0].suggestion], goal, today, rates),
    )


def _courses(given: Iterable[Suggestion], skills: Sequence[Skill], goal: Goal, rates: Rates) -> list[_Course]:
    """Return what teaches anything that is wanted and is about more than what is known."""
    found_ones = []
    for place, one in enumerate(given):
        teaches = _bits(bool(taught(skill, one.program)) for skill in skills)
        if teaches and not is_about_the_known(goal, one.program):
            needs = _bits(_is_needed(skill, one) for skill in skills) if one.program.prerequisites else 0
            found_ones.append(_Course(one, place, teaches, needs, _load(one, goal, rates)))
    return found_ones


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _is_needed(skill: Skill, suggestion: Suggestion) -> bool:
    language = text_of(suggestion.program).language
    needed = text_in(suggestion.program.prerequisites or "", language)
    return any(found(name, needed) for name in names_of(skill, language))


def _load(suggestion: Suggestion, goal: Goal, rates: Rates) -> tuple[float, ...]:
    """Return the hours, weeks and money that a programme takes at least, in the order of `_caps`."""
    cost = suggestion.cost
    currency = goal.budget.currency if goal.budget else None
    money: Decimal | None = cost.amount_max
    if money and cost.currency and currency:
        money = rates.convert(money, cost.currency, currency)
    known = money if currency or cost.amount_max == 0 else None
    return (
        suggestion.program.duration.hours_max or 0.0,
        suggestion.span.weeks_max or 0.0,
        float(known or 0),
    )


def _caps(goal: Goal, today: dt.date) -> tuple[float, ...]:
    """Return what no set may take more of; sums are weighed exactly only where they could win."""
    weeks = math.inf if goal.max_weeks is None else goal.max_weeks
    if goal.deadline:
        weeks = min(weeks, (goal.deadline - today).days / 7)
    budget = goal.budget
    money = float(budget.amount) if budget and budget.per == "total" else math.inf
    return (math.inf if goal.max_hours is None else goal.max_hours, weeks + 0.1, money + 0.001)


class _Search:
    """Branch and bound over sets of courses, those that teach most first."""

    def __init__(self, courses: Sequence[_Course], goal: Goal, today: dt.date, rates: Rates) -> None:
        self._goal, self._today, self._rates = goal, today, rates
        self._courses = sorted(courses, key=lambda one: (-one.teaches.bit_count(), one.place))
        self._caps = _caps(goal, today)
        self._left = [0] * (len(courses) + 1)
        for place in reversed(range(len(courses))):
            self._left[place] = self._left[place + 1] | self._courses[place].teaches
        self._most = 0
        self._rank: tuple[object, ...] | None = None
        self._best: list[Suggestion] = []

    def best(self, more_than: int) -> list[Suggestion]:
        """Return the best set in its order, of those that teach more than so many skills; else nothing."""
        self._most = more_than + 1
        self._grow([], 0, (0.0,) * len(self._caps), 0)
        return self._best

    def rank(self, chosen: Sequence[_Course]) -> tuple[object, ...]:
        """Return what sets are compared by: the smallest is the best."""
        suggestions = [one.suggestion for one in chosen]
        cost = total_cost(suggestions, self._goal, self._rates).most
        hours = [one.program.duration.hours_max for one in suggestions]
        return (
            -_union(chosen).bit_count(),
            len(chosen),
            Decimal("Infinity") if cost is None else cost,
            math.inf if None in hours else math.fsum(one or 0 for one in hours),
            sorted(one.program.id for one in suggestions),
        )

    def _grow(self, chosen: list[_Course], teaches: int, load: tuple[float, ...], start: int) -> None:
        size = len(chosen) + 1
        for place in range(start, len(self._courses)):
            course = self._courses[place]
            reach = min(
                (teaches | self._left[place]).bit_count(),
                teaches.bit_count() + (LONGEST_PATH - size + 1) * course.teaches.bit_count(),
            )
            if reach < self._most or (reach == self._most and len(self._best) in range(1, size)):
                return
            both = [*chosen, course]
            taken = tuple(a + b for a, b in zip(load, course.load, strict=True))
            if any(a > b for a, b in zip(taken, self._caps, strict=True)) or _has_needless(both):
                continue
            if size > 1:
                self._weigh(both)
            if size < LONGEST_PATH:
                self._grow(both, teaches | course.teaches, taken, place + 1)

    def _weigh(self, chosen: list[_Course]) -> None:
        count = _union(chosen).bit_count()
        if count < self._most:
            return
        rank = self.rank(chosen)
        if self._rank is not None and rank >= self._rank:
            return
        order = [one.suggestion for one in ordered(chosen)]
        if hold_together(order, self._goal, self._today, self._rates):
            self._most, self._rank, self._best = count, rank, order


def _union(chosen: Iterable[_Course]) -> int:
    teaches = 0
    for one in chosen:
        teaches |= one.teaches
    return teaches


def _has_needless(chosen: Sequence[_Course]) -> bool:
    """Tell whether one of the courses teaches nothing that the others do not."""
    return any(not one.teaches & ~_union(other for other in chosen if other is not one) for one in chosen)


def ordered(chosen: Sequence[_Course]) -> list[_Course]:
    """Return courses by level, the closest first, but each behind those that its prerequisites name."""
    left = sorted(chosen, key=lambda one: (one.level, one.place))
    order: list[_Course] = []
    while left:
        free = [
            one for one in left if not any(_comes_before(other, one) for other in left if other is not one)
        ]
        order.append((free or left)[0])
        left.remove(order[-1])
    return order


def _comes_before(first: _Course, then: _Course) -> bool:
    """Tell whether the prerequisites of one course name what another teaches, or its title."""
    program = then.suggestion.program
    if not program.prerequisites:
        return False
    language = text_of(program).language
    title = name_of(first.suggestion.program.title, language)
    return bool(
        then.needs & first.teaches or (title and found(title, text_in(program.prerequisites, language)))
    )
