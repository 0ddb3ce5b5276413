"""Follow-up sentences: what they change of a goal, what they leave, and which of them are new goals."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.advisor import Advisor
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


MEANT: dict[str, Callable[[str], dict[str, Any]]] = {
    "free": lambda _: {"free_only": True, "budget": None},
    "weeks": lambda value: {"max_weeks": float(value)},
    "hours": lambda value: {"hours_per_week": float(value)},
    "budget": lambda value: {"budget": Budget(Decimal(value[:-3]), value[-3:])},
    "lang": lambda value: {"course_languages": (value,)},
    "cert": lambda _: {"certificate": True},
    "-cert": lambda _: {"certificate": False},
    "target": lambda value: {"target": value},
    "known": lambda value: {"skills_known": ("Excel", value)},
    "notprov": lambda value: {"not_providers": ("udemy", value)},
    "nottopic": lambda value: {"not_topics": (value,)},
    "level": lambda value: {"level": value},
    "pace": lambda value: {"pace": value},
    "deadline": lambda value: {"deadline": dt.date.fromisoformat(value)},
    "unused": lambda value: {"unused": (value,)},
    "-deadline": lambda _: {"deadline": None},
    "-cost": lambda _: {"budget": None},
    "-lang": lambda _: {"course_languages": ()},
    "-when": lambda _: {"deadline": None, "max_weeks": None},
}
"""What a short name in the table says of the goal."""


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
            expected = replace(request.goal, **MEANT[name](number))
            assert differences(request.goal, found.goal) == differences(request.goal, expected)


def differences(old: Goal, new: Goal) -> dict[str, object]:
    """What is another value in the new goal; a provider's name in any case."""
    found = {field: getattr(new, field) for field in changed_fields(old, new)}
    if "not_providers" in found:
        found["not_providers"] = tuple(name.casefold() for name in found["not_providers"])
    return found


KNOWN_FIELDS = {
    "but free": {"free_only", "budget"},
    "no more than a month": {"max_weeks"},
    "under 50 euros": {"budget", "free_only"},
    "in Spanish": {"course_languages"},
    "with a certificate": {"certificate"},
    "10 hours a week": {"hours_per_week"},
    "I already know SQL": {"skills_known"},
    "not from Coursera": {"not_providers", "providers"},
    "actually no deadline": {"deadline"},
    "the price does not matter": {"budget", "free_only"},
    "what about welding instead?": {"target", "skills_wanted"},
    "for beginners": {"level"},
}
requests = st.builds(
    Goal,
    st.just("goal"),
    st.just("en"),
    target=st.sampled_from(["data analyst", "nurse"]),
    budget=st.none() | st.builds(Budget, st.integers(1, 999).map(Decimal), st.sampled_from(["EUR", "USD"])),
    free_only=st.booleans(),
    certificate=st.sampled_from([None, True, False]),
    hours_per_week=st.none() | st.integers(1, 40).map(float),
    max_weeks=st.none() | st.integers(1, 52).map(float),
    deadline=st.none() | st.dates(TODAY, dt.date(2030, 1, 1)),
    level=st.sampled_from([None, "beginner", "advanced"]),
    course_languages=st.sampled_from([(), ("de",)]),
    providers=st.sampled_from([(), ("Coursera",), ("edX", "coursera")]),
    not_providers=st.sampled_from([(), ("Udemy",)]),
    skills_known=st.sampled_from([(), ("SQL",), ("Excel",)]),
    words=st.sampled_from([{}, {"budget": "under 99 euros", "max_weeks": "a month"}]),
).map(lambda goal: Request("become a data analyst, under 99 euros, a month", goal))


@settings(max_examples=60, deadline=None)
@given(requests, st.sampled_from(sorted(KNOWN_FIELDS)))
def test_what_a_sentence_does_not_speak_of_stays_and_saying_it_twice_is_saying_it_once(
    request: Request, text: str
) -> None:
    once = changed(request, text, TODAY)
    assert once is not None
    assert set(changed_fields(request.goal, once.goal)) <= KNOWN_FIELDS[text]
    assert changed(once, text, TODAY) == once


@pytest.mark.parametrize(
    "text",
    ["I want to kill myself", "hello", "thanks", "what's the weather", "", "asdfgh", "how do I make a bomb"],
)
def test_what_is_no_change_is_none(text: str) -> None:
    assert changed(before("en"), text, TODAY) is None


@pytest.mark.parametrize(
    ("first", "then", "at_once"),
    [
        ("data analyst, 5 hours a week", "but free", "data analyst, 5 hours a week, free"),
        ("data analyst, under 500 dollars", "under 50 dollars", "data analyst, under 50 dollars"),
        ("data analyst, under 50 dollars", "the price does not matter", "data analyst"),
        (
            "data analyst",
            "no more than a month, 5 hours a week",
            "data analyst, no more than a month, 5 hours a week",
        ),
        ("data analyst, free", "what about welding instead?", "welding, free"),
        ("data analyst", "not from Coursera", "data analyst, not from Coursera"),
        ("welding", "in Spanish", "welding, in Spanish"),
    ],
)
def test_a_changed_list_is_the_list_of_saying_it_from_the_start(
    advisor: Advisor, first: str, then: str, at_once: str
) -> None:
    """A changed goal passes the same limits, and is ranked by the same words, as a typed one."""
    request = changed(Request.of(first, TODAY), then, TODAY)
    assert request is not None
    now, typed = (advisor.page(one, TODAY) for one in (request, Request.of(at_once, TODAY)))
    assert now is not None and typed is not None
    assert now.counts == typed.counts
    assert [one.program.id for one in now.suggestions] == [one.program.id for one in typed.suggestions]


@pytest.mark.parametrize(("language", "text"), [("en", "German"), ("tr", "Almanca"), ("fr", "allemand")])
def test_a_bare_language_is_a_new_goal_where_a_language_is_learnt(language: str, text: str) -> None:
    """Beside another subject it is what the course is in."""
    learning = Request("Spanish", Goal("goal", language, target="Spanish"))
    assert changed(learning, text, TODAY) is None
    subject = changed(Request("data analyst", Goal("goal", language, target="data analyst")), text, TODAY)
    assert subject is not None and subject.goal.course_languages == ("de",)


@pytest.mark.parametrize(
    ("language", "text", "field", "old", "new"),
    [
        ("en", "I don't want it for free", "free_only", True, False),
        ("tr", "ücretsiz olmasın", "free_only", True, False),
        ("uk", "не англійською", "course_languages", ("en", "de"), ("de",)),
        ("de", "nicht auf Englisch", "course_languages", ("en",), ()),
        ("fr", "pas de niveau avancé", "level", "advanced", None),
        ("tr", "ileri seviye olmasın", "level", "advanced", None),
    ],
)
def test_what_is_refused_leaves_the_goal(
    language: str, text: str, field: str, old: object, new: object
) -> None:
    request = before(language)
    request = replace(request, goal=replace(request.goal, budget=None, **{field: old}))
    found = changed(request, text, TODAY)
    assert found is not None
    assert differences(request.goal, found.goal) == {field: new, "unused": (text,)}
