"""What a programme costs this person: the sum and its formula, the certificate, and when it gets cheaper."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from bot import phrases
from bot.cost import Cost, cheaper_pace, ends_of, month_cost_for
from bot.goal.goal import Goal
from bot.reply import Suggestion
from bot.words import say, spoken
from catalog.program import GENERAL_TERMS, Period, Price, Program
from catalog.rates import Rates

_UNITS: dict[Period, Literal["week", "month", "year"]] = {"week": "week", "month": "month", "year": "year"}


def cost_line(suggestion: Suggestion, goal: Goal, rates: Rates) -> str:
    """Return what the person pays first, then what else is stated of it, then when it would be less."""
    price = suggestion.program.price
    is_paid = price.kind in ("paid", "subscription") and price.amount is not None
    told = _paid(suggestion, goal, rates) if is_paid else _free(suggestion, goal, rates)
    return " ".join([*told, *_general(suggestion.program), *_cheaper(suggestion, goal)])


def stated_price(price: Price) -> str:
    """Return a price as its provider states it, for nobody's pace and nobody's goal."""
    if price.kind in ("paid", "subscription") and price.amount is not None:
        learning = _as_stated(price)
    elif price.kind in ("free", "free_to_learn"):
        learning = say("Free.") if price.kind == "free" else say("Free to learn.")
    else:
        learning = say("Not stated.")
    return " ".join([learning, *_certificate(price, Goal("goal"))])


def _free(suggestion: Suggestion, goal: Goal, rates: Rates) -> Iterable[str]:
    """Return one price where the certificate is wanted or is not, both where nothing was said of it."""
    price = suggestion.program.price
    fee = price.certificate_amount
    if price.kind not in ("free", "free_to_learn"):
        yield say("Not stated.")
        yield from _certificate(price, goal)
        return
    learning = say("Free.") if price.kind == "free" else say("Free to learn.")
    if goal.certificate is True and fee:
        yield say(
            "{amount} for the certificate; learning is free.", amount=phrases.money(fee, price.currency)
        )
    elif goal.certificate is True and fee is None and price.kind == "free_to_learn":
        yield say("The certificate's price is not stated; learning is free.")
    else:
        yield learning
        yield from _certificate(price, goal)
    if goal.certificate is not False and fee:
        yield from _converted(fee, price.currency, goal, rates)
    if goal.certificate is not True:
        yield from _access(suggestion)


def _certificate(price: Price, goal: Goal) -> Iterable[str]:
    """Return the certificate's price by itself, where the sum does not count it."""
    if goal.certificate is False:
        return
    if price.certificate_amount == 0:
        yield say("The certificate is free.")
    elif price.certificate_amount is not None:
        amount = phrases.money(price.certificate_amount, price.currency)
        yield say("The certificate costs {amount}.", amount=amount)
    elif price.kind == "free_to_learn":
        yield say("The certificate's price is not stated.")


def _access(suggestion: Suggestion) -> Iterable[str]:
    """Return how long learning is free, and whether that is too short for the person."""
    weeks, longest = suggestion.program.free_access_weeks, suggestion.span.weeks_max
    if weeks and longest is not None and longest > weeks:
        yield say("Free access ends after {time}, before you finish.", time=phrases.weeks(weeks, weeks))
    elif weeks:
        yield say("Free access lasts {time}.", time=phrases.weeks(weeks, weeks))


def _paid(suggestion: Suggestion, goal: Goal, rates: Rates) -> Iterable[str]:
    price, cost = suggestion.program.price, suggestion.cost
    is_certificate_in_sum = goal.certificate is True and bool(price.certificate_amount)
    if cost.amount_min is not None and cost.amount_max is not None:
        yield _sum(price, cost, cost.amount_min, cost.amount_max, is_certificate_in_sum)
    else:
        yield _as_stated(price)
    if suggestion.program.free_access_weeks and price.per in _UNITS:
        weeks = suggestion.program.free_access_weeks
        yield say("Free at first: {time}.", time=phrases.weeks(weeks, weeks))
    yield from _compared(price, cost, goal, rates)
    if cost.amount_max is None:
        yield _why_no_sum(cost.missing)
    if cost.amount_max is None or not is_certificate_in_sum:
        yield from _certificate(price, goal)


def _sum(price: Price, cost: Cost, least: Decimal, most: Decimal, with_certificate: bool) -> str:
    """Return what is paid in all, with its formula where it is not the stated price itself."""
    total = phrases.money_range(least, most, price.currency)
    stated = phrases.money_range(*ends_of(price), price.currency)
    fee = phrases.money(price.certificate_amount or Decimal(0), price.currency)
    if cost.periods is not None:
        periods = _periods(cost, price)
        if with_certificate:
            return say(
                "{total} in all: {periods} × {price} + {fee} for the certificate.",
                total=total,
                periods=periods,
                price=stated,
                fee=fee,
            )
        return say("{total} in all: {periods} × {price}.", total=total, periods=periods, price=stated)
    if with_certificate:
        return say("{total} in all: {price} + {fee} for the certificate.", total=total, price=stated, fee=fee)
    return say("{total}.", total=total)


def _periods(cost: Cost, price: Price) -> str:
    assert cost.periods is not None and price.per is not None
    most = phrases.count(cost.periods, _UNITS[price.per])
    if cost.periods_min in (None, cost.periods):
        return most
    return say("{least} to {most}", least=phrases.number(cost.periods_min or 1), most=most)


def _as_stated(price: Price) -> str:
    """Return a price that cannot be summed up."""
    amount = phrases.money_range(*ends_of(price), price.currency)
    match price.per, price.open_ended:
        case "week", False:
            return say("{amount} a week.", amount=amount)
        case "week", True:
            return say("From {amount} a week.", amount=amount)
        case "month", False:
            return say("{amount} a month.", amount=amount)
        case "month", True:
            return say("From {amount} a month.", amount=amount)
        case "year", False:
            return say("{amount} a year.", amount=amount)
        case "year", True:
            return say("From {amount} a year.", amount=amount)
    if price.kind == "paid" and price.per is None:
        return say("{amount} for a part of it.", amount=amount)
    return say("From {amount}.", amount=amount) if price.open_ended else say("{amount}.", amount=amount)


def _why_no_sum(missing: str | None) -> str:
    match missing:
        case "how long it is paid":
            return say("Your total is not known: how long it is paid is not stated.")
        case "how often it is paid":
            return say("Your total is not known: how often it is paid is not stated.")
        case "the highest price":
            return say("Your total is not known: the highest price is not stated.")
        case _:
            return say("Your total is not known: the price of the whole is not stated.")


def _compared(price: Price, cost: Cost, goal: Goal, rates: Rates) -> Iterable[str]:
    """Return what the budget is held against, in its currency and by its month."""
    is_wanted = goal.certificate is True
    month = month_cost_for(price, is_wanted) if goal.budget and goal.budget.per == "month" else None
    if month and month.amount_max is not None and is_wanted and price.certificate_amount:
        amount = phrases.money(month.amount_max, price.currency)
        yield say("The month of the certificate costs {amount}.", amount=amount)
        yield from _converted(month.amount_max, price.currency, goal, rates)
    elif month and cost.periods != 1:
        yield from _converted(ends_of(price)[1], price.currency, goal, rates, by_month=True)
    else:
        amount_max = cost.amount_max if cost.amount_max is not None else ends_of(price)[1]
        is_range = cost.amount_max is not None and cost.amount_min != cost.amount_max
        yield from _converted(amount_max, price.currency, goal, rates, is_range=is_range)


def _converted(  # noqa: PLR0913 - the two flags choose a sentence
    amount: Decimal,
    currency: str | None,
    goal: Goal,
    rates: Rates,
    *,
    is_range: bool = False,
    by_month: bool = False,
) -> Iterable[str]:
    """Return an amount in the budget's currency, with the rates that it was converted by."""
    wanted = goal.budget.currency if goal.budget else None
    if not amount or currency is None or wanted is None or wanted == currency:
        return
    converted = rates.convert(amount, currency, wanted)
    if converted is None:
        return
    amount_said, rate = phrases.money(converted, wanted), _rate(currency, wanted, rates)
    if by_month:
        yield say("A month is about {amount} ({rate}).", amount=amount_said, rate=rate)
    elif is_range:
        yield say("That is up to {amount} ({rate}).", amount=amount_said, rate=rate)
    else:
        yield say("That is about {amount} ({rate}).", amount=amount_said, rate=rate)


def _rate(source: str, target: str, rates: Rates) -> str:
    """Return "1 EUR = 0.8338 GBP = 1.1172 USD, ECB, 30 October 2026": both, since rates are for one euro."""
    from babel.numbers import format_decimal

    sides = [
        f"{format_decimal(rates.per_euro[code], '#,##0.########', locale=spoken())} {code}"
        for code in (source, target)
        if code != "EUR"
    ]
    day = phrases.as_of(rates.date.isoformat())
    return say("1 EUR = {rates}, ECB, {day}", rates=" = ".join(sides), day=day)


def _cheaper(suggestion: Suggestion, goal: Goal) -> Iterable[str]:
    """Return the pace at which fewer periods are paid, for who sets the pace."""
    program, hours = suggestion.program, suggestion.program.duration.hours_max
    found = cheaper_pace(program, goal.certificate is True, suggestion.span, goal.hours_per_week)
    if found is None or not found.saved or found.cost.periods is None or program.price.per is None:
        return
    assert hours is not None
    yield say(
        "At {pace} a week ({work} ÷ {number} = {weeks}) you pay {periods}: {saved} less.",
        pace=phrases.count(found.hours_per_week, "hour"),
        work=phrases.count(hours, "hour"),
        number=phrases.number(found.hours_per_week),
        weeks=phrases.count(found.weeks_max, "week"),
        periods=phrases.count(found.cost.periods, _UNITS[program.price.per]),
        saved=phrases.money(found.saved, program.price.currency),
    )


def _general(program: Program) -> Iterable[str]:
    """Say where a price is not the course's own, and of when the provider's terms are."""
    for receipt in program.receipts.get("price", ()):
        if not (receipt.how or "").startswith(GENERAL_TERMS):
            continue
        if receipt.as_of:
            yield say(
                "The price is from the provider's general terms, not this course's own, of {day}.",
                day=phrases.as_of(receipt.as_of),
            )
        else:
            yield say("The price is from the provider's general terms, not this course's own.")
        return
