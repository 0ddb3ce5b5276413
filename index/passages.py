"""What of a programme is embedded: its text, and nothing that could buy a rank."""

from catalog.program import Program

TEMPLATE_VERSION = 2
"""Raised whenever a passage of the same programme would read differently: old vectors are then not reused."""

# The first sentences say what a programme is about; the default model was trained on 128 tokens, and
# what is longer costs time and moves nothing (docs/ranking.md).
_DESCRIPTION_LENGTH = 400
_LONGEST = 700


def passage(program: Program) -> str:
    """Return the text that stands for the whole programme; neither provider nor price is in it."""
    description = program.description or ""
    # Outcomes are often sentences of the description: said once is enough.
    outcomes = [outcome for outcome in program.outcomes if outcome not in description]
    parts = [
        program.title,
        _cut(description, _DESCRIPTION_LENGTH),
        ", ".join(program.skills),
        " ".join(outcomes),
    ]
    return _cut(". ".join(part.strip().rstrip(".") for part in parts if part.strip()), _LONGEST)


def title_passage(program: Program) -> str:
    """Return the text of the title leg: the title alone."""
    return program.title


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0]
