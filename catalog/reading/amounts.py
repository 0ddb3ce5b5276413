"""One amount of money at a place of a text: its number, the signs beside it, its factor and cents."""

from decimal import Decimal

from msgspec import Struct

from catalog.program import Period
from catalog.reading import Context
from catalog.reading.currency import Currency, currency_of, currency_role, has_thousandths
from catalog.reading.lexicon import Term
from catalog.reading.numerals import numeral

LARGEST = Decimal(10) ** 10
PERIODS: tuple[Period, ...] = ("month", "year", "week")


class Money(Struct, frozen=True):
    """An amount or a range, over the terms start to end; `labels` are the roles of the words around it."""

    low: Decimal | None
    high: Decimal | None
    roles: tuple[str, ...]
    currency: Currency
    start: int
    end: int
    per: str | None = None
    labels: frozenset[str] = frozenset()
    ambiguous: bool = False


def amount_at(words: tuple[Term, ...], place: int, mark: str | None, context: Context) -> Money | None:
    """Return the amount whose number stands at `place`, None where it is no money."""
    word = words[place]
    if word.number is None or _is_no_amount(words, place):
        return None
    factor, end = _multiplier(words, place + 1)
    roles, start, end = _currencies(words, place, end, context)
    read = numeral(word.number, _mark(mark, roles, context))
    if read is None or read.value > LARGEST:
        return None
    value = read.value * factor
    if not roles and _counts_things(words, end):
        return None
    cents = _cents(words, end) if roles and value == value.to_integral_value() else None
    if cents is not None:
        value, end = value + cents, end + 1
    return Money(value, value, roles, Currency(None), start, end, ambiguous=read.ambiguous)


def _cents(words: tuple[Term, ...], end: int) -> Decimal | None:
    """Return the cents that stand after the sign, as in "49€90"."""
    number = words[end].number if end < len(words) else None
    last = end + 1 == len(words) or (end + 1 < len(words) and words[end + 1].plays("with_tax", "tax", "per"))
    return (
        Decimal(number) / 100 if number and len(number) == 2 and last and end and number.isdigit() else None
    )


def _mark(mark: str | None, roles: tuple[str, ...], context: Context) -> str | None:
    if any(has_thousandths(role) for role in roles):
        return "."
    return None if context.credential == "degree" and mark == "." else mark


def _is_no_amount(words: tuple[Term, ...], place: int) -> bool:
    after = words[place + 1].text if place + 1 < len(words) else ""
    before = words[place - 1].text if place else ""
    if after == "%" or (before == "%" and words[place].glued):
        return True
    within_date = after in ("/", ":") and place + 2 < len(words) and words[place + 2].number is not None
    return within_date or (
        before in ("/", ":", "#") and words[place].glued and place > 1 and _is_number(words, place - 2)
    )


def _is_number(words: tuple[Term, ...], place: int) -> bool:
    return 0 <= place < len(words) and words[place].number is not None


def _currencies(
    words: tuple[Term, ...], place: int, end: int, context: Context
) -> tuple[tuple[str, ...], int, int]:
    """Return the currencies before and after the number, and the terms they span with it."""
    before: list[str] = []
    start = place
    if start > 1 and words[start - 1].text in (".", ":") and _currency(words[start - 2], context):
        start -= 1  # "Dhs. 1,500", "US$: 12"
    while start and (role := _currency(words[start - 1], context)):
        before.append(role)
        start -= 1
    while (
        end < len(words)
        and words[end].glued
        and words[end].text in (",", ".", "-", "–", "—")
        and _is_dash(words, end)
    ):
        end += 1
    if end + 1 < len(words) and words[end].plays("or_more") and _currency(words[end + 1], context):
        end += 1  # "50+ €"
    after: list[str] = []
    while (role := _currency_after(words, end, context)) and not (
        before and _is_number(words, end + 1) and not after
    ):
        after.append(role)
        end += 1
    return (*before, *after), start, end


def _is_dash(words: tuple[Term, ...], place: int) -> bool:
    """Tell whether a mark belongs to a price as in "49,-" or "49.–"."""
    following = words[place + 1 : place + 2]
    dash = ("-", "–", "—")
    if words[place].text in dash:
        return words[place - 1].text in (",", ".")
    return bool(following) and following[0].text in dash and following[0].glued


def _currency_after(words: tuple[Term, ...], end: int, context: Context) -> str | None:
    return _currency(words[end], context) if end < len(words) else None


def _currency(word: Term, context: Context) -> str | None:
    """Return the currency of a term; a single letter is one only where the country says so."""
    role = currency_role(word)
    if role and word.raw.isalpha() and len(word.raw) == 1 and currency_of((role,), context).code is None:
        return None
    return role


def _multiplier(words: tuple[Term, ...], place: int) -> tuple[int, int]:
    """Return the factor that stands at `place` ("10k", "15 тыс."), and where the amount goes on."""
    word = words[place] if place < len(words) else None
    factor = next((role for role in word.roles if role.startswith("times:")), None) if word else None
    if factor is None or word is None or (word.text == "k" and not word.glued):
        return 1, place
    return int(factor.removeprefix("times:")), place + 1


def _counts_things(words: tuple[Term, ...], end: int) -> bool:
    """Tell whether the number counts something ("3 courses", "first 2 sections", "12 months")."""
    following = words[end] if end < len(words) else None
    if following is None or not following.text.isalpha():
        return False
    return not following.roles or following.plays(
        "preview", "installment", *PERIODS, "per_other", "certificate"
    )
