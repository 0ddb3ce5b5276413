"""Single readings as `rung catalog value` prints them, and contexts as it takes them."""

from collections.abc import Mapping

from catalog.reading import Context


def context_from_json(mapping: Mapping[str, object]) -> Context:
    """Return the context that `mapping` describes; unknown keys are ignored."""
    return Context()


def read_value(kind: str, text: str, context: Context = Context()) -> dict[str, object]:
    """Return the reading of one text of one kind in the form that is printed."""
    return {}
