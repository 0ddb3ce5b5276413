"""Limits of money: the budget, free only, and the certificate that has its price."""

import datetime as dt
from decimal import Decimal

from bot.cost import cost_for
from bot.goal.goal import Budget
from bot.limits.judgement import Judgement, Person, State, broken, held, unknown
from bot.pace import Span
from catalog.program import Credential, Duration, Pace, Price

_CERTIFYING = frozenset(
    ("certificate", "professional_certificate", "nanodegree", "specialization", "micromasters", "degree")
)


def budget(  # noqa: PLR0913, PLR0917 - the fields of a programme that it reads
    person: Person,
    price: Price,
    duration: Duration,
    pace: Pace | None,
    end: dt.date | None,
    start: dt.date | None,
) -> Judgement:
    budget = person.goal.budget
    assert budget is not None
    if (
        budget.per == "month"
        and price.kind == "subscription"
        and price.per == "month"
        and price.amount is not None
    ):
        # A monthly budget is held against the monthly price; a one-off price is paid at once.
        return _against(person, budget, price.amount_max or price.amount, price.currency)
    # Only what is paid again and again costs by its weeks, and thousands of prices are judged for one goal.
    span = Span() if price.per in (None, "total") else person.span(duration, pace, end, start)
    cost = cost_for(price, person.goal.certificate is True, span)
    if cost.amount_max is None:
        if price.kind in ("paid", "subscription") and price.amount is not None:
            # One period, one part, the lowest price is paid at least: beyond the budget it breaks it.
            first = _against(person, budget, price.amount, price.currency)
            if first.state is State.BROKEN:
                return first
        return unknown("budget", cost.missing or "price")
    return _against(person, budget, cost.amount_max, cost.currency)


def _against(person: Person, budget: Budget, amount: Decimal, currency: str | None) -> Judgement:
    if amount == 0:
        return held("budget")
    wanted = budget.currency or currency
    if wanted is None or currency is None:
        return unknown("budget", "currency")
    converted = person.rates.convert(amount, currency, wanted)
    if converted is None:
        return unknown("budget", "exchange rate")
    return (
        held("budget") if converted <= budget.amount else broken("budget", converted - budget.amount, wanted)
    )


def free_only(person: Person, price: Price) -> Judgement:
    if price.kind in ("free", "free_to_learn"):
        if person.goal.certificate is not True or price.certificate_amount == 0:
            return held("free_only")
        if price.certificate_amount is None:
            return held("free_only") if price.kind == "free" else unknown("free_only", "certificate price")
        return broken("free_only", price.certificate_amount, price.currency)
    if price.kind == "unknown":
        return unknown("free_only", "price")
    return broken("free_only", price.amount, price.currency)


def certificate(_: Person, credential: Credential | None, price: Price) -> Judgement:
    if credential in _CERTIFYING or price.certificate_amount is not None:
        return held("certificate")
    return unknown("certificate", "certificate")
