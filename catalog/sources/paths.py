"""Paths in nested records -> fields: a path is read as a header is, with the names around it."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from catalog.sources.columns import Column, column_of

DEEPER = 10
_AMOUNTS = {"price", "certificate_price", "duration", "credits"}
_IDENTITY = {
    "title", "url", "description", "code", "provider", "institution", "awarding_body", "status", "as_of"
}  # fmt: skip


@lru_cache(maxsize=20_000)
def column_at(path: tuple[str, ...]) -> Column | None:
    """Return what stands at a path of keys, or None: "dauer.bezeichnung" is a duration."""
    *parents, name = (key.removeprefix("field_") for key in path)
    around = [parent for parent in parents if not (is_word("wrappers", parent) or _is_occurrence(parent))]
    found = _column(around, name)
    if found is None:
        return None
    if any(map(_is_occurrence, parents)) and found.field in _IDENTITY:
        return None  # what an offer or a run is called is no name of the programme
    return replace(found, rank=found.rank + DEEPER * len(parents))


def _column(around: Sequence[str], name: str) -> Column | None:
    if not around:
        return column_of(name)
    if len(around) > 1:
        return None  # what belongs to a part of a part says nothing of the programme
    parent = column_of(around[0])
    if parent and is_word("amounts", name) and parent.field in _AMOUNTS:
        return parent  # the least ("min") of a duration, no minutes
    joined = column_of(f"{around[0]} {name}")
    if joined or parent is None:
        return joined
    if is_naming(name):
        return parent
    return replace(parent, beside=True) if parent.field == "price" and is_word("units", name) else None


def _is_occurrence(name: str) -> bool:
    return is_word("occurrences", name)


def is_naming(name: str) -> bool:
    """Tell whether a key only names what it stands in ("name", "label"), or its language ("en")."""
    return is_word("naming", name) or name.casefold() in _group("languages")


@lru_cache(maxsize=20_000)
def is_word(group: str, name: str) -> bool:
    """Tell whether a key is one of a group of words that shape records."""
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "") in _group(group)


@cache
def _group(group: str) -> frozenset[str]:
    return frozenset(_words()[group])


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((files("catalog.sources") / "records.toml").read_text(encoding="utf-8"))
