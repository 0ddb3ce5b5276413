"""What a limit is for a programme: held, broken by how much, or not to be told; and for whom it is judged."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from bot.goal.goal import Goal
from bot.pace import Span, span_for
from catalog.program import Duration, Pace
from catalog.rates import Rates


class State(IntEnum):
    """What a limit is for a programme."""

    HELD = 0
    UNKNOWN = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """One limit of a goal for one programme."""

    limit: str
    """The field of the Goal that sets the limit."""
    state: State
    missing: str | None = None
    """What is not stated, where the limit cannot be told."""
    over: Decimal | float | None = None
    """By how much the limit is broken, in `unit`."""
    unit: str | None = None
    """A currency code, "weeks", "hours", "days" or "hours a week"."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom programmes are judged for: a goal, the day, the rates, and who names what must not come."""

    goal: Goal
    today: dt.date
    rates: Rates
    unwanted: frozenset[int] = frozenset()
    """Numbers of the programmes that are about one of the goal's `not_topics`."""

    def wanting(self, goal: Goal) -> "Person":
        """Return the same person with another goal."""
        return replace(self, goal=goal)

    def span(self, duration: Duration, pace: Pace | None, end: dt.date | None, start: dt.date | None) -> Span:
        """Return the calendar span of a programme for this person."""
        return span_for(duration, pace, end, self.goal.hours_per_week, self.today, start)


def held(limit: str) -> Judgement:
    """The limit is held."""
    return Judgement(limit, State.HELD)


def unknown(limit: str, missing: str) -> Judgement:
    """The limit cannot be told, because `missing` is not stated."""
    return Judgement(limit, State.UNKNOWN, missing=missing)


def broken(limit: str, over: Decimal | float | None = None, unit: str | None = None) -> Judgement:
    """The limit is broken, by `over` of `unit` where that is a number."""
    return Judgement(limit, State.BROKEN, over=over, unit=unit)
