"""The only way to change what is served: lock, draft, sync, verify, swap; and the way back.

The protocol: a draft becomes visible by one rename, after every byte of it is on the disk and was
read back as a reader would. A crash at any point leaves the old generation served, whole.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from catalog.errors import GenerationError
from index.disk import alone, sync
from index.generation import Generation, verify_generation
from index.manifest import (
    CURRENT,
    HELD,
    UNDONE,
    current_number,
    folder_of,
    generation_numbers,
    held_number,
    linked_number,
    number_of,
    previous_number,
)

Step = Callable[[str], None]
"""Hears the name of each step of the protocol after it was taken; the tests kill there."""

STEPS = (
    "locked",
    "orphans removed",
    "folder made",
    "catalogue written",
    "vectors written",
    "manifest written",
    "files synced",
    "verified",
    "linked",
    "swapped",
    "done",
)
LOCK = "build.lock"
_TMP = ".tmp-"


def no_step(name: str) -> None:
    """Do nothing."""


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the one lock of a data folder; the kernel frees it when the process ends, however it ends."""
    refusal = GenerationError(f"A build is already running in {data}. Wait until it has ended.")
    with alone(data / LOCK, refusal):
        yield


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise GenerationError(
            f"{data} cannot be written ({reason}); what was served stays. Name another folder: --data DIR"
        ) from error


@contextmanager
def draft(data: Path, step: Step = no_step) -> Iterator[Path]:
    """Make the folder of the next generation; it is removed again where the block fails."""
    folder = folder_of(data, max([0, *generation_numbers(data)]) + 1)
    try:
        folder.mkdir()
        step("folder made")
        yield folder
    except BaseException:
        with suppress(OSError):
            remove_orphans(data)
        raise


def remove_orphans(data: Path) -> None:
    """Remove what an interrupted build left, and what is neither served, nor the way back, nor held."""
    current = linked_number(data / CURRENT)
    kept = {current, None if current is None else previous_number(data, current), held_number(data)}
    for number in generation_numbers(data):
        if number not in kept:
            shutil.rmtree(folder_of(data, number))
    if held_number(data) is None:
        (data / HELD).unlink(missing_ok=True)
    for path in data.glob(f"{_TMP}*"):
        path.unlink()


def finish(folder: Path, step: Step = no_step) -> Generation:
    """Bring a finished draft to the disk and verify it; it is neither served nor held yet."""
    data = folder.parent
    for path in sorted(folder.iterdir()):
        sync(path)
    sync(folder)
    sync(data)
    step("files synced")
    generation = verify_generation(data, number_of(folder))
    step("verified")
    return generation


def publish(folder: Path, step: Step = no_step) -> None:
    """Make a verified generation the served one, or raise and change nothing; none is held any more.

    What was held was made to follow the one that was served until now.
    """
    data = folder.parent
    swap(data, CURRENT, folder.name, step)
    with suppress(OSError):  # it is done; a link that is left says nothing of what is served
        (data / HELD).unlink(missing_ok=True)
    step("done")


def hold(folder: Path, step: Step = no_step) -> None:
    """Keep a verified generation aside, in place of another that was held, or raise and change nothing."""
    swap(folder.parent, HELD, folder.name, step)
    step("done")


def swap(data: Path, link: str, target: str, step: Step = no_step) -> None:
    """Point a link elsewhere by one rename that lasts, or raise and leave it as it was."""
    before = linked_number(data / link)
    back = data / f"{_TMP}back"
    if before is not None:
        _link(back, f"gen-{before}")
    try:
        _point(data, link, target, step)
    except OSError:
        # A swap that could not be made durable was not "done", so it must not be seen. The way
        # back was laid before: on a full disk a rename still works where a new link does not.
        if before is None:
            (data / link).unlink(missing_ok=True)
        else:
            os.replace(back, data / link)  # noqa: PTH105
        raise
    with suppress(OSError):  # it is done; the next build removes what is left
        back.unlink(missing_ok=True)


def _point(data: Path, link: str, target: str, step: Step = no_step) -> None:
    new = data / f"{_TMP}{link}"
    _link(new, target)
    step("linked")
    os.replace(new, data / link)  # noqa: PTH105 - the call of the protocol, by its own name
    step("swapped")
    sync(data)


def _link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def rollback(data: Path) -> int:
    """Serve the previous generation again (or, after a rollback, the newer one) and return its number."""
    current_number(data)
    with writing(data), locked(data):
        current = current_number(data)
        target = previous_number(data, current)
        if target is None:
            raise GenerationError(f"There is no other catalogue version in {data} to go back to.")
        verify_generation(data, target)
        if target < current:
            # First the link, which says nothing while `current` still points to the same generation.
            _point(data, UNDONE, f"gen-{current}")
        swap(data, CURRENT, f"gen-{target}")
    return target
