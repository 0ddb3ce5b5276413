"""A plan: programmes one after the other, what they cost in all, when they end, and what they teach."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from bot.goal.goal import Goal
from bot.reply import Suggestion


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
