"""How long a programme takes: the work, the person's own weeks, and the provider's calendar, kept apart."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from bot import phrases
from bot.goal.goal import Goal
from bot.pace import WEEKS_PER_MONTH, Span
from bot.reply import Suggestion
from bot.words import say, say_many
from catalog.program import Duration, Program

# How `catalog.reading` writes hours that it worked out from days.
_DAYS = re.compile(r"([\d.]+)(?: to ([\d.]+))? days x ([\d.]+)(?: to ([\d.]+))? hours a day")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def time_line(suggestion: Suggestion, goal: Goal, today: dt.date) -> str:
    """Return the engaged hours and how they were worked out, the person's own weeks, and the dates."""
    program, span = suggestion.program, suggestion.span
    told = [
        *_work(program, span),
        *_own_weeks(span, goal, today),
        *_calendar(program, span),
        *_dates(program, span, today),
        *_tight(program.duration, span, goal),
        *_deadline(span, goal, today),
    ]
    return " ".join(f"{one[0].upper()}{one[1:]}" for one in told) or say("Not stated.")


def stated_time(duration: Duration) -> str:
    """Return a duration as its provider states it, at nobody's own pace."""
    told = []
    if duration.hours_min is not None or duration.hours_max is not None:
        told.append(say("{work} of work.", work=phrases.hours(duration.hours_min, duration.hours_max)))
    effort = duration.hours_per_week_min is not None or duration.hours_per_week_max is not None
    if duration.weeks_min is not None or duration.weeks_max is not None:
        weeks = phrases.weeks(duration.weeks_min, duration.weeks_max)
        if effort:
            told.append(
                say("The provider plans: {weeks} at {effort} a week.", weeks=weeks, effort=_effort(duration))
            )
        else:
            told.append(say("The provider plans: {weeks}.", weeks=weeks))
    elif effort and not duration.derived:
        told.append(say("It asks for {effort} a week; its length is not stated.", effort=_effort(duration)))
    return " ".join(told) or say("Not stated.")


def _work(program: Program, span: Span) -> Iterable[str]:
    """Return the hours of work, with the formula where they are no statement of the source."""
    duration = program.duration
    if duration.hours_min is None and duration.hours_max is None:
        return
    work = phrases.hours(duration.hours_min, duration.hours_max)
    if duration.derived and (days := _by_days(program)):
        yield say("{work} of work: {days} × {effort} a day.", work=work, days=days[0], effort=days[1])
    elif duration.derived and (weeks := _by_weeks(duration)):
        span_said, effort = _beside_months(weeks[0], program), weeks[1]
        if span.fixed:
            yield say(
                "{work} of work on fixed dates: {weeks} × {effort} a week.",
                work=work,
                weeks=span_said,
                effort=effort,
            )
        else:
            yield say(
                "{work} of work: the provider plans {weeks} × {effort} a week.",
                work=work,
                weeks=span_said,
                effort=effort,
            )
    else:
        yield say("{work} of work.", work=work)


def _by_days(program: Program) -> tuple[str, str] | None:
    """Return the days and the hours a day that the hours of work were multiplied from, where they were."""
    for receipt in program.receipts.get("duration", ()):
        if found := _DAYS.search(receipt.how or ""):
            days, more_days, hours, more_hours = found.groups()
            return (
                _exactly(float(days), float(more_days or days), "day"),
                _exactly(float(hours), float(more_hours or hours), "hour"),
            )
    return None


def _by_weeks(duration: Duration) -> tuple[str, str] | None:
    """Return the weeks and the hours a week that the hours of work were multiplied from, where they were.

    The weeks are not rounded as a calendar span is, so that the product is the hours.
    """
    least, most = duration.hours_per_week_min, duration.hours_per_week_max
    if not least or not most or duration.hours_min is None or duration.hours_max is None:
        return None
    return (
        _exactly(duration.hours_min / least, duration.hours_max / most, "week"),
        _exactly(least, most, "hour"),
    )


def _beside_months(weeks: str, program: Program) -> str:
    """Return weeks with the months that they were worked out from, where the source says months."""
    months = _months(program)
    if not months:
        return weeks
    return say("{weeks} ({months})", weeks=weeks, months=months)


def _months(program: Program) -> str | None:
    """Return "4 months" where a number in the words, in months, makes the weeks; "a month" has none."""
    least, most = program.duration.weeks_min, program.duration.weeks_max
    words = " ".join(receipt.words for receipt in program.receipts.get("duration", ()))
    said = {1.0, *(float(one.replace(",", ".")) for one in _NUMBER.findall(words))}
    ends = [next((one for one in said if _in_weeks(one) == end), None) for end in (least, most)]
    if ends[0] is None or ends[1] is None or least in said or not words:
        return None
    return phrases.count(ends[1], "month") if ends[0] == ends[1] else _exactly(ends[0], ends[1], "month")


def _in_weeks(months: float) -> float:
    return round(months * WEEKS_PER_MONTH, 1)


def _exactly(least: float, most: float, unit: Literal["hour", "day", "week", "month"]) -> str:
    """Return a span to two decimals, so that it can be multiplied again."""
    if phrases.number(least) == phrases.number(most):
        return phrases.count(round(most, 2), unit)
    return say("{least} to {most}", least=phrases.number(least), most=phrases.count(round(most, 2), unit))


def _effort(duration: Duration) -> str:
    return phrases.hours(duration.hours_per_week_min, duration.hours_per_week_max)


def _own_weeks(span: Span, goal: Goal, today: dt.date) -> Iterable[str]:
    if not span.at_own_pace or goal.hours_per_week is None:
        return
    weeks = phrases.whole_weeks(span.weeks_min, span.weeks_max)
    pace = phrases.count(goal.hours_per_week, "hour")
    if span.finish is None:
        yield say("For you {weeks} at {hours} a week.", weeks=weeks, hours=pace)
    elif span.finish_min is None or _in_whole_weeks(span.weeks_min) == _in_whole_weeks(span.weeks_max):
        yield say(
            "For you {weeks} at {hours} a week, until about {day}.",
            weeks=weeks,
            hours=pace,
            day=phrases.day(span.finish, today),
        )
    else:
        yield say(
            "For you {weeks} at {hours} a week, done between {first} and {last}.",
            weeks=weeks,
            hours=pace,
            first=phrases.day(span.finish_min, span.finish),
            last=phrases.day(span.finish, today),
        )


def _in_whole_weeks(weeks: float | None) -> str:
    return phrases.whole_weeks(weeks, weeks)


def _calendar(program: Program, span: Span) -> Iterable[str]:
    """Return the provider's own weeks and weekly effort, unless they stand in the formula of the hours."""
    duration = program.duration
    effort = duration.hours_per_week_min is not None or duration.hours_per_week_max is not None
    if duration.weeks_min is None and duration.weeks_max is None:
        if effort and not duration.derived:
            yield say("It asks for {effort} a week; its length is not stated.", effort=_effort(duration))
        return
    if duration.derived and _by_weeks(duration):
        return
    weeks = _beside_months(phrases.weeks(duration.weeks_min, duration.weeks_max), program)
    if effort and span.fixed:
        yield say("The dates are fixed: {weeks} at {effort} a week.", weeks=weeks, effort=_effort(duration))
    elif effort:
        yield say("The provider plans: {weeks} at {effort} a week.", weeks=weeks, effort=_effort(duration))
    elif span.fixed:
        yield say("The dates are fixed: {weeks}.", weeks=weeks)
    else:
        yield say("The provider plans: {weeks}.", weeks=weeks)
    if duration.hours_max is None:
        yield say("The hours of work are not stated.")


def _dates(program: Program, span: Span, today: dt.date) -> Iterable[str]:
    start, end = (phrases.day(day, today) if day else None for day in (program.start, program.end))
    last = phrases.day(span.finish, today) if span.finish else None
    if span.over:
        yield say("Its dates are past; the next ones are not stated.")
    elif not span.fixed:
        if program.start and program.start > today:
            yield say("It opens on {start}.", start=start)
        if program.end and span.finish and span.finish > program.end:
            yield say("It closes on {end}, before you would finish.", end=end)
        elif program.end:
            yield say("It closes on {end}.", end=end)
    elif span.started:
        yield say("It started on {start}; ask whether you can still join.", start=start)
        yield say("It ends on {end}.", end=end) if end else say("It ends about {end}.", end=last)
    elif start and end:
        yield say("It runs from {start} to {end}.", start=start, end=end)
    elif start and last:
        yield say("It runs from {start} until about {end}.", start=start, end=last)
    elif start:
        yield say("It starts on {start}.", start=start)
    elif end:
        yield say("It ends on {end}.", end=end)
    else:
        yield say("When it starts is not stated.")


def _tight(duration: Duration, span: Span, goal: Goal) -> Iterable[str]:
    """Say that a timetable may ask for more hours than there are; at its least it breaks a limit."""
    least, most, have = duration.hours_per_week_min, duration.hours_per_week_max, goal.hours_per_week
    if span.fixed and have is not None and most is not None and (least or 0) <= have < most:
        yield say("Tight: you have {hours} a week.", hours=phrases.count(have, "hour"))


def _deadline(span: Span, goal: Goal, today: dt.date) -> Iterable[str]:
    """Say by how much a wanted date is met; how late it gets is said with what is off."""
    if goal.deadline is None or span.finish is None or span.finish > goal.deadline:
        return
    wanted, spare = phrases.day(goal.deadline, today), (goal.deadline - span.finish).days
    if spare:
        yield say_many(
            "By {wanted}: yes, {count} day before.",
            "By {wanted}: yes, {count} days before.",
            spare,
            wanted=wanted,
            count=phrases.number(spare),
        )
    else:
        yield say("By {wanted}: yes, on that day.", wanted=wanted)
