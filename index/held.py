"""The generation that is held: built, sealed and verified, but not served until somebody says so."""

import shutil
from pathlib import Path

from catalog.errors import GenerationError
from index.disk import sync
from index.generation import Generation, verify_generation
from index.manifest import HELD, folder_of, held_number
from index.publish import Step, locked, no_step, publish, writing

RELEASE_STEPS = ("locked", "verified", "linked", "swapped", "done")
"""What `release` does after each of which it may be killed."""
DISCARD_STEPS = ("locked", "let go", "done")
"""The same of `discard`."""


def held(data: Path) -> int | None:
    """Return the number of the generation that is held, or None."""
    return held_number(data)


def open_held(data: Path) -> Generation:
    """Open the held generation, to be asked as the served one is."""
    return Generation.read(data, _held(data))


def release(data: Path, step: Step = no_step) -> int:
    """Serve the held generation and return its number; or raise, and what was served stays."""
    _held(data)
    with writing(data), locked(data):
        number = _held(data)
        step("locked")
        generation = verify_generation(data, number)
        step("verified")
        publish(generation.folder, step)
    return number


def discard(data: Path, step: Step = no_step) -> int:
    """Throw the held generation away and return its number; what is served stays."""
    _held(data)
    with writing(data), locked(data):
        number = _held(data)
        step("locked")
        (data / HELD).unlink()
        sync(data)
        step("let go")  # from here on it is an orphan, which the next build removes
        shutil.rmtree(folder_of(data, number))
        step("done")
    return number


def _held(data: Path) -> int:
    number = held(data)
    if number is None:
        raise GenerationError(f"No catalogue version is held in {data}: nothing waits to be released.")
    return number
