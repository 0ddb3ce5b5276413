"""A plan as a study calendar (iCalendar, RFC 5545): all-day entries a week, no evenings made up."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import phrases
from bot.export.page import closing_lines
from bot.lines.facts import OLD_AFTER_DAYS, dated_line
from bot.plan import Plan, Step
from bot.reply import key_of
from bot.screens.screen import one_line
from bot.words import say

if TYPE_CHECKING:
    from icalendar import Event

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_MOST_WEEKS = 260
"""Five years: a longer step gets one entry, as thousands would make a calendar unusable."""
_PRODUCT = "-//Rung//Study plan//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day entry from its first day to before `until`, with the work of that time, if known."""

    step: Step
    number: int
    """Of the week within the step, from 1."""
    begins: dt.date
    until: dt.date
    hours_min: float | None = None
    hours_max: float | None = None


def as_calendar(plan: Plan, notice: str | None = None, old_after_days: int = OLD_AFTER_DAYS) -> bytes:
    """Return the plan as an .ics file; the same week of a course keeps its id, so that it can be updated."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("Study plan"))
    for step in plan.steps:
        for entry in entries(step, plan):
            calendar.add_component(_event(entry, plan, notice, old_after_days))
    return bytes(calendar.to_ical())


def entries(step: Step, plan: Plan) -> list[Entry]:
    """Return the entries of a step: one where its length is not stated, none where its begin is not."""
    begins, finish = step.begins, step.finish
    if step.suggestion.span.over or begins is None:
        return []
    if finish is None:
        return [Entry(step, 1, begins, begins + _DAY)]
    last = max(finish, begins + _DAY)
    weeks = math.ceil((last - begins) / _WEEK)
    if weeks > _MOST_WEEKS:
        return [Entry(step, 1, begins, last, *_effort(step, plan))]
    return [
        Entry(step, week + 1, begins + week * _WEEK, min(begins + (week + 1) * _WEEK, last), *hours)
        for week, hours in enumerate(_weekly(step, plan, weeks))
    ]


def _weekly(step: Step, plan: Plan, weeks: int) -> Iterable[tuple[float | None, float | None]]:
    """Return the work of each week: what the person has, less in the last one; else the provider's effort."""
    have, total = plan.goal.hours_per_week, step.suggestion.program.duration.hours_max
    if not step.suggestion.span.at_own_pace or have is None or total is None:
        return [_effort(step, plan)] * weeks
    left = [max(0.0, round(total - have * week, 6)) for week in range(weeks)]
    return [(min(have, one), min(have, one)) for one in left]


def _effort(step: Step, plan: Plan) -> tuple[float | None, float | None]:
    if step.suggestion.span.at_own_pace and plan.goal.hours_per_week is not None:
        return plan.goal.hours_per_week, plan.goal.hours_per_week
    duration = step.suggestion.program.duration
    return duration.hours_per_week_min, duration.hours_per_week_max


def _event(entry: Entry, plan: Plan, notice: str | None, old_after_days: int) -> "Event":
    from icalendar import Event

    program = entry.step.suggestion.program
    event = Event()
    event.add("uid", f"{key_of(program.id)}-{entry.number:03}@rung")
    event.add("dtstamp", dt.datetime.combine(plan.today, dt.time(), dt.UTC))
    # Some calendars take an entry they know already only with a higher number than before.
    event.add("sequence", plan.today.toordinal())
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.until)
    event.add("summary", _summary(entry))
    event.add("description", "\n".join(_described(entry, plan, notice, old_after_days)))
    # It says what to do in a week, not when: the days stay free for whoever looks.
    event.add("transp", "TRANSPARENT")
    return event


def _summary(entry: Entry) -> str:
    title = one_line(entry.step.suggestion.program.title, 120)
    if entry.step.finish is None:
        return say("Begin: {title} (length not stated)", title=title)
    long = entry.until - entry.begins > _WEEK
    if entry.hours_min is None and entry.hours_max is None:
        return title if long else say("This week: {title}", title=title)
    hours = phrases.hours(entry.hours_min, entry.hours_max)
    if long:
        return say("{hours} a week: {title}", hours=hours, title=title)
    return say("{hours} this week: {title}", hours=hours, title=title)


def _described(entry: Entry, plan: Plan, notice: str | None, old_after_days: int) -> Iterable[str]:
    program = entry.step.suggestion.program
    if entry.step.suggestion.span.at_own_pace and program.duration.hours_max is not None:
        yield say("The whole course: {hours}.", hours=phrases.hours(None, program.duration.hours_max))
    elif program.pace == "scheduled":
        yield say("The provider fixes the dates.")
    if program.url:
        yield say("The provider's page: {address}", address=one_line(program.url, 300))
    yield dated_line(program.as_of, plan.today, old_after_days)
    yield from closing_lines(notice)
