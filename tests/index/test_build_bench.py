"""How long a build of the shared collection takes: the first one, and one of the unchanged file."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("RUNG_SHARED", ROOT.parent / "shared")) / "eval" / "corpus.jsonl"
PROGRAMMES = 5917


@pytest.mark.bench
@pytest.mark.skipif(not CORPUS.is_file(), reason=f"the shared collection is not at {CORPUS}")
def test_the_time_of_a_first_and_of_an_unchanged_build(tmp_path: Path) -> None:
    """Wanted on 2 cores: 4 minutes for the first, 5 seconds for the unchanged one."""
    for name, embedded in (("first", PROGRAMMES), ("unchanged", 0)):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "index.build", str(CORPUS), "--data", str(tmp_path), "--json"],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        print(f"{name} build of {PROGRAMMES} programmes: {time.perf_counter() - started:.1f} s")
        assert json.loads(done.stdout)["embedded"] == embedded
