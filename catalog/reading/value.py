"""Single readings as `rung catalog value` prints them, and contexts as it takes them."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.credential import read_credential
from catalog.reading.duration import read_duration
from catalog.reading.language import read_languages
from catalog.reading.level import read_level
from catalog.reading.outcomes import read_outcomes
from catalog.reading.pace import read_pace
from catalog.reading.price import read_price

TEXT_FIELDS = ("column", "provider", "country", "unit_hint", "credential", "course_type", "format")


def context_from_json(mapping: Mapping[str, object]) -> Context:
    """Return the context that `mapping` describes; unknown keys are ignored."""
    told = {name: str(mapping[name]) for name in TEXT_FIELDS if mapping.get(name) is not None}
    companion = mapping.get("companion")
    return Context(**told, companion=companion if isinstance(companion, Mapping) else {})


def read_value(kind: str, text: str, context: Context = NO_CONTEXT) -> dict[str, object]:
    """Return the reading of one text of one kind in the form that is printed.

    An unknown kind raises KeyError: the caller names the kinds, which are the keys of `KINDS`.
    """
    name, read = KINDS[kind]
    reading = read(text, context)
    value = msgspec.to_builtins(reading.value)
    fields = value if name is None else {name: list(value) if isinstance(value, tuple) else value}
    doubts = {"how": reading.how, "warning": reading.warning}
    return {**fields, **{key: told for key, told in doubts.items() if told}}


KINDS: Mapping[str, tuple[str | None, Callable[[str, Context], Reading[Any]]]] = {
    "duration": (None, read_duration),
    "price": (None, read_price),
    "level": ("level", read_level),
    "language": ("languages", read_languages),
    "credential": ("credential", read_credential),
    "pace": ("pace", read_pace),
    "outcomes": ("outcomes", lambda text, _: read_outcomes(text)),
}
