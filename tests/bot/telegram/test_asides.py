"""The screens beside a list: each button's question, its files, and what is said where there is none."""

import datetime as dt

import pytest

from bot.advisor import Advisor
from bot.reply import key_of
from bot.request import Request
from bot.screens.screen import Action, Op
from bot.telegram.asides import OPS, aside

TODAY = dt.date(2026, 11, 25)
GOAL = "I want to become a data analyst, 5 hours a week"
KEY = key_of("analyst-cert")


def shown(advisor: Advisor, op: Op, arg: str = "", goal: str = GOAL) -> tuple[str, bool]:
    found = aside(advisor, Action(op, 7, arg), Request.of(goal, TODAY), TODAY, None)
    return found.screen.text, found.is_there


@pytest.mark.parametrize(
    ("op", "arg", "says"),
    [
        ("course", KEY, "Cost: "),
        ("where", KEY, "where its facts were read"),
        ("read", f"{KEY}.0", "What the catalogue says of it."),
        ("path", "", "I cannot plan a path: no course that fits names a skill you still need."),
        ("compare", "f0", "\nTime\n1: "),
        ("job", "", "36 essential skills (ESCO)"),
        ("degree", KEY, "Your plan: 1 course."),
        ("file", KEY, "Take this plan with you"),
    ],
)
def test_every_button_beside_a_list_has_its_screen(advisor: Advisor, op: Op, arg: str, says: str) -> None:
    text, is_there = shown(advisor, op, arg)
    assert says in text and is_there


def test_every_operation_is_tried_above() -> None:
    tried = {"course", "where", "read", "path", "compare", "job", "degree", "file"}
    assert tried == OPS


@pytest.mark.parametrize("form", ["pdf", "ics", "md", "json"])
def test_a_plan_comes_as_a_file_of_each_form(advisor: Advisor, form: str) -> None:
    found = aside(advisor, Action("file", 7, f"{KEY}.{form}"), Request.of(GOAL, TODAY), TODAY, None)
    (file,) = found.screen.files
    assert file.name == f"study-plan-2026-11-25.{form}" and len(file.content) > 100


@pytest.mark.parametrize("op", ["course", "where", "read", "degree", "file"])
def test_a_course_that_is_gone_is_said_to_be_gone(advisor: Advisor, op: Op) -> None:
    text, is_there = shown(advisor, op, "0123456789")
    assert not is_there and "0123456789" not in text


@pytest.mark.parametrize(("op", "arg"), [("file", "path"), ("file", "path.pdf"), ("degree", "")])
def test_where_there_is_no_path_the_screen_says_why(advisor: Advisor, op: Op, arg: str) -> None:
    """A file of nothing, or nothing beside a degree, would look like a plan."""
    text, _ = shown(advisor, op, arg, "I want to learn underwater basket weaving, 5 hours a week")
    assert text.startswith("I cannot plan a path")


def test_an_argument_that_nobody_made_is_answered(advisor: Advisor) -> None:
    assert not shown(advisor, "file", "x.exe")[1]
    assert not shown(advisor, "compare", "zz", "I want to learn welding")[1]
