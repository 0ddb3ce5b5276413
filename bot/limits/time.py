"""Limits of time: hours of work, weeks at the person's pace, the date, and the kind of schedule."""

import datetime as dt

from bot.limits.judgement import Judgement, Person, broken, held, unknown
from bot.pace import WEEKS_ROUNDING
from catalog.program import Duration, Pace


def hours_per_week(person: Person, duration: Duration, pace: Pace | None) -> Judgement:
    least, have = duration.hours_per_week_min, person.goal.hours_per_week
    assert have is not None
    if pace == "scheduled" and least is not None and least > have:
        return broken("hours_per_week", round(least - have, 2), "hours a week")
    return held("hours_per_week")


def max_hours(person: Person, duration: Duration) -> Judgement:
    most = person.goal.max_hours
    assert most is not None
    return _longest(
        "max_hours",
        duration.hours_min,
        duration.hours_max,
        most,
        _missing(duration, "hours of work"),
    )


def max_weeks(
    person: Person, duration: Duration, pace: Pace | None, end: dt.date | None, start: dt.date | None
) -> Judgement:
    most = person.goal.max_weeks
    assert most is not None
    span = person.span(duration, pace, end, start)
    return _longest("max_weeks", span.weeks_min, span.weeks_max, most, _missing(duration))


def _missing(duration: Duration, clock: str | None = None) -> str:
    """Name what is missing, so that the time that is stated beside it does not contradict it."""
    if duration == Duration():
        return "duration"
    return clock or ("length in weeks" if duration.weeks_max is None else "hours of work")


def _longest(limit: str, least: float | None, longest: float | None, most: float, missing: str) -> Judgement:
    # Weeks are known to one decimal; hours are as stated, and two minutes too many are too many.
    unit, slack = ("hours", 0.0) if limit == "max_hours" else ("weeks", WEEKS_ROUNDING)
    for end in (longest, least):
        if end is not None and end > most + slack:
            return broken(limit, round(end - most, 2), unit)
    return unknown(limit, missing) if longest is None else held(limit)


def deadline(
    person: Person, duration: Duration, pace: Pace | None, end: dt.date | None, start: dt.date | None
) -> Judgement:
    deadline = person.goal.deadline
    assert deadline is not None
    span = person.span(duration, pace, end, start)
    finish = span.finish
    if finish is None:
        return unknown("deadline", "next start date" if span.over else _missing(duration))
    return (
        held("deadline")
        if finish <= deadline
        else broken("deadline", float((finish - deadline).days), "days")
    )


def pace(person: Person, pace: Pace | None) -> Judgement:
    if pace is None:
        return unknown("pace", "pace")
    return held("pace") if pace == person.goal.pace else broken("pace")
