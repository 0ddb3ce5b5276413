"""Builds that are killed or whose disk fails, in forks of a process that has no threads: run as a script.

The tests start it with a `Wish` on standard input and read the outcomes that it prints.
"""

import errno
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Literal

import msgspec
import sqlite_utils  # noqa: F401 - so that no fork has to import it again

from catalog.errors import RungError
from catalog.importing import read_catalog
from catalog.store import Store, write_store
from index.embedding import write_embeddings
from index.encoder import TOY_MODEL, install
from index.generation import open_generation
from index.held import DISCARD_STEPS, RELEASE_STEPS, discard, held, open_held, release
from index.manifest import CATALOG, LEGS, vectors_file
from index.publish import STEPS, Step, no_step
from index.vectors import Vectors
from tests.faults.small import MixedError, build_from, hold_from, look, version_of, write_catalogue

Build = Callable[[Path, Path, Step], object]
Work = Callable[[Step], object]
Attack = Callable[[Work], int]
"""Runs a build in a child that meets a fault; returns how the child ended."""

DONE, REFUSED, CRASHED, UNHARMED = range(4)
"""The exit codes of a child; UNHARMED where the fault never came to pass. Killed is negative."""


class Wish(msgspec.Struct):
    """What to do to which writer, and how often."""

    data: str
    kind: Literal["steps", "random", "a call fails", "the disk is full", "files end early"]
    writer: Literal["protocol", "in place", "hold", "release", "discard"] = "protocol"
    trials: int = 0
    seed: int = 0


class UnharmedError(Exception):
    """The build met no fault."""


def build_in_place(source: Path, data: Path, step: Step) -> None:
    """Write the way that must fail: over what readers have open, without order, seal or rename."""
    data.mkdir(exist_ok=True)
    programs = read_catalog([source]).programs
    (data / CATALOG).unlink(missing_ok=True)
    write_store(data / CATALOG, programs)
    step("catalogue written")
    write_embeddings(data, dict(enumerate(programs, start=1)), [install(TOY_MODEL, data)], None)
    step("vectors written")


def look_in_place(data: Path) -> int:
    """Read what `build_in_place` wrote."""
    vectors = {leg: Vectors.open(data / vectors_file(TOY_MODEL, leg)) for leg in LEGS}
    return look(Store.open(data / CATALOG), vectors)


def look_at_served(data: Path) -> int:
    """Read what is served; that the generation before can be read is no excuse."""
    generation = open_generation(data)
    if generation.trouble:
        raise MixedError(generation.trouble)
    return version_of(generation)


def release_one(source: Path, data: Path, step: Step) -> None:
    """Hold a generation in peace, and release it under attack; the first one is built."""
    if not data.exists():
        build_from(source, data)
        return
    hold_from(source, data)
    release(data, step)


def discard_one(source: Path, data: Path, step: Step) -> None:
    """Hold a generation in peace, and discard it under attack; the first one is built and served."""
    hold_from(source, data)
    if held(data) is not None:
        discard(data, step)


def look_at_served_and_held(data: Path) -> int:
    """Read what is served; what is held, if anything, must be as whole."""
    if held(data) is not None:
        version_of(open_held(data))
    return look_at_served(data)


WRITERS: dict[str, tuple[Build, Callable[[Path], int]]] = {
    "protocol": (build_from, look_at_served),
    "in place": (build_in_place, look_in_place),
    "hold": (hold_from, look_at_served_and_held),
    "release": (release_one, look_at_served_and_held),
    "discard": (discard_one, look_at_served_and_held),
}


def outcomes(data: Path, writer: str, attacks: Iterable[Attack]) -> Iterator[tuple[int, str]]:
    """Build version after version under attack; yield how each build ended and what a reader then saw."""
    build, look_at = WRITERS[writer]
    build(write_catalogue(data.parent / "version0.jsonl", 0), data, no_step)
    last = 0
    for version, attack in enumerate(attacks, start=1):
        source = write_catalogue(data.parent / f"version{version}.jsonl", version)
        code = attack(lambda step, source=source: build(source, data, step))  # type: ignore[misc]
        try:
            seen = look_at(data)
        except (RungError, MixedError, RuntimeError) as error:
            yield code, f"broken: {error}"
            build(source, data, no_step)
            seen = version
        else:
            yield code, {version: "new", last: "old"}.get(seen, f"broken: version {seen} is served")
        last = seen


def fork(work: Callable[[], object]) -> int:
    """Run `work` in a child and return its id."""
    child = os.fork()
    if child == 0:
        code = CRASHED
        try:
            work()
            code = DONE
        except RungError:
            code = REFUSED
        except UnharmedError:
            code = UNHARMED
        finally:
            os._exit(code)
    return child


def end_of(child: int) -> int:
    """Wait for a child and return its exit code, negative for the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dies_at(name: str) -> Attack:
    """Return an attack in which the builder kills itself at the step `name`."""

    def step(taken: str) -> None:
        if taken == name:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda work: end_of(fork(lambda: work(step)))


def dies_after(seconds: float) -> Attack:
    """Return an attack in which the builder is killed some time after its start."""

    def attack(work: Work) -> int:
        child = fork(lambda: work(no_step))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        return end_of(child)

    return attack


def call_fails(nth: int) -> Attack:
    """Return an attack in which the n-th call that changes the disk fails, and later ones work again."""
    return _failing(lambda number, event: number == nth, nth, errno.EIO)


def disk_is_full(nth: int) -> Attack:
    """Return an attack in which, from the n-th call on, everything fails that needs room."""
    needs_none = {"os.rename", "os.remove", "os.rmdir"}
    return _failing(lambda number, event: number >= nth and event not in needs_none, nth, errno.ENOSPC)


def _failing(fails: Callable[[int, str], bool], nth: int, error: int) -> Attack:
    def failing(work: Work) -> None:
        calls = count(1)

        def call(event: str) -> None:
            if fails(next(calls), event):
                raise OSError(error, os.strerror(error))

        hear_changes(call)
        work(no_step)
        if next(calls) <= nth:
            raise UnharmedError

    return lambda work: end_of(fork(lambda: failing(work)))


def hear_changes(call: Callable[[str], None]) -> None:
    """Call `call` before everything that Python changes on the disk, from now on in this process."""
    fsync = os.fsync

    def heard(event: str, values: tuple[object, ...]) -> None:
        written = event == "open" and isinstance(values[1], str) and set("wax+") & set(values[1])
        created = event == "sqlite3.connect" and "mode=ro" not in str(values[0])
        if written or created or event in {"os.mkdir", "os.symlink", "os.rename", "os.remove", "os.rmdir"}:
            call(event)

    def heard_fsync(descriptor: int) -> None:
        call("os.fsync")
        fsync(descriptor)

    sys.addaudithook(heard)
    os.fsync = heard_fsync  # type: ignore[assignment]


def files_end_at(size: int) -> Attack:
    """Return an attack in which no file can grow beyond `size` bytes, whoever writes it."""

    def limited(work: Work) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work(no_step)
        raise UnharmedError

    return lambda work: end_of(fork(lambda: limited(work)))


def attacks_of(wish: Wish, seconds: float) -> Iterator[Attack]:
    """Return the attacks that were wished for; those that try one place after the other have no end."""
    dice = random.Random(wish.seed)
    if wish.kind == "steps":
        yield from map(dies_at, {"release": RELEASE_STEPS, "discard": DISCARD_STEPS}.get(wish.writer, STEPS))
    elif wish.kind == "random":
        yield from (dies_after(dice.uniform(0, seconds)) for _ in range(wish.trials))
    elif wish.kind == "a call fails":
        yield from map(call_fails, count(1))
    elif wish.kind == "the disk is full":
        yield from map(disk_is_full, count(1))
    else:
        yield from map(files_end_at, count(0, 1024))


def seconds_of_a_build(folder: Path, build: Build) -> float:
    """Return how long a build takes that is left alone."""
    source = write_catalogue(folder / "first.jsonl", 0)
    end_of(fork(lambda: build(source, folder / "warm-up", no_step)))
    started = time.perf_counter()
    end_of(fork(lambda: build(source, folder / "warm-up", no_step)))
    return time.perf_counter() - started


def main() -> None:
    """Read the wish, attack build after build until one is unharmed, print the outcomes."""
    wish = msgspec.json.decode(sys.stdin.read(), type=Wish)
    data = Path(wish.data)
    seconds = seconds_of_a_build(data.parent, WRITERS[wish.writer][0])
    results = []
    for result in outcomes(data, wish.writer, attacks_of(wish, seconds)):
        results.append(result)
        if result[0] == UNHARMED:
            break
    print(json.dumps(results))


if __name__ == "__main__":
    main()
