"""One programme as lines: time, cost, what comes out, why, and what is off or not stated."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from bot import phrases
from bot.goal.goal import Goal
from bot.limits.judgement import Judgement
from bot.reply import Answer, Suggestion
from catalog.program import GENERAL_TERMS, Duration, Price, Program
from catalog.rates import Rates

_OUTCOME_LENGTH = 160
_OUTCOMES_SHOWN = 2
_SKILLS_SHOWN = 6
_OLD_AFTER_DAYS = 365
_PERIODS = {"month": "month", "year": "year", "week": "week"}


def card(place: int, suggestion: Suggestion, found: Answer, rates: Rates) -> str:
    """Return the lines of one programme, numbered; each figure stands in its row or in the goal."""
    program = suggestion.program
    return "\n".join(
        [
            f"{place}. {program.title}. {offered_by(program)}.",
            *off_lines(suggestion),
            f"Time: {time_line(suggestion, found.goal, found.today)}",
            f"Cost: {cost_line(suggestion, found.goal, rates)}",
            f"After it: {outcome_line(program)}",
            *for_whom_lines(program),
            *why_lines(suggestion),
            dated_line(program.as_of, found.today),
        ]
    )


def offered_by(program: Program) -> str:
    """Return who offers a programme, without a full stop."""
    names = list(dict.fromkeys(name for name in (program.institution, program.provider) if name))
    # The line adds the full stop: "Training, Inc." has its own.
    return ", through ".join(names).removesuffix(".") or f"Provider {phrases.NOT_STATED}"


def off_lines(suggestion: Suggestion) -> Iterable[str]:
    """Return what of a programme breaks a limit, and by how much, or cannot be told."""
    if suggestion.program.status in ("full", "closed"):
        yield f"The provider marks it as {suggestion.program.status}."
    if suggestion.off:
        yield f"Off: {'; '.join(_broken(one, suggestion.program) for one in suggestion.off)}."
    if suggestion.untold:
        missing = dict.fromkeys(one.missing or one.limit for one in suggestion.untold)
        yield f"Cannot be told: {phrases.listed(list(missing))} {phrases.NOT_STATED}."


def _broken(judgement: Judgement, program: Program) -> str:
    if judgement.limit == "course_languages" and program.language:
        return f"it is in {phrases.listed([phrases.language(code) for code in program.language], 3)}"
    if judgement.over is None or judgement.unit is None:
        return phrases.BROKEN[judgement.limit]
    if isinstance(judgement.over, Decimal):
        amount = phrases.money(judgement.over, judgement.unit)
        return f"it costs {amount}" if judgement.limit == "free_only" else f"{amount} over the budget"
    if judgement.limit == "hours_per_week":
        return f"it asks for {phrases.number(judgement.over)} hours a week more than you have"
    much = phrases.count(judgement.over, judgement.unit.removesuffix("s"))
    return f"{much} {'too late' if judgement.limit == 'deadline' else 'longer than you said'}"


def time_line(suggestion: Suggestion, goal: Goal, today: dt.date) -> str:
    """Return the engaged hours, the person's own weeks, and the provider's calendar, kept apart."""
    duration, span, pace = suggestion.program.duration, suggestion.span, suggestion.program.pace
    sentences = [*_work(duration)]
    if span.at_own_pace and goal.hours_per_week is not None:
        own = f"For you {phrases.whole_weeks(span.weeks_min, span.weeks_max)} at"
        finish = f", until about {phrases.day(span.finish, today)}" if span.finish else ""
        sentences.append(f"{own} {phrases.count(goal.hours_per_week, 'hour')} a week{finish}")
    sentences += _calendar(duration, scheduled=pace == "scheduled")
    if span.over:
        sentences.append(f"Its dates are past; the next ones are {phrases.NOT_STATED}")
    elif pace == "scheduled" and suggestion.program.start:
        sentences.append(f"It starts on {phrases.day(suggestion.program.start, today)}")
    return phrases.sentences(sentences or [phrases.NOT_STATED])


def _work(duration: Duration) -> Iterable[str]:
    if duration.hours_min is not None or duration.hours_max is not None:
        yield f"{phrases.hours(duration.hours_min, duration.hours_max)} of work"


def _calendar(duration: Duration, scheduled: bool) -> Iterable[str]:
    effort = duration.hours_per_week_min is not None or duration.hours_per_week_max is not None
    pace = f"{phrases.hours(duration.hours_per_week_min, duration.hours_per_week_max)} a week"
    if duration.weeks_min is not None or duration.weeks_max is not None:
        plan = "The dates are fixed" if scheduled else "The provider plans"
        yield f"{plan}: {phrases.weeks(duration.weeks_min, duration.weeks_max)}" + (
            f" at {pace}" if effort else ""
        )
        if duration.hours_max is None:
            yield f"The hours of work are {phrases.NOT_STATED}"
    elif effort:
        yield f"It asks for {pace}; its length is {phrases.NOT_STATED}"


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


def outcome_line(program: Program) -> str:
    """Return the provider's own outcomes, else the skills it lists, and the credential."""
    if program.outcomes:
        shown = [
            phrases.shortened(one, _OUTCOME_LENGTH).rstrip(".") for one in program.outcomes[:_OUTCOMES_SHOWN]
        ]
        first = "; ".join(f"“{one}”" for one in shown)
    elif program.skills:
        first = f"the provider lists these skills: {phrases.listed(program.skills, _SKILLS_SHOWN)}"
    else:
        first = f"outcomes {phrases.NOT_STATED}"
    return f"{phrases.sentences([first])} {credential_sentence(program)}"


def credential_sentence(program: Program) -> str:
    """Return what one holds at the end, as far as it is stated."""
    named = phrases.CREDENTIALS.get(program.credential or "")
    if named:
        return f"You get {phrases.article(named)}."
    if program.price.certificate_amount is not None:
        return "You can buy a certificate."
    return f"Whether you get a certificate is {phrases.NOT_STATED}."


def why_lines(suggestion: Suggestion) -> Iterable[str]:
    """Return why a programme is near the goal, or nothing where it is only the nearest there is."""
    if suggestion.why:
        yield f"Why: {'; '.join(suggestion.why)}."
    elif suggestion.near:
        yield "Why: its text is close in meaning to your goal."


def for_whom_lines(program: Program) -> Iterable[str]:
    """Return the stated level and languages, as one line."""
    level = {"any": "all", "unknown": None}.get(program.level, program.level)
    stated = [f"Level: {level}"] if level else []
    if program.language:
        stated.append(f"Language: {phrases.listed([phrases.language(code) for code in program.language])}")
    elif program.text_language:
        stated.append(f"Language: not stated; its text is in {phrases.language(program.text_language)}")
    if stated:
        yield f"{'. '.join(stated)}."


def dated_line(stated: str | None, today: dt.date) -> str:
    """Return how old the figures are."""
    if stated is None:
        return "How old these facts are is not stated."
    old = (today - phrases.first_day(stated)).days > _OLD_AFTER_DAYS
    return f"Facts from {phrases.as_of(stated)}{': old, so check them first' if old else ''}."
