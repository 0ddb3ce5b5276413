"""The degree yardstick: the hours and the cost of a plan beside sourced figures of a degree."""

from collections.abc import Iterable, Sequence

from bot import phrases
from bot.goal.goal import Goal
from bot.limits.wishes import primary
from bot.lines.plan import cost_in_all
from bot.plan import Plan
from bot.words import say, say_many
from catalog.degrees import DegreeFigure, Region
from catalog.rates import Rates

_BY_CURRENCY: dict[str, tuple[Region, ...]] = {"USD": ("US",), "GBP": ("UK",)}
_BY_LANGUAGE: dict[str, tuple[Region, ...]] = {
    "fr": ("EU", "FR"),
    "de": ("EU", "DE"),
    "it": ("EU", "FR", "DE"),
    "pl": ("EU", "FR", "DE"),
}
_EURO: tuple[Region, ...] = ("EU", "FR", "DE")
_ELSEWHERE: tuple[Region, ...] = ("US", "EU")
_SKILLS_SHOWN = 12


def regions_for(goal: Goal) -> tuple[Region, ...]:
    """Return whose degrees are near: by the budget's currency, then the language, else the US and the EU.

    Euros do not tell which country: there the two with known fees stand beside the EU's hours.
    """
    currency = goal.budget.currency if goal.budget else None
    if currency in _BY_CURRENCY:
        return _BY_CURRENCY[currency]
    by_language = _BY_LANGUAGE.get(primary(goal.language))
    if by_language or currency != "EUR":
        return by_language or _ELSEWHERE
    return _EURO


def plan_lines(plan: Plan, rates: Rates) -> list[str]:
    """Return the hours and the cost of a plan, "not stated" where they cannot be told."""
    count = len(plan.steps)
    work = phrases.hours(plan.hours_min, plan.hours_max)
    return [
        say_many(
            "Your plan: {count} course.", "Your plan: {count} courses.", count, count=phrases.number(count)
        ),
        say("Its work: {hours}.", hours=work),
        cost_in_all(plan, rates),
        say("It teaches: {skills}.", skills=phrases.listed(plan.covered, _SKILLS_SHOWN))
        if plan.covered
        else "",
    ]


def degree_lines(region: Region, figures: Sequence[DegreeFigure]) -> list[str]:
    """Return the figures of one region, each with its formula, source and year."""
    found = [figure for figure in figures if figure.region == region]
    prices = [_figure(one) for one in found if one.item != "work"]
    hours = [_figure(one) for one in found if one.item == "work"]
    return [
        _region(region),
        *hours,
        *(prices or [say("Its price differs by country: I have no figure for all.")]),
    ]


def _region(region: Region) -> str:
    return {
        "US": say("A bachelor's degree in the United States:"),
        "EU": say("A bachelor's degree in the European Union:"),
        "FR": say("A bachelor's degree in France:"),
        "DE": say("A degree in Germany:"),
        "UK": say("A bachelor's degree in the United Kingdom:"),
    }[region]


def _figure(figure: DegreeFigure) -> str:
    """Return one figure as a sentence, and where it is from."""
    formula = f" ({figure.formula})" if figure.formula else ""
    source = (
        say("Source: {source}, {year}.", source=figure.source, year=figure.year)
        if figure.year
        else say("Source: {source}, undated.", source=figure.source)
    )
    return f"{_said(figure, f'{_amount(figure)}{formula}')} {source}"


def _amount(figure: DegreeFigure) -> str:
    if figure.unit == "hours":
        least, most = float(figure.amount), float(figure.amount_max or figure.amount)
        return phrases.hours(least, most)
    return phrases.money_range(figure.amount, figure.amount_max, figure.unit)


def _said(figure: DegreeFigure, amount: str) -> str:
    item, level = figure.item, figure.level
    if item == "work":
        return say("Work for all of it: {hours}.", hours=amount)
    if item == "after_grants_year":
        return say("A public university with living costs, after grants: {amount} a year.", amount=amount)
    if item == "semester_fee":
        return say("Fee a semester: {amount}.", amount=amount)
    if level == "scotland":
        return say("Tuition in Scotland, for students from there: none.")
    if level == "northern_ireland":
        return say("Tuition in Northern Ireland, for its own: at most {amount} a year.", amount=amount)
    if item == "tuition_year":
        return say("Tuition at a public university: none.")
    return _tuition(level, amount)


def _tuition(level: str, amount: str) -> str:
    if level == "public_in_state":
        return say("4 years of tuition at a public university of one's state: {amount}.", amount=amount)
    if level == "private_nonprofit":
        return say("4 years of tuition at a private university: {amount}.", amount=amount)
    if level == "england_wales":
        return say("3 years of tuition in England or Wales: at most {amount}.", amount=amount)
    return say("3 years of tuition and student fee (CVEC) at a public university: {amount}.", amount=amount)


def place_lines(goal: Goal) -> list[str]:
    """Return that the person's region is not known, where it is not."""
    return (
        [say("I do not know where you live: here are two regions.")]
        if regions_for(goal) == _ELSEWHERE
        else []
    )


def difference_lines() -> Iterable[str]:
    """Return what a degree gives that a plan does not, in words alone: nobody measured it here."""
    yield say("Except after grants, these are list prices. Many people pay less.")
    yield say("A degree gives what this plan does not: breadth and foundations.")
    yield say("It also gives a title that some jobs ask for, and years of practice with others.")
    yield say("This plan gives single skills. You can take it before, beside or after a degree.")
