"""The limits of a goal, each judged for one programme: held, broken by how much, or cannot be told."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from bot.cost import cost_for
from bot.goal.goal import Budget, Goal
from bot.pace import Span, span_for, within
from catalog.program import Credential, Duration, Level, Pace, Price
from catalog.rates import Rates

_CERTIFYING = frozenset(
    (
        "certificate",
        "professional_certificate",
        "nanodegree",
        "specialization",
        "micromasters",
        "degree",
        "badge",
    )
)
_STEPS = {"beginner": 0, "intermediate": 1, "advanced": 2}
_WORD = re.compile(r"\w+")


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

    def span(self, duration: Duration, pace: Pace | None, end: dt.date | None) -> Span:
        """Return the calendar span of a programme for this person."""
        return span_for(duration, pace, end, self.goal.hours_per_week, self.today)


@dataclass(frozen=True, slots=True)
class Limit:
    """How one field of a Goal is judged from `fields` of a programme."""

    name: str
    fields: tuple[str, ...]
    judge: Callable[..., Judgement]

    def asked(self, goal: Goal) -> bool:
        """Tell whether the goal sets this limit."""
        value = getattr(goal, self.name)
        return value is not None and value is not False and value != ()


def held(limit: str) -> Judgement:
    """The limit is held."""
    return Judgement(limit, State.HELD)


def unknown(limit: str, missing: str) -> Judgement:
    """The limit cannot be told, because `missing` is not stated."""
    return Judgement(limit, State.UNKNOWN, missing=missing)


def broken(limit: str, over: Decimal | float | None = None, unit: str | None = None) -> Judgement:
    """The limit is broken, by `over` of `unit` where that is a number."""
    return Judgement(limit, State.BROKEN, over=over, unit=unit)


def _budget(
    person: Person, price: Price, duration: Duration, pace: Pace | None, end: dt.date | None
) -> Judgement:
    budget = person.goal.budget
    assert budget is not None
    if (
        budget.per == "month"
        and price.kind == "subscription"
        and price.per == "month"
        and price.amount is not None
    ):
        # A monthly budget is held against the monthly price; a one-off price is paid at once.
        return _against(person, budget, price.amount_max or price.amount, price.currency)
    cost = cost_for(price, person.goal.certificate is True, person.span(duration, pace, end))
    if cost.amount_max is None:
        return unknown("budget", cost.missing or "price")
    return _against(person, budget, cost.amount_max, cost.currency)


def _against(person: Person, budget: Budget, amount: Decimal, currency: str | None) -> Judgement:
    if amount == 0:
        return held("budget")
    wanted = budget.currency or currency
    if wanted is None or currency is None:
        return unknown("budget", "currency")
    converted = person.rates.convert(amount, currency, wanted)
    if converted is None:
        return unknown("budget", "exchange rate")
    return (
        held("budget") if converted <= budget.amount else broken("budget", converted - budget.amount, wanted)
    )


def _free_only(person: Person, price: Price) -> Judgement:
    if price.kind == "free":
        return held("free_only")
    if price.kind == "free_to_learn":
        if person.goal.certificate is not True or price.certificate_amount == 0:
            return held("free_only")
        if price.certificate_amount is None:
            return unknown("free_only", "certificate price")
        return broken("free_only", price.certificate_amount, price.currency)
    if price.kind == "unknown":
        return unknown("free_only", "price")
    return broken("free_only", price.amount, price.currency)


def _certificate(_: Person, credential: Credential | None, price: Price) -> Judgement:
    if credential in _CERTIFYING or price.certificate_amount is not None:
        return held("certificate")
    return unknown("certificate", "certificate")


def _credentials(person: Person, credential: Credential | None) -> Judgement:
    if credential is None:
        return unknown("credentials", "credential")
    return held("credentials") if credential in person.goal.credentials else broken("credentials")


def _hours_per_week(person: Person, duration: Duration, pace: Pace | None) -> Judgement:
    least, have = duration.hours_per_week_min, person.goal.hours_per_week
    assert have is not None
    if pace == "scheduled" and least is not None and least > have:
        return broken("hours_per_week", round(least - have, 2), "hours a week")
    return held("hours_per_week")


def _max_hours(person: Person, duration: Duration) -> Judgement:
    most = person.goal.max_hours
    assert most is not None
    return _longest("max_hours", duration.hours_min, duration.hours_max, most, "hours")


def _max_weeks(person: Person, duration: Duration, pace: Pace | None, end: dt.date | None) -> Judgement:
    most = person.goal.max_weeks
    assert most is not None
    span = person.span(duration, pace, end)
    return _longest("max_weeks", span.weeks_min, span.weeks_max, most, "weeks")


def _longest(limit: str, least: float | None, longest: float | None, most: float, unit: str) -> Judgement:
    if longest is not None:
        return held(limit) if within(longest, most) else broken(limit, round(longest - most, 1), unit)
    if least is not None and not within(least, most):
        return broken(limit, round(least - most, 1), unit)
    return unknown(limit, "duration")


def _deadline(person: Person, duration: Duration, pace: Pace | None, end: dt.date | None) -> Judgement:
    deadline = person.goal.deadline
    assert deadline is not None
    finish = person.span(duration, pace, end).finish
    if finish is None:
        return unknown("deadline", "duration")
    return (
        held("deadline")
        if finish <= deadline
        else broken("deadline", float((finish - deadline).days), "days")
    )


def _level(person: Person, level: Level) -> Judgement:
    # Level ranks; only two steps away is broken, and an unstated level breaks nothing (contract.md).
    wanted = person.goal.level
    if wanted is None or level not in _STEPS or abs(_STEPS[wanted] - _STEPS[level]) < 2:
        return held("level")
    return broken("level")


def _course_languages(person: Person, language: tuple[str, ...]) -> Judgement:
    if not language:
        return unknown("course_languages", "language")
    wanted = {_primary(code) for code in person.goal.course_languages}
    return (
        held("course_languages")
        if wanted & {_primary(code) for code in language}
        else broken("course_languages")
    )


def _primary(code: str) -> str:
    return code.split("-", maxsplit=1)[0].casefold()


def _providers(person: Person, *names: str | None) -> Judgement:
    if _named(person.goal.providers, names):
        return held("providers")
    return broken("providers") if any(names[1:]) else unknown("providers", "provider")


def _not_providers(person: Person, *names: str | None) -> Judgement:
    if _named(person.goal.not_providers, names):
        return broken("not_providers")
    return held("not_providers") if any(names[1:]) else unknown("not_providers", "provider")


def _named(wanted: tuple[str, ...], names: tuple[str | None, ...]) -> bool:
    """Tell whether a wanted name stands among the words of a title, provider or institution.

    Blanks do not count: "futurelearn" names "Future Learn".
    """
    for name in filter(None, names):
        words = _WORD.findall(name.casefold())
        runs = {
            "".join(words[start:stop]) for start in range(len(words)) for stop in range(start + 1, start + 6)
        }
        if any("".join(_WORD.findall(one.casefold())) in runs for one in wanted):
            return True
    return False


def _pace(person: Person, pace: Pace | None) -> Judgement:
    if pace is None:
        return unknown("pace", "pace")
    return held("pace") if pace == person.goal.pace else broken("pace")


def _not_topics(person: Person, number: int) -> Judgement:
    return broken("not_topics") if number in person.unwanted else held("not_topics")


_NAMES = ("title", "provider", "institution", "awarding_body")

LIMITS: tuple[Limit, ...] = (
    Limit("budget", ("price", "duration", "pace", "end"), _budget),
    Limit("free_only", ("price",), _free_only),
    Limit("certificate", ("credential", "price"), _certificate),
    Limit("credentials", ("credential",), _credentials),
    Limit("hours_per_week", ("duration", "pace"), _hours_per_week),
    Limit("max_hours", ("duration",), _max_hours),
    Limit("max_weeks", ("duration", "pace", "end"), _max_weeks),
    Limit("deadline", ("duration", "pace", "end"), _deadline),
    Limit("level", ("level",), _level),
    Limit("course_languages", ("language",), _course_languages),
    Limit("providers", _NAMES, _providers),
    Limit("not_providers", _NAMES, _not_providers),
    Limit("not_topics", ("number",), _not_topics),
    Limit("pace", ("pace",), _pace),
)


def judgements(person: Person, fields: Callable[[str], Any]) -> list[Judgement]:
    """Judge every limit that the goal sets, for the programme whose fields `fields` returns."""
    return [
        limit.judge(person, *(fields(name) for name in limit.fields))
        for limit in LIMITS
        if limit.asked(person.goal)
    ]
