"""Units of time: those of work, those of the calendar, and the periods that a rate is meant for."""

from catalog.reading.lexicon import Term

HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "hour_weekly": 1.0, "teaching_unit": 0.75}
WEEKS = {"day": 1 / 7, "week": 1.0, "fortnight": 2.0, "month": 52 / 12, "half_year": 26.0, "year": 52.0}
UNITS = (*HOURS, *WEEKS, "session")
PER_UNITS = ("day", "week", "month", "session")
RATES = {"weekly": "week", "daily": "day", "monthly": "month", "hour_weekly": "week"}
REACH = 4  # so many words may stand between an amount and what belongs to it


def unit_of(word: Term) -> str | None:
    """Return the unit that a word names."""
    if word.raw == "M":
        return "month"
    return next((unit for unit in UNITS if unit in word.roles), None)


def period_after(words: tuple[Term, ...], end: int, unit: str | None) -> tuple[str | None, int]:
    """Return the period of a rate that follows ("... of study a week") and where it ends."""
    for place in range(end, min(len(words), end + REACH + 1)):
        word = words[place]
        if unit in (*HOURS, "day", "session"):
            for role, period in RATES.items():
                if word.plays(role):
                    return period, place + 1
            following = words[place + 1] if place + 1 < len(words) else None
            period_unit = unit_of(following) if following else None
            if word.plays("per") and period_unit in PER_UNITS and period_unit != unit:
                return period_unit, place + 2
        if (
            word.number is not None
            or word.plays("to", "or_more")
            or word.text in (",", ";", ".", ")", "|", ":")
        ):
            break
    return None, end


def period_before(words: tuple[Term, ...], start: int, done: int) -> str | None:
    """Return the period that stands before the amount, as in "Per week: 5 hours"."""
    for place in range(start - 1, max(done, start - REACH) - 1, -1):
        word = words[place]
        if word.number is not None or word.text in (",", ";", "."):
            return None
        for role, period in RATES.items():
            if word.plays(role):
                return period
        if place > done and words[place - 1].plays("per") and unit_of(word) in PER_UNITS:
            return unit_of(word)
    return None
