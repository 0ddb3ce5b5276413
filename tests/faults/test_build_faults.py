"""A build that dies or meets a failing disk leaves the old generation served, or the new one: whole."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from catalog.program import Program
from index.embedding import write_embeddings
from index.encoder import TOY_MODEL, install
from index.held import DISCARD_STEPS, RELEASE_STEPS
from index.manifest import generation_numbers, vectors_file
from index.publish import STEPS
from tests.faults.trials import CRASHED, DONE, REFUSED, UNHARMED, Wish

KILLED = -9


def run(wish: Wish) -> list[tuple[int, str]]:
    """Run the trials in a process of their own, in which nothing starts threads."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.trials"],
        input=msgspec.json.encode(wish),
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env=os.environ | one_thread,
    )
    assert done.returncode == 0, done.stderr.decode()
    return msgspec.json.decode(done.stdout, type=list[tuple[int, str]])


def broken(results: list[tuple[int, str]]) -> list[str]:
    """Return what readers saw that was neither the old generation nor the new one."""
    return [seen for _, seen in results if seen.startswith("broken")]


def test_a_build_killed_at_any_step_leaves_the_old_or_the_new_generation(tmp_path: Path) -> None:
    """Up to the rename readers see the old generation, from then on the new one."""
    results = run(Wish(str(tmp_path / "d"), "steps"))
    swapped = STEPS.index("swapped")
    assert results == [(KILLED, "old" if step < swapped else "new") for step in range(len(STEPS))]


def test_a_build_that_is_held_changes_nothing_that_is_served_wherever_it_is_killed(tmp_path: Path) -> None:
    """Readers see the old generation at every step; what is held, if anything, is whole."""
    results = run(Wish(str(tmp_path / "d"), "steps", writer="hold"))
    assert results == [(KILLED, "old")] * len(STEPS)


def test_a_release_killed_at_any_step_leaves_the_old_or_the_new_generation(tmp_path: Path) -> None:
    """Up to the rename readers see the old generation, from then on the new one."""
    results = run(Wish(str(tmp_path / "d"), "steps", writer="release"))
    swapped = RELEASE_STEPS.index("swapped")
    assert results == [(KILLED, "old" if step < swapped else "new") for step in range(len(RELEASE_STEPS))]


def test_a_discard_killed_at_any_step_changes_nothing_that_is_served(tmp_path: Path) -> None:
    """What is still held then is whole; what is not lies there until the next build, and no longer."""
    results = run(Wish(str(tmp_path / "d"), "steps", writer="discard"))
    assert results == [(KILLED, "old")] * len(DISCARD_STEPS)
    assert generation_numbers(tmp_path / "d") == [1]


def test_the_same_kills_break_a_writer_that_writes_in_place(tmp_path: Path) -> None:
    """The control: without the protocol a reader meets a new catalogue with old vectors."""
    assert broken(run(Wish(str(tmp_path / "d"), "steps", writer="in place")))


def test_a_build_killed_at_random_times_leaves_a_whole_generation(tmp_path: Path) -> None:
    """Wherever the kill falls, what is served is whole."""
    results = run(Wish(str(tmp_path / "d"), "random", trials=25, seed=1))
    assert len(results) == 25
    assert not broken(results)
    assert (KILLED, "old") in results


@pytest.mark.soak
def test_200_kills_at_random_times_break_nothing(tmp_path: Path) -> None:
    """Over many kills both ends happen, and nothing between them."""
    results = run(Wish(str(tmp_path / "d"), "random", trials=200, seed=2))
    assert len(results) == 200
    assert not broken(results)
    assert {seen for _, seen in results} == {"old", "new"}


@pytest.mark.soak
def test_200_kills_at_random_times_break_a_writer_that_writes_in_place(tmp_path: Path) -> None:
    """The control: the random kills are able to find a violation."""
    assert broken(run(Wish(str(tmp_path / "d"), "random", writer="in place", trials=200, seed=2)))


@pytest.mark.parametrize("kind", ["a call fails", "the disk is full", "files end early"])
def test_a_disk_that_fails_at_any_call_leaves_the_old_generation(tmp_path: Path, kind: str) -> None:
    """The fault moves on call by call until the build succeeds; a build that is not done changes nothing."""
    results = run(Wish(str(tmp_path / "d"), kind))  # type: ignore[arg-type]
    assert results[-1] == (UNHARMED, "new")
    assert len(results) > 15
    assert not broken(results)
    assert CRASHED not in {code for code, _ in results}
    assert {seen for code, seen in results if code == REFUSED} == {"old"}
    assert {seen for code, seen in results if code == DONE} <= {"new"}


@pytest.mark.parametrize("kind", ["a call fails", "the disk is full"])
@pytest.mark.parametrize("writer", ["hold", "release", "discard"])
def test_a_disk_that_fails_while_one_is_held_released_or_discarded_leaves_the_old_generation(
    tmp_path: Path, kind: str, writer: str
) -> None:
    """Where the command refuses, what was served is served; what is held, if anything, is whole."""
    results = run(Wish(str(tmp_path / "d"), kind, writer))  # type: ignore[arg-type]
    assert not broken(results)
    assert results[-1][0] == UNHARMED
    assert CRASHED not in {code for code, _ in results}
    assert {seen for code, seen in results if code == REFUSED} == {"old"}
    assert results[-1][1] == ("new" if writer == "release" else "old")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_vectors_that_do_not_fit_on_the_disk_fail_as_any_write_does(tmp_path: Path) -> None:
    """FAISS has an error of its own; the build must know it for what it is."""
    (tmp_path / vectors_file(TOY_MODEL, "passage")).symlink_to("/dev/full")
    programs = {number: Program(id=str(number), title=f"Course {number}") for number in range(1, 100)}
    with pytest.raises(OSError, match="vectors were not written whole"):
        write_embeddings(tmp_path, programs, [install(TOY_MODEL, tmp_path)], None)
