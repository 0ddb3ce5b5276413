"""Behaviour of catalog/reading/figures.py: shares and wages of former learners, as stated and no further."""

from decimal import Decimal

import pytest

from catalog.program import Figure
from catalog.reading import Context
from catalog.reading.figures import read_share, read_wage


@pytest.mark.parametrize(
    ("text", "column", "share", "horizon"),
    [
        ("71% employed after 6 months", "Employment", "0.71", "6 months"),
        ("62,5 %", "Quote", "0.625", None),
        ("0.71", "employed", "0.71", None),
        ("0", "employed", "0", None),
        ("85", "Employment rate", "0.85", None),
        ("100%", "Completion rate", "1", None),
    ],
)
def test_a_share_is_read_as_stated(text: str, column: str, share: str, horizon: str | None) -> None:
    assert read_share(text, Context(column=column)).value == Figure(Decimal(share), horizon=horizon)


@pytest.mark.parametrize(
    "text",
    ["No employment data", "-99999", "withheld", "Suppressed", "*", "N/A", "85", "250%", "1.5.2", "", "few"],
)
def test_what_stands_for_no_data_or_is_no_share_is_unknown(text: str) -> None:
    assert read_share(text, Context(column="employed")).value is None


@pytest.mark.parametrize(
    ("text", "column", "figure"),
    [
        (
            "$8,324 salary after 6 months",
            "Salary",
            Figure(Decimal(8324), "USD", None, "6 months"),
        ),
        ("$42,000 a year", "Wages", Figure(Decimal(42000), "USD", "year")),
        ("9870.5", "AvgQuarterlyWage2", Figure(Decimal("9870.5"), None, "quarter")),
        ("$18.50 per hour", "Wages", Figure(Decimal("18.50"), "USD", "hour")),
        ("2.100,00 € monthly (2023)", "Lohn", Figure(Decimal(2100), "EUR", "month", None, None, 2023)),
    ],
)
def test_a_wage_keeps_its_period(text: str, column: str, figure: Figure) -> None:
    """A quarterly wage is no yearly one, and "after 6 months" is no period of pay."""
    assert read_wage(text, Context(column=column)).value == figure


@pytest.mark.parametrize("text", ["No data for salary after 6 months", "-99999", "", "$0", "good", "2.100 €"])
def test_a_wage_nobody_states_is_unknown(text: str) -> None:
    assert read_wage(text, Context(column="Salary")).value is None
