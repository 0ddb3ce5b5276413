"""European Learning Model: learning opportunities, what they award, and micro-credentials once issued.

Terms: data.europa.eu/snb/model/elm (LearningOpportunity, LearningAchievementSpecification, Qualification).
"""

from collections.abc import Iterator, Mapping, Sequence

from catalog.cells import as_number, is_url
from catalog.reading import Context
from catalog.reading.price import read_price
from catalog.sources.linked import Thing, named, thing
from catalog.sources.record import Node, Nodes, Record, text_of

FORM = "elm"
SPECIFICATIONS = {"LearningAchievementSpecification", "Qualification"}
_OPPORTUNITY = {"LearningOpportunity"}
_ISSUED = {"EuropeanDigitalCredential", "EuropassCredential", "LearningAchievement"}


def claims(record: Node) -> bool:
    """Tell an opportunity, a specification or an issued credential by its type and its claim or title."""
    found = thing(record)
    if found.types & (_OPPORTUNITY | SPECIFICATIONS | {"LearningAchievement"}):
        return bool(found.get("title"))
    return bool(found.types & _ISSUED) and bool(_achievements(found))


def read(record: Node, nodes: Nodes) -> Iterator[Record]:
    """Yield what is offered, or each achievement that a credential awards."""
    root = thing(record, nodes)
    if root.types & (_OPPORTUNITY | SPECIFICATIONS):
        yield _record(root, _specification(root))
        return
    for achievement in [root] if "LearningAchievement" in root.types else _achievements(root):
        yield _record(achievement, _specification(achievement))


def _achievements(credential: Thing) -> list[Thing]:
    return [
        claim
        for subject in credential.things("credentialSubject")
        for claim in subject.things("hasClaim")
        if claim.get("title")
    ]


def _specification(root: Thing) -> Thing | None:
    places = [one for key in ("learningAchievementSpecification", "specifiedBy") for one in root.things(key)]
    return next(iter(places), None)


def _record(root: Thing, specification: Thing | None) -> Record:
    found = Record(FORM)
    for node in (root, specification):
        if node is not None:
            _put_texts(found, node)
            _put_outcomes(found, node)
            _put_credits(found, node)
            _put_levels(found, node)
    _put_lengths(found, [node for node in (root, specification) if node is not None])
    _put_organisations(found, root, specification)
    _put_prices(found, root)
    for period in root.things("temporal")[:1]:
        for name, key in (("start", "startDate"), ("end", "endDate")):
            found.put(name, f"{period.path}.{key}", text_of(period.get(key)))
    return found


_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "description": ("description", "learningOutcomeSummary"),
    "prerequisites": ("entryRequirement", "admissionProcedure"),
    "mode": ("mode", "learningScheduleType"),
    "as_of": ("dateModified", "modified"),
    "credential": ("dcType", "category"),
}


def _put_texts(found: Record, node: Thing) -> None:
    at = f"{node.path}." if node.path else ""
    for name, keys in _TEXTS.items():
        for key in keys if name not in found.cells else ():
            texts = [text for text in named(node, key) if not is_url(text)]
            found.put(name, f"{at}{key}", texts[0] if name == "title" and texts else ", ".join(texts))
    for language in node.things("language") if "language" not in found.cells else ():
        code = (text_of(language.get("id")) or text_of(language.get("@id")) or "").rpartition("/")[2]
        found.put("language", f"{language.path}", code or ", ".join(named(node, "language")))
    for page in (*node.things("homepage"), *node.things("supplementaryDocument")):
        address = (
            text_of(page.get("contentURL"))
            or text_of(page.get("contentUrl"))
            or text_of(page.get("id"))
            or ""
        )
        if is_url(address) and "url" not in found.cells:
            found.put("url", f"{page.path}.contentURL", address)


def _put_outcomes(found: Record, node: Thing) -> None:
    outcomes = node.things("learningOutcome")
    path = f"{node.path}.learningOutcome[].title".lstrip(".")
    found.put("outcomes", path, [text for one in outcomes for text in named(one, "title")])
    skills = [
        text for one in outcomes for key in ("relatedESCOSkill", "relatedSkill") for text in named(one, key)
    ]
    found.put(
        "skills",
        path.replace("title", "relatedSkill"),
        list(dict.fromkeys(s for s in skills if not is_url(s))),
    )


def _put_credits(found: Record, node: Thing) -> None:
    for one in node.things("creditPoint")[:1] if "credits" not in found.cells else ():
        points = text_of(one.get("point")) or ""
        scheme = next(iter(named(one, "framework")), "")
        if as_number(points) is not None:
            found.put("credits", f"{one.path}.point", f"{points} {'' if is_url(scheme) else scheme}".strip())


def _put_lengths(found: Record, nodes: Sequence[Thing]) -> None:
    """How much work it is, then how long it lasts, by the two properties that say so."""
    for key in ("volumeOfLearning", "duration"):
        for node in nodes:
            for text in named(node, key)[:1]:
                found.put("duration", f"{node.path}.{key}".lstrip("."), text)


def _put_levels(found: Record, node: Thing) -> None:
    for level in node.things("eqfLevel")[:1] if "level_framework" not in found.cells else ():
        number = (text_of(level.get("id")) or text_of(level.get("@id")) or "").rpartition("/")[2]
        label = f"EQF {number}" if number.isdecimal() else ", ".join(named(node, "eqfLevel"))
        found.put("level_framework", f"{level.path}", label)


def _put_organisations(found: Record, root: Thing, specification: Thing | None) -> None:
    places = [("provider", root, key) for key in ("providedBy", "publisher")]
    awards = [
        one
        for node in (root, specification)
        if node
        for key in ("awardedBy", "awardingOpportunity")
        for one in node.things(key)
    ]
    places += [("awarding_body", one, "awardingBody") for one in awards]
    for name, node, key in places:
        texts = [text for text in named(node, key) if not is_url(text)]
        if texts and name not in found.cells:
            found.put(name, f"{node.path}.{key}".lstrip("."), texts[0])


def _put_prices(found: Record, root: Thing) -> None:
    for detail in root.things("priceDetail"):
        for amount in detail.things("amount"):
            unit = next(iter(amount.things("unit")), amount)
            code = (text_of(unit.get("id")) or text_of(unit.get("@id")) or "").rpartition("/")[2]
            words = text_of(amount.get("value"))
            if words and read_price(words, Context(column="price")).value.kind != "unknown":
                found.put("price", f"{amount.path}.value", f"{words} {code}".strip(), words=words)
        if not detail.things("amount"):
            found.put(
                "price", detail.path, ", ".join(named(detail, "prefLabel") + named(detail, "description"))
            )
