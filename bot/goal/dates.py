"""The date by which someone wants to be done: "by March", "end of June", "1 Feb", "the end of the year"."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from bot.goal.lexicon import Found, Marked, unless

_LONGEST_DATE = 6  # tokens


class Day(NamedTuple):
    """A date as far as it was said; what was not said is None."""

    year: int | None
    month: int
    day: int
    end: int


def read_deadlines(m: Marked, today: dt.date) -> list[Found]:
    """The dates behind "by", "before", "until"; a summer has no day and is only said back."""
    found = [*_before_by(m, today)]
    for start, end in unless(m, "by", "begins"):  # "not before March" ends nothing
        loose = m.after(_over_part(m, end), "loose_date")
        part = m.before(end, "part")  # "a finales de" is its own "by"
        said = _date(m, part if part >= start else _over(m, end), today)
        date = _resolve(said, today) if said else None
        if said and date:
            found.append(Found("deadline", date, start, said.end))
            found += _again(m, said.end, today)
        elif loose:
            found.append(Found("unused", None, start, loose))
    return found


def only_a_day(m: Marked, today: dt.date) -> dt.date | None:
    """The date that a text is, and nothing else: "15 March", "by the end of June"; a lone number is none."""
    if len(m) == 1 and m.kind(0) == "number":
        return None
    said = _date(m, 0, today) or _date(m, m.after(0, "article", "the"), today)  # "le 15 mars"
    if said and _is_over(m, said.end):
        return _resolve(said, today)
    found = read_deadlines(m, today)
    is_all = len(found) == 1 and not found[0].start and _is_over(m, found[0].end)
    return found[0].value if is_all and found[0].field == "deadline" else None


def _is_over(m: Marked, at: int) -> bool:
    return all(m.kind(after) == "stop" for after in range(at, len(m)))


def read_beginnings(m: Marked) -> list[Found]:
    """Days before which it must not begin: no field holds them, so they are said back."""
    found = []
    for start, end in m.find("begins"):
        if day := _written(m, end) or _month(m, end, ""):
            found.append(Found("unused", None, start, day.end))
    for start, end in m.find("begins_after"):
        for at in range(max(start - _LONGEST_DATE, 0), start):
            day = _written(m, at) or _month(m, at, "")
            if day and day.end == start:
                found.append(Found("unused", None, at, end))
                break
    return found


def _before_by(m: Marked, today: dt.date) -> Iterator[Found]:
    """The date that stands before its "by": "15 Mart'a kadar"."""
    for start, end in m.find("by_after"):
        for at in range(max(start - _LONGEST_DATE, 0), start):
            said = _date(m, at, today)
            loose = m.after(_over_part(m, at), "loose_date") == start
            date = _resolve(said, today) if said and said.end == start else None
            if date or loose:
                yield Found("deadline" if date else "unused", date, at, end)
                break


def _over(m: Marked, at: int) -> int:
    """Past articles, colons and "of"."""
    while m.kind(at) == "colon" or m.after(at, "the"):
        at += 1
    return at


def _again(m: Marked, end: int, today: dt.date) -> list[Found]:
    """The better date of "by March, no, April"."""
    at = end
    while m.kind(at) == "comma" or m.is_dash(at) or m.after(at, "nay") or m.after(at, "correction"):
        at = m.after(at, "correction") or at + 1
    said = _date(m, at, today) if at > end + 1 else None
    date = _resolve(said, today) if said else None
    return [Found("deadline", date, at, said.end)] if said and date else []


def _over_part(m: Marked, at: int) -> int:
    """Past "the end of" too."""
    at = _over(m, at)
    part = m.after(at, "part")
    return _over(m, part) if part else at


def _date(m: Marked, at: int, today: dt.date) -> Day | None:
    part, after_part = m.which(at, "part")
    at = _over(m, after_part) if after_part else at
    return (
        _written(m, at)
        or _day_and_month(m, at)
        or _named(m, at)
        or _month(m, at, part)
        or _year_end(m, at, part, today)
        or _this_month(m, at, part, today)
    )


def _written(m: Marked, at: int) -> Day | None:
    """2027-03-01, 15/03/2027, 15.03.2027; a day and month that could be swapped is not guessed in English.

    A language whose days always come first says so by the tag `day_first` on its words before a date.
    """
    if m.kind(at) != "date":
        return None
    mark = next(char for char in m.norm(at) if not char.isdigit())
    first, second, third = (int(piece) for piece in m.norm(at).split(mark))
    if first > 31:
        return Day(first, second, third, at + 1)
    year = third if third > 99 else 2000 + third
    if first > 12 or mark == "." or first == second or "day_first" in m.places:
        return Day(year, second, first, at + 1)
    return Day(year, first, second, at + 1) if second > 12 else None


def _day_and_month(m: Marked, at: int) -> Day | None:
    """31.1. and 15.03, as they are written where the day stands first and a dot behind it."""
    parts = m.norm(at).split(".") if m.kind(at) == "number" else []
    has_two = len(parts) == 2 and all(part.isdecimal() and 0 < len(part) <= 2 for part in parts)
    if not has_two or m.after(at + 1, "currency", "unit"):
        return None
    day, month = int(parts[0]), int(parts[1])
    is_marked = m.norm(at + 1).startswith(".") or len(parts[1]) == 2
    if not is_marked or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Day(None, month, day, at + 1 + m.norm(at + 1).startswith("."))


def _named(m: Marked, at: int) -> Day | None:
    """Feasts that stand on one day in every country: Christmas, New Year."""
    key, end = m.which(at, "feast")
    if not end:
        return None
    month, day = key.split("-")
    return Day(None, int(month), int(day), end)


def _month(m: Marked, at: int, part: str) -> Day | None:
    """A month with what stands around it: "1 February", "June 3rd", "end of June 2027"."""
    day, month_at = _day_number(m, at)
    month_at = _over(m, month_at)
    month_at = m.after(month_at, "next") or month_at  # "by next September"
    key, end = m.which(month_at, "month")
    if not end:
        return None
    if day is None and not part:
        day, end = _day_number(m, end)
    end = end + 1 if m.kind(end) == "comma" and _year(m, end + 1) else end
    year, end = (_year(m, end), end + 1) if _year(m, end) else (None, end)
    part, end = _part_behind(m, part, end)
    return Day(year, int(key), day or _day_of(part), end)


def _part_behind(m: Marked, part: str, end: int) -> tuple[str, int]:
    """The part that stands behind its month or year: "mart sonu"; before it is said in most languages."""
    behind, after = m.which(end, "part_after")
    return (behind, after) if behind else (part, end)


def _day_number(m: Marked, at: int) -> tuple[int | None, int]:
    value = m.amount(at) if m.kind(at) == "number" else None
    if value is None or not 1 <= value <= 31 or value != int(value) or m.after(at + 1, "unit"):
        return None, at
    return int(value), m.after(at + 1, "ordinal") or at + 1


def _day_of(part: str) -> int:
    """The first for "early" and for no word, 15 for "mid", 0 for "end" (the last, whatever it is)."""
    return {"end": 0, "mid": 15}.get(part, 1)


def _year(m: Marked, at: int) -> int | None:
    is_sum = m.after(at + 1, "currency") > 0  # "bis 2050 €"
    value = m.amount(at) if m.kind(at) == "number" and not is_sum else None
    return int(value) if value and 2000 <= value <= 2100 and value == int(value) else None


def _year_end(m: Marked, at: int, part: str, today: dt.date) -> Day | None:
    """ "the end of the year", "the end of 2027", "2028", "next year"."""
    year, end = _year(m, at), at + 1
    if m.after(at, "this_year", "next_year"):
        year, end = today.year + bool(m.after(at, "next_year")), m.after(at, "this_year", "next_year")
    is_this = m.after(at, "this_year") > 0
    part, end = _part_behind(m, part, end)
    if year is None or (not part and is_this):
        return None
    month, day = {"end": (12, 31), "mid": (6, 15)}.get(part, (1, 1))
    return Day(year, month, day, end)


def _this_month(m: Marked, at: int, part: str, today: dt.date) -> Day | None:
    """ "the end of the month", "next month"."""
    end = m.after(at, "this_month", "next_month")
    is_next = bool(m.after(at, "next_month"))
    part, end = _part_behind(m, part, end) if end else (part, end)
    if not end or not (part or is_next):
        return None
    year, month = (
        (today.year + today.month // 12, today.month % 12 + 1) if is_next else (today.year, today.month)
    )
    return Day(year, month, _day_of(part), end)


def _resolve(said: Day, today: dt.date) -> dt.date | None:
    """The date meant; None for a date that does not exist or a year that is over."""
    if said.year is not None:
        date = _make(said.year, said)
        return date if date and date >= today else None
    this_year = _make(today.year, said)
    return this_year if this_year and this_year >= today else _make(today.year + 1, said)


def _make(year: int, said: Day) -> dt.date | None:
    try:
        if said.day:
            return dt.date(year, said.month, said.day)
        return dt.date(year + said.month // 12, said.month % 12 + 1, 1) - dt.timedelta(days=1)
    except ValueError:  # 31 February, a 13th month
        return None
