"""Behaviour of bot/limits.py: each limit is held, broken by how much, or cannot be told."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Judgement, Person, State
from bot.limits.table import judgements
from catalog.program import Duration, Price, Program
from catalog.rates import Rates

TODAY = dt.date(2026, 11, 25)
RATES = Rates(dt.date(2026, 10, 30), {"EUR": Decimal(1), "USD": Decimal("1.1")})
USD_200 = Budget(amount=Decimal(200), currency="USD")


def judged(goal: dict[str, Any], **program: Any) -> Judgement:
    """Judge the one limit that `goal` sets."""
    person = Person(Goal(intent="goal", target="x", **goal), TODAY, RATES, frozenset({7}))
    read = Program(id="a", title=program.pop("title", "Welding"), **program)
    (verdict,) = [
        one
        for one in judgements(person, lambda name: 7 if name == "number" else getattr(read, name))
        if one.limit != "hours_per_week" or len(goal) == 1
    ]
    return verdict


def paid(amount: str, currency: str | None = "USD", **more: Any) -> Price:
    return Price(kind="paid", amount=Decimal(amount), currency=currency, per="total", **more)


MONTHLY = Price(kind="subscription", amount=Decimal(49), currency="USD", per="month")
FREE_TO_LEARN = Price(kind="free_to_learn", currency="USD", certificate_amount=Decimal(249))
FOUR_WEEKS: dict[str, Any] = {"duration": Duration(weeks_min=4, weeks_max=4), "pace": "scheduled"}
HELD, UNKNOWN, BROKEN = State.HELD, State.UNKNOWN, State.BROKEN


@pytest.mark.parametrize(
    ("goal", "program", "state"),
    [
        ({"budget": USD_200}, {"price": paid("200")}, HELD),
        ({"budget": USD_200}, {"price": paid("200.01")}, BROKEN),
        ({"budget": USD_200}, {"price": paid("150", amount_max=Decimal(250))}, BROKEN),
        ({"budget": USD_200}, {"price": Price()}, UNKNOWN),
        ({"budget": USD_200}, {"price": paid("150", open_ended=True)}, UNKNOWN),
        ({"budget": USD_200}, {"price": paid("250", open_ended=True)}, BROKEN),
        ({"budget": USD_200}, {"price": Price(kind="paid", amount=Decimal(150), currency="USD")}, UNKNOWN),
        ({"budget": USD_200}, {"price": Price(kind="paid", amount=Decimal(250), currency="USD")}, BROKEN),
        ({"budget": USD_200}, {"price": Price(kind="free")}, HELD),
        ({"budget": USD_200}, {"price": paid("100", None)}, UNKNOWN),
        ({"budget": USD_200}, {"price": paid("180", "EUR")}, HELD),
        ({"budget": USD_200}, {"price": paid("182", "EUR")}, BROKEN),
        ({"budget": USD_200}, {"price": paid("1", "RUB")}, UNKNOWN),
        ({"budget": USD_200}, {"price": FREE_TO_LEARN}, HELD),
        ({"budget": USD_200}, {"price": MONTHLY}, UNKNOWN),
        ({"budget": USD_200}, {"price": MONTHLY, "duration": Duration(weeks_min=17.3, weeks_max=17.3)}, HELD),
        ({"budget": USD_200}, {"price": MONTHLY, "duration": Duration(weeks_min=21.7, weeks_max=22)}, BROKEN),
        ({"budget": Budget(amount=Decimal(50), currency="USD", per="month")}, {"price": MONTHLY}, HELD),
        ({"budget": Budget(amount=Decimal(40), currency="USD", per="month")}, {"price": MONTHLY}, BROKEN),
        ({"budget": Budget(amount=Decimal(200))}, {"price": paid("200", "EUR")}, HELD),
        ({"budget": Budget(amount=Decimal(200))}, {"price": paid("200", None)}, UNKNOWN),
        ({"free_only": True}, {"price": Price(kind="free")}, HELD),
        ({"free_only": True}, {"price": FREE_TO_LEARN}, HELD),
        ({"free_only": True}, {"price": paid("1")}, BROKEN),
        ({"budget": Budget(amount=Decimal(48), currency="USD")}, {"price": MONTHLY}, BROKEN),
        ({"free_only": True}, {"price": Price()}, UNKNOWN),
        ({"certificate": True}, {"price": FREE_TO_LEARN}, HELD),
        ({"certificate": True}, {"credential": "nanodegree"}, HELD),
        ({"certificate": True}, {"credential": "course"}, UNKNOWN),
        ({"credentials": ("badge",)}, {"credential": "badge"}, HELD),
        ({"credentials": ("badge",)}, {"credential": "degree"}, BROKEN),
        ({"credentials": ("badge",)}, {}, UNKNOWN),
        ({"max_hours": 20}, {"duration": Duration(hours_min=20, hours_max=20)}, HELD),
        ({"max_hours": 20}, {"duration": Duration(hours_min=10, hours_max=30)}, BROKEN),
        ({"max_hours": 20}, {"duration": Duration(hours_min=20.03, hours_max=20.03)}, BROKEN),
        ({"max_hours": 20}, {"duration": Duration(hours_min=25)}, BROKEN),
        ({"max_hours": 20}, {"duration": Duration(hours_min=10)}, UNKNOWN),
        ({"max_hours": 20}, {"duration": Duration(weeks_min=3, weeks_max=3)}, UNKNOWN),
        ({"max_weeks": 17.3}, {"duration": Duration(weeks_min=17.3, weeks_max=17.3)}, HELD),
        ({"max_weeks": 4}, {"duration": Duration(weeks_min=5, weeks_max=5)}, BROKEN),
        ({"max_weeks": 4}, {"duration": Duration(hours_min=9, hours_max=9)}, UNKNOWN),
        ({"max_weeks": 4, "hours_per_week": 3}, {"duration": Duration(hours_min=12, hours_max=12)}, HELD),
        ({"max_weeks": 4, "hours_per_week": 2}, {"duration": Duration(hours_min=12, hours_max=12)}, BROKEN),
        ({"max_weeks": 4, "hours_per_week": 3}, {"duration": Duration(weeks_min=3, weeks_max=3)}, UNKNOWN),
        ({"deadline": dt.date(2026, 12, 16)}, {"duration": Duration(weeks_min=3, weeks_max=3)}, HELD),
        ({"deadline": dt.date(2026, 12, 15)}, {"duration": Duration(weeks_min=3, weeks_max=3)}, BROKEN),
        ({"deadline": dt.date(2026, 12, 15)}, {}, UNKNOWN),
        ({"deadline": dt.date(2027, 5, 1)}, FOUR_WEEKS | {"start": dt.date(2027, 4, 3)}, HELD),
        ({"deadline": dt.date(2027, 5, 1)}, FOUR_WEEKS | {"start": dt.date(2027, 4, 4)}, BROKEN),
        ({"deadline": dt.date(2027, 5, 1)}, FOUR_WEEKS | {"start": dt.date(2023, 1, 1)}, UNKNOWN),
        ({"deadline": dt.date(2027, 5, 1)}, FOUR_WEEKS | {"end": dt.date(2023, 2, 1)}, UNKNOWN),
        ({"level": "beginner"}, {"level": "advanced"}, BROKEN),
        ({"level": "beginner"}, {"level": "intermediate"}, HELD),
        ({"level": "beginner"}, {"level": "unknown"}, HELD),
        ({"course_languages": ("es",)}, {"language": ("es-MX",)}, HELD),
        ({"course_languages": ("es",)}, {"language": ("en",)}, BROKEN),
        ({"course_languages": ("es",)}, {}, UNKNOWN),
        ({"providers": ("future learn",)}, {"provider": "FutureLearn"}, HELD),
        ({"providers": ("google",)}, {"provider": "Coursera", "title": "Google IT Support"}, HELD),
        ({"providers": ("ibm",)}, {"provider": "Coursera"}, BROKEN),
        ({"providers": ("ibm",)}, {}, UNKNOWN),
        ({"not_providers": ("udemy",)}, {"provider": "Udemy"}, BROKEN),
        ({"not_providers": ("udemy",)}, {"provider": "edX"}, HELD),
        ({"not_topics": ("java",)}, {}, BROKEN),
        ({"pace": "self-paced"}, {"pace": "scheduled"}, BROKEN),
        ({"pace": "self-paced"}, {}, UNKNOWN),
    ],
)  # fmt: skip
def test_each_limit_by_the_dearer_or_longer_end(
    goal: dict[str, Any], program: dict[str, Any], state: State
) -> None:
    """Each row is one rule of the contract's "four groups of an answer"."""
    assert judged(goal, **program).state is state


def test_a_broken_budget_says_by_how_much_in_the_persons_currency() -> None:
    """182 euros are 200.20 dollars at the rate, 0.20 over."""
    verdict = judged({"budget": USD_200}, price=paid("182", "EUR"))
    assert (verdict.over, verdict.unit) == (Decimal("0.20"), "USD")


def test_a_wanted_certificate_makes_its_price_count() -> None:
    """ "Free to learn" breaks the budget of somebody who needs the certificate for 249 dollars."""
    person = Person(Goal(intent="goal", budget=USD_200, certificate=True), TODAY, RATES)
    program = Program(id="a", title="b", price=FREE_TO_LEARN)
    verdicts = {one.limit: one.state for one in judgements(person, lambda name: getattr(program, name))}
    assert verdicts == {"budget": BROKEN, "certificate": HELD}


def test_free_with_a_paid_certificate_is_not_free_for_who_needs_the_certificate() -> None:
    """A structured price may say "free" beside the certificate's price: it is judged by both."""
    price = Price(kind="free", currency="USD", certificate_amount=Decimal(49))
    person = Person(Goal(intent="goal", free_only=True, certificate=True), TODAY, RATES)
    program = Program(id="a", title="b", price=price)
    verdicts = {one.limit: one.state for one in judgements(person, lambda name: getattr(program, name))}
    assert verdicts == {"free_only": BROKEN, "certificate": HELD}
    assert judged({"free_only": True}, price=price).state is HELD


@pytest.mark.parametrize(
    ("goal", "program", "missing"),
    [
        ({"max_weeks": 4}, {"duration": Duration(hours_min=9, hours_max=9)}, "length in weeks"),
        ({"max_hours": 4}, {"duration": Duration(weeks_min=9, weeks_max=9)}, "hours of work"),
        (
            {"max_weeks": 4, "hours_per_week": 3},
            {"duration": Duration(weeks_min=3, weeks_max=3)},
            "hours of work",
        ),
        ({"max_weeks": 4}, {}, "duration"),
        ({"deadline": dt.date(2027, 5, 1)}, FOUR_WEEKS | {"start": dt.date(2023, 1, 1)}, "next start date"),
    ],
)
def test_what_is_missing_is_named_by_its_clock(
    goal: dict[str, Any], program: dict[str, Any], missing: str
) -> None:
    """ "Duration not stated" above "9 hours of work" would contradict itself."""
    assert judged(goal, **program).missing == missing


def test_hours_a_week_break_only_a_fixed_schedule_that_asks_for_more() -> None:
    """A self-paced programme takes longer instead; within a schedule's range it is tight, not broken."""
    eight_to_ten = Duration(weeks_min=4, weeks_max=4, hours_per_week_min=8, hours_per_week_max=10)
    for hours, pace, state in [(5, "scheduled", BROKEN), (5, "self-paced", HELD), (9, "scheduled", HELD)]:
        assert judged({"hours_per_week": hours}, duration=eight_to_ten, pace=pace).state is state
