"""A plan as a calendar, read back: all-day entries whose hours are the work, and no evening made up."""

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest
from icalendar import Calendar

from bot.export.calendar import as_calendar
from bot.goal.goal import Goal
from bot.plan import Plan, plan_of
from bot.reply import Suggestion, key_of
from catalog.program import Duration
from tests.bot.export.plans import CARE, GOAL, OPEN, RATES, SQL, THREE, plan
from tests.bot.suggested import TODAY, suggested


def events(of: Plan, **given: int) -> list[Any]:
    """The entries of a plan's calendar, read back."""
    return list(Calendar.from_ical(as_calendar(of, None, **given)).walk("VEVENT"))


def shown(of: Plan) -> list[tuple[str, dt.date, dt.date]]:
    """Each entry's words, its first day and the day behind its last."""
    return [(str(one["summary"]), one.decoded("dtstart"), one.decoded("dtend")) for one in events(of)]


def test_the_weeks_of_a_course_hold_its_work() -> None:
    """18 hours at 5 a week: three weeks of 5 and one of 3, which ends on the finishing date."""
    first = TODAY
    week = dt.timedelta(days=7)
    assert shown(plan(SQL)) == [
        ("5 hours this week: SQL from the start", first, first + week),
        ("5 hours this week: SQL from the start", first + week, first + 2 * week),
        ("5 hours this week: SQL from the start", first + 2 * week, first + 3 * week),
        ("3 hours this week: SQL from the start", first + 3 * week, dt.date(2026, 12, 21)),
    ]


@pytest.mark.parametrize(
    ("hours", "have"), [(0.5, 3.0), (1.0, 1.0), (15.0, 5.0), (15.1, 5.0), (49.0, 0.5), (100.0, 7.5)]
)
def test_the_hours_of_all_weeks_add_up(hours: float, have: float) -> None:
    goal = Goal("goal", target="x", hours_per_week=have)
    course = suggested(goal, "a", "Course", duration=Duration(hours_min=1, hours_max=hours))
    made = shown(plan_of([course], goal, TODAY, RATES))
    total = 0.0
    for words, begins, until in made:
        found = re.match(r"([\d.]+) (hour|minute)", words)
        assert found and begins < until
        total += float(found[1]) / (60 if found[2] == "minute" else 1)
    assert total == pytest.approx(hours, abs=0.01)
    assert made[-1][2] == plan_of([course], goal, TODAY, RATES).finish


def test_fixed_dates_stay_and_ask_for_the_providers_hours() -> None:
    """1 to 20 February are 19 days: three entries, none before the course begins."""
    assert shown(plan(CARE)) == [
        ("4 to 6 hours this week: Statistics in person", dt.date(2027, 2, 1), dt.date(2027, 2, 8)),
        ("4 to 6 hours this week: Statistics in person", dt.date(2027, 2, 8), dt.date(2027, 2, 15)),
        ("4 to 6 hours this week: Statistics in person", dt.date(2027, 2, 15), dt.date(2027, 2, 20)),
    ]


def test_without_hours_none_are_made_up() -> None:
    goal = Goal("goal", target="x")
    course = suggested(goal, "a", "Course", duration=Duration(weeks_min=2, weeks_max=2))
    assert [words for words, *_ in shown(plan_of([course], goal, TODAY, RATES))] == ["This week: Course"] * 2


def test_a_length_that_is_not_stated_is_one_entry_that_says_so() -> None:
    assert shown(plan(OPEN)) == [
        ("Begin: Dashboards (length not stated)", TODAY, TODAY + dt.timedelta(days=1))
    ]


def test_what_has_no_begin_has_no_entry() -> None:
    """Behind an unknown length, and where a course's dates are past."""
    assert len(shown(plan(OPEN, SQL))) == 1
    over = dataclasses.replace(CARE.span, over=True, finish=None)
    past = dataclasses.replace(THREE.steps[1], suggestion=dataclasses.replace(CARE, span=over), finish=None)
    assert shown(dataclasses.replace(THREE, steps=(past,))) == []


def test_years_of_study_are_one_entry() -> None:
    """10,000 hours at 5 a week would be 2,000 entries."""
    long = suggested(GOAL, "a", "Course", duration=Duration(hours_min=10_000, hours_max=10_000))
    assert [words for words, *_ in shown(plan(long))] == ["5 hours a week: Course"]


def uids(suggestions: list[Suggestion], today: dt.date = TODAY) -> list[str]:
    """The ids of the entries."""
    return [str(one["uid"]) for one in events(plan_of(suggestions, GOAL, today, RATES))]


def test_ids_stay_when_the_plan_is_made_again() -> None:
    """Importing the newer file moves the entries, and adds none."""
    assert uids([SQL]) == uids([SQL], TODAY + dt.timedelta(days=9))
    assert uids([SQL])[0] == f"{key_of('uni/sql')}-001@rung"
    assert len(set(uids([SQL, CARE, OPEN]))) == len(uids([SQL, CARE, OPEN])) == 8


def test_a_newer_file_counts_as_newer() -> None:
    older, newer = (
        events(plan_of([SQL], GOAL, day, RATES))[0] for day in (TODAY, TODAY + dt.timedelta(days=1))
    )
    assert newer["sequence"] > older["sequence"]
    assert older.decoded("dtstamp") == dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def test_no_entry_has_a_time_or_an_alarm_or_takes_the_day() -> None:
    for event in events(THREE):
        assert type(event.decoded("dtstart")) is dt.date
        assert not event.subcomponents
        assert event["transp"] == "TRANSPARENT"


def test_old_facts_are_marked_at_the_age_that_is_given() -> None:
    (event, *_), (old, *_) = events(plan(SQL)), events(plan(SQL), old_after_days=54)
    assert "Facts from October 2026.\n" in event["description"]
    assert "Facts from October 2026: old, so check them first.\n" in old["description"]


def test_equal_plans_make_equal_files() -> None:
    assert as_calendar(THREE) == as_calendar(THREE)
