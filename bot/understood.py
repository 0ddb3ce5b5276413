"""What was understood of a message, said back in short sentences, so that nothing is a hidden filter."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Budget, Goal
from bot.words import mark, say

_LEVELS = {
    "beginner": mark("Level: beginner."),
    "intermediate": mark("Level: intermediate."),
    "advanced": mark("Level: advanced."),
}
_PACES = {"self-paced": mark("At your own pace."), "scheduled": mark("With fixed dates.")}


def understood(goal: Goal, today: dt.date) -> list[str]:
    """Return what was understood of a message, a short sentence a field."""
    return [" ".join(line.split()) for part in (_wanted, _limits, _wishes) for line in part(goal, today)]


def _wanted(goal: Goal, _: dt.date) -> Iterable[str]:
    if goal.target:
        yield say("You want: {target}.", target=goal.target)
    if goal.skills_wanted:
        yield say("To learn: {skills}.", skills=phrases.listed(goal.skills_wanted))
    if goal.current:
        yield say("You come from: {current}.", current=goal.current)
    if goal.skills_known:
        yield say("You know: {skills}.", skills=phrases.listed(goal.skills_known))


def _limits(goal: Goal, today: dt.date) -> Iterable[str]:
    if goal.free_only:
        yield say("Free only.")
    if goal.budget:
        yield _budget(goal.budget)
    if goal.hours_per_week is not None:
        yield say("{hours} a week.", hours=phrases.count(goal.hours_per_week, "hour"))
    if goal.max_hours is not None:
        yield say("At most {hours} of work.", hours=phrases.count(goal.max_hours, "hour"))
    if goal.max_weeks is not None:
        yield _within(goal.max_weeks, goal.words.get("max_weeks"))
    if goal.deadline is not None:
        yield say("Done by {day}.", day=phrases.day(goal.deadline, today))


def _within(weeks: float, words: str | None) -> str:
    """Say a span in weeks, beside the words where it was worked out from months or days."""
    counted = phrases.count(weeks, "week")
    if words is None or weeks == int(weeks):
        return say("Done within {weeks}.", weeks=counted)
    return say("Done within {weeks} (“{words}”).", weeks=counted, words=words)


def _wishes(goal: Goal, _: dt.date) -> Iterable[str]:
    if goal.level in _LEVELS:
        yield say(_LEVELS[goal.level])
    if goal.certificate is not None:
        yield say("With a certificate.") if goal.certificate else say("No certificate needed.")
    if goal.credentials:
        kinds = [say(phrases.CREDENTIALS.get(one, one)) for one in goal.credentials]
        yield say("Credential: {kinds}.", kinds=phrases.listed(kinds))
    if goal.course_languages:
        languages = [phrases.language(code) for code in goal.course_languages]
        yield say("Course language: {languages}.", languages=phrases.listed(languages))
    if goal.pace:
        yield say(_PACES[goal.pace])
    if goal.providers:
        yield say("From {providers}.", providers=phrases.listed(goal.providers))
    if goal.not_providers:
        yield say("Not from {providers}.", providers=phrases.listed(goal.not_providers))
    if goal.not_topics:
        yield say("Without {topics}.", topics=phrases.listed(goal.not_topics))


def _budget(budget: Budget) -> str:
    monthly = budget.per == "month"
    if budget.currency is None:
        amount = phrases.bare_amount(budget.amount)
        if monthly:
            return say("At most {amount} a month (in the course's own currency).", amount=amount)
        return say("At most {amount} (in the course's own currency).", amount=amount)
    amount = phrases.money(budget.amount, budget.currency)
    return (
        say("At most {amount} a month.", amount=amount)
        if monthly
        else say("At most {amount}.", amount=amount)
    )
