"""Nothing unknown is shown as free or as no time, and no wage as a course's effect (make measure)."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from bot.cost import cost_for
from bot.fit import group_of
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person
from bot.limits.table import judgements
from bot.lines.cost import cost_line
from bot.lines.outcome import outcome_line
from bot.lines.time import time_line
from bot.reply import Suggestion
from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.program import Duration, Program
from catalog.rates import shipped_rates
from tests.quality.figures import figures

pytestmark = pytest.mark.measure
TODAY = dt.date(2026, 11, 25)
GOALS = (
    Goal("goal", target="x"),
    Goal("goal", target="x", budget=Budget(Decimal(100), "USD"), hours_per_week=5.0, certificate=True),
    Goal("goal", target="x", free_only=True, certificate=False, hours_per_week=2.0),
    Goal("goal", target="x", budget=Budget(Decimal(20), "EUR", "month"), hours_per_week=10.0),
)
_FREE = re.compile(r"\bfree\b(?! only)", re.IGNORECASE)
_WAGE = re.compile(r"\b(wages?|salar(?:y|ies)|earn\w*|pay rise|income)\b", re.IGNORECASE)
_EFFECT = re.compile(
    r"\b(?:course|programme|certificate)\b[^.]*"
    r"\b(?:adds?|raises?|increases?|brings?|leads? to|gets? you|boosts?)\b[^.]*"
    r"\b(?:wages?|salary|pay|earn\w*|income)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture(scope="module")
def programs(shared: Path) -> list[Program]:
    """The programmes of the corpus and of every case file that is a catalogue."""
    folder = shared / "data" / "cases" / "raw"
    read = list(read_catalog([shared / "eval" / "corpus.jsonl"]).programs)
    files = sorted(path for path in folder.iterdir() if path.name != "expected.json")
    kept = {path.name: _programs(path) for path in files}
    print("\n", {name: len(found) for name, found in kept.items()})
    return [*read, *(one for found in kept.values() for one in found)]


def _programs(path: Path) -> list[Program]:
    try:
        return list(read_catalog([path]).programs)
    except CatalogError:
        return []  # not a catalogue of courses, and refused as such


def suggestions(program: Program) -> Iterable[tuple[Goal, Suggestion]]:
    """Return a programme as it is judged for each goal."""
    for goal in GOALS:
        person = Person(goal, TODAY, shipped_rates())
        span = person.span(program.duration, program.pace, program.end, program.start)
        judged = judgements(person, lambda name: 1 if name == "number" else getattr(program, name))
        cost = cost_for(program.price, goal.certificate is True, span)
        yield goal, Suggestion(program, group_of(judged), span, cost, tuple(judged), ())


def test_no_unknown_price_is_shown_as_free(programs: list[Program]) -> None:
    """Neither by a word nor by a 0, and none of them holds a limit of money."""
    unknown = [one for one in programs if one.price.kind == "unknown"]
    shown, held = [], []
    for program in unknown:
        for goal, suggestion in suggestions(program):
            line = cost_line(suggestion, goal, shipped_rates())
            shown += [line] if _FREE.search(line) or any(_is_zero(line)) else []
            money = {"budget", "free_only"} & {one.limit for one in suggestion.judgements}
            told = {one.limit for one in (*suggestion.untold, *suggestion.off)}
            held += [program.title] if not money <= told else []
    print(f"\n{len(unknown)} of {len(programs)} prices unknown: {len(shown)} shown as free, {len(held)} held")
    assert unknown
    assert not shown, shown[:5]
    assert not held, held[:5]


def test_no_unknown_duration_is_shown_as_nothing(programs: list[Program]) -> None:
    """An unstated time has no figure at all, and a stated one is never 0."""
    unknown = [one for one in programs if one.duration == Duration()]
    shown, zeros = [], []
    for program in programs:
        for goal, suggestion in suggestions(program):
            line = time_line(suggestion, goal, TODAY)
            spans = [one for one in figures(line) if one.unit in ("hour", "minute", "day", "week", "month")]
            shown += [line] if program.duration == Duration() and spans else []
            zeros += [line] if any(one.value == 0 for one in spans) else []
    print(f"\n{len(unknown)} of {len(programs)} times unknown: {len(shown)} with a figure; {len(zeros)} of 0")
    assert unknown
    assert not shown, shown[:5]
    assert not zeros, zeros[:5]


def test_no_wage_is_called_the_effect_of_a_course(programs: list[Program]) -> None:
    """Our own words, outside of what a provider is quoted with, promise no pay."""
    wrong, spoken = [], 0
    for program in programs:
        for goal, suggestion in suggestions(program):
            lines = [time_line(suggestion, goal, TODAY), cost_line(suggestion, goal, shipped_rates())]
            own = _QUOTED.sub("", " ".join([*lines, outcome_line(program)]))
            for skill in (program.title, *program.skills):
                own = own.replace(skill, "")
            spoken += bool(_WAGE.search(own))
            wrong += [own] if _EFFECT.search(own) else []
    print(f"\n{len(wrong)} wages called an effect, {spoken} lines speak of wages at all")
    assert not wrong, wrong[:5]


def test_what_is_looked_for_is_found() -> None:
    """The checks can fail: a price of 0, a time of 0 and a promise of pay are seen."""
    assert any(_is_zero("0 US dollars."))
    assert not any(_is_zero("10 US dollars, 100 euros."))
    assert _FREE.search("Free to learn.")
    assert _EFFECT.search("This course raises your salary by 5,000 US dollars.")
    assert not _EFFECT.search("The job pays 60,000 US dollars. This is what the job pays.")


def _is_zero(line: str) -> Iterable[bool]:
    return (one.value == 0 for one in figures(line) if one.date is None)
