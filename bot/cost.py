"""What a programme costs this person: the price of what was asked for, at their pace. Decimal only."""

import math
from dataclasses import dataclass
from decimal import Decimal

from bot.pace import WEEKS_PER_MONTH, WEEKS_PER_YEAR, WEEKS_ROUNDING, Span, at_pace
from catalog.program import Period, Price, Program

_WEEKS_IN: dict[Period, float] = {"week": 1.0, "month": WEEKS_PER_MONTH, "year": WEEKS_PER_YEAR}
# More hours a week than a full-time job has are nobody's plan.
_MOST_HOURS_PER_WEEK = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """The least and the most this person pays in all; `missing` names what is not stated."""

    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str | None = None
    periods: int | None = None
    """How many periods of a subscription the most covers."""
    missing: str | None = None
    periods_min: int | None = None
    """How many periods of a subscription the least covers."""


@dataclass(frozen=True, slots=True)
class Cheaper:
    """The fewest hours a week above the person's own at which a subscription is paid for less long."""

    hours_per_week: float
    weeks_max: float
    cost: Cost
    saved: Decimal
    """How much less the most is, in the currency of the price."""


def cost_for(
    price: Price, certificate_wanted: bool, span: Span, free_access_weeks: float | None = None
) -> Cost:
    """Return the cost of what was asked for; nothing stated is never 0.

    With a certificate wanted its price counts; without, learning free costs nothing.
    A subscription costs its periods, rounded up, over the person's weeks after the free ones;
    one period is counted at the least, since what is not cancelled in time is paid.
    """
    if price.kind == "unknown":
        return Cost(missing="price")
    if price.kind == "free":
        return _plus_certificate(Decimal(0), Decimal(0), price, certificate_wanted)
    if price.kind == "free_to_learn":
        if not certificate_wanted:
            return Cost(Decimal(0), Decimal(0), price.currency)
        if price.certificate_amount is None:
            return Cost(currency=price.currency, missing="certificate price")
        return Cost(price.certificate_amount, price.certificate_amount, price.currency)
    if price.amount is None:
        return Cost(currency=price.currency, missing="price")
    if price.open_ended:
        return Cost(currency=price.currency, missing="the highest price")
    if price.kind == "paid" and price.per is None:
        return Cost(currency=price.currency, missing="the price of the whole")
    if price.kind == "subscription" or price.per in _WEEKS_IN:
        return _subscription(price, certificate_wanted, span, free_access_weeks or 0)
    return _plus_certificate(*ends_of(price), price, certificate_wanted)


def month_cost_for(price: Price, certificate_wanted: bool) -> Cost | None:
    """Return the cost of the dearest month of what is paid by the month, else None.

    A wanted certificate is paid beside one of the months.
    """
    if price.kind not in ("paid", "subscription") or price.per != "month" or price.amount is None:
        return None
    if price.open_ended:
        return Cost(currency=price.currency, missing="the highest price")
    return _plus_certificate(*ends_of(price), price, certificate_wanted, 1, 1)


def least_cost_for(price: Price, certificate_wanted: bool) -> Cost:
    """Return what is paid for certain, however long it takes: one period, one part, the lowest price."""
    if price.kind not in ("paid", "subscription") or price.amount is None:
        return Cost(currency=price.currency, missing="price")
    least, _ = ends_of(price)
    return _plus_certificate(least, least, price, certificate_wanted)


def cheaper_pace(
    program: Program, certificate_wanted: bool, span: Span, hours_per_week: float | None
) -> Cheaper | None:
    """Return the fewest hours a week, in steps of half an hour, at which fewer periods are paid.

    None where nothing is saved up to 40 hours a week, for what is not paid by the period, and where
    the pace is not the person's own: a timetable does not move.
    """
    price, free_weeks = program.price, program.free_access_weeks
    own = cost_for(price, certificate_wanted, span, free_weeks)
    if not span.at_own_pace or hours_per_week is None or own.periods is None or own.amount_max is None:
        return None
    for half_hours in range(math.floor(hours_per_week * 2) + 1, _MOST_HOURS_PER_WEEK * 2 + 1):
        faster = at_pace(program.duration, half_hours / 2)
        cost = cost_for(price, certificate_wanted, faster, free_weeks)
        if cost.periods is not None and cost.periods < own.periods:
            assert faster.weeks_max is not None and cost.amount_max is not None
            return Cheaper(half_hours / 2, faster.weeks_max, cost, own.amount_max - cost.amount_max)
    return None


def ends_of(price: Price) -> tuple[Decimal, Decimal]:
    """Return the cheaper and the dearer end of a stated price, the same where it is no range."""
    assert price.amount is not None
    other = price.amount if price.amount_max is None else price.amount_max
    return min(price.amount, other), max(price.amount, other)


def _subscription(price: Price, certificate_wanted: bool, span: Span, free_weeks: float) -> Cost:
    if price.per is None or price.per not in _WEEKS_IN:
        return Cost(currency=price.currency, missing="how often it is paid")
    if span.weeks_max is None:
        return Cost(currency=price.currency, missing="how long it is paid")
    longest = periods_in(span.weeks_max - free_weeks, price.per)
    shortest = longest if span.weeks_min is None else periods_in(span.weeks_min - free_weeks, price.per)
    least, most = ends_of(price)
    return _plus_certificate(least * shortest, most * longest, price, certificate_wanted, longest, shortest)


def periods_in(weeks: float, per: Period) -> int:
    """Return the periods that have to be paid for `weeks` of study, at least one."""
    # Two months are read as 8.7 weeks: the rounding to 0.1 must not buy a third month.
    return max(1, math.ceil((weeks - WEEKS_ROUNDING) / _WEEKS_IN[per]))


def _plus_certificate(  # noqa: PLR0913, PLR0917 - both ends of two numbers
    least: Decimal,
    most: Decimal,
    price: Price,
    certificate_wanted: bool,
    periods: int | None = None,
    periods_min: int | None = None,
) -> Cost:
    extra = (
        price.certificate_amount
        if certificate_wanted and price.certificate_amount is not None
        else Decimal(0)
    )
    return Cost(least + extra, most + extra, price.currency, periods, periods_min=periods_min)
