"""Words about money -> Price: what is paid, per what, and what the certificate costs apart."""

from decimal import Decimal
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from catalog.program import Period, Price
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.amounts import PERIODS, Money
from catalog.reading.lexicon import Term, terms
from catalog.reading.money import money_in
from catalog.reading.price_row import Row, row_of

UNKNOWN = Price()
HIGH_CREDENTIALS = ("degree", "nanodegree", "professional_certificate", "specialization", "micromasters")
LONG_NINES = 5
REACH = 3
LONGEST_DOUBT = 8
"""Terms; in a longer text a question may be answered by what follows, or is about something else."""
PART_MARKS = (",", ";", ".", "(", ")", "|", "-", "–", ":")


class Statement(Struct, frozen=True):
    """What a text says about its price, before the kind is decided."""

    roles: frozenset[str]
    is_free: bool
    main: list[Money]
    certificate: list[Money]


def read_price(text: str, context: Context = NO_CONTEXT) -> Reading[Price]:
    """Return the price that `text` states, read in its context."""
    words, row = terms(text, "price"), row_of(context)
    told = _yes_or_no(words, row)
    if told is not None:
        return told
    if _is_sentinel(words):
        return Reading(UNKNOWN)
    statement = _statement(text, words, context, row)
    if statement.is_free and _is_doubted(text, words):
        return Reading(UNKNOWN, warning="the text itself asks or doubts whether it is free")
    return _decided(statement, row, context)


def _is_doubted(text: str, words: tuple[Term, ...]) -> bool:
    """Tell whether a few words ask or doubt what they say: "free?", "maybe free", "free (tbc)"."""
    is_doubted = text.rstrip(" )]!.").endswith(("?", "？")) or any(word.plays("doubt") for word in words)
    return is_doubted and len(words) <= LONGEST_DOUBT


def _yes_or_no(words: tuple[Term, ...], row: Row) -> Reading[Price] | None:
    """Read the answer of a column that asks "free?" or "paid?"."""
    if len(words) != 1 or not words[0].plays("yes", "no"):
        return None
    if not row.asks:
        return Reading(UNKNOWN, warning="yes or no is no price")
    is_free = words[0].plays("yes") == (row.asks == "free")
    return Reading(Price(kind="free" if is_free else "paid"), how=f"the column asks whether it is {row.asks}")


def _is_sentinel(words: tuple[Term, ...]) -> bool:
    """Tell whether the text is empty, "NA", or a number that stands for "missing"."""
    if all(word.plays("unknown") or not word.text.isalnum() for word in words if word.number is None):
        figures = [word for word in words if word.number is not None]
        if not figures:
            return all(word.plays("unknown") or not word.roles for word in words)
        negative = words[0].text in ("-", "−", "–") and len(words) > 1 and words[1].number is not None
        nines = figures[0].raw.split(".")[0]
        return negative or (len(words) == 1 and len(nines) >= LONG_NINES and set(nines) == {"9"})
    return False


def _statement(text: str, words: tuple[Term, ...], context: Context, row: Row) -> Statement:
    found = money_in(text, context)
    current = [m for m in found if not m.labels & {"old", "discount", "funded"}] or [
        m for m in found if not m.labels & {"discount", "funded"}
    ]
    is_free = _says_free(words)
    fee = [m for m in current if _is_for_certificate(m)]
    main = [m for m in current if m not in fee]
    if row.is_certificate:
        fee, main = current, []
    elif not main and not (is_free or row.is_free):
        fee, main = [], fee
    roles = frozenset().union(*(word.roles for word in words))
    return Statement(roles, is_free, main, fee)


def _is_for_certificate(money: Money) -> bool:
    return bool(money.labels & {"certificate", "upgrade"}) and "included" not in money.labels


def _says_free(words: tuple[Term, ...]) -> bool:
    """Tell whether the course is called free: not a trial, a preview, the first month or for a group."""
    return any(
        word.plays("free") and not any(other.plays("preview") for other in _beside(words, place))
        for place, word in enumerate(words)
    )


def _beside(words: tuple[Term, ...], place: int) -> list[Term]:
    """Return the words next to a place, up to the ends of its part of the sentence."""
    before = takewhile(_goes_on, reversed(words[max(0, place - REACH) : place]))
    return [*before, *takewhile(_goes_on, words[place + 1 : place + 1 + REACH])]


def _goes_on(word: Term) -> bool:
    return word.text not in PART_MARKS


def _decided(statement: Statement, row: Row, context: Context) -> Reading[Price]:
    roles = statement.roles
    if "not_free" in roles and not statement.main:
        return Reading(Price(kind="paid"))
    if any((money.low or money.high) for money in statement.main):
        return _paid(statement, row, context)
    if statement.main:
        return _zero(statement, row, context)
    if statement.is_free and "funded" in roles:
        return Reading(UNKNOWN, warning="free only where somebody else pays")
    return _without_amount(statement, row)


def _without_amount(statement: Statement, row: Row) -> Reading[Price]:
    roles = statement.roles
    learning_free = statement.is_free or row.is_free
    fee = statement.certificate[0] if statement.certificate else None
    paid_proof = "certificate" in roles and roles & {"paid", "subscription", "upgrade"}
    if fee is not None and (fee.low or fee.high):
        return _with_fee(fee, "free_to_learn" if learning_free else "unknown")
    if learning_free and (paid_proof or "audit" in roles):
        return Reading(Price(kind="free_to_learn"), how="learning is free, the certificate is not")
    if statement.is_free:
        return _free(row)
    if roles & {"unknown", "funded"} or "certificate" in roles:
        return Reading(UNKNOWN)
    if roles & {"subscription", "by_subscription"}:
        return Reading(Price(kind="subscription"))
    return Reading(Price(kind="paid") if "paid" in roles else UNKNOWN)


def _free(row: Row) -> Reading[Price]:
    if row.certificate is not None and row.certificate.low:
        return _with_fee(row.certificate, "free_to_learn")
    return Reading(Price(kind="free"))


def _with_fee(fee: Money, kind: str) -> Reading[Price]:
    price = Price(
        kind="free_to_learn" if kind == "free_to_learn" else "unknown",
        currency=fee.currency.code,
        certificate_amount=fee.low if fee.low is not None else fee.high,
    )
    return Reading(price, fee.currency.how)


def _zero(statement: Statement, row: Row, context: Context) -> Reading[Price]:
    """Decide whether a price of 0 means free or only that nobody filled it in."""
    doubt = row.doubt or _doubtful_zero(statement.main[0], context)
    if doubt:
        return Reading(UNKNOWN, warning=f"a price of 0 is not taken as free: {doubt}")
    fee = statement.certificate[0] if statement.certificate else row.certificate
    if fee is not None and (fee.low or fee.high):
        return _with_fee(fee, "free_to_learn")
    return Reading(Price(kind="free"))


def _doubtful_zero(zero: Money, context: Context) -> str | None:
    exponent = (Decimal(0) if zero.low is None else zero.low).as_tuple().exponent
    if not zero.roles and isinstance(exponent, int) and exponent < -2:
        return "so many decimals are a machine's default"
    named = f"{context.credential or ''} {context.course_type or ''}".casefold()
    if context.credential in HIGH_CREDENTIALS or any(word.plays("degree") for word in terms(named, "price")):
        return "such a programme is rarely free"
    return None


def _paid(statement: Statement, row: Row, context: Context) -> Reading[Price]:
    money = next(m for m in statement.main if m.low or m.high)
    kind, per = _kind_and_period(money, statement, row, context)
    fee = next((m for m in statement.certificate if m.currency.code == money.currency.code), row.certificate)
    price = Price(
        kind="subscription" if kind == "subscription" else "paid",
        amount=money.low,
        amount_max=None if money.high == money.low else money.high,
        currency=money.currency.code,
        per=per,
        certificate_amount=fee.low if fee is not None and fee.low else None,
        open_ended=money.low is not None and money.high is None,
    )
    price, swapped = _ordered(price)
    return Reading(price, _how(money, statement, row), _warning(money, statement, swapped))


def _kind_and_period(
    money: Money, statement: Statement, row: Row, context: Context
) -> tuple[str, Period | None]:
    per = money.per or row.per
    tuition = context.credential == "degree" or statement.roles & {"degree"}
    if per in PERIODS:
        is_tuition = per == "year" and bool(tuition)
        is_rate = is_tuition or "installment" in statement.roles
        return ("paid" if is_rate else "subscription"), next(p for p in PERIODS if p == per)
    if per == "other":
        return "paid", None
    if row.is_subscription or (statement.roles & {"subscription"} and "certificate" not in statement.roles):
        return "subscription", None
    return "paid", "total"


def _ordered(price: Price) -> tuple[Price, bool]:
    if price.amount is None or price.amount_max is None or price.amount <= price.amount_max:
        return price, False
    return replace(price, amount=price.amount_max, amount_max=price.amount), True


def _how(money: Money, statement: Statement, row: Row) -> str | None:
    told = [money.currency.how]
    told += [f"{label} added up" for label in money.labels if label.endswith(" payments")]
    told += ["the lowest price"] if money.low is not None and money.high is None else []
    told += [f"how often it is paid stands in {row.billed_in}"] if row.billed_in and not money.per else []
    told += ["before tax"] if "tax" in statement.roles else []
    told += ["the price is for a part, not for the whole"] if money.per == "other" else []
    return "; ".join(each for each in told if each) or None


def _warning(money: Money, statement: Statement, swapped: bool) -> str | None:
    told = ["fees come on top that are not stated"] if "fees" in statement.roles else []
    told += ["the mark in the amount could be read two ways"] if money.ambiguous else []
    told += ["more than one price is stated: the first is taken"] if len(statement.main) > 1 else []
    told += ["the two ends of the price were swapped"] if swapped else []
    return "; ".join(told) or None
