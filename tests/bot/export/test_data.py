"""A plan as JSON: docs/plan.schema.json holds, and not stated is null."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from bot.export.data import as_json
from bot.plan import Plan
from tests.bot.export.plans import SQL, THREE, plan

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "plan.schema.json").read_text(encoding="utf-8"))


def read(of: Plan, **given: int) -> dict[str, Any]:
    """Read a plan back, checked against the schema."""
    found: dict[str, Any] = json.loads(as_json(of, None, **given))
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    return found


def test_amounts_are_decimal_text_and_dates_are_iso() -> None:
    found = read(plan(SQL))
    assert found["cost_max"] == "49.90"
    assert found["made"] == "2026-11-25"
    step = found["steps"][0]
    assert (step["price"]["amount"], step["cost_for_you_max"], step["finish"]) == (
        "49.90",
        "49.90",
        "2026-12-21",
    )
    assert step["receipts"]["price"] == [
        {
            "source": "uni.csv",
            "words": "$49.90",
            "row": 12,
            "column": "price",
            "as_of": "2026-10",
            "how": None,
            "old": False,
        }
    ]


def test_what_is_not_stated_is_null() -> None:
    """Never 0, and never free."""
    found = read(THREE)
    assert (found["cost_max"], found["hours_max"], found["finish"]) == (None, None, None)
    last = found["steps"][2]
    assert (last["cost_for_you_max"], last["price"]["kind"], last["old"]) == (None, "unknown", None)


def test_old_facts_are_marked_at_the_age_that_is_given() -> None:
    assert [step["old"] for step in read(THREE)["steps"]] == [False, True, None]
    assert [step["old"] for step in read(THREE, old_after_days=54)["steps"]] == [True, True, None]
    assert read(THREE, old_after_days=54)["steps"][0]["receipts"]["price"][0]["old"] is True


def test_equal_plans_are_written_alike() -> None:
    assert as_json(plan(SQL)) == as_json(plan(SQL))
    assert list(read(plan(SQL))) == SCHEMA["required"]
