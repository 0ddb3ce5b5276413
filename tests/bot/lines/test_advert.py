"""A pasted advert against the courses: what is known, what they teach, and what none of them does."""

import datetime as dt

from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.lines.advert import advert_lines
from catalog.program import Program

SQL = Program("a", "SQL for everybody")
PYTHON = Program("b", "Python for everybody")
GOAL = Goal("goal", skills_wanted=("SQL", "Python", "Tableau"), skills_known=("Excel",))


def test_each_skill_of_an_advert_stands_in_one_place() -> None:
    assert advert_lines(GOAL, [SQL], [PYTHON]) == [
        "The advert names 3 skills that you did not say you know.",
        "You told me that you know: Excel.",
        "The course below teaches 1 of them: SQL.",
        "Taught by other courses near your goal: Python.",
        "No course that I looked at teaches: Tableau.",
    ]


def test_several_courses_are_counted_together() -> None:
    assert "The courses below teach 2 of them: SQL and Python." in advert_lines(GOAL, [SQL, PYTHON])


def test_an_advert_without_skills_says_nothing() -> None:
    assert advert_lines(Goal("goal", target="data analyst"), [SQL]) == []


def test_a_known_skill_is_not_counted_as_missing() -> None:
    goal = Goal("goal", skills_wanted=("SQL", "Python"), skills_known=("SQL",))
    assert advert_lines(goal, [])[0] == "The advert names 1 skill that you did not say you know."


def test_a_real_advert_is_read_for_its_skills() -> None:
    text = (
        "Data Analyst (m/f/d). About us: we are a growing company in Leeds. Your responsibilities: build "
        "reports and dashboards for the sales team. Requirements: SQL, Python, Tableau. We offer 30 days of "
        "holiday and a pension. I know SQL."
    )
    goal = read(text, dt.date(2026, 11, 25))
    lines = advert_lines(goal, [PYTHON])
    assert lines[0] == "The advert names 2 skills that you did not say you know."
    assert "No course that I looked at teaches: Tableau." in lines
