"""Open Badges 2 and 3: what is recognised, by whom and for what; they never state a price or a length.

Terms: imsglobal.org/spec/ob/v3p0 (Achievement, AchievementCredential), openbadges.org v2 (BadgeClass).
"""

from collections.abc import Iterator

from catalog.cells import as_number, is_url
from catalog.sources.linked import Thing, named, thing
from catalog.sources.record import Node, Nodes, Record, items, text_of

FORM = "badges"
_ACHIEVEMENTS = {"Achievement", "BadgeClass"}
_CREDENTIALS = {"OpenBadgeCredential", "AchievementCredential", "Assertion"}


def claims(record: Node) -> bool:
    """Tell a badge, or a credential that awards one, by its type."""
    found = thing(record)
    if found.types & _ACHIEVEMENTS:
        return bool(found.get("name"))
    return bool(found.types & _CREDENTIALS) and any(one.get("name") for one in _achievements(found))


def read(record: Node, nodes: Nodes) -> Iterator[Record]:
    """Yield the badge that a record describes or awards."""
    root = thing(record, nodes)
    achievements = [root] if root.types & _ACHIEVEMENTS else _achievements(root)
    for achievement in [one for one in achievements if one.get("name")][:1]:
        yield _record(root, achievement)


def _achievements(credential: Thing) -> list[Thing]:
    subjects = credential.things("credentialSubject")
    return [
        *(one for subject in subjects for one in subject.things("achievement")),
        *credential.things("badge"),
    ]


def _record(root: Thing, achievement: Thing) -> Record:
    found = Record(FORM)
    at = f"{achievement.path}." if achievement.path else ""
    found.put("title", f"{at}name", next(iter(named(achievement, "name")), None))
    found.put("description", f"{at}description", next(iter(named(achievement, "description")), None))
    found.put("code", f"{at}humanCode", text_of(achievement.get("humanCode")))
    for node, key in ((root, "issuer"), (achievement, "issuer"), (achievement, "creator")):
        names = [name for name in named(node, key) if not is_url(name)]
        if names and "provider" not in found.cells:
            found.put("provider", f"{node.path}.{key}.name".lstrip("."), names[0])
    _put_criteria(found, achievement, at)
    found.put("skills", f"{at}tag", [*named(achievement, "tag"), *named(achievement, "tags")])
    _put_kind(found, achievement, at)
    credits = text_of(achievement.get("creditsAvailable"))
    if credits and as_number(credits) is not None:
        found.put("credits", f"{at}creditsAvailable", credits)
    return found


def _put_criteria(found: Record, achievement: Thing, at: str) -> None:
    """What one shows to earn it, and what it is aligned to, is what one can do then."""
    criteria = achievement.things("criteria")
    narratives = [text for one in criteria for text in named(one, "narrative")]
    narratives += [
        text for text in items(achievement.get("criteria")) if isinstance(text, str) and not is_url(text)
    ]
    aligned = [text for one in achievement.things("alignment") if (text := _aligned(one))]
    path = f"{at}criteria.narrative" if narratives else f"{at}alignment[].targetName"
    found.put("outcomes", path, list(dict.fromkeys([*narratives, *aligned])))
    pages = [text_of(one) for one in items(achievement.get("criteria"))] + [
        text_of(one.get("id")) for one in criteria
    ]
    places = [
        (f"{at}id", text_of(achievement.get("id")) or text_of(achievement.get("@id"))),
        *((f"{at}criteria", page) for page in pages),
    ]
    for place, address in sorted(places, key=lambda one: (one[1] or "").endswith(".json")):
        if "url" not in found.cells and address and is_url(address):
            found.put("url", place, address)


def _aligned(alignment: Thing) -> str | None:
    """Return what an alignment is about; a name that is only a code has its description instead."""
    name, text = (text_of(alignment.get(key)) for key in ("targetName", "targetDescription"))
    is_code = name is None or name == text_of(alignment.get("targetCode"))
    return (text or name) if is_code else name


def _put_kind(found: Record, achievement: Thing, at: str) -> None:
    kind = text_of(achievement.get("achievementType"))
    if kind and "degree" in kind.casefold():
        found.put("credential", f"{at}achievementType", "degree", words=kind)
    else:
        types = ", ".join(sorted(achievement.types))
        found.put("credential", f"{at}type", "badge", words=kind or types)
