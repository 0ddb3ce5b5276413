"""Errors that a person reads: each is one sentence that names the thing and the cure.

RungError
├── CatalogError     a file that is no catalogue, or has nothing to keep
└── GenerationError  an index that is missing, damaged, foreign or locked
    └── NoCatalogueError  a goal, while there is no catalogue to search in
"""

import errno
import sys
from collections.abc import Callable


class RungError(Exception):
    """A refusal for a reason about the input; the command line prints it and exits 1."""


class CatalogError(RungError):
    """A file cannot be read as a catalogue."""


class GenerationError(RungError):
    """No generation can be opened, built or restored."""


class NoCatalogueError(GenerationError):
    """There is nothing to search in: the service runs, so that an administrator can put it right."""


def refusing(command: Callable[[], object]) -> None:
    """Run a command; a refusal is its one sentence on standard error and exit code 1."""
    try:
        command()
    except RungError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except OSError as trouble:
        if trouble.errno != errno.ENOSPC:
            raise
        print(
            "The output cannot be written: no space is left there. Make room, or name another place.",
            file=sys.stderr,
        )
        sys.exit(1)
