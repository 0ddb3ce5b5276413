"""Behaviour of bot/cost.py: what this person pays, at their pace."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cost import Cost, cost_for, periods_in
from bot.pace import Span
from catalog.program import Period, Price

SIX_WEEKS = Span(6, 6)
FREE_TO_LEARN = Price(kind="free_to_learn", currency="USD", certificate_amount=Decimal("49"))
MONTHLY = Price(kind="subscription", amount=Decimal("39"), currency="USD", per="month")


def test_an_unknown_price_is_never_nothing() -> None:
    """Unknown has no amount, and says that the price is missing."""
    assert cost_for(Price(), False, SIX_WEEKS) == Cost(missing="price")


def test_learning_free_costs_nothing_without_the_certificate() -> None:
    """Nobody asked for the certificate."""
    assert cost_for(FREE_TO_LEARN, False, SIX_WEEKS).amount_max == 0


def test_learning_free_costs_the_certificate_when_it_is_wanted() -> None:
    """ "Free to learn" is not free for somebody who needs the certificate."""
    assert cost_for(FREE_TO_LEARN, True, SIX_WEEKS).amount_max == Decimal("49")


def test_a_certificate_without_a_price_leaves_the_cost_unknown() -> None:
    """The price of what was asked for is not stated."""
    cost = cost_for(Price(kind="free_to_learn"), True, SIX_WEEKS)
    assert cost.amount_max is None and cost.missing == "certificate price"


@pytest.mark.parametrize(
    ("weeks", "per", "periods"),
    [(4.3, "month", 1), (4.4, "month", 2), (8.7, "month", 2), (13.0, "month", 3), (13.1, "month", 4),
     (26.0, "month", 6), (52.0, "month", 12), (52.0, "year", 1), (52.1, "year", 2), (0.1, "month", 1),
     (0.1, "week", 1), (2.5, "week", 3)],
)  # fmt: skip
def test_periods_are_rounded_up(weeks: float, per: Period, periods: int) -> None:
    """A begun month is paid; the reading's own rounding to 0.1 weeks buys no further one."""
    assert periods_in(weeks, per) == periods


def test_a_subscription_costs_its_months_at_the_persons_pace() -> None:
    """Six weeks take two months of 39 dollars."""
    cost = cost_for(MONTHLY, False, SIX_WEEKS)
    assert (cost.amount_max, cost.periods) == (Decimal("78"), 2)


def test_a_subscription_of_unknown_length_has_no_total() -> None:
    """Neither one month nor for ever is assumed."""
    assert cost_for(MONTHLY, False, Span()).amount_max is None


@given(st.floats(0.1, 300), st.floats(0.1, 300))
def test_a_longer_study_never_costs_less(one: float, other: float) -> None:
    """Subscriptions are monotone in the weeks."""
    short, long = sorted((one, other))
    first, second = (cost_for(MONTHLY, False, Span(weeks, weeks)).amount_max for weeks in (short, long))
    assert first is not None and second is not None and first <= second


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2), st.booleans())
def test_money_is_neither_lost_nor_made(price: Decimal, certificate: Decimal, wanted: bool) -> None:
    """A paid course and its certificate cost exactly their sum when both are wanted."""
    paid = Price(kind="paid", amount=price, currency="EUR", per="total", certificate_amount=certificate)
    assert cost_for(paid, wanted, SIX_WEEKS).amount_max == price + (certificate if wanted else 0)
