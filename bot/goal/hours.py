"""Hours that a person has in a week, and hours that a course may take in all."""

from decimal import Decimal

from bot.goal.lexicon import Found, Marked
from bot.goal.quantity import (
    Measure,
    is_break,
    is_least,
    is_most,
    measures,
    nearest_before,
    quantity,
    whole_floor,
)

_TIMES_A_WEEK = {
    "per.day": Decimal(7),
    "per.weekday": Decimal(5),
    "per.weekend": Decimal(1),
    "per.weekendday": Decimal(2),
    "per.week": Decimal(1),
    "per.month": Decimal(12) / Decimal(52),
}
_FULL_TIME_HOURS = Decimal(40)
_LONGEST_BESIDE_A_JOB = Decimal(24)
_LONGEST_ROLE = 4  # tokens


def read_hours(m: Marked) -> list[Found]:
    """Hours a week, total hours, and hours of a job or a way to it (`trap`)."""
    sessions = _sessions(m)
    timed = [one for one in measures(m) if one.unit in ("hour", "minute")]
    listed = _day_by_day(m, timed)
    alone = [one for one in timed if not any(day.start <= one.start < day.end for day in listed)]
    found = [*listed, *_summed(m, [_judge(m, one, sessions) for one in alone])]
    found += _labelled(m)
    if not any(one.field == "hours_per_week" for one in found):
        found += _full_time(m)
    return found + _named_sessions(m)


def _day_by_day(m: Marked, timed: list[Measure]) -> list[Found]:
    """ "saturday 2 hours, sunday 1 hour": one day may be an appointment, but a list of days is a week's."""
    found: list[Found] = []
    for one in timed:
        before = m.before(one.start, "weekday")
        start = before if before >= 0 else one.start
        end = one.end if before >= 0 else m.after(m.after(one.end, "on_day") or one.end, "weekday")
        if not end:
            continue
        last = found[-1] if found else None
        if last and (last.end == start or _adds(m, last.end, start)):
            found[-1] = Found(last.field, [*last.value, _hours(one)[0]], last.start, end)
        else:
            found.append(Found("hours_per_week", [_hours(one)[0]], start, end))
    lists = [one for one in found if len(one.value) > 1]
    jobs = {one for one in timed if _is_of_a_job(m, one, one.end) or _works_then(m, one.start)}
    return [
        Found("trap", None, one.start, one.end)
        if any(one.start <= job.start < one.end for job in jobs)
        else one._replace(value=float(sum(one.value)))
        for one in lists
    ]


def _works_then(m: Marked, at: int) -> bool:
    """ "I work monday 8 hours, tuesday 6": the days of a job."""
    return nearest_before(m, at, "works", "job_hours", "study_time") in ("works", "job_hours")


def _summed(m: Marked, found: list[Found]) -> list[Found]:
    """ "2h on saturdays and 2h on sundays": the hours of named days are a week's together."""
    together: list[Found] = []
    for one in found:
        last = together[-1] if together else one
        if last is not one and _is_of_days(m, last) and _is_of_days(m, one) and _adds(m, last.end, one.start):
            together[-1] = Found(one.field, last.value + one.value, last.start, one.end)
        else:
            together.append(one)
    return together


def _is_of_days(m: Marked, one: Found) -> bool:
    days = ("per.weekday", "per.weekend", "per.weekendday", "weekday")
    return one.field == "hours_per_week" and any(m.after(at, *days) for at in range(one.start, one.end))


def _adds(m: Marked, start: int, end: int) -> bool:
    """Whether nothing but "and", "plus" or a comma stands between."""
    return start < end and all(
        m.kind(at) == "comma" or m.after(at, "and", "joint") for at in range(start, end)
    )


def _hours(one: Measure) -> tuple[Decimal, Decimal]:
    scale = Decimal(60) if one.unit == "minute" else Decimal(1)
    return one.low / scale, one.high / scale


def _judge(m: Marked, one: Measure, sessions: Decimal | None) -> Found:
    low, high = _hours(one)
    times, end = _per_week(m, one, sessions)
    if _is_of_a_job(m, one, end):
        return Found("trap", None, one.start, m.after(end, "job_after") or end)
    if times:
        before = m.before(one.start, "per")  # "günde 1 saat"
        return Found("hours_per_week", round(float(low * times), 2), one.start if before < 0 else before, end)
    if _is_workload(m, one) and not is_least(m, one.start, one.end):
        return Found("max_hours", float(high), one.start, m.after(one.end, "total", "limit_after") or one.end)
    said = "unused" if nearest_before(m, one.start, "study_time") else "trap"
    start, last = whole_floor(m, one.start, one.end)
    return Found(said, None, start, max(end, last))


def _per_week(m: Marked, one: Measure, sessions: Decimal | None) -> tuple[Decimal | None, int]:
    """How often a week, from "a day", "weekly", "each" with "two evenings a week", and where that ends."""
    days, after_days = _weekdays_behind(m, one.end)
    if days:
        return days, after_days
    by_day = _weekdays(m) if m.after(one.end, "each") else _weekdays_before(m, one.start)
    sessions = sessions or _weekdays_listed(m, one.start) or by_day
    studies = m.after(one.end, "study_after")
    ends = {tag: m.after(one.end, tag) or (m.after(studies, tag) if studies else 0) for tag in _TIMES_A_WEEK}
    tag = max(ends, key=lambda tag: ends[tag])
    if ends[tag]:
        return (sessions if tag == "per.day" and sessions else _TIMES_A_WEEK[tag]), ends[tag]
    if sessions:
        return sessions, m.after(one.end, "each") or one.end
    said_before = nearest_before(m, one.start, *_TIMES_A_WEEK)
    if said_before == "per.day" and any(m.find("per.weekday")):  # "hafta içi her akşam 1 saat"
        said_before = "per.weekday"
    return (_TIMES_A_WEEK[said_before] if said_before else None), one.end


def _sessions(m: Marked) -> Decimal | None:
    """How many evenings, days or times a week were named: "two evenings a week", "3x a week"."""
    for at in range(len(m)):
        one = quantity(m, at)
        end = m.after(one.end, "session") if one else 0
        if one and end and (m.after(end, "per.week") or m.before(one.start, "per.week") >= 0):
            return one.low
    return None


def _weekdays(m: Marked) -> Decimal | None:
    """How many days were named: "mondays and wednesdays", "de lunes a viernes"."""
    if any(m.find("per.weekday")):
        return _TIMES_A_WEEK["per.weekday"]
    return Decimal(len(list(m.find("weekday")))) or None


def _weekdays_behind(m: Marked, at: int) -> tuple[Decimal | None, int]:
    """ "two hours los martes y jueves": how many days are listed right behind, and where that ends."""
    days, end = 0, at
    while day := m.after(m.after(end, "the", "on_day") or end, "weekday"):
        days, end = days + 1, day
        joined = m.after(end, "list_join") or (end + 1 if m.kind(end) == "comma" else 0)
        if not joined or not m.after(m.after(joined, "the", "on_day") or joined, "weekday"):
            break
        end = joined
    # One day alone may be an appointment; "per.weekend" knows those that recur.
    return (Decimal(days), end) if days > 1 else (None, at)


def _weekdays_listed(m: Marked, at: int) -> Decimal | None:
    """ "lunes y miércoles dos horas": how many days are listed right before."""
    if m.before(at, "per.weekday") >= 0:  # "mon-fri 1 hour"
        return _TIMES_A_WEEK["per.weekday"]
    days = 0
    while (day := m.before(at, "weekday")) >= 0:
        article = m.before(day, "article")
        days, at = days + 1, article if article >= 0 else day
        joined = m.before(at, "list_join")
        at = joined if joined >= 0 else at - (m.kind(at - 1) in ("comma", "sign"))
    return Decimal(days) if days > 1 else None


def _weekdays_before(m: Marked, at: int) -> Decimal | None:
    """How many days the clause before a comma keeps free: "saturday mornings only, 3 hours"."""
    clause = at - 1 if m.kind(at - 1) == "comma" else 0
    first = clause
    while first > 0 and not is_break(m, first - 1):
        first -= 1
    # A single day is an appointment ("my exam is monday"), unless a part of it is named.
    days = [end for start, end in m.find("weekday") if first <= start < clause]
    free = [end for end in days if m.after(end, "session") or m.norm(end - 1).endswith("s")]
    return Decimal(len(free)) or None


def _named_sessions(m: Marked) -> list[Found]:
    """ "two evenings a week": no hours yet, but said, and no part of a topic."""
    spans = (quantity(m, at) for at in range(len(m)))
    named = ((one, m.after(one.end, "session")) for one in spans if one)
    weekly = ((one, m.after(end, "per.week")) for one, end in named if end)
    return [Found("trap", None, one.start, end) for one, end in weekly if end]


def _is_of_a_job(m: Marked, one: Measure, end: int) -> bool:
    if _as_a_role(m, end):
        return True
    if m.after(end, "job_after") or m.after(one.end, "job_after"):
        is_workload = m.after(one.end, "of_work") and is_most(m, one.start, one.end)
        return not is_workload  # "at most 10 hours of work"
    cue = nearest_before(m, one.start, "job_hours", "study_time", "current", "want", "want_thing")
    is_own = cue == "current" and end > one.end and not m.after(end, "study_after")
    if cue == "job_hours" or is_own:
        return True  # "je suis chauffeur 50 h par semaine"
    return _is_of_a_job_before(m, one)


def _is_of_a_job_before(m: Marked, one: Measure) -> bool:
    """ "part time cashier, 20 hours a week"; "I have two jobs, 55 hours a week": too long for study."""
    kind = m.before(one.start, "job_kind")
    if kind >= 0 and m.before(kind, "works") >= 0:
        return True  # "work part time 20 hours a week"
    at = one.start - 1
    if m.norm(at).strip() == "(" and nearest_before(m, at, "job_hours", "study_time") == "job_hours":
        return True  # "I work nights (50 hours a week)"
    if m.kind(at) != "comma":
        return False
    if m.before(at, "role", "role_first") >= 0 and nearest_before(m, at, "job_kind", "want") == "job_kind":
        return True
    is_own = m.before(at, "job_after") >= 0 and nearest_before(m, at, "has")
    return bool(is_own) and one.unit == "hour" and one.low > _LONGEST_BESIDE_A_JOB


def _as_a_role(m: Marked, at: int) -> bool:
    """ "50 hours a week as a delivery driver"."""
    end = m.after(at, "as_role")
    reach = next((at for at in range(end, len(m)) if is_break(m, at)), len(m)) if end else 0
    return any(m.after(at, "role", "role_first") for at in range(end, min(reach, end + _LONGEST_ROLE)))


def _is_workload(m: Marked, one: Measure) -> bool:
    cues = m.after(one.end, "total", "course", "limit_after") or nearest_before(m, one.start, "total")
    return bool(cues) or is_most(m, one.start, one.end) or m.before(one.start, "within") >= 0


def _labelled(m: Marked) -> list[Found]:
    """A form's line: "Hours per week: 5", "hrs/wk 5"."""
    found = []
    for at, unit_end in m.find("unit.hour"):
        per_end = m.after(unit_end, "per.week") or unit_end
        is_bare = per_end > unit_end and (not at or is_break(m, at - 1)) and m.amount(per_end) is not None
        marked = is_bare or m.kind(per_end) in ("colon", "stop", "sign")
        one = quantity(m, per_end + (not is_bare)) if marked else None
        is_weekly = per_end > unit_end or (one and m.after(one.end, "per.week"))
        if one and is_weekly and not m.after(one.end, "unit"):
            found.append(Found("hours_per_week", float(one.low), at, one.end))
    return found


def _full_time(m: Marked) -> list[Found]:
    """Full time is 40 hours, but only where it is said about studying."""
    return [
        Found("hours_per_week", float(_FULL_TIME_HOURS), start, end)
        for start, end in m.find("full_time")
        if m.after(end, "study_after") or _studies_before(m, start, end)
    ]


def _studies_before(m: Marked, start: int, end: int) -> bool:
    """Whether study is what was spoken of last: "full time" alone belongs to the clause before it."""
    alone = m.kind(start - 1) == "comma" and (end == len(m) or is_break(m, end))
    return nearest_before(m, start - alone, "study", "study_time", "job_hours") == "study"
