"""A plan beside a degree: sourced figures of the right region, and what no figure says."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from bot.degrees import regions_for
from bot.goal.goal import Budget, Goal
from bot.plan import Plan
from bot.screens.degree import degree
from bot.screens.screen import Action
from catalog.degrees import shipped_degrees
from catalog.rates import shipped_rates
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
RATES = shipped_rates()


def goal(currency: str | None = None, language: str = "en") -> Goal:
    budget = Budget(Decimal(200), currency) if currency else None
    return Goal(intent="goal", language=language, target="data analyst", budget=budget)


def plan(wanted: Goal, **fields: object) -> Plan:
    known: dict[str, object] = {
        "cost_min": Decimal(49),
        "cost_max": Decimal(120),
        "currency": "USD",
        "hours_min": 90.0,
        "hours_max": 140.0,
        "covered": ("SQL", "Python"),
    }
    return Plan(wanted, TODAY, (), **{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("currency", "language", "regions"),
    [
        ("USD", "en", ("US",)),
        ("USD", "fr", ("US",)),
        ("GBP", "en", ("UK",)),
        ("EUR", "fr", ("EU", "FR")),
        ("EUR", "de-AT", ("EU", "DE")),
        ("EUR", "es", ("EU", "FR", "DE")),
        ("PLN", "pl", ("EU", "FR", "DE")),
        (None, "de", ("EU", "DE")),
        (None, "en", ("US", "EU")),
        (None, "es", ("US", "EU")),
        ("INR", "en", ("US", "EU")),
    ],
)
def test_the_region_is_that_of_the_currency_then_of_the_language(
    currency: str | None, language: str, regions: tuple[str, ...]
) -> None:
    assert regions_for(goal(currency, language)) == regions


def test_a_plan_stands_beside_a_degree_with_sources_and_years() -> None:
    text = assert_good(degree(plan(goal("USD")), 7, "", RATES)).text
    assert "Its work: 90 to 140 hours.\nCost in all: 49 to 120 US dollars.\n" in text
    assert "\nIt teaches: SQL and Python.\n" in text
    assert (
        "5,400 hours (120 credits × 45 hours). Source: course-faq.com and explainthat.org, undated." in text
    )
    assert "45,040 US dollars (11260 × 4)." in text and "Trends in College Pricing, 2023-24." in text
    assert "Many people pay less." in text and "A course is not a job offer." in text
    assert "breadth and foundations" in text and "a title that some jobs ask for" in text
    assert "where you live" not in text


def test_an_unknown_region_is_said_and_two_are_named() -> None:
    text = assert_good(degree(plan(goal()), 7, "", RATES)).text
    assert "I do not know where you live: here are two regions." in text
    assert "in the United States:" in text and "in the European Union:" in text
    assert "Its price differs by country: I have no figure for all." in text


def test_what_a_plan_does_not_state_stays_not_stated() -> None:
    text = degree(
        plan(goal("GBP"), cost_min=None, cost_max=None, hours_min=None, hours_max=None), 7, "", RATES
    ).text
    assert "Its work: not stated." in text and "Cost in all: not stated." in text
    assert "nothing to pay" not in text
    assert (
        "Cost in all: free."
        in degree(plan(goal(), cost_min=Decimal(0), cost_max=Decimal(0)), 7, "", RATES).text
    )


@pytest.mark.parametrize("currency", ["USD", "GBP", "EUR", None])
@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_every_number_is_of_the_plan_or_of_the_shipped_figures(currency: str | None, language: str) -> None:
    wanted = goal(currency, language)
    text = assert_good(degree(plan(wanted), 7, "0123456789", RATES), short=False).text
    allowed = {"0", "90", "140", "49", "120"}
    for figure in shipped_degrees():
        said = f"{figure.amount} {figure.amount_max} {figure.formula} {figure.source} {figure.year}"
        allowed |= set(re.findall(r"\d+", said))
    # The years of a degree are the last factor of the formula that is printed with the tuition.
    assert {found.replace(",", "") for found in re.findall(r"\d+(?:,\d{3})*", text)} <= allowed
    assert "times" not in text and "cheaper" not in text


def test_the_way_back_leads_to_the_course_or_to_the_list() -> None:
    one = degree(plan(goal()), 7, "0123456789", RATES)
    assert Action("course", 7, "0123456789") in [button.does for row in one.rows for button in row]
    several = degree(plan(goal()), 7, "", RATES)
    assert [button.does for row in several.rows for button in row] == [
        Action("path", 7),
        Action("back", 7),
        Action("job", 7),
        Action("new", 7),
    ]
