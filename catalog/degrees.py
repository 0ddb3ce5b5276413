"""What a degree takes: the hours of work and the price of one, by region, shipped with source and year."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, cast

_FILE = Path(__file__).parent / "data" / "degrees.csv"

Region = Literal["US", "EU", "FR", "DE", "UK"]


@dataclass(frozen=True, slots=True)
class DegreeFigure:
    """One sourced figure of a bachelor's degree, or both ends of a range."""

    region: Region
    level: str
    """Whose price it is: a kind of university or a part of the country; "bachelor" for every one."""
    item: str
    """work (of the whole degree), tuition (of the whole), tuition_year, after_grants_year, semester_fee."""
    amount: Decimal
    amount_max: Decimal | None
    unit: str
    """ISO 4217 for money, else "hours"."""
    year: str | None
    """Of which it is; None where the source names none."""
    formula: str | None
    """How it follows from what the source says; None where it stands there itself."""
    source: str
    address: str


@cache
def shipped_degrees() -> tuple[DegreeFigure, ...]:
    """The figures in catalog/data/degrees.csv."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_figure(row) for row in csv.DictReader(lines))


def _figure(row: dict[str, str]) -> DegreeFigure:
    return DegreeFigure(
        region=cast("Region", row["region"]),
        level=row["level"],
        item=row["item"],
        amount=Decimal(row["amount"]),
        amount_max=Decimal(row["amount_max"]) if row["amount_max"] else None,
        unit=row["unit"],
        year=row["year"] or None,
        formula=row["formula"] or None,
        source=row["source"],
        address=row["address"],
    )
