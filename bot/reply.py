"""A reply as plain values: the goal, the counts, the suggestions and the text; knows no Telegram."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from bot.cost import Cost
from bot.fit import GROUPS, Group
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Judgement, State
from bot.pace import Span
from catalog.program import Program

PAGE_SIZE = 3


def key_of(program_id: str) -> str:
    """Return a short name of a programme for places where its id, of any length and script, has no room."""
    return sha256(program_id.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One programme of an answer, judged for one person."""

    program: Program
    group: Group
    span: Span
    cost: Cost
    judgements: tuple[Judgement, ...]
    why: tuple[str, ...]
    """Clauses that are true by the programme's own words; none where only its meaning is near."""
    near: bool = True
    """Whether it is near the goal at all; False for the nearest of a catalogue that has nothing near."""

    @property
    def off(self) -> tuple[Judgement, ...]:
        """The limits that are broken."""
        return tuple(one for one in self.judgements if one.state is State.BROKEN)

    @property
    def untold(self) -> tuple[Judgement, ...]:
        """The limits that cannot be told."""
        return tuple(one for one in self.judgements if one.state is State.UNKNOWN)


Enough = Budget | float | dt.date


@dataclass(frozen=True, slots=True)
class Relaxation:
    """How many programmes near the goal would fit without one limit."""

    limit: str
    count: int
    enough: Enough | None = None
    """The least whole value of the limit at which anything fits, where the limit is a number or a date."""
    enough_count: int = 0
    beside: str | None = None
    """A second limit that must go with it, where no single one helps."""


@dataclass(frozen=True, slots=True)
class View:
    """Which programmes of an answer are looked at: one page of one group."""

    group: Group
    page: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search for a goal brought up, before it is put into words."""

    goal: Goal
    today: dt.date
    counts: Mapping[Group, int]
    """Programmes near the goal, by group; all 0 when nothing is close."""
    suggestions: tuple[Suggestion, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    unread: int = 0
    """Programmes near the goal that are left out: the person neither wrote nor named their language."""
    view: View | None = None
    """The page of a group that `suggestions` are; None where they come from the groups in their order."""

    near_advert: tuple[Program, ...] | None = None
    """The closest programmes to a pasted job advert; None where the message is none."""
    is_rough: bool = False
    """Whether the words were too wide to be searched for."""

    @property
    def pages(self) -> int:
        """How many pages the viewed group has."""
        return math.ceil(self.counts[self.view.group] / PAGE_SIZE) if self.view else 1


@dataclass(frozen=True, slots=True)
class Course:
    """One programme, judged for the goal it was found with."""

    goal: Goal
    today: dt.date
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to one message; `answer` is None where no programmes belong in it."""

    goal: Goal
    text: str
    answer: Answer | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form of `rung ask --json` (contract.md)."""
        answer = self.answer or Answer(self.goal, dt.date.min, {})
        return {
            "goal": msgspec.to_builtins(self.goal),
            "counts": {group: answer.counts.get(group, 0) for group in GROUPS},
            "programs": [_program_json(one) for one in answer.suggestions],
            "relax": [
                {"limit": one.limit, "count": one.count}
                for one in answer.relaxations
                if one.count and one.beside is None
            ],
            "text": self.text,
        }


def _program_json(suggestion: Suggestion) -> dict[str, Any]:
    program, span, cost = suggestion.program, suggestion.span, suggestion.cost
    stated = msgspec.to_builtins(program)
    kept = ("id", "title", "provider", "url", "outcomes", "credential", "proof", "level", "language", "as_of")
    return {
        **{name: stated[name] for name in kept},
        "group": suggestion.group,
        "off": [one.limit for one in suggestion.off],
        "not_stated": [one.missing for one in suggestion.untold],
        "duration": {
            **stated["duration"],
            "weeks_for_you_min": span.weeks_min,
            "weeks_for_you_max": span.weeks_max,
            "finish": _iso(span.finish),
        },
        "price": {**stated["price"], "cost_for_you": _decimal(cost.amount_max)},
        "why": list(suggestion.why),
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _decimal(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
