"""The README is true: its catalogue, run through its commands, gives what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_own_catalogue_example_runs_as_it_stands(tmp_path: Path) -> None:
    """The JSON lines and the commands are taken from the README, not typed again."""
    (tmp_path / "my-courses.jsonl").write_text(block("json"), encoding="utf-8")
    printed = []
    for line in block("sh").splitlines():
        program, *arguments = shlex.split(line)
        assert program == "rung"
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "RUNG_MODELS": "hashed-words", "NO_COLOR": "1"},
        )
        printed.append(done.stdout)
    assert "kept: 2" in printed[1]
    assert "Bookkeeping from the start" in printed[2]
    assert "18 hours of work" in printed[2]
    assert "The certificate costs 45 euros." in printed[2]


def test_every_file_the_readme_points_to_exists() -> None:
    """No link is dead."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    for link in links:
        assert (Path(__file__).parents[1] / link).exists(), link
