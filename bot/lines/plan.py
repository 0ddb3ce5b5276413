"""What a whole plan costs, as a sentence: the screen of a path and its files say the same."""

from bot import phrases
from bot.plan import Plan
from bot.words import say
from catalog.rates import Rates


def cost_in_all(plan: Plan, rates: Rates) -> str:
    """Return what all steps cost together, the rate's date with it where currencies were converted."""
    if plan.cost_max is None or plan.cost_min is None:
        if plan.steps and all(step.suggestion.cost.amount_max is not None for step in plan.steps):
            return say("Cost in all: I do not add up different currencies.")
        return say("Cost in all: not stated.")
    if plan.cost_max == 0:
        return _free(plan)
    amount = phrases.money_range(plan.cost_min, plan.cost_max, plan.currency)
    if plan.is_converted:
        return say(
            "Cost in all: about {amount} (ECB rate of {day}).",
            amount=amount,
            day=phrases.as_of(rates.date.isoformat()),
        )
    return say("Cost in all: {amount}.", amount=amount)


def _free(plan: Plan) -> str:
    """Say what is free: a course may be free to learn and sell its certificate."""
    if any(step.suggestion.program.price.kind == "free_to_learn" for step in plan.steps):
        return say("Cost in all: free to learn. Certificates may cost extra.")
    return say("Cost in all: free.")
