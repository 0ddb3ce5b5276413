"""One programme -> a Course of schema.org, with what schema.org has a word for and nothing else.

Properties: schema.org. Categories and repeats: Google's course-info structured data.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from catalog.program import Duration, Price, Program

Node = dict[str, Any]
_CATEGORIES = {
    "free": "Free",
    "free_to_learn": "Partially Free",
    "paid": "Paid",
    "subscription": "Subscription",
}
_AVAILABLE = {"open": "InStock", "full": "SoldOut", "closed": "Discontinued"}
_PERIODS = {"month": "P1M", "year": "P1Y", "week": "P1W"}


def as_course(program: Program) -> Node:
    """Return the course; what was not stated is left out."""
    return _stated(
        {
            "@type": "Course",
            "identifier": program.id,
            "name": program.title,
            "url": program.url,
            "description": program.description,
            "provider": _organization(program.provider or program.institution),
            "sourceOrganization": _organization(program.institution if program.provider else None),
            "inLanguage": list(program.language),
            "educationalLevel": None if program.level == "unknown" else _label(program.level),
            "teaches": list(program.outcomes),
            "keywords": list(program.skills),
            "coursePrerequisites": program.prerequisites,
            "educationalCredentialAwarded": _credential(program),
            "numberOfCredits": _credits(program),
            "financialAidEligible": program.funding,
            "timeRequired": _hours(program.duration),
            "isAccessibleForFree": _is_free(program.price),
            "offers": [offer | _availability(program) for offer in _offers(program.price)],
            "hasCourseInstance": _instance(program),
            "dateModified": program.as_of,
        }
    )


def _stated(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _typed(kind: str, **values: Any) -> Node | None:
    """Return a node of a type, or None where nothing is stated in it."""
    told = _stated(values)
    return {"@type": kind} | told if told else None


def _label(word: str) -> str:
    return word.replace("_", " ").capitalize()


def _organization(name: str | None) -> Node | None:
    return _typed("Organization", name=name)


def _credential(program: Program) -> Node | None:
    years = program.valid_years
    return _typed(
        "EducationalOccupationalCredential",
        credentialCategory=_label(program.credential) if program.credential else None,
        recognizedBy=_organization(program.awarding_body),
        validFor=f"P{years:g}Y" if years else None,
    )


def _credits(program: Program) -> Node | None:
    if program.credits is None:
        return None
    return _typed("StructuredValue", value=str(program.credits.amount), name=program.credits.scheme)


# --- time -------------------------------------------------------------------------------------------------


def _hours(duration: Duration) -> str | None:
    """Return the hours of work as ISO 8601, which has no word for "8 to 16": a range is in the workload.

    Hours that are weeks times weekly effort are not stated by anybody: the weeks and the effort are.
    """
    is_stated = duration.hours_min == duration.hours_max and not duration.derived
    return _iso(duration.hours_min) if is_stated else None


def _iso(hours: float | None) -> str | None:
    if hours is None:
        return None
    minutes = round(hours * 60)
    whole, rest = divmod(minutes, 60)
    return "PT" + (f"{whole}H" if whole or not rest else "") + (f"{rest}M" if rest else "")


def _workload(duration: Duration) -> str | None:
    parts = (
        None if duration.derived else _range(duration.hours_min, duration.hours_max, "hours"),
        _range(duration.weeks_min, duration.weeks_max, "weeks"),
        _range(duration.hours_per_week_min, duration.hours_per_week_max, "hours per week"),
    )
    return ", ".join(part for part in parts if part) or None


def _range(low: float | None, high: float | None, unit: str) -> str | None:
    if low is None or high is None:
        word, number = ("up to", high) if low is None else ("at least", low)
        return None if number is None else f"{word} {number:g} {unit}"
    return f"{low:g} {unit}" if low == high else f"{low:g} to {high:g} {unit}"


def _schedule(duration: Duration) -> Node | None:
    weeks, hours = duration.weeks_min, duration.hours_per_week_min
    if not weeks or weeks != duration.weeks_max or weeks % 1:
        return None
    each = _iso(hours) if hours and hours == duration.hours_per_week_max else None
    return _typed("Schedule", repeatFrequency="Weekly", repeatCount=int(weeks), duration=each)


def _instance(program: Program) -> Node | None:
    return _typed(
        "CourseInstance",
        courseMode=[word for word in (program.mode, program.pace) if word],
        location=_typed("Place", name=program.place),
        startDate=program.start and program.start.isoformat(),
        endDate=program.end and program.end.isoformat(),
        courseWorkload=_workload(program.duration),
        courseSchedule=_schedule(program.duration),
    )


# --- money ------------------------------------------------------------------------------------------------


def _is_free(price: Price) -> bool | None:
    """Tell whether learning is free; nothing stated is neither."""
    return None if price.kind == "unknown" else price.kind in ("free", "free_to_learn")


def _availability(program: Program) -> Node:
    word = _AVAILABLE.get(program.status or "")
    return {"availability": f"https://schema.org/{word}"} if word else {}


def _offers(price: Price) -> Iterator[Node]:
    category = _CATEGORIES.get(price.kind)
    if category:
        yield _stated({"@type": "Offer", "category": category} | _amount(price))
    if price.certificate_amount is not None:
        certificate = {"@type": "Offer", "name": "Certificate", "price": str(price.certificate_amount)}
        yield _stated(certificate | {"priceCurrency": price.currency})


def _amount(price: Price) -> Node:
    if price.kind == "free":
        return {"price": "0", "priceCurrency": price.currency}
    if price.amount is None and price.amount_max is None:
        return {}
    if price.amount_max is None and price.per not in _PERIODS:
        return {"price": _text(price.amount), "priceCurrency": price.currency}
    return {"priceCurrency": price.currency, "priceSpecification": _specification(price)}


def _specification(price: Price) -> Node | None:
    is_range = price.amount_max is not None
    return _typed(
        "UnitPriceSpecification",
        price=None if is_range else _text(price.amount),
        minPrice=_text(price.amount) if is_range else None,
        maxPrice=_text(price.amount_max),
        priceCurrency=price.currency,
        billingDuration=_PERIODS.get(price.per or ""),
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
