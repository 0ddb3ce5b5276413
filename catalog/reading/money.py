"""Amounts of money as a text states them, each with what it is said to be for."""

from decimal import Decimal

from msgspec.structs import replace

from catalog.reading import Context
from catalog.reading.amounts import PERIODS, Money, amount_at
from catalog.reading.currency import currency_of, currency_role
from catalog.reading.lexicon import Term, terms
from catalog.reading.numerals import decimal_mark

CLAUSE_MARKS = (",", ";", "(", ")", "|", "[", "]", ":", "+", "•", "·")


def money_in(text: str, context: Context) -> list[Money]:
    """Return the amounts of money that `text` states, in order."""
    words = terms(text, "price")
    mark = decimal_mark(context, words)
    found = [m for place in range(len(words)) if (m := amount_at(words, place, mark, context))]
    found = _ranges(words, _instalments(words, _apart(found)))
    if any(money.roles for money in found):
        found = [money for money in found if money.roles]
    elif not _is_plain(words):
        found = [money for money in found if _is_labelled(words, money)]
    return [_placed(words, money, found, context) for money in found]


def _apart(found: list[Money]) -> list[Money]:
    """Drop the cents that were seen as amounts of their own."""
    return [m for m in found if not any(m.start < o.end and o.start < m.start for o in found)]


def _instalments(words: tuple[Term, ...], found: list[Money]) -> list[Money]:
    """Turn "4 payments of $25" and "12 x 50 €" into their totals."""
    kept: list[Money] = []
    for money in found:
        count, link = _count_before(words, money)
        if count and any(word.plays("times", "installment") for word in link):
            if kept and kept[-1].end == money.start - len(link):
                kept.pop()
            total = None if money.low is None else money.low * count
            kept.append(replace(money, low=total, high=total, labels=frozenset({f"{count} payments"})))
        else:
            kept.append(money)
    return kept


def _count_before(words: tuple[Term, ...], money: Money) -> tuple[int, tuple[Term, ...]]:
    for place in range(money.start - 1, max(-1, money.start - 4), -1):
        number = words[place].number
        if number is not None:
            count = int(number) if number.isdigit() and len(number) < 3 else 0
            return count, words[place + 1 : money.start]
    return 0, ()


def _ranges(words: tuple[Term, ...], found: list[Money]) -> list[Money]:
    joined: list[Money] = []
    for money in found:
        before = joined[-1] if joined else None
        if before and _is_range(words, before, money):
            roles = before.roles or money.roles
            joined[-1] = replace(before, high=money.low, roles=roles, end=money.end)
        else:
            joined.append(money)
    return joined


def _is_range(words: tuple[Term, ...], low: Money, high: Money) -> bool:
    link = words[low.end : high.start]
    if not 1 <= len(link) <= 3 or not all(word.plays("to", "and", "up_to", "about") for word in link):
        return False
    if low.roles and high.roles and low.roles != high.roles:
        return False
    between = any(word.plays("between") for word in words[max(0, low.start - 2) : low.start])
    return between or any(word.plays("to", "up_to") for word in link)


def _is_plain(words: tuple[Term, ...]) -> bool:
    """Tell whether every word is one that belongs to a price, so that a bare number is one too."""
    return all(_is_of_a_price(word, words[place - 1] if place else None) for place, word in enumerate(words))


def _is_of_a_price(word: Term, before: Term | None) -> bool:
    if word.number is not None or not word.text[0].isalpha():
        return True
    if word.plays("per_other", *PERIODS) and not word.plays("label"):
        return before is not None and before.plays("per")
    return bool(word.roles) and not (len(word.text) == 1 and currency_role(word))


def _is_labelled(words: tuple[Term, ...], money: Money) -> bool:
    before = words[max(0, money.start - 3) : money.start]
    return any(word.plays("label", "certificate", "from", "up_to") and len(word.text) > 3 for word in before)


def _placed(words: tuple[Term, ...], money: Money, found: list[Money], context: Context) -> Money:
    ends = [other.end for other in found if other.end <= money.start]
    starts = [other.start for other in found if other.start >= money.end]
    before = words[max(ends, default=0) : money.start]
    after = words[money.end : min(starts, default=len(words))]
    within = words[money.start : money.end]
    low, high = _open_ends(before, (*filter(_is_more, within), *after), money)
    labels = money.labels | _labels(before, after)
    return replace(
        money,
        low=low,
        high=high,
        labels=labels,
        per=_per(before, after),
        currency=currency_of(money.roles, context),
    )


def _is_more(word: Term) -> bool:
    return word.plays("or_more")


def _open_ends(
    before: tuple[Term, ...], after: tuple[Term, ...], money: Money
) -> tuple[Decimal | None, Decimal | None]:
    if money.low != money.high:
        return money.low, money.high
    near = [word for word in before if not word.plays("about")][-1:] + list(after[:1])
    more = "or_more" in money.labels or any(map(_is_more, after[:1]))
    if more or any(word.plays("from") for word in near[:1] if before):
        return money.low, None
    if before and any(word.plays("up_to") for word in near[:1]):
        return None, money.high
    return money.low, money.high


def _labels(before: tuple[Term, ...], after: tuple[Term, ...]) -> frozenset[str]:
    """Return the roles of the words of the same clause, those before the amount alone where they name it."""
    clause_after = _until_mark(after)
    clause_before = tuple(reversed(_until_mark(tuple(reversed(before)), marks=(",", ";", ")", "|", "•"))))
    own = {role for word in clause_before for role in word.roles if role != "discount"}
    if not own & {"certificate", "upgrade"}:
        own |= {role for word in clause_after for role in word.roles if role != "old"}
    return frozenset(own)


def _until_mark(words: tuple[Term, ...], marks: tuple[str, ...] = CLAUSE_MARKS) -> tuple[Term, ...]:
    place = next((i for i, word in enumerate(words) if word.text in marks), len(words))
    return words[:place]


def _per(before: tuple[Term, ...], after: tuple[Term, ...]) -> str | None:
    """Return month, year or week, "other" for a module or a stage, None where it is the whole."""
    for place, word in enumerate(after[:5]):
        found = _period(word, after[place - 1] if place else None)
        if found:
            return found
        if word.text in (",", ";", "|"):
            break
    for place, word in enumerate(before[-4:]):
        found = _period(word, before[-4:][place - 1] if place else None)
        if found and found != "person":
            return found
    return None


def _period(word: Term, previous: Term | None) -> str | None:
    for period in PERIODS:
        if word.plays(f"{period}ly") or (
            word.plays(period) and previous is not None and previous.plays("per")
        ):
            return period
    if previous is None or not previous.plays("per"):
        return None
    if word.plays("per_person"):
        return "person"
    return "other" if word.plays("per_other") else None
