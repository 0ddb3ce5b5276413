"""Wishes about the course itself: certificate, level, kind of credential, pace, and those no field holds."""

from collections.abc import Iterator

from bot.goal.denials import denial
from bot.goal.lexicon import Found, Marked, unless
from bot.goal.quantity import is_break, is_denied, nearest_before

_LONGEST_PLACE = 3  # tokens


def read_wishes(m: Marked) -> list[Found]:
    """Every wish of this kind that the message states."""
    return [*_credentials(m), *_certificate(m), *_level(m), *_pace(m), *_unused(m)]


def _credentials(m: Marked) -> list[Found]:
    """Named kinds that are wanted: not those one has, nor those one does not want."""
    found = []
    for start, end in unless(m, "credential", "not_credential"):
        if (
            not _is_wanted_degree(m, start)
            or is_denied(m, start)
            or nearest_before(m, start, "has")
            or m.after(end, "unneeded")
        ):
            found.append(Found("trap", None, start, end))
        else:
            found.append(Found("credentials", m.which(start, "credential")[0], start, end))
    return found


def _is_wanted_degree(m: Marked, start: int) -> bool:
    """A degree is more often had than wanted: it counts behind a wish, or where nothing else is wished."""
    if not m.after(start, "credential.degree"):
        return True
    if nearest_before(m, start, "with"):
        return False
    return bool(nearest_before(m, start, "want", "want_thing")) or not (
        any(m.find("want")) or any(m.find("want_thing"))
    )


def _certificate(m: Marked) -> list[Found]:
    """True where one is named, False where it is said to be needless, neither where it is optional."""
    found: list[Found] = []
    for start, end in m.find("certificate_none"):
        found.append(Found("certificate", False, start, end))
    for start, end in unless(m, "certificate", "not_certificate"):
        if m.after(start, "certificate_none"):
            continue
        if m.after(end, "optional"):
            found.append(Found("trap", None, start, m.after(end, "optional")))
        elif is_denied(m, start) and m.before(start, "company", "platform") >= 0:
            found.append(Found("trap", None, start, end))  # "no Google certificates": another's is welcome
        elif m.after(end, "unneeded") or is_denied(m, start) or nearest_before(m, start, "not_needed"):
            first = (denial(m, start, end) or (start,))[0]
            found.append(Found("certificate", False, first, m.after(end, "unneeded") or end))
        elif nearest_before(m, start, "purpose", "has", "want_thing", "want", "act_learn") == "has":
            found.append(Found("trap", None, start, end))
        else:
            found.append(Found("certificate", True, start, end))
    return found


def _level(m: Marked) -> list[Found]:
    """The level said; who wants none for beginners knows the basics, of any other denied one none is left."""
    found = []
    for start, end in unless(m, "level", "not_level"):
        level = m.which(start, "level")[0]
        denied = denial(m, start, end, *(("denies",) if level == "beginner" else ()))
        if denied and level != "beginner":
            found.append(Found("unused", level, *denied))
        else:
            found.append(Found("level", "intermediate" if denied else level, *(denied or (start, end))))
    return found


def _pace(m: Marked) -> list[Found]:
    return [Found("pace", m.which(start, "pace")[0], start, end) for start, end in m.find("pace")]


def _unused(m: Marked) -> list[Found]:
    places = [*unless(m, "unused", "not_unused"), *_slots(m), *_clock(m), *_near(m)]
    return [
        Found("unused", None, *place)
        for place in places
        if not any(place != one and one[0] <= place[0] and place[1] <= one[1] for one in places)
    ]


def _slots(m: Marked) -> Iterator[tuple[int, int]]:
    """ "evenings", "remote": a wish where the clause says nothing else."""
    for start, end in m.find("slot"):
        lead = m.before(start, "slot_lead")
        begin = start if lead < 0 else lead
        if (begin == 0 or is_break(m, begin - 1)) and (end == len(m) or is_break(m, end)):
            yield start, end


def _near(m: Marked) -> Iterator[tuple[int, int]]:
    """ "near Leeds": a place, where the clause ends behind it."""
    for start, end in m.find("near"):
        last = end
        while last < min(len(m), end + _LONGEST_PLACE) and m.kind(last) == "word" and not is_break(m, last):
            last += 1
        if end < last and (last == len(m) or is_break(m, last)) and not m.after(end, "stop", "article"):
            yield start, last


def _clock(m: Marked) -> Iterator[tuple[int, int]]:
    """ "after 9pm"."""
    for start, end in m.find("clock_prep"):
        last = m.after(end + 1, "clock") if m.amount(end) is not None else 0
        if last:
            yield start, last
