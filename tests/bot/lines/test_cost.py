"""Behaviour of bot/lines/cost.py: the sum first, its formula, the certificate, the rate, the cheaper pace."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from bot.cost import cost_for
from bot.goal.goal import Budget, Goal
from bot.lines.cost import cost_line
from bot.pace import span_for
from bot.reply import Suggestion
from catalog.program import GENERAL_TERMS, Duration, Price, Program, Receipt
from catalog.rates import Rates

TODAY = dt.date(2026, 11, 25)
RATES = Rates(dt.date(2026, 10, 30), {"EUR": Decimal(1), "USD": Decimal("1.1172"), "GBP": Decimal("0.8338")})
MONTHLY = Price("subscription", Decimal(39), currency="USD", per="month")
MONTHLY_AND_FEE = Price("subscription", Decimal(39), None, "USD", "month", Decimal(20))
ONCE = Price("paid", Decimal(100), currency="EUR", per="total")
ONCE_AND_FEE = Price("paid", Decimal(100), None, "EUR", "total", Decimal(49))
FREE_TO_LEARN = Price("free_to_learn", currency="USD", certificate_amount=Decimal(49))
SIX_WEEKS = Duration(weeks_min=6, weeks_max=6)


def told(price: Price, duration: Duration = SIX_WEEKS, free_weeks: float | None = None, **goal: Any) -> str:
    program = Program(id="a", title="b", price=price, duration=duration, free_access_weeks=free_weeks)
    return told_of(program, Goal("goal", **goal))


def told_of(program: Program, goal: Goal) -> str:
    span = span_for(program.duration, program.pace, program.end, goal.hours_per_week, TODAY, program.start)
    cost = cost_for(program.price, goal.certificate is True, span, program.free_access_weeks)
    return cost_line(Suggestion(program, "fits", span, cost, (), ()), goal, RATES)


@pytest.mark.parametrize(
    ("price", "unsaid", "wanted", "not_wanted"),
    [
        (
            FREE_TO_LEARN,
            "Free to learn. The certificate costs 49 US dollars.",
            "49 US dollars for the certificate; learning is free.",
            "Free to learn.",
        ),
        (
            Price("free_to_learn"),
            "Free to learn. The certificate's price is not stated.",
            "The certificate's price is not stated; learning is free.",
            "Free to learn.",
        ),
        (
            Price("free", currency="EUR", certificate_amount=Decimal(30)),
            "Free. The certificate costs 30 euros.",
            "30 euros for the certificate; learning is free.",
            "Free.",
        ),
        (
            Price("free", currency="EUR", certificate_amount=Decimal(0)),
            "Free. The certificate is free.",
            "Free. The certificate is free.",
            "Free.",
        ),
        (Price("free"), "Free.", "Free.", "Free."),
        (
            ONCE_AND_FEE,
            "100 euros. The certificate costs 49 euros.",
            "149 euros in all: 100 euros + 49 euros for the certificate.",
            "100 euros.",
        ),
        (ONCE, "100 euros.", "100 euros.", "100 euros."),
        (
            MONTHLY_AND_FEE,
            "78 US dollars in all: 2 months × 39 US dollars. The certificate costs 20 US dollars.",
            "98 US dollars in all: 2 months × 39 US dollars + 20 US dollars for the certificate.",
            "78 US dollars in all: 2 months × 39 US dollars.",
        ),
        (Price(), "Not stated.", "Not stated.", "Not stated."),
    ],
)
def test_the_certificate_is_told_as_it_was_asked_for(
    price: Price, unsaid: str, wanted: str, not_wanted: str
) -> None:
    """Both prices side by side where nothing was said, one where it is wanted, none where it is not."""
    lines = [told(price, certificate=certificate) for certificate in (None, True, False)]
    assert lines == [unsaid, wanted, not_wanted]


@pytest.mark.parametrize(
    ("price", "line"),
    [
        (MONTHLY, "78 US dollars in all: 2 months × 39 US dollars."),
        (
            Price("subscription", Decimal(39), Decimal("59.50"), "USD", "month"),
            "78 to 119 US dollars in all: 2 months × 39 to 59.50 US dollars.",
        ),
        (Price("subscription", Decimal(199), None, "EUR", "year"), "199 euros in all: 1 year × 199 euros."),
        (Price("subscription", Decimal(5), None, "EUR", "week"), "30 euros in all: 6 weeks × 5 euros."),
        (
            Price("subscription", Decimal(39), None, "USD", "month", open_ended=True),
            "From 39 US dollars a month. Your total is not known: the highest price is not stated.",
        ),
        (
            Price("subscription", Decimal(39), None, "USD"),
            "39 US dollars. Your total is not known: how often it is paid is not stated.",
        ),
        (
            Price("paid", Decimal(39), None, "USD"),
            "39 US dollars for a part of it. Your total is not known: the price of the whole is not stated.",
        ),
    ],
)
def test_a_sum_stands_first_with_its_formula_or_says_why_there_is_none(price: Price, line: str) -> None:
    """Six weeks begin two months."""
    assert told(price) == line


def test_a_range_of_weeks_is_a_range_of_months_and_of_sums() -> None:
    """Four weeks are one month, nine are three."""
    duration = Duration(weeks_min=4, weeks_max=9)
    assert told(MONTHLY, duration) == "39 to 117 US dollars in all: 1 to 3 months × 39 US dollars."


def test_weeks_that_are_free_at_first_are_told() -> None:
    """Five weeks less the free one are one month; learning free may end before the person does."""
    five = Duration(weeks_min=5, weeks_max=5)
    assert told(MONTHLY, five, 1) == "39 US dollars in all: 1 month × 39 US dollars. Free at first: 1 week."
    assert told(FREE_TO_LEARN, SIX_WEEKS, 5).endswith("Free access ends after 5 weeks, before you finish.")
    assert told(FREE_TO_LEARN, five, 5).endswith("Free access lasts 5 weeks.")
    assert "access" not in told(FREE_TO_LEARN, SIX_WEEKS, 5, certificate=True)


def test_the_pace_at_which_it_gets_cheaper_prints_its_formula() -> None:
    """60 hours at 5 a week are 12 weeks, three months; at 7 they are 8.6 weeks, two."""
    assert told(MONTHLY, Duration(60, 60), hours_per_week=5.0) == (
        "117 US dollars in all: 3 months × 39 US dollars. "
        "At 7 hours a week (60 hours ÷ 7 = 8.6 weeks) you pay 2 months: 39 US dollars less."
    )
    assert (
        told(MONTHLY, Duration(20, 20), hours_per_week=5.0)
        == "39 US dollars in all: 1 month × 39 US dollars."
    )


def test_a_timetable_names_no_cheaper_pace() -> None:
    """Its weeks are its own."""
    program = Program(id="a", title="b", price=MONTHLY, duration=SIX_WEEKS, pace="scheduled")
    assert "At" not in told_of(program, Goal("goal", hours_per_week=2))


@pytest.mark.parametrize(
    ("price", "goal", "line"),
    [
        (
            ONCE,
            {"budget": Budget(Decimal(200), "USD")},
            "100 euros. That is about 111.72 US dollars (1 EUR = 1.1172 USD, ECB, 30 October 2026).",
        ),
        (
            # 78 / 1.1172 x 0.8338 = 58.2140, and never told below it.
            MONTHLY,
            {"budget": Budget(Decimal(200), "GBP")},
            (
                "78 US dollars in all: 2 months × 39 US dollars. That is about 58.22 British pounds "
                "(1 EUR = 1.1172 USD = 0.8338 GBP, ECB, 30 October 2026)."
            ),
        ),
        (
            MONTHLY,
            {"budget": Budget(Decimal(50), "EUR", "month")},
            (
                "78 US dollars in all: 2 months × 39 US dollars. A month is about 34.91 euros "
                "(1 EUR = 1.1172 USD, ECB, 30 October 2026)."
            ),
        ),
        (
            MONTHLY_AND_FEE,
            {"budget": Budget(Decimal(50), "USD", "month"), "certificate": True},
            (
                "98 US dollars in all: 2 months × 39 US dollars + 20 US dollars for the certificate. "
                "The month of the certificate costs 59 US dollars."
            ),
        ),
        (
            Price("paid", Decimal(26), Decimal(50), "EUR", "total"),
            {"budget": Budget(Decimal(200), "USD")},
            "26 to 50 euros. That is up to 55.86 US dollars (1 EUR = 1.1172 USD, ECB, 30 October 2026).",
        ),
        (
            FREE_TO_LEARN,
            {"budget": Budget(Decimal(200), "EUR")},
            (
                "Free to learn. The certificate costs 49 US dollars. "
                "That is about 43.86 euros (1 EUR = 1.1172 USD, ECB, 30 October 2026)."
            ),
        ),
        (
            Price("paid", Decimal(9), None, "RUB", "total"),
            {"budget": Budget(Decimal(9), "EUR")},
            "9 Russian roubles.",
        ),
        (ONCE, {"budget": Budget(Decimal(200))}, "100 euros."),
        (ONCE, {"budget": Budget(Decimal(200), "EUR")}, "100 euros."),
    ],
)
def test_another_currency_is_converted_after_the_original_with_its_rate_and_day(
    price: Price, goal: dict[str, Any], line: str
) -> None:
    """The rates are for one euro, so both stand there where neither side is the euro."""
    assert told(price, **goal) == line


@pytest.mark.parametrize(
    ("as_of", "line"),
    [
        (None, "The price is from the provider's general terms, not this course's own."),
        (
            "2026-10",
            "The price is from the provider's general terms, not this course's own, of October 2026.",
        ),
    ],
)
def test_general_terms_are_said_to_be_general(as_of: str | None, line: str) -> None:
    """They have a date of their own."""
    receipt = Receipt("terms.csv", "100", 2, "plan price", as_of, f"{GENERAL_TERMS}; example.org")
    program = Program(id="a", title="b", price=ONCE, receipts={"price": (receipt,)})
    assert told_of(program, Goal("goal")) == f"100 euros. {line}"
