"""Open edX course-discovery answers: courses, runs and programs, whose seats decide what is free.

Seat types: edx-platform, common/djangoapps/course_modes; records: course-discovery, api/serializers.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from catalog.cells import as_number, is_url
from catalog.sources.record import Node, Nodes, Record, items, objects, text_of
from catalog.sources.seats import put_price, seat_price, seats_of, together

FORM = "openedx"
_STATES = ("current", "starting soon", "upcoming")


def claims(record: Node) -> bool:
    """Tell a course, a run or a program of course-discovery by its lists."""
    if any(isinstance(record.get(key), list) for key in ("course_runs", "seats")):
        return "title" in record or "key" in record
    return _is_program(record)


def _is_program(record: Node) -> bool:
    courses = objects(record.get("courses"))
    return "title" in record and any("course_runs" in course for course in courses)


def read(record: Node, nodes: Nodes) -> Iterator[Record]:
    """Yield the one programme that a record describes."""
    found = Record(FORM)
    if _is_program(record):
        _read_program(found, record)
    else:
        _read_course(found, record)
    yield found


def _read_course(found: Record, course: Node) -> None:
    runs = objects(course.get("course_runs"))
    run, at = _latest(runs) if runs else (course, "")
    _put_texts(found, course, run, at)
    _put_time(found, run, at)
    price = seat_price(run, at)
    if price is None and not objects(run.get("seats")):
        price = seat_price(course, "", key="entitlements")
    put_price(found, price)
    for seat in seats_of(run, "certificate"):
        found.put("credential", f"{at}seats[{seat['type']}].type", "certificate", words=text_of(seat["type"]))
        break
    if _is_over(course, run):
        words = text_of(run.get("availability")) or text_of(course.get("status"))
        found.put("status", f"{at}availability", "closed", words=words)


def _put_texts(found: Record, course: Node, run: Node, at: str) -> None:
    both = ((course, ""), (run, at)) if run is not course else ((course, ""),)
    for name, keys in _TEXTS.items():
        for node, where in both:
            for key in keys:
                _put_text(found, name, f"{where}{key}", node.get(key))
    for node, where in both:
        for key in ("marketing_url", "url"):
            address = text_of(node.get(key)) or ""
            if is_url(address) and "url" not in found.cells:
                found.put("url", f"{where}{key}", address)
    _put_owner(found, course)


_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "code": ("key",),
    "description": ("short_description", "full_description"),
    "outcomes": ("outcome",),
    "prerequisites": ("prerequisites_raw",),
    "level": ("level_type",),
    "language": ("content_language",),
    "subtitles": ("transcript_languages",),
    "pace": ("pacing_type",),
    "start": ("start",),
    "end": ("end",),
    "as_of": ("modified",),
    "skills": ("skill_names",),
}
_ONCE = {"title", "code", "level", "language", "pace", "start", "end", "as_of", "outcomes", "prerequisites"}


def _put_text(found: Record, name: str, path: str, value: object) -> None:
    if name in _ONCE and name in found.cells:
        return
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        found.put(name, path, value)


def _put_owner(found: Record, course: Node) -> None:
    for key in ("owners", "authoring_organizations"):
        names = [name for owner in objects(course.get(key)) if (name := text_of(owner.get("name")))]
        if names and "institution" not in found.cells:
            found.put("institution", f"{key}[].name", ", ".join(dict.fromkeys(names)))
    key = text_of(course.get("key")) or ""
    organisation = key.removeprefix("course-v1:").partition("+")[0]
    if "institution" not in found.cells and "+" in key:
        found.put("institution", "key", organisation, words=key, how="the first part of the course's key")


def _put_time(found: Record, run: Node, at: str) -> None:
    for key, unit in (("weeks_to_complete", "weeks"), ("estimated_hours", "hours")):
        if _positive(run.get(key)):
            found.put("duration", f"{at}{key}", text_of(run[key]), unit)
    low, high = (_positive(run.get(key)) for key in ("min_effort", "max_effort"))
    if low and high and low > high:
        found.warnings.append(f"duration: min_effort {low} is above max_effort {high}: they were swapped.")
        low, high = high, low
    if low or high:
        span = f"{low} to {high}" if low and high and low != high else f"{low or high}"
        ends = [key for key in ("min_effort", "max_effort") if _positive(run.get(key))]
        words = ", ".join(f"{key} {run[key]}" for key in ends)
        bound = "" if low else "up to "
        found.put("duration", f"{at}min_effort", f"{bound}{span} hours per week", words=words)


def _positive(value: object) -> Decimal | None:
    number = as_number(value)
    return number or None


def _latest(runs: Sequence[Node]) -> tuple[Node, str]:
    """Return the run that one can take, or the last one there was: an old run's price is not today's."""
    place = max(range(len(runs)), key=lambda index: _freshness(runs[index]))
    return runs[place], f"course_runs[{place}]."


def _freshness(run: Node) -> tuple[bool, bool, str]:
    is_published = (text_of(run.get("status")) or "published").casefold() == "published"
    is_open = (text_of(run.get("availability")) or "").casefold() in _STATES
    return is_published, is_open, text_of(run.get("start")) or ""


def _is_over(course: Node, run: Node) -> bool:
    told = [node.get(key) for node in (course, run) for key in ("status", "availability")]
    states = {(text_of(state) or "").casefold() for state in told}
    return bool(states & {"archived", "retired", "unpublished", "deleted"}) and "current" not in states


# --- programs -----------------------------------------------------------------------------------------------


def _read_program(found: Record, program: Node) -> None:
    for name, keys in _PROGRAM_TEXTS.items():
        for key in keys:
            _put_text(found, name, key, program.get(key))
    for key in ("marketing_url", "url"):
        if "url" not in found.cells and is_url(text_of(program.get(key)) or ""):
            found.put("url", key, program[key])
    learned = [one for one in items(program.get("expected_learning_items")) if isinstance(one, str)]
    found.put("outcomes", "expected_learning_items", learned)
    _put_owner(found, program)
    status = (text_of(program.get("status")) or "").casefold()
    if status in {"retired", "deleted", "unpublished"}:
        found.put("status", "status", "closed", words=status)
    courses = [objects(course.get("course_runs")) for course in objects(program.get("courses"))]
    latest = [(*_latest(runs), place) for place, runs in enumerate(courses) if runs] if all(courses) else []
    chosen = [(run, f"courses[{place}].{at}") for run, at, place in latest]
    _put_program_time(found, program, chosen)
    _put_program_price(found, program, chosen)


_PROGRAM_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "code": ("uuid",),
    "credential": ("type",),
    "description": ("subtitle", "marketing_hook", "overview"),
    "level": ("level_type_override", "level_type"),
    "language": ("language_override", "languages"),
    "as_of": ("data_modified_timestamp",),
}


def _put_program_time(found: Record, program: Node, runs: Sequence[tuple[Node, str]]) -> None:
    stated = text_of(program.get("program_duration_override"))
    hours = _positive(program.get("total_hours_of_effort"))
    if stated or hours:
        found.put("duration", "program_duration_override", stated)
        found.put("duration", "total_hours_of_effort", text_of(hours and str(hours)), "hours")
        return
    weeks = [_positive(run.get("weeks_to_complete")) for run, _ in runs]
    if weeks and all(weeks):
        words = " + ".join(str(week) for week in weeks)
        total = sum(week for week in weeks if week)
        how = "the weeks of its courses, one after the other" if len(weeks) > 1 else None
        span = {"weeks_min": float(total), "weeks_max": float(total), "derived": False}
        found.put(
            "duration", "courses[].course_runs[].weeks_to_complete", span, words=f"{words} weeks", how=how
        )


def _put_program_price(found: Record, program: Node, runs: Sequence[tuple[Node, str]]) -> None:
    """A program costs the certificates of its courses, or a subscription where it is offered."""
    plans = objects(program.get("subscription_prices"))
    if program.get("subscription_eligible") is True and plans:
        amount, currency = (text_of(plans[0].get(key)) for key in ("price", "currency"))
        plan = {"kind": "subscription", "amount": amount, "currency": currency, "per": "month"}
        found.put("price", "subscription_prices[0].price", plan, words=amount)
        return
    prices = [price for run, at in runs if (price := seat_price(run, at)) is not None]
    if not prices or len(prices) < len(runs):
        return
    kinds, currencies = {price.kind for price in prices}, {price.currency for price in prices}
    if len(kinds) > 1 or len(currencies) > 1:
        found.warnings.append("price: the prices of its courses are of several kinds and were not added up.")
        return
    put_price(found, together(prices))
