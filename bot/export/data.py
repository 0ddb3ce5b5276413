"""A plan as JSON for other programs: amounts as decimal text, dates as ISO 8601, null for not stated."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from bot.export.page import closing_lines
from bot.lines.facts import OLD_AFTER_DAYS, is_old
from bot.plan import Plan, Step
from catalog.program import Program, Receipt

FORM = "rung-plan-1"
"""Changes with the meaning of a key; docs/plan.schema.json says what they are."""
_STATED = (
    "id", "title", "provider", "institution", "url", "credential", "proof", "assessment", "prerequisites",
    "outcomes", "skills", "level", "language", "pace", "start", "end", "status", "duration", "price", "as_of",
)  # fmt: skip


def as_json(plan: Plan, notice: str | None = None, old_after_days: int = OLD_AFTER_DAYS) -> str:
    """Return the plan as one JSON object, its keys in a fixed order, with a line break at its end."""
    goal = msgspec.to_builtins(plan.goal, builtin_types=(Decimal,))
    del goal["words"]
    whole = {
        "form": FORM,
        "made": plan.today,
        "goal": goal,
        "cost_min": plan.cost_min,
        "cost_max": plan.cost_max,
        "currency": plan.currency,
        "hours_min": plan.hours_min,
        "hours_max": plan.hours_max,
        "finish": plan.finish,
        "skills_taught": plan.covered,
        "skills_not_taught": plan.missing,
        "steps": [_step(step, plan.today, old_after_days) for step in plan.steps],
        "notes": closing_lines(notice),
    }
    return json.dumps(_plain(whole), ensure_ascii=False, indent=2) + "\n"


def _step(step: Step, today: dt.date, old_after_days: int) -> dict[str, Any]:
    suggestion, program = step.suggestion, step.suggestion.program
    span, cost = suggestion.span, suggestion.cost
    return {
        **{name: _builtin(getattr(program, name)) for name in _STATED},
        "old": _old(program.as_of, today, old_after_days),
        "begins": None if span.over else step.begins,
        "finish": step.finish,
        "weeks_for_you_min": span.weeks_min,
        "weeks_for_you_max": span.weeks_max,
        "at_your_pace": span.at_own_pace,
        "cost_for_you_min": cost.amount_min,
        "cost_for_you_max": cost.amount_max,
        "currency": cost.currency,
        "periods": cost.periods,
        "cost_missing": cost.missing,
        "teaches": step.teaches,
        "off": [one.limit for one in suggestion.off],
        "not_stated": [one.missing for one in suggestion.untold],
        "receipts": _receipts(program, today, old_after_days),
    }


def _receipts(program: Program, today: dt.date, old_after_days: int) -> dict[str, list[dict[str, Any]]]:
    def told(receipt: Receipt) -> dict[str, Any]:
        return {**_builtin(receipt), "old": _old(receipt.as_of, today, old_after_days)}

    return {name: list(map(told, found)) for name, found in sorted(program.receipts.items())}


def _old(stated: str | None, today: dt.date, old_after_days: int) -> bool | None:
    return None if stated is None else is_old(stated, today, old_after_days)


def _builtin(value: Any) -> Any:
    return msgspec.to_builtins(value, builtin_types=(Decimal, dt.date))


def _plain(value: Any) -> Any:
    """Return what JSON knows: amounts as decimal text without an exponent, dates as ISO, tuples as lists."""
    match value:
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
        case str():
            # Half of a letter pair has no form in UTF-8: a file that holds one could not be written.
            return value.encode(errors="replace").decode()
    return value
