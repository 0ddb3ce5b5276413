"""What was understood of a message, said back in short sentences, so that nothing is a hidden filter."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Budget, Goal


def understood(goal: Goal, today: dt.date) -> list[str]:
    """Return what was understood of a message, a short sentence a field."""
    return [f"{' '.join(line.split())}." for line in _understood(goal, today)]


def _understood(goal: Goal, today: dt.date) -> Iterable[str]:
    if goal.target:
        yield f"You want: {goal.target}"
    if goal.skills_wanted:
        yield f"To learn: {phrases.listed(goal.skills_wanted)}"
    if goal.current:
        yield f"You come from: {goal.current}"
    if goal.skills_known:
        yield f"You know: {phrases.listed(goal.skills_known)}"
    if goal.free_only:
        yield "Free only"
    if goal.budget:
        yield f"At most {_budget(goal.budget)}"
    if goal.hours_per_week is not None:
        yield f"{phrases.count(goal.hours_per_week, 'hour')} a week"
    if goal.max_hours is not None:
        yield f"At most {phrases.count(goal.max_hours, 'hour')} of work"
    if goal.max_weeks is not None:
        yield f"Done within {phrases.count(goal.max_weeks, 'week')}"
    if goal.deadline is not None:
        yield f"Done by {phrases.day(goal.deadline, today)}"
    yield from _wishes(goal)


def _wishes(goal: Goal) -> Iterable[str]:
    if goal.level:
        yield f"Level: {goal.level}"
    if goal.certificate is not None:
        yield "With a certificate" if goal.certificate else "No certificate needed"
    if goal.credentials:
        yield f"Credential: {phrases.listed([phrases.CREDENTIALS.get(one, one) for one in goal.credentials])}"
    if goal.course_languages:
        yield f"Course language: {phrases.listed([phrases.language(code) for code in goal.course_languages])}"
    if goal.pace:
        yield "At your own pace" if goal.pace == "self-paced" else "With fixed dates"
    if goal.providers:
        yield f"From {phrases.listed(goal.providers)}"
    if goal.not_providers:
        yield f"Not from {phrases.listed(goal.not_providers)}"
    if goal.not_topics:
        yield f"Without {phrases.listed(goal.not_topics)}"


def _budget(budget: Budget) -> str:
    amount = phrases.money(budget.amount, budget.currency).replace(
        "currency not stated", "in the course's own currency"
    )
    return f"{amount} a month" if budget.per == "month" else amount
