"""Every screen of a list leads one level back and to a new goal, by a button and by a word."""

import datetime as dt
from collections.abc import Iterable
from typing import get_args

import pytest

from bot.advisor import Advisor
from bot.reply import View, key_of
from bot.request import Request
from bot.screens import change, not_for_me, wrong
from bot.screens.results import results
from bot.screens.screen import Action, Op, Screen
from bot.screens.typed import action_of
from bot.telegram.asides import OPS, aside
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
LIST = 7
REQUEST = Request.of("I want to become a data analyst, 5 hours a week", TODAY)
KEY = key_of("analyst-cert")
ARGS = {"compare": "fits.0", "file": "path", "degree": ""} | dict.fromkeys(
    ("course", "where", "read", "unlike", "wrong"), KEY
)


def screens(advisor: Advisor) -> Iterable[tuple[Op, Screen]]:
    """Return every screen that belongs to a list, by the operation that shows it."""
    answer = advisor.page(REQUEST, TODAY, View("fits", 0))
    course = advisor.course(REQUEST, TODAY, KEY)
    assert answer is not None and course is not None
    yield "list", results(answer, LIST, advisor.rates, None)
    yield "change", change.change(answer, LIST)
    yield "change", change.choices(answer, LIST, "cost", {"cost.free": 2})
    yield "change", change.typing(LIST, "cost")
    yield "unlike", not_for_me.reasons(course, LIST)
    yield "wrong", wrong.asked(course.suggestion.program.title, KEY, LIST)
    yield "wrong", wrong.thanks(KEY, LIST)
    for op in OPS:
        arg = ARGS.get(op, "")
        screen, is_there = aside(advisor, Action(op, LIST, arg), REQUEST, TODAY, None)
        assert is_there, op
        yield op, screen


def test_every_screen_of_a_list_leads_back_and_to_a_new_goal(advisor: Advisor) -> None:
    """The list itself has nothing before it; on any other screen one tap leads to what was there before."""
    shown = list(screens(advisor))
    assert len({op for op, _ in shown}) > len(OPS)
    for op, screen in shown:
        taps = [button.does for row in screen.rows for button in row]
        back = {one.op for one in taps if isinstance(one, Action)}
        assert Action("new", LIST) in taps, op
        assert op == "list" or back & {"back", "course", "path", "change"}, op
        assert "new goal" in screen.text, op
        assert_good(screen, short=op not in ("list", "compare", "job", "degree", "path"))


@pytest.mark.parametrize("op", get_args(Op))
def test_new_goal_is_understood_wherever_it_is_offered(advisor: Advisor, op: Op) -> None:
    if op in {one for one, _ in screens(advisor)}:
        at = Action(op, LIST, ARGS.get(op, ""))
        assert action_of("new goal", at) == Action("new", LIST)
        assert op == "list" or action_of("back", at) == Action("back", LIST)
