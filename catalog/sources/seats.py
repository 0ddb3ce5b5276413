"""The seats of an Open edX run -> its price: a seat of 0 beside a verified one is free to learn, not free.

Seat types: edx-platform, common/djangoapps/course_modes/models.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.cells import as_number
from catalog.sources.record import Node, Record, objects, text_of

_CURRENCY = re.compile("[A-Z]{3}")
_KINDS = {
    "audit": {"audit"},
    "honor": {"honor"},
    "certificate": {"verified", "honor", "professional", "no-id-professional", "executive-education",
                    "paid-executive-education", "paid-bootcamp", "credit"},
    "paid": {"professional", "no-id-professional", "executive-education", "paid-executive-education",
             "paid-bootcamp"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatPrice:
    """What the seats of one run say, with each seat's path and words."""

    kind: str
    amount: Decimal | None
    currency: str | None
    seats: tuple[tuple[str, str], ...]
    how: str | None = None


def seats_of(run: Node, kind: str) -> list[Node]:
    """Return the seats of one kind."""
    return [seat for seat in objects(run.get("seats")) if text_of(seat.get("type")) in _KINDS[kind]]


def seat_price(run: Node, at: str, key: str = "seats") -> SeatPrice | None:
    """Return what the seats of a run cost; None where they do not say."""
    seats = [(text_of(seat.get("type") or seat.get("mode")), seat) for seat in objects(run.get(key))]
    amounts = {
        kind: amount for kind, seat in seats if kind and (amount := as_number(seat.get("price"))) is not None
    }
    kind, amount = _decided(amounts)
    if kind is None:
        return None
    told = tuple(
        (f"{at}{key}[{name}].price", text_of(seat.get("price")) or "")
        for name, seat in seats
        if name in amounts
    )
    codes = [code.upper() for _, seat in seats if (code := text_of(seat.get("currency")))]
    return SeatPrice(kind, amount, next(filter(_CURRENCY.fullmatch, codes), None), told)


def _decided(prices: dict[str, Decimal]) -> tuple[str | None, Decimal | None]:
    """Return the kind of price and the amount that counts for it."""
    learning_free = any(prices.get(name) == 0 for name in ("audit", "honor"))
    verified = prices.get("verified")
    if verified is not None:
        if verified == 0 or not learning_free:
            return ("free", None) if verified == 0 else ("paid", verified)
        return "free_to_learn", verified
    fees = [prices[name] for name in _KINDS["paid"] if prices.get(name)]
    if fees:
        return ("free_to_learn" if learning_free else "paid"), min(fees)
    return ("free", None) if learning_free else (None, None)


def together(prices: Sequence[SeatPrice]) -> SeatPrice:
    """Return the price of several courses of one kind and currency, added up."""
    amounts = [price.amount for price in prices if price.amount is not None]
    seats = tuple(seat for price in prices for seat in price.seats)
    how = f"{' + '.join(map(str, amounts))}: the {len(prices)} courses added up" if len(amounts) > 1 else None
    return SeatPrice(
        prices[0].kind, sum(amounts, Decimal(0)) if amounts else None, prices[0].currency, seats, how
    )


def put_price(found: Record, price: SeatPrice | None) -> None:
    """Add a price with a receipt for each seat; the seat that is paid for comes first."""
    if price is None:
        return
    name = "certificate_amount" if price.kind == "free_to_learn" else "amount"
    value = {"kind": price.kind, "currency": price.currency if price.amount else None}
    value |= {name: str(price.amount)} if price.amount is not None else {}
    value |= {"per": "total"} if price.kind == "paid" else {}
    first, *others = sorted(price.seats, key=lambda seat: as_number(seat[1]) == 0)
    found.put("price", first[0], value, words=first[1], how=price.how)
    for path, words in others:
        found.put("price", path, words)
