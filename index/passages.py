"""What of a programme is embedded: its text, and nothing that could buy a rank."""

from collections.abc import Callable, Mapping
from typing import Literal

from catalog.program import Program
from index.encoder import EncoderCard

TEMPLATE_VERSION = 3
"""Raised whenever a passage of the same programme would read differently: old vectors are then not reused."""

# The first sentences say what a programme is about; the default model was trained on 128 tokens, and
# what is longer costs time and moves nothing (docs/ranking.md).
_DESCRIPTION_LENGTH = 400
_LONGEST = 700
# What E5 ranks best: the more words, the more alike it finds everything.
_SHORT_DESCRIPTION = 160
_SHORT_SKILLS = 6

TextKind = Literal["long", "short", "title"]


def passage(program: Program) -> str:
    """Return the text that stands for the whole programme; neither provider nor price is in it."""
    description = program.description or ""
    # Outcomes are often sentences of the description: said once is enough.
    outcomes = [outcome for outcome in program.outcomes if outcome not in description]
    about = _cut(description, _DESCRIPTION_LENGTH)
    return _cut(_joined(program.title, about, ", ".join(program.skills), " ".join(outcomes)), _LONGEST)


def short_passage(program: Program) -> str:
    """Return the little that stands for a programme where an encoder prefers it: title, beginning, skills."""
    skills = ", ".join(program.skills[:_SHORT_SKILLS])
    return _joined(program.title, _cut(program.description or "", _SHORT_DESCRIPTION), skills)


def title_passage(program: Program) -> str:
    """Return the text of the title leg: the title alone."""
    return program.title


TEXT_OF: Mapping[TextKind, Callable[[Program], str]] = {
    "long": passage,
    "short": short_passage,
    "title": title_passage,
}


def text_kind(card: EncoderCard, leg: str) -> TextKind:
    """Return which text of a programme an encoder embeds for a leg (`index.manifest.LEGS`)."""
    return "title" if leg == "title" else card.passages


def _joined(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0]
