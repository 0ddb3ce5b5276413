"""What stands around the programmes: the counts, the limits to relax, and answers without programmes."""

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import explain
from bot.fit import Group
from bot.goal.goal import Goal
from bot.limits.table import LIMITS
from bot.lines.verdict import NOT_TOLD
from bot.reply import Answer, Relaxation

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 25)


def head(counts: tuple[int, int, int, int], **fields: object) -> list[str]:
    groups: tuple[Group, ...] = ("fits", "not_stated", "one_off", "related")
    goal = Goal(intent="goal", target="welder")
    return explain.head_lines(Answer(goal, TODAY, dict(zip(groups, counts, strict=True)), **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((1, 0, 0, 0), "1 course fits."),
        ((1200, 0, 0, 0), "1,200 courses fit."),
        (
            (2, 1, 1, 1),
            (
                "2 courses fit. 1 more may fit, but does not state enough to tell. "
                "1 is off by one thing. 1 is near, but off by more."
            ),
        ),
        (
            (0, 3, 2, 4),
            (
                "No course fits all you said. 3 may fit, but do not state enough to tell. "
                "2 are off by one thing. 4 are near, but off by more."
            ),
        ),
        ((0, 0, 0, 0), "No course here is a close match for “welder”. These are only the nearest."),
    ],
)
def test_the_first_line_counts_the_groups(counts: tuple[int, int, int, int], line: str) -> None:
    assert head(counts)[0] == line


@pytest.mark.parametrize("limit", [limit.name for limit in LIMITS])
def test_every_limit_has_its_sentence_of_what_it_keeps_away(limit: str) -> None:
    one, many = (head((0, 0, 1, 0), relaxations=(Relaxation(limit, count),))[-1] for count in (1, 5))
    assert (": with" in one and one.endswith(", 1 course would fit.")) or ": at the provider's" in one
    assert many == one.replace("1 course would", "5 courses would")


def test_courses_in_other_languages_are_counted() -> None:
    assert head((1, 0, 0, 0), unread=1)[-1] == (
        "1 course in other languages left out. To see it, name the language."
    )
    assert head((1, 0, 0, 0), unread=2)[-1] == (
        "2 courses in other languages left out. To see them, name the language."
    )


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("room 12", "You can also talk to: room 12."),
        (None, "You can also call somebody you trust."),
    ],
)
def test_a_crisis_is_met_with_a_person_to_talk_to(contact: str | None, line: str) -> None:
    told = explain.without_programs(Goal(intent="crisis"), contact).splitlines()
    assert len(told) == 4 and told[2] == line and "112 in Europe, 911 in North America" in told[1]


def test_what_was_understood_of_a_vague_message_is_said_back() -> None:
    told = explain.without_programs(Goal(intent="unclear", hours_per_week=3.0), None)
    assert told.startswith("I noted: 3 hours a week.\nWhich job or skill do you want?")
    assert explain.without_programs(Goal(intent="unclear"), None).startswith("Which job or skill")


def _missing() -> Iterator[str]:
    """Return every name that the code gives to something that is missing."""
    for file in [*(ROOT / "bot" / "limits").glob("*.py"), ROOT / "bot" / "cost.py"]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named: list[ast.AST] = []
            if isinstance(node, ast.Call):
                named = [one.value for one in node.keywords if one.arg == "missing"]
                called = getattr(node.func, "id", None)
                named += node.args[1:] if called in ("unknown", "_missing") else []
            if isinstance(node, ast.FunctionDef) and node.name == "_missing":
                named = [one for one in node.body if isinstance(one, ast.Return | ast.If)]
            inside = [constant for one in named for constant in ast.walk(one)]
            yield from (
                one.value for one in inside if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def test_everything_that_can_be_missing_has_its_words_and_nothing_else_has() -> None:
    """What a limit or a cost calls missing is said in a reply as "price not stated"."""
    assert set(_missing()) == set(NOT_TOLD)


def test_a_role_that_can_be_jobs_of_different_kinds_becomes_a_question() -> None:
    asked = Goal(intent="goal", target="public policy analyst")
    assert (
        "“public policy analyst” can be several jobs: policy officer and economic adviser. "
        "Write which one you mean."
    ) in explain.head_lines(Answer(asked, TODAY, {"fits": 1, "not_stated": 0, "one_off": 0, "related": 0}))
    assert not any("several jobs" in line for line in head((1, 0, 0, 0)))
