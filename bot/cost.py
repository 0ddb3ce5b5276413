"""What a programme costs this person: the price of what was asked for, at their pace. Decimal only."""

import math
from dataclasses import dataclass
from decimal import Decimal

from bot.pace import WEEKS_PER_MONTH, WEEKS_PER_YEAR, WEEKS_ROUNDING, Span
from catalog.program import Period, Price

_WEEKS_IN: dict[Period, float] = {"week": 1.0, "month": WEEKS_PER_MONTH, "year": WEEKS_PER_YEAR}


@dataclass(frozen=True, slots=True)
class Cost:
    """The least and the most this person pays in all; `missing` names what is not stated."""

    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str | None = None
    periods: int | None = None
    """How many periods of a subscription the most covers."""
    missing: str | None = None


def cost_for(price: Price, certificate_wanted: bool, span: Span) -> Cost:
    """Return the cost of what was asked for; nothing stated is never 0.

    With a certificate wanted its price counts; without, learning free costs nothing.
    A subscription costs its periods, rounded up, over the person's weeks.
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
    most = price.amount if price.amount_max is None else price.amount_max
    if price.kind == "subscription" or price.per in _WEEKS_IN:
        return _subscription(price, price.amount, most, certificate_wanted, span)
    return _plus_certificate(price.amount, most, price, certificate_wanted)


def _subscription(price: Price, least: Decimal, most: Decimal, certificate_wanted: bool, span: Span) -> Cost:
    if price.per is None or price.per not in _WEEKS_IN:
        return Cost(currency=price.currency, missing="how often it is paid")
    if span.weeks_max is None:
        return Cost(currency=price.currency, missing="how long it is paid")
    longest = periods_in(span.weeks_max, price.per)
    shortest = longest if span.weeks_min is None else periods_in(span.weeks_min, price.per)
    return _plus_certificate(least * shortest, most * longest, price, certificate_wanted, longest)


def periods_in(weeks: float, per: Period) -> int:
    """Return the periods that have to be paid for `weeks` of study, at least one."""
    # Two months are read as 8.7 weeks: the rounding to 0.1 must not buy a third month.
    return max(1, math.ceil((weeks - WEEKS_ROUNDING) / _WEEKS_IN[per]))


def _plus_certificate(
    least: Decimal, most: Decimal, price: Price, certificate_wanted: bool, periods: int | None = None
) -> Cost:
    extra = (
        price.certificate_amount
        if certificate_wanted and price.certificate_amount is not None
        else Decimal(0)
    )
    return Cost(least + extra, most + extra, price.currency, periods)
