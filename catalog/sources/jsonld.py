"""schema.org Course, CourseInstance and EducationalOccupationalProgram in JSON-LD, at any depth.

Properties: schema.org; how pages use them: Google's course-info structured data.
"""

from collections.abc import Iterator, Mapping

from catalog.cells import is_url
from catalog.reading.pace import read_pace
from catalog.sources.linked import Thing, named, thing
from catalog.sources.offers import put_price
from catalog.sources.record import Node, Nodes, Record, text_of
from catalog.sources.schedule import put_duration

FORM = "jsonld"
TYPES = {"Course", "CourseInstance", "EducationalOccupationalProgram", "WorkBasedProgram"}
_AVAILABILITY = {"soldout": "full", "discontinued": "closed", "outofstock": "full", "instock": "open"}


def claims(record: Node) -> bool:
    """Tell a named course of schema.org by its type."""
    found = thing(record)
    return bool(found.types & TYPES) and bool(found.get("name") or found.get("headline"))


def read(record: Node, nodes: Nodes) -> Iterator[Record]:
    """Yield the programme that a record describes."""
    course, found = thing(record, nodes), Record(FORM)
    instances = course.things("hasCourseInstance") or ([course] if "CourseInstance" in course.types else [])
    for name, keys in _TEXTS.items():
        _put_first(found, name, course, keys)
    for instance in instances[:1]:
        _put_instance(found, instance)
    _put_address(found, course)
    _put_credential(found, course)
    put_duration(found, course, instances)
    put_price(found, course, instances)
    _put_status(found, course)
    yield found


_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("name", "headline"),
    "code": ("courseCode", "identifier"),
    "description": ("description", "abstract"),
    "provider": ("provider", "publisher", "sourceOrganization", "creator"),
    "awarding_body": ("recognizedBy",),
    "outcomes": ("teaches", "competencyTaught"),
    "skills": ("skills", "keywords", "about"),
    "prerequisites": ("coursePrerequisites", "programPrerequisites", "competencyRequired"),
    "level": ("educationalLevel",),
    "language": ("inLanguage", "availableLanguage"),
    "mode": ("courseMode", "educationalProgramMode", "learningResourceType"),
    "funding": ("financialAidEligible",),
    "start": ("startDate",),
    "end": ("endDate",),
    "as_of": ("dateModified", "datePublished"),
}
_LISTS = {"outcomes", "skills"}


def _put_first(found: Record, name: str, node: Thing, keys: tuple[str, ...], at: str = "") -> None:
    if name in found.cells:
        return
    for key in keys:
        texts = named(node, key)
        if texts:
            value = texts if name in _LISTS else ", ".join(texts)
            found.put(
                name, f"{at}{key}", texts[0] if name in {"title", "code", "as_of", "provider"} else value
            )
            return


def _put_instance(found: Record, instance: Thing) -> None:
    """What holds for one time it is given: where, when, how and in which language."""
    at = f"{instance.path}." if instance.path else ""
    keys = {
        "mode": ("courseMode",),
        "language": ("inLanguage",),
        "start": ("startDate",),
        "end": ("endDate",),
        "place": ("location",),
    }
    for name, names in keys.items():
        _put_first(found, name, instance, names, at)
    for text in named(instance, "courseMode"):
        if read_pace(text).value is not None:
            found.put("pace", f"{at}courseMode", text)
            break


def _put_address(found: Record, course: Thing) -> None:
    offers = [offer.get("url") for offer in course.things("offers")]
    for path, value in (
        ("url", course.get("url")),
        ("@id", course.get("@id")),
        ("offers.url", next(iter(offers), None)),
    ):
        address = text_of(value) or ""
        if is_url(address):
            found.put("url", path, address)
            return


def _put_credential(found: Record, course: Thing) -> None:
    """The kind of what is awarded, then its name: "Certificate", "Certificate of Completion"."""
    for key in (
        "educationalCredentialAwarded",
        "occupationalCredentialAwarded",
        "credentialCategory",
        "programType",
    ):
        kinds = [text for award in course.things(key) for text in named(award, "credentialCategory")]
        texts = list(dict.fromkeys([*kinds, *(text for text in named(course, key) if not is_url(text))]))
        if texts:
            found.put("credential", key, ", ".join(texts))
            return


def _put_status(found: Record, course: Thing) -> None:
    for offer in course.things("offers"):
        state = (text_of(offer.get("availability")) or "").rpartition("/")[2].casefold()
        if state in _AVAILABILITY:
            found.put("status", f"{offer.path}.availability", _AVAILABILITY[state], words=state)
            return
