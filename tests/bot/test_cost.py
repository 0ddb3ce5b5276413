"""Behaviour of bot/cost.py: what this person pays, at their pace."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cost import Cost, cheaper_pace, cost_for, least_cost_for, month_cost_for, periods_in
from bot.pace import Span, at_pace
from catalog.program import Duration, Period, Price, Program

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


AMOUNTS = st.decimals(0, 10**6, places=2)
MAYBE = st.none() | AMOUNTS
WEEKS = st.none() | st.floats(0.1, 300)
PRICES = st.builds(
    Price,
    kind=st.sampled_from(["free", "free_to_learn", "paid", "subscription", "unknown"]),
    amount=MAYBE,
    amount_max=MAYBE,
    currency=st.sampled_from([None, "USD", "EUR"]),
    per=st.sampled_from([None, "total", "month", "year", "week"]),
    certificate_amount=MAYBE,
    open_ended=st.booleans(),
)
HOURS = st.floats(0.5, 2000)
PACES = st.floats(0.5, 40)


@given(PRICES, HOURS, HOURS, PACES, PACES, st.none() | st.floats(0, 60))
def test_more_hours_a_week_never_cost_more(
    price: Price, one: float, other: float, slow: float, fast: float, free_weeks: float | None
) -> None:
    """Whatever is paid, and however it is paid: who learns faster pays the same or less."""
    duration = Duration(min(one, other), max(one, other))
    later, sooner = (
        cost_for(price, True, at_pace(duration, pace), free_weeks) for pace in sorted((slow, fast))
    )
    assert (later.amount_max is None) == (sooner.amount_max is None)
    if later.amount_max is not None and sooner.amount_max is not None:
        assert sooner.amount_max <= later.amount_max


@given(PRICES, WEEKS, WEEKS)
def test_a_wanted_certificate_never_costs_less(price: Price, one: float | None, other: float | None) -> None:
    """Its price is added or not stated, never taken away."""
    span = Span(one, other)
    without, wanted = (cost_for(price, certificate, span).amount_max for certificate in (False, True))
    assert wanted is None or (without is not None and without <= wanted)


@given(PRICES, st.booleans(), WEEKS)
def test_unknown_parts_never_give_a_sum(price: Price, wanted: bool, weeks: float | None) -> None:
    """A sum needs a stated price, its upper end, its period and its weeks; what is missing has a name."""
    cost = cost_for(price, wanted, Span(weeks, weeks))
    is_paid = price.kind in ("paid", "subscription")
    unknown = (
        price.kind == "unknown"
        or (is_paid and (price.amount is None or price.open_ended or price.per is None))
        or (price.kind == "subscription" and price.per == "total")
        or (is_paid and price.per in ("week", "month", "year") and weeks is None)
        or (price.kind == "free_to_learn" and wanted and price.certificate_amount is None)
    )
    assert (cost.amount_max is None) == (cost.amount_min is None) == (cost.missing is not None) == unknown
    if cost.amount_max == 0 and is_paid:
        assert 0 in (price.amount, price.amount_max)


@given(PRICES, st.booleans(), WEEKS, WEEKS)
def test_the_least_is_at_most_the_most_and_what_is_paid_for_certain(
    price: Price, wanted: bool, one: float | None, other: float | None
) -> None:
    """A range has its ends in order, and nobody pays less than one period."""
    shortest, longest = sorted((one, other)) if one is not None and other is not None else (None, other)
    cost, surely = cost_for(price, wanted, Span(shortest, longest)), least_cost_for(price, wanted)
    if cost.amount_min is not None and cost.amount_max is not None:
        assert cost.amount_min <= cost.amount_max
        assert surely.amount_max is None or surely.amount_max <= cost.amount_min


@given(HOURS, PACES, st.none() | st.floats(0, 30), st.sampled_from(["month", "year", "week"]))
def test_the_cheaper_pace_is_the_first_at_which_fewer_periods_are_paid(
    hours: float, pace: float, free_weeks: float | None, per: Period
) -> None:
    """It saves what it says, and half an hour a week less does not."""
    price = Price("subscription", Decimal("39.90"), currency="USD", per=per)
    duration = Duration(hours, hours)
    program = Program(id="a", title="b", price=price, duration=duration, free_access_weeks=free_weeks)

    def most(at: float) -> Decimal:
        amount = cost_for(price, False, at_pace(duration, at), free_weeks).amount_max
        assert amount is not None
        return amount

    found = cheaper_pace(program, False, at_pace(duration, pace), pace)
    if found is None:
        assert most(40) == most(pace)
        return
    assert pace < found.hours_per_week <= 40 and found.hours_per_week % 0.5 == 0
    assert found.saved == most(pace) - most(found.hours_per_week) > 0
    assert most(max(pace, found.hours_per_week - 0.5)) == most(pace)


def test_a_timetable_and_a_missing_week_have_no_cheaper_pace() -> None:
    """Nobody is told to hurry where hurrying changes nothing."""
    program = Program(id="a", title="b", price=MONTHLY, duration=Duration(30, 30))
    assert cheaper_pace(program, False, SIX_WEEKS, 5) is None
    assert cheaper_pace(program, False, at_pace(program.duration, 5), None) is None


def test_the_dearest_month_is_the_one_of_the_certificate() -> None:
    """39 a month and 20 once are 59 in one month; what is paid once or by the year has no month."""
    price = Price("subscription", Decimal(39), None, "USD", "month", Decimal(20))
    month = month_cost_for(price, True)
    assert month is not None and month.amount_max == 59
    assert month_cost_for(FREE_TO_LEARN, True) is None
    assert month_cost_for(Price("subscription", Decimal(99), None, "USD", "year"), False) is None
