"""Numbers with their units: "5-7 hours", "half a year", "two hundred fifty", "1.5h"."""

from decimal import Decimal
from typing import NamedTuple

from bot.goal.lexicon import Marked

_LARGEST = Decimal(10) ** 9  # what is counted in "thousand thousand thousand" is no sum and no span
_LONGEST_STUDY = 6  # hours at a time
_LOOK_BACK = 9  # tokens; a cue further away speaks of something else
_OF_A_LIFE = ("job_hours", "earn")
"""What says that a figure is of a job or an income, unless a course is of it."""


class Quantity(NamedTuple):
    """A number or a range of numbers, and the tokens that say it."""

    low: Decimal
    high: Decimal
    start: int
    end: int


class Measure(NamedTuple):
    """A quantity of a unit of time."""

    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int


def numeral(m: Marked, at: int) -> tuple[Decimal, int] | None:
    """One number at `at`: digits, number words, thousands ("2k", "two hundred fifty", "a hundred")."""
    value, end = _number_word(m, at)
    if value is None and (first := _times_first(m, at)):
        return first
    if value is None:
        end = m.after(at, "count")  # "a thousand", "half a grand"
        if not end or not m.after(end, "times"):
            return None
        value = Decimal(m.which(at, "count")[0])
    while True:
        factor, after_factor = m.which(end, "times")
        is_in_digits = m.kind(at) == "number"
        if after_factor and _is_magnitude(m, end) and (is_in_digits or Decimal(factor) > value):
            value, end = value * Decimal(factor), after_factor
        elif not is_in_digits and (more := _rest(m, at, value, end)):
            value, end = value + more[0], more[1]
        else:
            return (value, end) if value <= _LARGEST else None


def _number_word(m: Marked, at: int) -> tuple[Decimal | None, int]:
    """One number of one token, or of several words that do not add up: "quatre vingt dix"."""
    value, end = m.which(at, "number")
    return (Decimal(value), end) if end else (m.amount(at), at + 1)


def _rest(m: Marked, at: int, value: Decimal, end: int) -> tuple[Decimal, int] | None:
    """What a number in words goes on with: "two hundred fifty", "... and fifty", "treinta y cinco"."""
    joined = m.after(end, "and") if m.before(at, "between") < 0 else 0
    more, after = _number_word(m, joined or end)
    if not more or more >= value or m.kind(joined or end) != "word":
        return None
    factor, behind = m.which(after, "times")
    if behind and more * Decimal(factor) < value:  # the five hundred of "two thousand five hundred"
        more, after = more * Decimal(factor), behind
    is_ten = value < 100 and value % 10 == 0 and value > 10 > more
    return (more, after) if not joined or value >= 100 or is_ten else None


def _times_first(m: Marked, at: int) -> tuple[Decimal, int] | None:
    """A thousand before its number, which makes it "some": "тысяч 10"."""
    factor, end = m.which(at, "times_first")
    value = m.amount(end) if end else None
    return (value * Decimal(factor), end + 1) if value and not m.after(end + 1, "times") else None


def _is_magnitude(m: Marked, at: int) -> bool:
    # "k" alone is a magnitude only right behind its number: "2k", not "vitamin k".
    return len(m.norm(at)) > 1 or m.kind(at - 1) == "number"


def quantity(m: Marked, at: int) -> Quantity | None:
    """A number or a range ("5-7", "4 to 6", "between 100 and 300") at `at`."""
    first = numeral(m, at)
    if first is None:
        return None
    value, end = first
    joins = (
        m.kind(end) == "dash"
        or m.after(end, "range")
        or (m.after(end, "and") and m.before(at, "between") >= 0)
    )
    second = numeral(m, m.after(end + 1, "article") or end + 1) if joins else None  # "tra le 6 e le 8"
    if second is None or second[0] <= value:
        return Quantity(value, value, at, end)
    return Quantity(value, second[0], at, second[1])


def measure(m: Marked, at: int) -> Measure | None:
    """A quantity with a unit of time at `at`: "an hour", "30 min", "hour and a half", "4 to 6 months"."""
    found = quantity(m, at) or _counted(m, at)
    minutes, after_minutes = m.which(found.end, "hour_and") if found else ("", 0)
    if found and after_minutes and found.low <= _LONGEST_STUDY:  # "1h30"; "18h30" is a time of day
        more = Decimal(minutes) / 60
        return Measure(found.low + more, found.high + more, "hour", at, after_minutes)
    end = (m.after(found.end, "give_or_take") or found.end) if found else 0
    unit, after_unit = m.which(end, "unit") if found else ("", 0)
    if found is None or not after_unit:
        return _unit_first(m, at) or _in_a_word(m, at)
    extra = Decimal("0.5") if m.after(after_unit, "and_a_half") else Decimal(0)
    end = m.after(after_unit, "and_a_half", "or_two") or after_unit
    return Measure(found.low + extra, found.high + extra, unit, at, end)


def _unit_first(m: Marked, at: int) -> Measure | None:
    """A unit before its number, which makes it "some": "часов 5-6", "месяца за три"."""
    unit, end = m.which(at, "unit_first")
    found = quantity(m, m.after(end, "unit_link") or end) if end else None
    if found is None or m.after(found.end, "unit", "currency", "times"):
        return None
    return Measure(found.low, found.high, unit, at, found.end)


def follows_unit(m: Marked, at: int) -> bool:
    """Whether the number at `at` is one of time: "часов 5", "часов на 20"."""
    link = m.before(at, "unit_link")
    return m.before(at, "unit_first") >= 0 or (link >= 0 and m.before(link, "unit_first") >= 0)


def _in_a_word(m: Marked, at: int) -> Measure | None:
    """A measure without a number: "полчаса", "годину на день"; the unit of "a week" measures nothing."""
    said, end = m.which(at, "measure")
    if not end or 0 <= m.before(end, "per") < at:
        return None
    amount, _, unit = said.partition(" ")
    low, _, high = amount.partition("-")
    return Measure(Decimal(low), Decimal(high or low), unit, at, end)


def _counted(m: Marked, at: int) -> Quantity | None:
    """Words that count only before a unit: a, an, half an, a couple of."""
    count, end = m.which(at, "count")
    return Quantity(Decimal(count), Decimal(count), at, end) if end else None


def measures(m: Marked) -> list[Measure]:
    """Every measure of the message, from left to right, without overlaps."""
    found: list[Measure] = []
    at = 0
    while at < len(m):
        one = measure(m, at)
        if one:
            found.append(one)
        at = one.end if one else at + 1
    return found


def nearest_before(m: Marked, at: int, *tags: str) -> str:
    """The tag whose phrase stands nearest before `at` in the same clause, or ""."""
    if not any(tag in m.places for tag in tags):
        return ""
    for end in range(at, max(at - _LOOK_BACK, 0), -1):
        # Of two that end here the longer one knows more: "company pays" is spent, "pays" alone is earned.
        said = [(start, tag) for tag in tags if (start := m.before(end, tag)) >= 0]
        said = [(start, tag) for start, tag in said if tag not in _OF_A_LIFE or not _is_taught(m, start, end)]
        if said:
            return min(said, key=lambda one: one[0])[1]
        if is_break(m, end - 1):
            return ""
    return ""


def _is_taught(m: Marked, start: int, end: int) -> bool:
    """Whether words are what a course is of ("cours de sport", "transport course") or a part of a name."""
    if m.after(end, "course") or any(
        a <= start and end <= b and b - a > end - start for a, b in m.find("proper")
    ):
        return True
    while (first := max(m.before(start, "of"), m.before(start, "article"))) >= 0:
        start = first
    return m.before(start, "course") >= 0


def is_break(m: Marked, at: int) -> bool:
    """Whether a clause ends at this token."""
    return m.kind(at) in ("stop", "comma", "arrow") or bool(m.after(at, "joint"))


def is_denied(m: Marked, at: int) -> bool:
    """Whether "no", "not", "don't" stands before `at` in the same clause, and no colon between."""
    if not nearest_before(m, at, "no"):
        return False
    near = range(at - 1, max(at - _LOOK_BACK, 0), -1)
    colon = next((place for place in near if m.kind(place) == "colon"), 0)
    return not colon or any(m.after(place, "no") for place in range(colon, at))


def is_most(m: Marked, start: int, end: int) -> bool:
    """Whether the words beside a quantity make it a limit: under, max, no more than ... or less."""
    return (
        bool(m.after(end, "limit_after"))
        or nearest_before(m, start, "limit", "at_least") == "limit"
        or (nearest_before(m, start, "at_least") != "" and _is_least_denied(m, start))
    )


def is_least(m: Marked, start: int, end: int) -> bool:
    """Whether it is a lower bound ("at least 50k"), which limits nothing."""
    if m.after(end, "or_more") > m.after(end, "limit_after") or _is_more_alone(m, end):
        return True
    if m.after(end, "limit_after"):  # "more than 50 euros is too much"
        return False
    return nearest_before(m, start, "limit", "at_least") == "at_least" and not _is_least_denied(m, start)


def _is_least_denied(m: Marked, at: int) -> bool:
    """Whether a denial stands before the words of a lower bound; one within them makes it ("не менее")."""
    ends = range(at, max(at - _LOOK_BACK, 0), -1)
    return is_denied(m, next((first for end in ends if (first := m.before(end, "at_least")) >= 0), at))


def _is_more_alone(m: Marked, at: int) -> bool:
    """ "100 eurodan fazla" is a lower bound where no verb follows; "... fazla veremem" is none."""
    last = m.after(at, "or_more_alone")
    return bool(last) and (last == len(m) or is_break(m, last))


def whole_floor(m: Marked, start: int, end: int) -> tuple[int, int]:
    """Return where a quantity starts and ends with the words that make it a lower bound, if any do."""
    if not is_least(m, start, end):
        return start, end
    before = m.before(start, "at_least")
    return (start if before < 0 else before), m.after(end, "or_more", "or_more_alone") or end
