"""Objects of JSON-LD: keys without their prefixes, references followed, names in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from catalog.sources.record import Node, Nodes, items, text_of

_PREFIXES = (
    "schema:",
    "http://schema.org/",
    "https://schema.org/",
    "ceterms:",
    "ceasn:",
    "elm:",
    "dcterms:",
    "dc:",
)
_NAMES = ("name", "title", "prefLabel", "targetNodeName", "legalName", "alternateName", "targetName", "label",
          "noteLiteral", "description", "@value", "value")  # fmt: skip
_PREFERRED = ("en", "en-us", "en-gb", "und", "@none")


@dataclass(frozen=True, slots=True)
class Thing:
    """One object: its types, its values by plain key, and its path in the record."""

    values: Mapping[str, object] = field(default_factory=dict)
    path: str = ""
    nodes: Nodes = field(default_factory=dict)

    @property
    def types(self) -> set[str]:
        """Return the types without their vocabulary."""
        told = [*items(self.values.get("@type")), *items(self.values.get("type"))]
        return {plain_key(one) for one in told if isinstance(one, str)}

    def get(self, key: str) -> object:
        """Return the value at a key, or None."""
        return self.values.get(key)

    def things(self, key: str) -> list["Thing"]:
        """Return the objects at a key; what is only referred to is looked up in the file."""
        at = f"{self.path}.{key}" if self.path else key
        values = items(self.values.get(key))
        places = [f"{at}[{place}]" if len(values) > 1 else at for place in range(len(values))]
        found = [(self.described(value), place) for value, place in zip(values, places, strict=True)]
        return [thing(value, self.nodes, place) for value, place in found if isinstance(value, Mapping)]

    def described(self, value: object) -> object:
        """Return the object that a reference names, else the value itself."""
        named = value
        if isinstance(value, Mapping) and not set(value) - {"@id", "id", "@type", "type"}:
            named = value.get("@id") or value.get("id") or value
        return self.nodes.get(named, value) if isinstance(named, str) else value


def thing(node: Node, nodes: Nodes | None = None, path: str = "") -> Thing:
    """Return an object with plain keys."""
    return Thing({plain_key(key): value for key, value in node.items()}, path, nodes or {})


@lru_cache(maxsize=10_000)
def plain_key(key: str) -> str:
    """Return a key or a type without its vocabulary ("schema:name" -> "name")."""
    return next((key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix)), key)


def named(node: Thing, key: str) -> list[str]:
    """Return the texts at a key: as they stand, by the names of its objects, in one of their languages."""
    return [text for value in items(node.get(key)) for text in _texts(node, value)]


def _texts(node: Thing, value: object) -> list[str]:
    text = text_of(value)
    if text is not None:
        described = node.described(value)
        return _texts(node, described) if isinstance(described, Mapping) else [text]
    value = node.described(value)
    if not isinstance(value, Mapping):
        return []
    if "@value" in value:
        return [text] if (text := text_of(value["@value"])) else []
    inner = thing(value, node.nodes)
    for name in _NAMES:
        found = in_one_language(inner.get(name))
        if found:
            return found
    return in_one_language(value)


def in_one_language(value: object) -> list[str]:
    """Return the texts of a value; of {"en": ..., "de": ...} those of one language, English if there is."""
    if isinstance(value, Mapping):
        spoken = {key.casefold(): one for key, one in value.items() if _is_language(key)}
        if len(spoken) != len(value) or not spoken:
            return []
        best = next((code for code in _PREFERRED if code in spoken), next(iter(spoken)))
        return in_one_language(spoken[best])
    return [text for one in items(value) if (text := _worded(one))]


def _worded(value: object) -> str | None:
    """Return a text, also one that is written with its language ({"@language": "en", "@value": ...})."""
    return text_of(value.get("@value")) if isinstance(value, Mapping) else text_of(value)


def _is_language(key: str) -> bool:
    first = key.split("-", maxsplit=1)[0]
    return key == "@none" or (2 <= len(first) <= 3 and first.isascii() and first.isalpha() and len(key) <= 12)
