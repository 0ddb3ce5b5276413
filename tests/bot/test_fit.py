"""Behaviour of bot/fit.py: the groups of all programmes at once are those of each one by itself."""

import datetime as dt
from decimal import Decimal

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fit import COLUMNS, GROUPS, Facts, grouped, relaxed
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person, State
from bot.limits.table import LIMITS, judgements
from catalog.program import Duration, Price, Program
from catalog.rates import shipped_rates
from catalog.store import Store, write_store

TODAY = dt.date(2026, 11, 25)
amounts = st.sampled_from([None, *map(Decimal, ("0", "49", "100", "100.01", "2500"))])
currencies = st.sampled_from([None, "USD", "EUR", "RUB"])
numbers = st.sampled_from([None, 1.0, 4.0, 8.7, 20.0, 60.0])


def in_order(pair: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    """Return the ends of a range: no reading gives one whose least is above its most."""
    least, most = pair
    return pair if least is None or most is None else (min(least, most), max(least, most))


ends = st.tuples(numbers, numbers).map(in_order)
durations = st.builds(
    lambda hours, weeks, effort: Duration(
        hours_min=hours[0],
        hours_max=hours[1],
        weeks_min=weeks[0],
        weeks_max=weeks[1],
        hours_per_week_min=effort,
    ),
    ends,
    ends,
    numbers,
)
prices = st.builds(
    Price,
    kind=st.sampled_from(["free", "free_to_learn", "paid", "subscription", "unknown"]),
    amount=amounts,
    amount_max=amounts,
    currency=currencies,
    per=st.sampled_from([None, "total", "month", "year", "week"]),
    certificate_amount=amounts,
)
programs = st.builds(
    Program,
    id=st.uuids().map(str),
    title=st.sampled_from(["Welding", "Google IT Support", "Java"]),
    provider=st.sampled_from([None, "Udemy", "edX"]),
    duration=durations,
    price=prices,
    level=st.sampled_from(["beginner", "advanced", "any", "unknown"]),
    language=st.sampled_from([(), ("en",), ("es-MX", "en")]),
    credential=st.sampled_from([None, "course", "certificate", "badge"]),
    pace=st.sampled_from([None, "self-paced", "scheduled"]),
    end=st.sampled_from([None, dt.date(2026, 12, 31), dt.date(2027, 6, 30)]),
)
budgets = st.builds(
    Budget, amount=st.just(Decimal(100)), currency=currencies, per=st.sampled_from(["total", "month"])
)
goals = st.builds(
    Goal,
    intent=st.just("goal"),
    budget=st.none()
    | st.builds(
        Budget, amount=st.just(Decimal(100)), currency=currencies, per=st.sampled_from(["total", "month"])
    ),
    free_only=st.booleans(),
    certificate=st.sampled_from([None, True, False]),
    hours_per_week=st.sampled_from([None, 2.0, 10.0]),
    max_weeks=st.sampled_from([None, 6.0]),
    max_hours=st.sampled_from([None, 30.0]),
    deadline=st.sampled_from([None, dt.date(2027, 1, 31)]),
    level=st.sampled_from([None, "beginner"]),
    course_languages=st.sampled_from([(), ("es",)]),
    not_providers=st.sampled_from([(), ("udemy",)]),
    providers=st.sampled_from([(), ("google",)]),
    pace=st.sampled_from([None, "self-paced"]),
)


def facts_of(listed: list[Program]) -> Facts:
    """Bring programmes into the stored columns without a file."""
    rows = []
    for number, program in enumerate(listed, start=1):
        stored = {name: getattr(program, name) for name in COLUMNS if name != "number"}
        stored |= {
            name: msgspec.json.encode(stored[name]).decode() for name in ("duration", "price", "language")
        }
        stored["end"] = program.end.isoformat() if program.end else None
        rows.append(tuple(({"number": number} | stored)[name] for name in COLUMNS))
    return Facts(rows)


def group_of(person: Person, number: int, program: Program) -> str:
    """Judge one programme by itself."""
    states = [
        one.state
        for one in judgements(person, lambda name: number if name == "number" else getattr(program, name))
    ]
    broken = states.count(State.BROKEN)
    if broken == 0:
        return "not_stated" if State.UNKNOWN in states else "fits"
    return "one_off" if broken == 1 else "related"


@settings(max_examples=60, deadline=None)
@given(st.lists(programs, max_size=12), goals)
def test_all_at_once_is_each_by_itself(listed: list[Program], goal: Goal) -> None:
    """Every programme is in exactly one group, the one its own limits put it in."""
    person = Person(goal, TODAY, shipped_rates(), frozenset({1}))
    groups = grouped(facts_of(listed), person)
    for number, program in enumerate(listed, start=1):
        found = [group for group in GROUPS if number in groups.numbers[group]]
        assert found == [group_of(person, number, program)]


@settings(max_examples=60, deadline=None)
@given(st.lists(programs, max_size=8), goals)
def test_a_relaxed_limit_never_loses_a_fit(listed: list[Program], goal: Goal) -> None:
    """What fits with a limit fits without it; the hours a week are a pace, not only a limit."""
    facts = facts_of(listed)
    fitting = set(grouped(facts, Person(goal, TODAY, shipped_rates())).numbers["fits"])
    for limit in LIMITS:
        if limit.asked(goal) and limit.name != "hours_per_week":
            without = Person(relaxed(goal, limit.name), TODAY, shipped_rates())
            assert fitting <= set(grouped(facts, without).numbers["fits"])


@settings(max_examples=60, deadline=None)
@given(st.lists(programs, min_size=1, max_size=12), goals, st.sets(st.integers(1, 12)))
def test_what_is_near_is_judged_as_among_all(listed: list[Program], goal: Goal, near: set[int]) -> None:
    """Judging only the programmes near a goal leaves each of them in its group."""
    facts, person = facts_of(listed), Person(goal, TODAY, shipped_rates(), frozenset({1}))
    close = np.array(sorted(near & {*range(1, len(listed) + 1)}), dtype=np.int64)
    everything, some = grouped(facts, person), grouped(facts, person, close)
    for group in GROUPS:
        assert some.numbers[group].tolist() == everything.among(close, group).tolist()


def test_an_empty_catalogue_has_empty_groups() -> None:
    """Nothing is in no group."""
    goal = Goal(intent="goal", free_only=True, max_weeks=3.0)
    groups = grouped(facts_of([]), Person(goal, TODAY, shipped_rates()))
    assert groups.counts(np.array([], dtype=np.int64)) == dict.fromkeys(GROUPS, 0)


@settings(max_examples=10, deadline=None)
@given(st.lists(programs, min_size=1, max_size=6, unique_by=lambda program: program.id), goals)
def test_the_stored_columns_are_judged_like_the_programmes(
    tmp_path_factory: object, listed: list[Program], goal: Goal
) -> None:
    """What the store gives back as columns means what was written."""
    path = tmp_path_factory.mktemp("store") / "catalog.db"  # type: ignore[attr-defined]
    write_store(path, listed)
    store = Store.open(path)
    person = Person(goal, TODAY, shipped_rates())
    groups = grouped(Facts(store.columns(*COLUMNS)), person)
    for number, program in store.every():
        assert number in groups.numbers[group_of(person, number, program)]  # type: ignore[index]
    store.close()
