"""Behaviour of bot/skills.py and bot/taught.py: which skills count for a goal, and where one is taught."""

from typing import Any

import pytest

from bot.goal.goal import Goal
from bot.skills import Skill, taught, wanted
from bot.taught import Place
from catalog.program import Program


def place(skill: str, **fields: Any) -> Place | None:
    """Where a programme teaches what a person asked for."""
    return taught(Skill(skill, is_said=True), Program("x", fields.pop("title", "A course"), **fields))


@pytest.mark.parametrize(
    ("skill", "fields", "expected"),
    [
        ("SQL", {"title": "SQL for everybody"}, Place("title", "SQL")),
        ("statistics", {"skills": ("Statistics", "Excel")}, Place("skills", "Statistics")),
        ("data visualisation", {"outcomes": ("Visualize data well.",)}, Place("outcomes", "Visualize data")),
        ("manage data", {"description": "It is on the management of data."},
         Place("description", "management of data")),
        ("data management", {"skills": ("Managing data",)}, Place("skills", "Managing data")),
        ("interpret financial statements", {"outcomes": ("interpret basic financial statements",)},
         Place("outcomes", "interpret basic financial statements")),
        ("C++", {"title": "Learn C++"}, Place("title", "C++")),
        ("R", {"title": "Statistics with R"}, Place("title", "R")),
        ("machine learning", {"title": "Introducción al Machine Learning", "language": ("es",)},
         Place("title", "Machine Learning")),
    ],
)  # fmt: skip
def test_a_skill_is_taught_where_its_name_stands_by_stem(
    skill: str, fields: dict[str, Any], expected: Place
) -> None:
    assert place(skill, **fields) == expected


@pytest.mark.parametrize(
    ("skill", "fields"),
    [
        ("SQL", {"description": "No prior knowledge of SQL."}),
        ("SQL", {"description": "Basic knowledge of Python and SQL is required."}),
        ("programming", {"description": "You can do it without programming."}),
        ("accounting", {"description": "Open a bank account. On account of this, it is short."}),
        ("project management", {"title": "A day with project managers"}),
        ("hospitality management", {"title": "Hospital Management"}),
        ("digital marketing", {"title": "Marketing in a Digital World"}),
        ("data analysis", {"description": "Collect data, then begin the analysis."}),
        ("Excel", {"description": "Excel in your career, and help others excel."}),
        ("R", {"description": "Ideas for R&D teams."}),
        ("C", {"title": "Learn C++ and C#"}),
        ("business", {"title": "The business of music"}),
    ],
)
def test_a_skill_is_not_taught_by_words_that_mean_something_else(skill: str, fields: dict[str, Any]) -> None:
    """A wrong claim costs a person more than a missing one."""
    assert place(skill, **fields) is None


def test_what_stands_before_a_denial_still_counts() -> None:
    assert place("SQL", description="You learn SQL, no experience needed.") == Place("description", "SQL")


def test_a_job_brings_its_essential_skills_behind_what_was_asked_for() -> None:
    asked = wanted(Goal("goal", target="web developer", skills_wanted=("SQL",)))
    assert [one.name for one in asked.skills if one.is_said] == ["SQL"]
    assert asked.skills[0].name == "SQL"
    assert [job.name() for job in asked.jobs] == ["web developer"]
    assert asked.listed == sum(one.is_essential for one in asked.jobs[0].skills)


def test_a_role_of_several_jobs_brings_only_what_all_of_them_ask_for() -> None:
    asked = wanted(Goal("goal", target="public policy analyst"))
    assert len(asked.jobs) > 1
    shared = set.intersection(*({one.code for one in job.skills if one.is_essential} for job in asked.jobs))
    assert {one.term.code for one in asked.skills if one.term} == shared


def test_a_target_that_is_no_job_is_what_is_to_be_learnt() -> None:
    asked = wanted(Goal("goal", target="deep learning and computer vision"))
    assert [one.name for one in asked.skills] == ["deep learning", "computer vision"]


def test_a_word_cut_off_from_what_it_belongs_to_is_no_skill() -> None:
    """The welfare of animals is not welfare."""
    asked = wanted(Goal("goal", target="animal behaviour and welfare"))
    assert [one.name for one in asked.skills] == ["animal behaviour"]


def test_what_is_known_is_not_wanted() -> None:
    asked = wanted(Goal("goal", skills_wanted=("SQL", "Databases"), skills_known=("sql",)))
    assert [one.name for one in asked.skills] == ["Databases"]
    assert [one.name for one in asked.known] == ["SQL"]


def test_a_skill_said_in_another_language_is_found_in_english() -> None:
    (skill,) = wanted(Goal("goal", language="es", target="estadística")).skills
    assert taught(skill, Program("x", "Statistics", language=("en",))) == Place("title", "Statistics")
