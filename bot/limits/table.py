"""Every limit a goal can set, with the fields of a programme that it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.goal.goal import Goal
from bot.limits import money, time, wishes
from bot.limits.judgement import Judgement, Person


@dataclass(frozen=True, slots=True)
class Limit:
    """How one field of a Goal is judged from `fields` of a programme."""

    name: str
    fields: tuple[str, ...]
    judge: Callable[..., Judgement]
    beside: tuple[str, ...] = ()
    """The other fields of the goal that the judgement depends on."""

    def asked(self, goal: Goal) -> bool:
        """Tell whether the goal sets this limit."""
        value = getattr(goal, self.name)
        return value is not None and value is not False and value != ()


_NAMES = ("title", "provider", "institution", "awarding_body")

LIMITS: tuple[Limit, ...] = (
    Limit(
        "budget",
        ("price", "duration", "pace", "end", "start", "free_access_weeks"),
        money.budget,
        ("certificate", "hours_per_week"),
    ),
    Limit("free_only", ("price",), money.free_only, ("certificate",)),
    Limit("certificate", ("credential", "price"), money.certificate),
    Limit("credentials", ("credential",), wishes.credentials),
    Limit("hours_per_week", ("duration", "pace"), time.hours_per_week),
    Limit("max_hours", ("duration",), time.max_hours),
    Limit("max_weeks", ("duration", "pace", "end", "start"), time.max_weeks, ("hours_per_week",)),
    Limit("deadline", ("duration", "pace", "end", "start"), time.deadline, ("hours_per_week",)),
    Limit("level", ("level",), wishes.level),
    Limit("course_languages", ("language", "text_language"), wishes.course_languages),
    Limit("providers", _NAMES, wishes.providers),
    Limit("not_providers", _NAMES, wishes.not_providers),
    Limit("not_topics", ("number",), wishes.not_topics),
    Limit("pace", ("pace",), time.pace),
)


def judgements(person: Person, fields: Callable[[str], Any]) -> list[Judgement]:
    """Judge every limit that the goal sets, for the programme whose fields `fields` returns."""
    return [
        limit.judge(person, *(fields(name) for name in limit.fields))
        for limit in LIMITS
        if limit.asked(person.goal)
    ]
