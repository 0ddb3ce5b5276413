"""Programmes as an advisor suggests them, made from a few fields."""

import datetime as dt
from typing import Any

from bot.cost import cost_for
from bot.goal.goal import Goal
from bot.pace import span_for
from bot.reply import Suggestion
from catalog.program import Program

TODAY = dt.date(2026, 11, 25)


def suggested(goal: Goal, id_: str, title: str, today: dt.date = TODAY, **fields: Any) -> Suggestion:
    """Return a programme that fits, with its span and cost for the person."""
    program = Program(id_, title, **fields)
    span = span_for(program.duration, program.pace, program.end, goal.hours_per_week, today, program.start)
    cost = cost_for(program.price, goal.certificate is True, span)
    return Suggestion(program, "fits", span, cost, (), ())
