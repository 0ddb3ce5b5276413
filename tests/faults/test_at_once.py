"""Two builds at once, and readers during many swaps."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalog.errors import GenerationError
from index.generation import open_generation
from index.publish import rollback
from tests.faults.small import build_version, version_of, write_catalogue

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys
from pathlib import Path
from tests.faults.small import build_from

def step(name):
    if name == "manifest written":
        print("holding", flush=True)
        sys.stdin.readline()

build_from(Path(sys.argv[1]), Path(sys.argv[2]), step)
print("done", flush=True)
"""
READING = """
import sys
from pathlib import Path
from index.generation import open_generation
from tests.faults.small import version_of

seen = []
print("reading", flush=True)
while not Path(sys.argv[2]).exists():
    generation = open_generation(Path(sys.argv[1]))
    assert generation.trouble is None, generation.trouble
    seen.append(version_of(generation))
print(len(seen), len(set(seen)), flush=True)
"""


@contextmanager
def python(code: str, *values: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `code` in a process of its own that ends with the block."""
    command = [sys.executable, "-c", code, *map(str, values)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that the process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_two_builds_at_once_exactly_one_runs(tmp_path: Path) -> None:
    """The second is refused in one sentence, a rollback too; the first is not disturbed."""
    data = tmp_path / "data"
    build_version(data, 1)
    with python(HOLDING, tmp_path / "version1.jsonl", data) as first:
        assert line(first) == "holding"
        with pytest.raises(GenerationError, match=r"already running in .* Wait"):
            build_version(data, 2)
        with pytest.raises(GenerationError, match="already running"):
            rollback(data)
        assert first.communicate("go on\n")[0].strip() == "done"
    assert open_generation(data).number == 2


def test_a_killed_build_holds_no_lock_and_leaves_no_folder_behind(tmp_path: Path) -> None:
    """The kernel frees the lock; the next build removes what was left and takes its place."""
    data = tmp_path / "data"
    source = write_catalogue(tmp_path / "version1.jsonl", 1)
    with python(HOLDING, source, data) as first:
        assert line(first) == "holding"
        assert (data / "gen-1").exists()
    (data / "gen-1" / "left behind").touch()
    build_version(data, 2)
    assert version_of(open_generation(data)) == 2
    assert not list(data.glob("*/left behind"))


def test_readers_during_100_swaps_see_one_catalogue_whole(tmp_path: Path) -> None:
    """New generations and ways back, as fast as they go: no reader fails and none sees a mixture."""
    data, stop = tmp_path / "data", tmp_path / "stop"
    build_version(data, 0)
    with python(READING, data, stop) as reader:
        assert line(reader) == "reading"
        for swap in range(1, 101):
            if swap % 4 == 1:
                build_version(data, swap)
            else:
                rollback(data)
        stop.touch()
        said, complaint = reader.communicate()
    assert not complaint
    reads, versions = map(int, said.split())
    assert reads > 5
    assert versions > 1
