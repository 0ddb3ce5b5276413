"""Offers of schema.org -> one price: ranges, subscriptions, free to learn beside a paid certificate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.program import Price
from catalog.reading import Context
from catalog.reading.price import read_price
from catalog.sources.linked import Thing, named
from catalog.sources.record import Record, text_of

_PERIODS = {"mon": "month", "month": "month", "p1m": "month", "ann": "year", "year": "year", "p1y": "year",
            "wee": "week", "week": "week", "p1w": "week", "p7d": "week"}  # fmt: skip
_UNITS = ("unitCode", "unitText")
_CERTIFICATE = re.compile(r"certifi|verified|zertifi|attest|diplom|upgrade", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What one offer says, with its place and words."""

    path: str
    words: str
    price: Price
    category: str = ""
    is_certificate: bool = False


def put_price(found: Record, course: Thing, instances: Sequence[Thing]) -> None:
    """Add the price that all offers together state."""
    free = _yes_or_no(course.get("isAccessibleForFree"))
    offers = [offer for node in (course, *instances) for offer in node.things("offers")]
    told = [one for offer in offers for one in _told(offer)]
    price, how = _together(told, free, found)
    told += [Told("isAccessibleForFree", str(free).casefold(), Price())] if free is not None else []
    if price is None or not told:
        return
    first = next((one for one in told if one.price.amount), told[0])
    found.put("price", first.path, _plain(price), words=first.words, how=how)
    for one in told:
        if one is not first:
            found.put("price", one.path, one.words)


def _yes_or_no(value: object) -> bool | None:
    """Read true, "True" and "http://schema.org/True"."""
    word = str(value).rpartition("/")[2].casefold()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)


def _told(offer: Thing) -> Iterator[Told]:
    category = " ".join(named(offer, "category"))
    label = " ".join(text for key in ("name", "description") for text in named(offer, key))
    is_certificate = bool(_CERTIFICATE.search(f"{label} {category}"))
    specified = [(spec, _period(spec)) for spec in offer.things("priceSpecification")]
    for node, per in [(offer, _period(offer)), *specified]:
        currency = text_of(node.get("priceCurrency")) or text_of(offer.get("priceCurrency"))
        for key in ("price", "lowPrice", "minPrice", "highPrice", "maxPrice"):
            words = text_of(node.get(key))
            if words:
                price = _amount(words, currency, per or next((p for _, p in specified if p), None))
                yield Told(f"{node.path}.{key}", words, price, category, is_certificate)
    if category and all(text_of(offer.get(key)) is None for key in ("price", "lowPrice")) and not specified:
        yield Told(f"{offer.path}.category", category, Price(), category, is_certificate)


def _period(node: Thing) -> str | None:
    """Return how often it is paid: billing duration, unit code (UN/CEFACT) or unit text."""
    quantity = next(iter(node.things("referenceQuantity")), node)
    units = [node.get("billingDuration"), *(one.get(key) for one in (node, quantity) for key in _UNITS)]
    words = [(text_of(unit) or "").casefold() for unit in units]
    return next((period for word in words if (period := _PERIODS.get(word))), None)


def _amount(words: str, currency: str | None, per: str | None) -> Price:
    context = Context(column="price", companion={"currency": currency} if currency else {})
    price = read_price(words, context).value
    if price.kind == "paid" and per:
        return Price("subscription", price.amount, price.amount_max, price.currency, per)  # type: ignore[arg-type]
    return price


def _together(told: Sequence[Told], free: bool | None, found: Record) -> tuple[Price | None, str | None]:
    categories = {one.category.casefold() for one in told if one.category}
    paid = [one for one in told if one.price.amount]
    zeros = [one for one in told if one.price.kind == "free"]
    partly = any("partial" in category for category in categories)
    if not paid:
        return _without_amount(free, bool(zeros), categories, found)
    fees = [one for one in paid if one.is_certificate]
    if partly or free or zeros:
        chosen = fees or paid
        if not fees and not partly:
            found.warnings.append(
                "price: the course is free to use; what is paid for is taken as its certificate."
            )
        amounts = sorted(one.price.amount or Decimal(0) for one in chosen)
        currency = chosen[0].price.currency
        return Price("free_to_learn", currency=currency, certificate_amount=amounts[0]), "learning is free"
    return _range(paid, categories, found), None


def _without_amount(
    free: bool | None, zero: bool, categories: set[str], found: Record
) -> tuple[Price | None, str | None]:
    if any("partial" in category for category in categories):
        return Price("free_to_learn"), "a part is free"
    charged = next((word for word in ("subscription", "paid") if word in categories), None)
    if zero and (charged or free is False):
        found.warnings.append("price: a price of 0 is not taken as free: the record says that it is paid.")
    if charged == "subscription":
        return Price("subscription"), None
    if charged or free is False:
        return (None if zero else Price("paid")), None
    return (Price("free") if free or zero or "free" in categories else None), None


def _range(paid: Sequence[Told], categories: set[str], found: Record) -> Price:
    first = paid[0].price
    same = [one.price for one in paid if one.price.currency == first.currency and one.price.per == first.per]
    if len(same) < len(paid):
        others = ", ".join(
            f"{one.words} {one.price.currency or ''}".strip() for one in paid if one.price not in same
        )
        found.warnings.append(f"price: other offers say {others}; they are kept apart.")
    amounts = sorted({price.amount for price in same if price.amount})
    kind = "subscription" if "subscription" in categories or first.kind == "subscription" else "paid"
    per = None if kind == "subscription" and first.kind != "subscription" else first.per
    most = amounts[-1] if len(amounts) > 1 else first.amount_max
    return Price(kind, amounts[0], most, first.currency, per)  # type: ignore[arg-type]


def _plain(price: Price) -> dict[str, object]:
    import msgspec

    told = msgspec.to_builtins(price)
    return {key: value for key, value in told.items() if value is not None}
