"""A request changed by one limit at a time: the parts of a goal, their values, what is cheaper or shorter."""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import get_args

from msgspec.structs import replace

from bot.goal.goal import Budget, Goal, GoalLevel
from bot.relax import moved
from bot.reply import Answer, Enough, Suggestion
from bot.request import Request
from catalog.program import Duration
from catalog.rates import Rates

PARTS: dict[str, tuple[str, ...]] = {
    "hours": ("hours_per_week",),
    "weeks": ("max_weeks",),
    "work": ("max_hours",),
    "date": ("deadline",),
    "cost": ("budget", "free_only"),
    "level": ("level",),
    "lang": ("course_languages",),
    "cert": ("certificate",),
    "kind": ("credentials",),
    "pace": ("pace",),
    "from": ("providers",),
    "notfrom": ("not_providers",),
    "without": ("not_topics",),
}
"""The parts of a goal that can be changed one by one, by the fields that hold them."""
PART_OF = {field: part for part, fields in PARTS.items() for field in fields}
_NOTHING = Goal("goal")


def asking(request: Request, goal: Goal, words: Mapping[str, str] | None = None) -> Request:
    """Return the request with another goal; the words of a limit that has changed leave the message.

    They would be searched for: "data analyst, free" with the price no matter must find what "data
    analyst" finds. `words` are those that the new values were read from.
    """
    message, kept = request.message, dict(request.goal.words)
    for field in changed_fields(request.goal, goal):
        if field in PART_OF and (old := kept.pop(field, None)):
            message = message.replace(old, " ")
        if words and field in words:
            kept[field] = words[field]
    return replace(request, message=message, goal=replace(goal, words=kept))


def changed_fields(old: Goal, new: Goal) -> list[str]:
    """Return the names of the fields in which two goals differ."""
    names = (name for name in Goal.__struct_fields__ if name != "words")
    return [name for name in names if getattr(old, name) != getattr(new, name)]


def without(goal: Goal, parts: Iterable[str]) -> Goal:
    """Return the goal without some of its parts."""
    fields = [field for part in parts for field in PARTS.get(part, ())]
    return replace(goal, **{field: getattr(_NOTHING, field) for field in fields})


def with_cost(goal: Goal, budget: Budget) -> Goal:
    """Return the goal with a sum that may be spent; one of nothing is "free only"."""
    if budget.amount <= 0:
        return replace(goal, budget=None, free_only=True)
    return replace(goal, budget=budget, free_only=False)


def relaxed_to(goal: Goal, limit: str, enough: Enough | None, beside: str | None = None) -> Goal:
    """Return the goal with one limit moved to where something fits, or without it, and what goes with it."""
    if enough is not None:
        return moved(goal, limit, enough)
    fields = [field for field in (limit, beside) if field]
    return replace(goal, **{field: getattr(_NOTHING, field) for field in fields})


def arg_of(goal: Goal, part: str) -> str:
    """Return the argument of a button that sets a part to what it is in `goal` ("cost.48.usd")."""
    values = [getattr(goal, field) for field in PARTS[part]]
    if all(value == getattr(_NOTHING, field) for value, field in zip(values, PARTS[part], strict=True)):
        return f"any.{part}"
    if part == "cost":
        return "cost.free" if goal.free_only else _arg_of_budget(goal.budget)
    if part == "date":
        return f"date.{goal.deadline}"
    if part == "cert":
        return f"cert.{'yes' if goal.certificate else 'no'}"
    value = values[0][0] if isinstance(values[0], tuple) else values[0]
    return f"{part}.{value:g}" if isinstance(value, float) else f"{part}.{str(value).lower()}"


def _arg_of_budget(budget: Budget | None) -> str:
    assert budget is not None
    month = "m" if budget.per == "month" else None
    return ".".join(filter(None, ["cost", f"{budget.amount:f}", (budget.currency or "").lower(), month]))


def as_set(goal: Goal, arg: str) -> Goal | None:
    """Return the goal as a button's argument sets it; None for one that nobody made."""
    part, _, value = arg.partition(".")
    if part == "any":
        parts = value.split(".")
        return without(goal, parts) if set(parts) <= PARTS.keys() else None
    setter = _SETTERS.get(part)
    try:
        return setter(goal, value) if setter else None
    except (ValueError, ArithmeticError):
        return None


def _set_cost(goal: Goal, value: str) -> Goal | None:
    if value == "free":
        return with_cost(goal, Budget(Decimal(0)))
    amount, *more = value.rsplit(".", value.count(".") - _decimals(value))
    budget = Budget(
        Decimal(amount),
        currency=next((one.upper() for one in more if len(one) == 3), None),
        per="month" if "m" in more else "total",
    )
    return with_cost(goal, budget) if budget.amount.is_finite() and budget.amount > 0 else None


def _decimals(value: str) -> int:
    """Count the pieces behind the first dot that belong to the amount: one in "48.50.usd", else none."""
    return int(value.partition(".")[2].partition(".")[0].isdecimal())


def _set_number(field: str) -> Callable[[Goal, str], Goal | None]:
    def setter(goal: Goal, value: str) -> Goal | None:
        number = float(value)
        return replace(goal, **{field: number}) if 0 < number < 10**5 else None

    return setter


def _set_level(goal: Goal, value: str) -> Goal | None:
    return replace(goal, level=value) if value in get_args(GoalLevel) else None


def _set_pace(goal: Goal, value: str) -> Goal | None:
    return replace(goal, pace=value) if value in ("self-paced", "scheduled") else None


def _set_language(goal: Goal, value: str) -> Goal | None:
    return replace(goal, course_languages=(value,)) if value.replace("-", "").isalpha() else None


_SETTERS: dict[str, Callable[[Goal, str], Goal | None]] = {
    "hours": _set_number("hours_per_week"),
    "weeks": _set_number("max_weeks"),
    "work": _set_number("max_hours"),
    "date": lambda goal, value: replace(goal, deadline=dt.date.fromisoformat(value)),
    "cost": _set_cost,
    "level": _set_level,
    "lang": _set_language,
    "cert": lambda goal, value: replace(goal, certificate=value == "yes"),
    "pace": _set_pace,
}


def refinements_of(goal: Goal) -> dict[str, Goal]:
    """Return the goals that a person may want next, by name, where they are not what is asked for already."""
    wanted = {
        "free": replace(goal, budget=None, free_only=True),
        "beginner": replace(goal, level="beginner"),
        "certificate": replace(goal, certificate=True),
    }
    return {name: one for name, one in wanted.items() if one != goal}


def cheaper(answer: Answer, rates: Rates) -> Goal | None:
    """Return the goal at less than the dearest course of the page; None where no other is cheaper."""
    costs = {
        (one.cost.amount_max, one.cost.currency): euros
        for one in answer.suggestions
        if one.cost.amount_max is not None and (euros := _euros(one, rates)) is not None
    }
    if len(set(costs.values())) < 2:
        return None
    (amount, currency), worth = max(costs.items(), key=lambda one: one[1])
    below = Decimal(math.ceil(amount) - 1)
    limit = worth * below / amount
    return with_cost(answer.goal, Budget(below, currency)) if min(costs.values()) <= limit else None


def _euros(suggestion: Suggestion, rates: Rates) -> Decimal | None:
    amount, currency = suggestion.cost.amount_max, suggestion.cost.currency
    if amount is None or currency is None:
        return Decimal(0) if amount == 0 else None
    return rates.convert(amount, currency, "EUR")


def shorter(answer: Answer) -> Goal | None:
    """Return the goal at less than the longest course of the page, in weeks, or in hours of work."""
    for part, lengths in (
        ("weeks", [one.span.weeks_max for one in answer.suggestions]),
        ("work", [one.program.duration.hours_max for one in answer.suggestions]),
    ):
        told = [length for length in lengths if length is not None]
        below = math.ceil(max(told, default=0)) - 1
        if below >= 1 and min(told) <= below:
            return as_set(answer.goal, f"{part}.{below}")
    return None


def below_cost(goal: Goal, suggestion: Suggestion) -> Goal | None:
    """Return the goal at less than what one course costs; None where that is not stated, or nothing."""
    amount = suggestion.cost.amount_max
    if not amount:
        return None
    return with_cost(goal, Budget(Decimal(math.ceil(amount) - 1), suggestion.cost.currency))


def below_length(goal: Goal, suggestion: Suggestion) -> Goal | None:
    """Return the goal at less than one course's weeks, or else its hours of work; None where none is told."""
    duration: Duration = suggestion.program.duration
    for part, length in (("weeks", suggestion.span.weeks_max), ("work", duration.hours_max)):
        if length is not None and math.ceil(length) > 1:
            return as_set(goal, f"{part}.{math.ceil(length) - 1}")
    return None
