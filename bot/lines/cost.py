"""What a programme costs: the price as stated, the certificate's apart, and the sum for the person."""

from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Goal
from bot.reply import Suggestion
from catalog.program import GENERAL_TERMS, Price, Program
from catalog.rates import Rates

_PERIODS = {"month": "month", "year": "year", "week": "week"}


def cost_line(suggestion: Suggestion, goal: Goal, rates: Rates) -> str:
    """Return what the person pays, the certificate's price apart, and the sum in the goal's currency."""
    price = suggestion.program.price
    sentences = [
        *_price(price, goal.certificate),
        *_general(suggestion.program),
        *_periods(suggestion, price),
        *_converted(suggestion, goal, rates),
    ]
    return phrases.sentences(sentences)


def _price(price: Price, certificate_wanted: bool | None) -> Iterable[str]:
    if price.kind == "unknown" or (price.amount is None and price.kind in ("paid", "subscription")):
        yield phrases.NOT_STATED
    elif price.kind == "free":
        yield "free"
    elif price.kind == "free_to_learn":
        yield "free to learn"
    else:
        assert price.amount is not None
        amount = phrases.money_range(price.amount, price.amount_max, price.currency)
        least = "from " if price.open_ended else ""
        if price.per in _PERIODS:
            yield f"{least}{amount} a {_PERIODS[price.per]}"
        else:
            yield f"{least}{amount}" if price.per else f"{least}{amount} for a part of it"
    if price.certificate_amount is not None:
        yield f"the certificate costs {phrases.money(price.certificate_amount, price.currency)}"
    elif price.kind == "free_to_learn" and certificate_wanted is not False:
        yield f"the certificate's price is {phrases.NOT_STATED}"


def _general(program: Program) -> Iterable[str]:
    """Say where a price is not the course's own, and of when the provider's terms are."""
    for receipt in program.receipts.get("price", ()):
        if (receipt.how or "").startswith(GENERAL_TERMS):
            dated = f", of {phrases.as_of(receipt.as_of)}" if receipt.as_of else ""
            yield f"this is from {GENERAL_TERMS}{dated}"
            return


def _periods(suggestion: Suggestion, price: Price) -> Iterable[str]:
    cost = suggestion.cost
    if price.amount is None or price.kind not in ("paid", "subscription") or not _needs_counting(price):
        return
    if cost.periods is None or cost.amount_max is None or price.per not in _PERIODS:
        yield f"your total is not known: {cost.missing or 'the period'} is {phrases.NOT_STATED}"
        return
    yield (
        f"for you {phrases.count(cost.periods, _PERIODS[price.per])}, "
        f"{phrases.money(cost.amount_max, cost.currency)} in all"
    )


def _needs_counting(price: Price) -> bool:
    """Tell whether the price that is stated is not yet what is paid in all."""
    return price.open_ended or price.per != "total"


def _converted(suggestion: Suggestion, goal: Goal, rates: Rates) -> Iterable[str]:
    cost = suggestion.cost
    wanted = goal.budget.currency if goal.budget else None
    if not cost.amount_max or cost.currency is None or wanted in (None, cost.currency):
        return
    amount = rates.convert(cost.amount_max, cost.currency, wanted)
    if amount is not None:
        rate_day = phrases.as_of(rates.date.isoformat())
        yield f"that is about {phrases.money(amount, wanted)} (ECB rate of {rate_day})"
