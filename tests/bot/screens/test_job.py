"""The screen of a wanted job: what it is taken for, never too long, every number from the data."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.jobs import Jobs, jobs_of
from bot.screens.job import LONGEST_TEXT, job
from bot.screens.screen import Action, Screen
from catalog.terms import Occupation
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
ROLES = (
    "data scientist", "data analyst", "nurse", "actor", "policy analyst", "HR manager or recruiter",
    "waiter", "tour guide", "police officer", "cashier", "enfermera", "chef", "electrician", "lawyer",
    "nurse or midwife or data scientist or cashier or lawyer or chef", "linux", "", "<b>&😀", "x " * 900,
)  # fmt: skip


def screen_of(message: str) -> Screen:
    goal = read(message, TODAY)
    return job(goal, jobs_of(goal), 7)


def numbers(text: str) -> set[str]:
    return {found.replace(",", "") for found in re.findall(r"\d[\d,]*", text)}


def known(one: Occupation) -> set[str]:
    """Every number of an occupation: its wage, its count of skills, and those in its names."""
    wage = one.wage
    amounts = [wage.median, wage.p10, wage.p90, wage.year] if wage else []
    essential = [skill.name for skill in one.skills if skill.is_essential]
    return {str(amount) for amount in (*amounts, len(essential))} | numbers(
        " ".join([one.name(), *essential])
    )


def test_one_job_is_named_and_told_with_the_way_back() -> None:
    screen = screen_of("I am a barista and want to become a data scientist")
    text = assert_good(screen).text
    assert text.startswith("“data scientist” is this job for me: data scientist.")
    assert "Data scientist: 63 essential skills (ESCO)." in text
    assert "half earn less than 120,230 US dollars" in text and "Barista: half earn" in text
    assert "not what a course adds" in text and "This service uses the ESCO classification" in text
    assert "I do not know whether this job needs a licence." in text
    assert [button.does for row in screen.rows for button in row] == [Action("back", 7), Action("new", 7)]


def test_a_role_that_is_several_jobs_is_never_silently_one() -> None:
    text = assert_good(screen_of("I want to be a policy analyst")).text
    assert text.startswith("“policy analyst” can be 2 jobs: policy officer and economic adviser.")
    assert "Policy officer: I show no wage." in text and "Economic adviser: I show no wage." in text


def test_what_is_no_job_is_said_to_be_none() -> None:
    text = assert_good(screen_of("I want to learn linux")).text
    assert text.startswith("I found no job in my list for “linux”.")
    assert "licence" not in text and "Usual entry" not in text


def test_no_words_at_all_are_said_to_be_none() -> None:
    assert_good(job(Goal(intent="goal"), Jobs(), 1))


def test_only_the_present_job_is_shown_as_the_present_one() -> None:
    text = assert_good(screen_of("I am a barista and want to learn linux")).text
    assert "What your present or past job pays:\nBarista: half earn" in text
    assert "What the job pays:" not in text


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(ROLES), st.sampled_from(ROLES), st.integers(1, 10**12 - 1))
def test_every_number_is_of_the_data_and_no_screen_is_too_long(target: str, current: str, place: int) -> None:
    goal = Goal(intent="goal", target=target, current=current)
    jobs = jobs_of(goal)
    text = assert_good(job(goal, jobs, place), short=False).text
    assert len(text) <= LONGEST_TEXT
    # Of the entry levels: "level 4", "1 to 3 years", "ISCO-08, 2012"; and how many jobs were found.
    allowed = {"1", "2", "3", "4", "08", "2012", str(len(jobs.target))} | numbers(target)
    for one in (*jobs.target, *jobs.current):
        allowed |= known(one)
    assert numbers(text) <= allowed
    assert text.count("a course adds") == text.count("This is what the job pays, not what a course adds.")
    assert ("US dollars" in text) == ("not what a course adds" in text)


@pytest.mark.parametrize("role", ROLES[:14])
def test_every_occupation_is_named(role: str) -> None:
    goal = Goal(intent="goal", target=role, language="es" if role == "enfermera" else "en")
    text = job(goal, jobs_of(goal), 7).text
    assert all(one.name() in text for one in jobs_of(goal).target)
