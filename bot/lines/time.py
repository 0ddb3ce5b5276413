"""How long a programme takes: the work, the person's own weeks, and the provider's calendar, kept apart."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Goal
from bot.reply import Suggestion
from catalog.program import Duration


def time_line(suggestion: Suggestion, goal: Goal, today: dt.date) -> str:
    """Return the engaged hours, the person's own weeks, and the provider's calendar, kept apart."""
    duration, span, pace = suggestion.program.duration, suggestion.span, suggestion.program.pace
    sentences = [*_work(duration)]
    if span.at_own_pace and goal.hours_per_week is not None:
        own = f"For you {phrases.whole_weeks(span.weeks_min, span.weeks_max)} at"
        finish = f", until about {phrases.day(span.finish, today)}" if span.finish else ""
        sentences.append(f"{own} {phrases.count(goal.hours_per_week, 'hour')} a week{finish}")
    sentences += _calendar(duration, scheduled=pace == "scheduled")
    if span.over:
        sentences.append(f"Its dates are past; the next ones are {phrases.NOT_STATED}")
    elif pace == "scheduled" and suggestion.program.start:
        sentences.append(f"It starts on {phrases.day(suggestion.program.start, today)}")
    return phrases.sentences(sentences or [phrases.NOT_STATED])


def _work(duration: Duration) -> Iterable[str]:
    if duration.hours_min is not None or duration.hours_max is not None:
        yield f"{phrases.hours(duration.hours_min, duration.hours_max)} of work"


def _calendar(duration: Duration, scheduled: bool) -> Iterable[str]:
    effort = duration.hours_per_week_min is not None or duration.hours_per_week_max is not None
    pace = f"{phrases.hours(duration.hours_per_week_min, duration.hours_per_week_max)} a week"
    if duration.weeks_min is not None or duration.weeks_max is not None:
        plan = "The dates are fixed" if scheduled else "The provider plans"
        yield f"{plan}: {phrases.weeks(duration.weeks_min, duration.weeks_max)}" + (
            f" at {pace}" if effort else ""
        )
        if duration.hours_max is None:
            yield f"The hours of work are {phrases.NOT_STATED}"
    elif effort:
        yield f"It asks for {pace}; its length is {phrases.NOT_STATED}"
