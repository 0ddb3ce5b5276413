"""Behaviour of bot/card.py: each line of a programme, for the shapes that facts come in."""

import datetime as dt
from decimal import Decimal

import pytest

from bot.card import card
from bot.cost import cost_for
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person
from bot.limits.table import judgements
from bot.lines.cost import cost_line
from bot.lines.facts import dated_line
from bot.lines.outcome import outcome_line
from bot.lines.time import time_line
from bot.pace import span_for
from bot.reply import Answer, Suggestion
from catalog.program import GENERAL_TERMS, Duration, Pace, Price, Program, Receipt
from catalog.rates import Rates

TODAY = dt.date(2026, 11, 25)
RATES = Rates(dt.date(2026, 10, 30), {"EUR": Decimal(1), "USD": Decimal("1.1")})


def suggest(program: Program, goal: Goal) -> Suggestion:
    span = span_for(program.duration, program.pace, program.end, goal.hours_per_week, TODAY, program.start)
    cost = cost_for(program.price, goal.certificate is True, span)
    return Suggestion(program, "fits", span, cost, (), ())


def time_of(duration: Duration, hours: float | None = None, pace: Pace | None = None) -> str:
    goal = Goal(intent="goal", hours_per_week=hours)
    return time_line(suggest(Program(id="a", title="b", duration=duration, pace=pace), goal), goal, TODAY)


def cost_of(price: Price, duration: Duration = Duration(), **goal: object) -> str:  # noqa: B008
    wanted = Goal(intent="goal", **goal)  # type: ignore[arg-type]
    return cost_line(
        suggest(Program(id="a", title="b", price=price, duration=duration), wanted), wanted, RATES
    )


PLANNED = Duration(
    hours_min=18,
    hours_max=18,
    weeks_min=3,
    weeks_max=3,
    hours_per_week_min=6,
    hours_per_week_max=6,
    derived=True,
)


@pytest.mark.parametrize(
    ("duration", "hours", "pace", "line"),
    [
        (Duration(), None, None, "Not stated."),
        (Duration(), 5, None, "Not stated."),
        (Duration(hours_min=0.75, hours_max=0.75), None, None, "45 minutes of work."),
        (Duration(hours_min=1, hours_max=1), None, None, "1 hour of work."),
        (Duration(hours_max=2), None, None, "Up to 2 hours of work."),
        (
            Duration(weeks_min=26),
            None,
            None,
            ("The provider plans: at least 26 weeks. The hours of work are not stated."),
        ),
        (
            Duration(weeks_min=4, weeks_max=4),
            5,
            None,
            ("The provider plans: 4 weeks. The hours of work are not stated."),
        ),
        (
            Duration(weeks_max=0.4),
            None,
            None,
            ("The provider plans: up to 3 days. The hours of work are not stated."),
        ),
        (
            Duration(hours_per_week_min=4, hours_per_week_max=4),
            None,
            None,
            "It asks for 4 hours a week; its length is not stated.",
        ),
        (
            PLANNED,
            3,
            "self-paced",
            (
                "18 hours of work: the provider plans 3 weeks × 6 hours a week. "
                "For you 6 weeks at 3 hours a week, until about 6 January 2027."
            ),
        ),
        (
            PLANNED,
            3,
            "scheduled",
            "18 hours of work on fixed dates: 3 weeks × 6 hours a week. When it starts is not stated.",
        ),
        (
            Duration(hours_min=1, hours_max=2),
            10,
            None,
            "1 to 2 hours of work. For you 1 week or less at 10 hours a week, until about 27 November.",
        ),
    ],
)
def test_the_clocks_are_told_and_kept_apart(
    duration: Duration, hours: float | None, pace: Pace | None, line: str
) -> None:
    """Hours of work, the person's own weeks and the provider's calendar are never mixed."""
    assert time_of(duration, hours, pace) == line


MONTHLY = Price(kind="subscription", amount=Decimal(49), currency="USD", per="month")


@pytest.mark.parametrize(
    ("price", "line"),
    [
        (Price(), "Not stated."),
        (Price(kind="paid"), "Not stated."),
        (Price(kind="free"), "Free."),
        (
            Price(kind="free_to_learn", currency="EUR", certificate_amount=Decimal("49.50")),
            "Free to learn. The certificate costs 49.50 euros.",
        ),
        (Price(kind="free_to_learn"), "Free to learn. The certificate's price is not stated."),
        (Price(kind="paid", amount=Decimal(1299), currency="INR", per="total"), "1,299 Indian rupees."),
        (Price(kind="paid", amount=Decimal(200), per="total"), "200 (currency not stated)."),
        (
            Price(kind="paid", amount=Decimal(26), amount_max=Decimal(50), currency="EUR", per="total"),
            "26 to 50 euros.",
        ),
        (
            Price(kind="paid", amount=Decimal(50), currency="EUR", per="total", open_ended=True),
            "From 50 euros. Your total is not known: the highest price is not stated.",
        ),
        (
            Price(kind="paid", amount=Decimal(6000), currency="GBP"),
            (
                "6,000 British pounds for a part of it. Your total is not known: the price of the whole is "
                "not stated."
            ),
        ),
        (
            MONTHLY,
            ("49 US dollars a month. Your total is not known: how long it is paid is not stated."),
        ),
    ],
)
def test_the_cost_is_told_as_it_is_stated(price: Price, line: str) -> None:
    """Unknown is "not stated", free to learn is not free, a subscription is no total."""
    assert cost_of(price) == line


def test_a_price_of_the_providers_general_terms_is_said_to_be_one() -> None:
    """It is not this course's own, and has its own date."""
    receipt = Receipt(
        "terms.csv", "49 USD, month", 2, "plan price", "2026-10", f"{GENERAL_TERMS}; example.org"
    )
    program = Program(id="a", title="T", price=MONTHLY, receipts={"price": (receipt,)})
    goal = Goal(intent="goal")
    told = cost_line(suggest(program, goal), goal, RATES)
    assert told.startswith("49 US dollars a month. ")
    assert told.endswith(
        "The price is from the provider's general terms, not this course's own, of October 2026."
    )


def test_a_subscription_is_summed_at_the_persons_pace() -> None:
    """30 hours at 5 a week are 6 weeks, two months of 49 dollars."""
    line = cost_of(MONTHLY, Duration(hours_min=30, hours_max=30), hours_per_week=5.0)
    assert line.startswith("98 US dollars in all: 2 months × 49 US dollars.")


def test_another_currency_is_converted_with_its_rate_and_date() -> None:
    """The original stands first."""
    price = Price(kind="paid", amount=Decimal(100), currency="EUR", per="total")
    line = cost_of(price, budget=Budget(amount=Decimal(200), currency="USD"))
    assert line == "100 euros. That is about 110 US dollars (1 EUR = 1.1 USD, ECB, 30 October 2026)."


def test_outcomes_are_the_providers_words_and_else_its_skills() -> None:
    """Nothing is promised that the source does not."""
    stated = Program(id="a", title="b", outcomes=("Weld a joint.",), credential="badge")
    assert outcome_line(stated) == "“Weld a joint”. You get a digital badge."
    skilled = Program(id="a", title="b", skills=("TIG", "MIG"))
    assert outcome_line(skilled).startswith("The provider lists these skills: TIG and MIG.")
    assert outcome_line(Program(id="a", title="b")) == (
        "Outcomes not stated. Whether you get a certificate is not stated."
    )


@pytest.mark.parametrize(
    ("as_of", "line"),
    [
        (None, "How old these facts are is not stated."),
        ("2026-11", "Facts from November 2026."),
        ("2024", "Facts from 2024: old, so check them first."),
        ("2023-03-09", "Facts from 9 March 2023: old, so check them first."),
    ],
)
def test_facts_say_how_old_they_are(as_of: str | None, line: str) -> None:
    """More than a year is old."""
    assert dated_line(as_of, TODAY) == line


def lines_of(program: Program, **goal: object) -> list[str]:
    """Return the lines of a whole card, judged as the advisor judges it."""
    wanted = Goal(intent="goal", target="x", **goal)  # type: ignore[arg-type]
    plain = suggest(program, wanted)
    verdicts = judgements(Person(wanted, TODAY, RATES), lambda name: getattr(program, name, 0))
    judged = Suggestion(program, "one_off", plain.span, plain.cost, tuple(verdicts), ())
    return card(1, judged, Answer(wanted, TODAY, {"one_off": 1}), RATES).splitlines()


def test_past_dates_and_a_closed_course_are_said() -> None:
    """A cohort of 2023 has no next date, and a closed course is not passed on in silence."""
    program = Program(
        id="a",
        title="Welding",
        provider="School, Inc.",
        duration=Duration(weeks_min=4, weeks_max=4),
        pace="scheduled",
        start=dt.date(2023, 1, 1),
        end=dt.date(2023, 2, 1),
        status="closed",
    )
    lines = lines_of(program)
    assert lines[0] == "1. Welding. School, Inc."
    assert "The provider marks it as closed." in lines
    assert any(line.endswith("Its dates are past; the next ones are not stated.") for line in lines)


def test_what_is_off_is_said_in_words() -> None:
    """No "it does not hold the provider you ruled out"."""
    udemy = Program(id="a", title="b", provider="Udemy", pace="scheduled")
    assert "Off: it is from a provider you ruled out." in lines_of(udemy, not_providers=("udemy",))
    assert "Off: it has the other kind of schedule." in lines_of(udemy, pace="self-paced")
    long = Program(id="a", title="b", duration=Duration(hours_min=28, hours_max=35, weeks_min=4, weeks_max=4))
    assert "Off: 5 hours longer than you said." in lines_of(long, max_hours=30)
    assert "Off: 10 days too late." in lines_of(long, deadline=dt.date(2026, 12, 13))
