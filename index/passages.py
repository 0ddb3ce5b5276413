"""What of a programme is embedded: its text, and nothing that could buy a rank."""

from catalog.program import Program

TEMPLATE_VERSION = 1
"""Raised whenever a passage of the same programme would read differently: old vectors are then not reused."""


def passage(program: Program) -> str:
    """Return the text that stands for the whole programme; neither provider nor price is in it."""
    parts = [program.title, program.description or "", ", ".join(program.skills), " ".join(program.outcomes)]
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def title_passage(program: Program) -> str:
    """Return the text of the title leg: the title alone."""
    return program.title
