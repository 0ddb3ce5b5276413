"""Limits of money: the budget, free only, and the certificate that has its price."""

import datetime as dt
from decimal import Decimal

from bot.cost import cost_for, least_cost_for, month_cost_for
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
    free_access_weeks: float | None,
) -> Judgement:
    budget, certificate = person.goal.budget, person.goal.certificate is True
    assert budget is not None
    # A monthly budget is held against the dearest month; a one-off price is paid at once.
    cost = month_cost_for(price, certificate) if budget.per == "month" else None
    if cost is None:
        # Only what is paid again and again costs by its weeks, and a goal judges thousands of prices.
        span = Span() if price.per in (None, "total") else person.span(duration, pace, end, start)
        cost = cost_for(price, certificate, span, free_access_weeks)
    if cost.amount_max is not None:
        return _against(person, budget, cost.amount_max, cost.currency)
    least = least_cost_for(price, certificate)
    if least.amount_max is not None:
        surely = _against(person, budget, least.amount_max, least.currency)
        if surely.state is State.BROKEN:
            return surely
    return unknown("budget", cost.missing or "price")


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
