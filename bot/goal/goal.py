"""The Goal: what was understood of one message, and what of it no field holds."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from catalog.program import Credential, Pace, Value

Intent = Literal["goal", "greeting", "unclear", "off_topic", "crisis", "harm"]
GoalLevel = Literal["beginner", "intermediate", "advanced"]


class Budget(Value, frozen=True):
    """The most that may be spent; without a currency it is taken in the programme's."""

    amount: Decimal
    currency: str | None = None
    per: Literal["total", "month"] = "total"


class Goal(Value, frozen=True):
    """A message as it was understood; `None`, `False` and empty lists are "nothing was said"."""

    intent: Intent
    language: str = "en"
    target: str | None = None
    current: str | None = None
    skills_wanted: tuple[str, ...] = ()
    skills_known: tuple[str, ...] = ()
    budget: Budget | None = None
    free_only: bool = False
    certificate: bool | None = None
    hours_per_week: float | None = None
    max_weeks: float | None = None
    max_hours: float | None = None
    deadline: dt.date | None = None
    level: GoalLevel | None = None
    course_languages: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    not_providers: tuple[str, ...] = ()
    not_topics: tuple[str, ...] = ()
    pace: Pace | None = None
    credentials: tuple[Credential, ...] = ()
    unused: tuple[str, ...] = ()
    words: dict[str, str] = {}
    """The words of the message that each field was read from, by field."""
