"""Errors that a person reads: each is one sentence that names the thing and the cure.

RungError
├── CatalogError     a file that is no catalogue, or has nothing to keep
└── GenerationError  an index that is missing, damaged, foreign or locked
"""


class RungError(Exception):
    """A refusal for a reason about the input; the command line prints it and exits 1."""


class CatalogError(RungError):
    """A file cannot be read as a catalogue."""


class GenerationError(RungError):
    """No generation can be opened, built or restored."""
