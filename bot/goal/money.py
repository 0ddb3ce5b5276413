"""What may be spent: sums in the message that are a budget, and the wish that it costs nothing."""

from decimal import Decimal
from typing import NamedTuple

from bot.goal.denials import denial
from bot.goal.goal import Budget
from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import follows_unit, is_least, is_most, nearest_before, quantity, whole_floor

# A sum beyond this, with nothing said about spending, is a salary or a debt.
_LARGEST_UNASKED = Decimal(20000)

_LEAST_UNASKED = Decimal(100)


class Sum(NamedTuple):
    """An amount of money as written, whatever it is for."""

    amount: Decimal
    currency: str | None
    start: int
    end: int
    is_range: bool = False


def read_money(m: Marked) -> list[Found]:
    """Budgets, wishes for free, and sums that are something else (`trap`).

    The better number of a correction has been read in the place of the first one, with its currency.
    """
    better = set(m.instead.values())
    said = [one for one in sums(m) if one.currency or one.start not in better]
    return [*(_judge(m, one) for one in said), *_free(m)]


def sums(m: Marked) -> list[Sum]:
    """Every number that may be money: with a currency, or followed by no noun of its own."""
    found: list[Sum] = []
    at = 0
    while at < len(m):
        one = _sum(m, at)
        if one:
            found.append(one)
        at = one.end if one else at + 1
    return found


def _sum(m: Marked, at: int) -> Sum | None:
    before, start = m.which(at, "currency")
    one = quantity(m, start or at)
    if one is None:
        return None
    behind, end = m.which(m.after(one.end, "ish") or one.end, "currency")
    code, end = (behind, end) if end else (before, one.end)
    joined = _range_end(m, at, end)
    second = _sum(m, joined) if joined else None
    if second and second.amount > one.high:  # "$100-$300", "between 100€ and 300€"
        return Sum(second.amount, second.currency or code or None, at, second.end, True)
    return Sum(one.high, code or None, at, end, one.low < one.high)


def _range_end(m: Marked, start: int, end: int) -> int:
    """Where the upper end of a range of sums would start."""
    if m.kind(end) == "dash":
        return end + 1
    return m.after(end, "range") or (m.after(end, "and") if m.before(start, "between") >= 0 else 0)


def _judge(m: Marked, one: Sum) -> Found:
    """A budget where a currency or a word about spending stands by, and nothing speaks of earning."""
    spoken = nearest_before(m, one.start, "spend", "earn")
    end = m.after(one.end, "sum_tail") or one.end
    month = m.after(end, "per.month")
    rate = m.after(end, "per.year", "per.week", "per.day")
    if rate and spoken != "earn" and (spoken == "spend" or is_most(m, one.start, one.end)):
        return Found("unused", None, one.start, rate)  # a wish, and neither a total nor a monthly sum
    if spoken == "earn" or _is_income(m, one, end, spoken) or not _is_money(m, one, end, spoken):
        start, last = whole_floor(m, one.start, end)
        return Found("trap" if one.currency else "number", None, start, m.after(end, "per") or last)
    per_month = month or nearest_before(m, one.start, "monthly")
    value = Budget(one.amount, one.currency, "month" if per_month else "total")
    field = "budget" if one.amount else "free_only"
    end = month or end
    before = m.before(one.start, "monthly")  # "ayda 300 TL"
    start = one.start if before < 0 else before
    last = m.after(end, "limit_after") or m.after(end, "spend_after") or end
    return Found(field, value if one.amount else True, start, last)


def _is_income(m: Marked, one: Sum, end: int, spoken: str) -> bool:
    if m.after(end, "earn_after", "unit", "per.hour"):
        return True
    is_lowest = m.before(one.start, "lowest") >= 0 and not one.is_range  # "courses from 50 USD"
    if is_lowest or is_least(m, one.start, end):
        return True
    if m.after(end, "per.year", "per.week", "per.day"):
        return True
    return one.amount > _LARGEST_UNASKED and spoken != "spend" and not is_most(m, one.start, end)


def _is_money(m: Marked, one: Sum, end: int, spoken: str) -> bool:
    if one.currency or m.before(one.end, "money_word") >= 0:
        return True
    if (
        m.norm(end) == "%"
        or follows_unit(m, one.start)
        or m.after(one.end, "unit")
        or nearest_before(m, one.start, "age")
    ):
        return False
    if one.start <= 1 and one.amount < _LEAST_UNASKED and spoken != "spend":
        return False  # "under 18, want to ..." opens with an age
    spoken_of = spoken == "spend" or m.after(end, "spend_after") or _is_limit(m, one) or _is_had(m, one, end)
    return bool(spoken_of) and _stands_alone(m, end)


def _is_had(m: Marked, one: Sum, end: int) -> bool:
    """ "I have 1.5k for a certificate"."""
    is_enough = one.amount >= _LEAST_UNASKED and m.after(end, "for") > 0
    return is_enough and nearest_before(m, one.start, "has") != ""


def _is_limit(m: Marked, one: Sum) -> bool:
    """ "under 200", "200 max", "200 in total max"."""
    return is_most(m, one.start, one.end) or is_most(m, one.start, m.after(one.end, "sum_tail"))


def is_said_as_limit(m: Marked, one: Found) -> bool:
    """Whether a word for a limit or for spending stands by; asked where a language's table is missing."""
    return nearest_before(m, one.start, "spend") != "" or is_most(m, one.start, one.end)


def _stands_alone(m: Marked, end: int) -> bool:
    """Whether the number counts nothing: "under 200, please", not "under 200 pages"."""
    return m.kind(end) != "word" or bool(
        m.after(end, "per.month", "limit_after", "spend_after", "spend", "joint", "no", "after_sum")
    )


def _free(m: Marked) -> list[Found]:
    """Each "free", "no money", "budget zero" that means it; what only looks so is claimed by longer words."""
    soft = list(m.find("free_soft"))
    pays = any(not nearest_before(m, start, "no") for start, _ in m.find("pays"))
    found = [Found("trap", None, start, end) for start, end in soft]
    for start, end in m.find("free"):
        if _overlaps(soft, start, end):
            continue
        alike = [one for one in m.find("not_free") if _overlaps([one], start, end)]
        denied = denial(m, start, end)
        if denied and all(denied[0] <= first and last <= denied[1] for first, last in alike):
            found.append(Found("unused", "free", *denied))
        elif not alike:
            found.append(Found("trap" if pays else "free_only", True, start, end))
    return found


def _overlaps(places: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in places)
