"""The daily counters: no persons, no words, whole days only; and reported facts with their Done."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pytest

from bot.advisor import Advisor
from bot.reply import Answer
from bot.request import Request
from bot.screens.screen import Action
from bot.telegram.database import Database
from bot.telegram.feedback import Feedback
from bot.telegram.served import Served
from bot.telegram.stats import Stats, area_of
from bot.telegram.views import Views

TODAY = dt.date(2026, 11, 26)


@dataclass
class Clock:
    """A calendar that a test turns."""

    day: dt.date = TODAY

    def __call__(self) -> dt.date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    """The calendar."""
    return Clock()


@pytest.fixture
def database() -> Iterator[Database]:
    """A file that is forgotten."""
    opened = Database(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def stats(database: Database, clock: Clock) -> Stats:
    """The counters."""
    return Stats(database, clock)


def answer_to(advisor: Advisor, message: str) -> Answer:
    """Return the answer to a goal."""
    found = advisor.page(Request.of(message, TODAY), TODAY)
    assert found is not None
    return found


def test_an_answer_is_counted_today_with_its_time(stats: Stats, advisor: Advisor) -> None:
    for took_s in (0.015, 0.04, 4.0):
        asyncio.run(stats.answered(answer_to(advisor, "I want to become a nurse"), took_s))
    today = asyncio.run(stats.today())
    assert (today.answers, today.median_s) == (3, 0.05)


def test_a_day_without_answers_has_no_median(stats: Stats) -> None:
    assert asyncio.run(stats.today()).median_s is None


def test_the_figures_are_of_days_that_are_over(stats: Stats, advisor: Advisor, clock: Clock) -> None:
    """Who looks twice on one day sees the same: nobody's goal stands out between two looks."""
    answer = answer_to(advisor, "I want to become a nurse")
    asyncio.run(stats.answered(answer, 0.1))
    assert asyncio.run(stats.figures()).goals == 0
    clock.day = TODAY + dt.timedelta(days=1)
    assert asyncio.run(stats.figures()).goals == 1
    assert asyncio.run(stats.figures()).areas == {area_of(answer): 1}
    clock.day = TODAY + dt.timedelta(days=31)
    assert asyncio.run(stats.figures()).goals == 0


def test_what_no_figure_shows_is_deleted(stats: Stats, database: Database, clock: Clock) -> None:
    asyncio.run(stats.note(("saved", "")))
    clock.day = TODAY + dt.timedelta(days=30)
    asyncio.run(stats.sweep())
    assert asyncio.run(stats.figures()).saved == 1
    clock.day = TODAY + dt.timedelta(days=31)
    asyncio.run(stats.sweep())
    rows = asyncio.run(
        database.run(lambda connection: connection.execute("SELECT * FROM counters").fetchall())
    )
    assert rows == []


def test_neither_a_person_nor_their_words_are_in_the_table(
    stats: Stats, database: Database, advisor: Advisor
) -> None:
    """A goal leaves its day, the two digits of its group of occupations, and a class of time."""
    asyncio.run(stats.answered(answer_to(advisor, "I am Ana and want to become a nurse"), 0.03))
    rows = asyncio.run(
        database.run(lambda connection: connection.execute("SELECT * FROM counters ORDER BY kind").fetchall())
    )
    assert [row[:3] for row in rows if row[1] in {"answer", "area", "time"}] == [
        ("2026-11-26", "answer", ""),
        ("2026-11-26", "area", "22"),
        ("2026-11-26", "time", "30"),
    ]
    assert all(kind in {"answer", "area", "time", "nothing near", "nothing fits"} for _, kind, *_ in rows)


def test_a_goal_that_names_no_job_or_several_is_of_no_area(advisor: Advisor) -> None:
    assert area_of(answer_to(advisor, "welding")) == "00"


def test_what_found_nothing_is_counted(stats: Stats, advisor: Advisor, clock: Clock) -> None:
    asyncio.run(stats.answered(answer_to(advisor, "quantum xylophone zoology"), 0.1))
    asyncio.run(stats.answered(answer_to(advisor, "welding, in Polish, finished in 1 week"), 0.1))
    assert asyncio.run(stats.today()).nothing_near == 1
    clock.day = TODAY + dt.timedelta(days=1)
    assert asyncio.run(stats.figures()).nothing_fits == 1


def test_a_table_that_cannot_be_written_keeps_no_answer_up(database: Database, clock: Clock) -> None:
    """Counting is the least important thing that is done."""

    def drop(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE counters")

    asyncio.run(database.run(drop))
    asyncio.run(Stats(database, clock).note(("answer", "")))


@pytest.fixture
def views(database: Database, stats: Stats, clock: Clock) -> Views:
    """What an administrator looks at; the catalogue is not."""
    return Views(cast(Served, None), stats, Feedback(database, clock), clock)


def test_done_takes_one_reported_fact_off_the_list(database: Database, views: Views, clock: Clock) -> None:
    """The button names the report, not its place: a list that has grown meanwhile loses the same one."""
    feedback = Feedback(database, clock)

    async def left() -> set[str]:
        return {one.key for one in await feedback.reports()}

    for key in ("a", "b"):
        asyncio.run(feedback.report(1, key * 10, "SQL from the start", "cost"))
    screen = asyncio.run(views.reports()).screen
    first = screen.rows[0][0].does
    assert isinstance(first, Action) and "Fact: The cost." in screen.text
    asyncio.run(feedback.report(2, "c" * 10, "SQL from the start", "cost"))
    asyncio.run(views.reports(first.arg))
    after = asyncio.run(left())
    assert "c" * 10 in after and len(after) == 2
    asyncio.run(views.reports(first.arg))
    assert asyncio.run(left()) == after


def test_the_figures_tell_why_courses_were_not_for_people(
    database: Database, views: Views, clock: Clock
) -> None:
    feedback = Feedback(database, clock)
    for person in range(6):
        asyncio.run(feedback.note(person, "a" * 10, "cost"))
    asyncio.run(feedback.note(1, "a" * 10, "time"))
    text = asyncio.run(views.stats()).screen.text
    assert "Costs too much: 6." in text and "Takes too long: fewer than 5." in text
