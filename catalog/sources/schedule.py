"""Lengths in schema.org: timeRequired, courseWorkload, timeToComplete, or a Schedule that repeats.

courseSchedule: schema.org/Schedule (duration, repeatFrequency, repeatCount), one duration each time.
"""

from collections.abc import Sequence

from catalog.cells import as_number
from catalog.reading.duration import read_duration
from catalog.sources.linked import Thing, named
from catalog.sources.record import Record, text_of

_KEYS = ("timeRequired", "timeToComplete", "duration", "estimatedDuration")
# How many weeks one time to the next takes.
_REPEATS = {"daily": 1 / 7, "p1d": 1 / 7, "weekly": 1.0, "p1w": 1.0, "p7d": 1.0, "biweekly": 2.0, "p2w": 2.0,
            "monthly": 52 / 12, "p1m": 52 / 12, "yearly": 52.0, "p1y": 52.0}  # fmt: skip


def put_duration(found: Record, course: Thing, instances: Sequence[Thing]) -> None:
    """Add what the course and its first instance say of its length."""
    for key in _KEYS:
        for text in named(course, key)[:1]:
            found.put("duration", key, text)
    for instance in instances[:1]:
        for key in ("courseWorkload", "timeRequired", "duration"):
            for text in named(instance, key)[:1] if instance.path else ():
                found.put("duration", f"{instance.path}.{key}", text)
    for schedule in [one for where in (*instances[:1], course) for one in where.things("courseSchedule")][:1]:
        _put_schedule(found, schedule)


def _put_schedule(found: Record, schedule: Thing) -> None:
    each, often = (text_of(schedule.get(key)) or "" for key in ("duration", "repeatFrequency"))
    times, weeks = as_number(schedule.get("repeatCount")), _REPEATS.get(often.rpartition("/")[2].casefold())
    hours = read_duration(each).value.hours_min if each else None
    words = ", ".join(
        f"{key} {schedule.get(key)}"
        for key in ("duration", "repeatFrequency", "repeatCount")
        if schedule.get(key) is not None
    )
    if "duration" in found.cells or not (times and weeks):
        if each and "duration" not in found.cells and not often:
            found.put("duration", f"{schedule.path}.duration", each)
        return
    span = round(float(times) * weeks, 1)
    value: dict[str, object] = {"weeks_min": span, "weeks_max": span, "derived": bool(hours)}
    if hours:
        value |= dict.fromkeys(("hours_min", "hours_max"), round(float(times) * hours, 2))
    if hours and weeks == 1:
        value |= dict.fromkeys(("hours_per_week_min", "hours_per_week_max"), hours)
    how = f"{times} times {often.casefold()}" + (f", {hours:g} hours each" if hours else "")
    found.put("duration", f"{schedule.path}.duration", value, words=words, how=how)
