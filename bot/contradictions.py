"""What of a goal cannot hold together, said in a sentence each, with what is done about it."""

import datetime as dt
import math
from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Goal
from bot.pace import DAYS_PER_WEEK
from bot.why import stems
from bot.words import say

_CERTIFICATES = frozenset(("certificate", "professional_certificate"))


def contradictions(goal: Goal, today: dt.date) -> list[str]:
    """Return a sentence for each pair of wishes that cannot both be met, and which one counts.

    A correction is none: its last value has already won when the message was read.
    """
    return [*_time(goal, today), *_money(goal), *_wanted_and_not(goal), *_kinds(goal)]


def _time(goal: Goal, today: dt.date) -> Iterable[str]:
    if goal.deadline is None:
        return
    if goal.deadline < today:
        yield say(
            "This date is past, so no course can meet it: {day}.", day=phrases.day(goal.deadline, today)
        )
    elif goal.max_weeks is not None and _days(goal.max_weeks) > (goal.deadline - today).days:
        # In the message's own words: two months are kept as 8.7 weeks, which nobody said.
        said = goal.words.get("max_weeks") or phrases.count(goal.max_weeks, "week")
        yield say(
            "You said “{span}”, but {day} comes first: I use the date.",
            span=said,
            day=phrases.day(goal.deadline, today),
        )


def _money(goal: Goal) -> Iterable[str]:
    if goal.free_only and goal.budget and goal.budget.amount:
        amount = phrases.money(goal.budget.amount, goal.budget.currency)
        yield say("You said free only, and {amount}: I show free courses only.", amount=amount)


def _wanted_and_not(goal: Goal) -> Iterable[str]:
    refused = {_plain(name) for name in goal.not_providers}
    for name in goal.providers:
        if _plain(name) in refused:
            yield say("You asked for {name} and ruled it out: both at once fit no course.", name=name)
    wanted = [stems(text) for text in (goal.target or "", *goal.skills_wanted)]
    for topic in goal.not_topics:
        if stems(topic) and any(stems(topic) <= one for one in wanted):
            yield say("You want “{topic}” and rule it out: I leave such courses out.", topic=topic)


def _kinds(goal: Goal) -> Iterable[str]:
    named = [kind for kind in goal.credentials if kind in _CERTIFICATES]
    if goal.certificate is False and named:
        kinds = phrases.listed([phrases.CREDENTIALS[kind] for kind in named])
        yield say("You need no certificate, but named this: {kinds}. I look for what you named.", kinds=kinds)
    if goal.level == "beginner" and _works_in(goal):
        yield say("You come from “{job}” and said beginner: I use beginner.", job=goal.current)


def _works_in(goal: Goal) -> bool:
    """Whether the wanted job is the present one: a neighbouring job may well be begun from the start."""
    wanted = stems(goal.target or "")
    return bool(wanted) and wanted <= stems(goal.current or "")


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _days(weeks: float) -> int:
    return math.ceil(round(weeks * DAYS_PER_WEEK, 6))
