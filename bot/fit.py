"""Every programme against a goal, once: which limits hold, break, or cannot be told, and so its group."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.goal.goal import Goal
from bot.limits.judgement import Judgement, Person, State
from bot.limits.table import LIMITS, Limit
from bot.limits.wishes import primary
from catalog.program import Duration, Price

Group = Literal["fits", "not_stated", "one_off", "related"]
GROUPS: tuple[Group, ...] = ("fits", "not_stated", "one_off", "related")

# The columns that limits read, with what turns their stored text into a value.
_DECODE: dict[str, Callable[[Any], Any]] = {
    "duration": lambda text: msgspec.json.decode(text, type=Duration),
    "price": lambda text: msgspec.json.decode(text, type=Price),
    "language": lambda text: tuple(msgspec.json.decode(text, type=list[str])) if text else (),
    "end": lambda text: dt.date.fromisoformat(text) if text else None,
    "start": lambda text: dt.date.fromisoformat(text) if text else None,
}
COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys([*(field for limit in LIMITS for field in limit.fields), "status"])
)

_BUDGET_FIELDS = next(limit.fields for limit in LIMITS if limit.name == "budget")


class Facts:
    """The columns of a catalogue that limits read, each distinct combination kept and judged once.

    Thousands of programmes share a few hundred durations and prices: judging the distinct ones
    in exact Python and spreading the verdicts takes milliseconds, and there is one judge, not two.
    """

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of `COLUMNS`, as stored, one a programme."""
        self._columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {}
        self._distinct: dict[tuple[str, ...], tuple[NDArray[np.int32], list[tuple[Any, ...]]]] = {}
        self.numbers: NDArray[np.int64] = np.array(self._columns.get("number", ()), dtype=np.int64)

    def places(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where programmes stand in `self.numbers`."""
        return np.flatnonzero(np.isin(self.numbers, numbers))

    def judged(
        self, limit: Limit, person: Person, places: NDArray[np.int64]
    ) -> tuple[list[Judgement], NDArray[np.int64]]:
        """Return the distinct judgements of `limit` over the programmes at `places` of `numbers`.

        With them comes, for each place, which of the judgements is its own.
        """
        codes, values = self._codes(limit.fields)
        used, own = np.unique(codes[places], return_inverse=True)
        return [limit.judge(person, *values[code]) for code in used], own

    def readable_by(self, goal: Goal) -> NDArray[np.int64]:
        """Return what a goal's writer can read: their own language, English, and what states none."""
        if goal.course_languages:
            return self.numbers
        return self.readable(frozenset({primary(goal.language), "en"}))

    def readable(self, languages: frozenset[str]) -> NDArray[np.int64]:
        """Return the programmes in one of `languages` (primary subtags), or of which none can be told."""
        codes, values = self._codes(("language", "text_language"))
        told = [stated or ((text,) if text else ()) for stated, text in values]
        kept = [not one or any(primary(code) in languages for code in one) for one in told]
        return self.numbers[np.array(kept, dtype=bool)[codes]] if values else self.numbers

    def offered(self, today: dt.date) -> NDArray[np.int64]:
        """Return the programmes that can still be begun: neither closed nor ended before `today`."""
        codes, values = self._codes(("status", "end"))
        kept = [status != "closed" and (end is None or end >= today) for status, end in values]
        return self.numbers[np.array(kept, dtype=bool)[codes]] if values else self.numbers

    def _codes(self, fields: tuple[str, ...]) -> tuple[NDArray[np.int32], list[tuple[Any, ...]]]:
        if fields not in self._distinct:
            seen: dict[tuple[Any, ...], int] = {}
            rows = zip(*(self._columns.get(field, ()) for field in fields), strict=True)
            narrow = _without_weeks if fields == _BUDGET_FIELDS else tuple
            codes = np.array([seen.setdefault(row, len(seen)) for row in map(narrow, rows)], dtype=np.int32)
            self._distinct[fields] = (codes, [_decoded(fields, row) for row in seen])
        return self._distinct[fields]


_AGAIN = tuple(f'"per":"{period}"' for period in ("week", "month", "year"))


def _without_weeks(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leave the weeks out where the price is not paid again and again: it is the same whatever they are."""
    return row if any(again in row[0] for again in _AGAIN) else (row[0], "{}", *[None] * (len(row) - 2))


def _decoded(fields: Iterable[str], row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(
        _DECODE[field](text) if field in _DECODE else text for field, text in zip(fields, row, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Grouped:
    """The numbers of the programmes in each group; a programme is in exactly one."""

    numbers: dict[Group, NDArray[np.int64]]

    def counts(self, near: NDArray[np.int64]) -> dict[Group, int]:
        """Count the programmes of each group among those near the goal."""
        return {group: len(self.among(near, group)) for group in GROUPS}

    def among(self, near: NDArray[np.int64], group: Group) -> NDArray[np.int64]:
        """Return the programmes near the goal that are in `group`."""
        return near[np.isin(near, self.numbers[group])]


def grouped(facts: Facts, person: Person, near: NDArray[np.int64] | None = None) -> Grouped:
    """Put every programme, or each of those near a goal, into its group (contract.md, "The four groups")."""
    places = facts.places(facts.numbers if near is None else near)
    numbers = facts.numbers[places]
    asked = [limit for limit in LIMITS if limit.asked(person.goal)]
    states = np.zeros((len(asked), len(numbers)), dtype=np.int8)
    for row, limit in enumerate(asked):
        verdicts, own = facts.judged(limit, person, places)
        states[row] = np.array([one.state for one in verdicts], dtype=np.int8)[own]
    broken = (states == State.BROKEN).sum(axis=0)
    untold = (states == State.UNKNOWN).sum(axis=0)
    return Grouped(
        {
            "fits": numbers[(broken == 0) & (untold == 0)],
            "not_stated": numbers[(broken == 0) & (untold > 0)],
            "one_off": numbers[broken == 1],
            "related": numbers[broken > 1],
        }
    )


def group_of(judged: Iterable[Judgement]) -> Group:
    """Return the group of one programme, from the judgements of every limit that was asked for."""
    states = [one.state for one in judged]
    if broken := states.count(State.BROKEN):
        return "one_off" if broken == 1 else "related"
    return "not_stated" if State.UNKNOWN in states else "fits"


def relaxed(goal: Goal, limit: str) -> Goal:
    """Return the goal without exactly this limit."""
    return msgspec.structs.replace(goal, **{limit: _defaults()[limit]})


@cache
def _defaults() -> dict[str, Any]:
    return {field.name: field.default for field in msgspec.structs.fields(Goal)}
