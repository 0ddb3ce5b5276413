"""What the column and the other cells of a row say about a price."""

from msgspec import Struct
from msgspec.structs import replace

from catalog.reading import Context
from catalog.reading.amounts import PERIODS, Money
from catalog.reading.lexicon import Term, terms
from catalog.reading.money import money_in


class Row(Struct, frozen=True):
    """The column's question and period, and what the companions add."""

    asks: str | None = None
    per: str | None = None
    is_subscription: bool = False
    is_certificate: bool = False
    is_free: bool = False
    certificate: Money | None = None
    doubt: str | None = None
    billed_in: str | None = None
    """The companion that says how often the price is paid."""


def row_of(context: Context) -> Row:
    """Return what the surroundings of a price say about it."""
    row = _of_column(context.column)
    for column, value in context.companion.items():
        if value is not None and not isinstance(value, dict | list):
            row = _with_companion(row, column, str(value), context)
    return row


def _of_column(column: str | None) -> Row:
    words = terms(column or "", "price")
    roles = frozenset().union(*(word.roles for word in words))
    asks = next((kind for kind in ("free", "paid") if kind in roles), None)
    return Row(
        asks=asks,
        per=next((period for period in PERIODS if roles & {period, f"{period}ly"}), None),
        is_subscription="subscription" in roles,
        is_certificate="certificate" in roles,
    )


def _with_companion(row: Row, column: str, value: str, context: Context) -> Row:
    named = frozenset().union(*(word.roles for word in terms(column, "price")))
    words = terms(value, "price")
    said_yes, said_no = _answer(words)
    if named & {"free", "paid"} and (said_yes or said_no):
        return _answered(row, said_yes == ("free" in named))
    if "billing" in named:
        return _billed(row, column, words)
    if "funded" in named and said_yes:
        return replace(row, doubt="the row says that somebody may pay for it")
    if "remark" in named and "free" not in _roles(words) and words:
        return replace(row, doubt=row.doubt or "the row's remark does not say that it is free")
    if "certificate" in named:
        amounts = money_in(value, replace(context, column=column, companion=_currencies(context)))
        return replace(row, certificate=amounts[0]) if amounts else row
    if "degree" in _roles(words):
        return replace(row, doubt=row.doubt or "a whole profession or degree is rarely free")
    return replace(row, is_free=True) if _is_free(words) else row


def _billed(row: Row, column: str, words: tuple[Term, ...]) -> Row:
    """Read how often a price is paid, of a cell that says only that: "monthly", "a year", "subscription"."""
    roles = _roles(words)
    per = [period for period in PERIODS if roles & {period, f"{period}ly"}]
    if len(per) != 1 or any(word.number is not None for word in words):
        return replace(row, is_subscription=row.is_subscription or "subscription" in roles)
    return row if row.per else replace(row, per=per[0], billed_in=column)


def _answered(row: Row, is_free: bool) -> Row:
    return replace(row, is_free=True) if is_free else replace(row, doubt="the row says that it is paid")


def _answer(words: tuple[Term, ...]) -> tuple[bool, bool]:
    if len(words) != 1:
        return False, False
    return words[0].plays("yes") or words[0].text == "1", words[0].plays("no") or words[0].text == "0"


def _is_free(words: tuple[Term, ...]) -> bool:
    """Tell whether another cell calls the course free ("Curso Grátis de ..."), not a free energy."""
    if _roles(words) & {"preview", "not_free", "funded"}:
        return False
    for place, word in enumerate(words):
        beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
        if word.plays("free") and (len(words) == 1 or any(other.plays("label") for other in beside)):
            return True
    return False


def _roles(words: tuple[Term, ...]) -> frozenset[str]:
    return frozenset().union(*(word.roles for word in words))


def _currencies(context: Context) -> dict[str, object]:
    """Return the companions that name a currency: they hold for the certificate's price too."""
    return {c: v for c, v in context.companion.items() if "currency_column" in _roles(terms(c, "price"))}
