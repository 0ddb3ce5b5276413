"""Follow-up sentences: what they change of a goal, what they leave, and which of them are new goals."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.goal.changes import changed
from bot.goal.goal import Budget, Goal
from bot.goal.pointing import pointed
from bot.refine import changed_fields
from bot.request import Request

TODAY = dt.date(2026, 11, 25)
# Language, message, what it means; and why it is not yet read so, where it is not.
FOLLOWUPS = [
    pytest.param(*row[:3], marks=[pytest.mark.xfail(reason=row[3], strict=True)] if row[3:] else [])
    for path in sorted(Path(__file__).parent.glob("followups*.tsv"))
    for row in (line.split("\t") for line in path.read_text("utf-8").splitlines())
]


def before(language: str) -> Request:
    """A request with every limit set, so that a limit that goes is seen to go."""
    goal = Goal(
        "goal",
        language,
        target="data analyst",
        budget=Budget(Decimal(100), "EUR"),
        hours_per_week=5.0,
        max_weeks=8.0,
        deadline=dt.date(2027, 3, 1),
        level="intermediate",
        certificate=True,
        course_languages=("pt",),
        skills_known=("Excel",),
        not_providers=("udemy",),
    )
    return Request("data analyst", goal)


def expected(meant: str, goal: Goal) -> Goal:
    name, _, value = meant.partition("=")
    match name:
        case "free":
            return replace(goal, free_only=True, budget=None)
        case "weeks":
            return replace(goal, max_weeks=float(value))
        case "hours":
            return replace(goal, hours_per_week=float(value))
        case "budget":
            return replace(goal, budget=Budget(Decimal(value[:-3]), value[-3:]))
        case "lang":
            return replace(goal, course_languages=(value,))
        case "cert":
            return goal
        case "-cert":
            return replace(goal, certificate=False)
        case "target":
            return replace(goal, target=value)
        case "known":
            return replace(goal, skills_known=("Excel", value))
        case "notprov":
            return replace(goal, not_providers=("udemy", value))
        case "nottopic":
            return replace(goal, not_topics=(value,))
        case "level":
            return replace(goal, level=value)
        case "pace":
            return replace(goal, pace=value)
        case "deadline":
            return replace(goal, deadline=dt.date.fromisoformat(value))
        case "-deadline":
            return replace(goal, deadline=None)
        case "-cost":
            return replace(goal, budget=None)
        case "-lang":
            return replace(goal, course_languages=())
        case "-when":
            return replace(goal, deadline=None, max_weeks=None)
    raise AssertionError(meant)


@pytest.mark.parametrize(("language", "text", "meant"), FOLLOWUPS, ids=lambda value: str(value)[:40])
def test_a_follow_up_is_taken_as_it_is_meant(language: str, text: str, meant: str) -> None:
    request = before(language)
    asked = pointed(text, language)
    name, _, number = meant.partition("=")
    if name in ("next", "previous", "cheaper", "shorter"):
        assert asked is not None and asked.ask == name
    elif name == "open":
        assert asked is not None and asked.ask in ("place", "number") and asked.at == int(number)
    else:
        assert asked is None
        found = changed(request, text, TODAY)
        if name == "new":
            assert found is None
        else:
            assert found is not None
            assert differences(request.goal, found.goal) == differences(
                request.goal, expected(meant, request.goal)
            )


def differences(old: Goal, new: Goal) -> dict[str, object]:
    """What is another value in the new goal; a provider's name in any case."""
    found = {field: getattr(new, field) for field in changed_fields(old, new)}
    if "not_providers" in found:
        found["not_providers"] = tuple(name.casefold() for name in found["not_providers"])
    return found
