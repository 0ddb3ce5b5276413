"""ISO 8601 durations (PT60H, P10W) -> clocks: time of day is work, dates are calendar."""

import re
from datetime import timedelta
from typing import Any

from catalog.reading.clocks import Clocks, Range
from catalog.reading.units import WEEKS

_SHAPE = re.compile(r"P(?=.)[0-9.,YMWDTHS]{1,40}")


def iso_clocks(text: str) -> Clocks | None:
    """Return the clocks of an ISO 8601 duration; None where `text` is none, or states nothing."""
    plain = text.strip().upper()
    if not _SHAPE.fullmatch(plain):
        return None
    dates, _, times = plain.partition("T")
    weeks, hours = _weeks(dates), _hours(f"PT{times}") if times else 0.0
    if weeks is None or hours is None or not (weeks or hours):
        return None
    if weeks and hours:
        warning = "days and hours stand in one ISO duration: the hours are not taken as work"
        return Clocks(weeks=Range(weeks, weeks), warnings=(warning,))
    days = weeks * 7 if weeks and plain.endswith("D") else None
    return Clocks(
        hours=Range(hours, hours) if hours else None,
        weeks=Range(weeks, weeks) if weeks else None,
        days=Range(days, days) if days else None,
    )


def _weeks(dates: str) -> float | None:
    if dates == "P":
        return 0.0
    read = _parsed(dates)
    if read is None:
        return None
    if isinstance(read, timedelta):
        return read / timedelta(weeks=1)
    rest: float = read.tdelta / timedelta(weeks=1)
    return float(read.years) * WEEKS["year"] + float(read.months) * WEEKS["month"] + rest


def _hours(times: str) -> float | None:
    read = _parsed(times)
    return read / timedelta(hours=1) if isinstance(read, timedelta) else None


def _parsed(text: str) -> Any:
    import isodate  # not needed by most readings

    try:
        return isodate.parse_duration(text)
    except (isodate.ISO8601Error, ValueError, OverflowError, ArithmeticError):
        return None
