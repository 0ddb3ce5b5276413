"""How long a course may last: days, weeks, months and years that are a limit, not an age or a past."""

from decimal import Decimal

from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import Measure, is_break, is_least, is_most, measures, nearest_before, whole_floor

_WEEKS = {
    "day": Decimal(1) / Decimal(7),
    "week": Decimal(1),
    "month": Decimal(52) / Decimal(12),
    "year": Decimal(52),
}
# A longer span with nothing said about it is a past: "bank teller, 12 years".
_LONGEST_UNASKED_WEEKS = 104
# No course lasts ten years: it is an age, whatever stands before it ("veuve de 60 ans").
_LONGEST_COURSE_WEEKS = 520


def read_spans(m: Marked) -> list[Found]:
    """The longest span in weeks; spans of a life or a job are `trap`."""
    return [_judge(m, one) for one in measures(m) if one.unit in _WEEKS]


def _judge(m: Marked, one: Measure) -> Found:
    if _is_past_or_age(m, one):
        return Found("trap", None, one.start, one.end)
    if is_least(m, one.start, one.end) or not (_is_wish(m, one) or _stands_alone(m, one)):
        return Found("trap", None, *whole_floor(m, one.start, one.end))
    end = m.after(one.end, "limit_after") or one.end
    return Found("max_weeks", round(float(one.high * _WEEKS[one.unit]), 1), one.start, end)


def _is_past_or_age(m: Marked, one: Measure) -> bool:
    if one.high * _WEEKS[one.unit] >= _LONGEST_COURSE_WEEKS:
        return True
    if m.after(one.end, "span_trap_after") > m.after(one.end, "limit_after") or (
        one.unit == "day" and one.high == 1
    ):
        return True
    if one.unit == "year" and m.before(one.start, "has_years") >= 0 and not m.after(one.end, "after_span"):
        return True  # one "has" one's age: "tengo 42 años", "j'ai 38 ans"
    labelled = m.kind(one.start - 1) in ("colon", "stop") and m.before(one.start - 1, "span_trap", "age") >= 0
    if labelled or nearest_before(m, one.start, "span_event"):
        return True
    return nearest_before(m, one.start, "span_trap", "span_wish") == "span_trap"


def _is_wish(m: Marked, one: Measure) -> bool:
    if m.after(one.end, "course", "limit_after", "total") or is_most(m, one.start, one.end):
        return True
    # "3 ayda": in three months, by the unit's own ending.
    return m.before(one.start, "span_wish") >= 0 or m.before(one.end, "span_form") > one.start


def _stands_alone(m: Marked, one: Measure) -> bool:
    """Whether the clause says nothing else: "seo, 3 months, 5h a week"."""
    if one.high * _WEEKS[one.unit] > _LONGEST_UNASKED_WEEKS:
        return False
    before = one.start - (m.after(one.start - 1, "nay") == one.start)  # "4 weeks, no 6 weeks"
    corrects = m.before(one.start, "correction") >= 0
    starts = before <= 0 or corrects or is_break(m, before - 1) or m.kind(before - 1) == "colon"
    return starts and (one.end == len(m) or is_break(m, one.end) or m.after(one.end, "after_span") > 0)
