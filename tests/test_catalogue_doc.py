"""docs/catalogue.md is true: its files are written, its commands run, and what they print stands there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parents[1]
DOC = ROOT / "docs" / "catalogue.md"
_FILE = re.compile(r"This is `([^`]+)`[^\n]*\n\n```\w+\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"```console\n\$ (rung [^\n]*)\n(.*?)```", re.DOTALL)
_STEP = re.compile(f"{_FILE.pattern}|{_COMMAND.pattern}", re.DOTALL)


def ran(command: str) -> str:
    """Return what a command prints, in a terminal of 100 columns without colours."""
    result = CliRunner().invoke(app, shlex.split(command)[1:], env={"NO_COLOR": "1", "COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result.stdout


def walked(folder: Path) -> list[tuple[str, str, str]]:
    """Write the files and run the commands in the order of the document; return each with both outputs."""
    steps = []
    for step in _STEP.finditer(DOC.read_text(encoding="utf-8")):
        name, content, command, shown = step.groups()
        if name:
            (folder / name).write_text(content, encoding="utf-8")
        else:
            steps.append((command, shown, ran(command)))
    return steps


def test_every_example_prints_what_the_document_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of the document, its commands in its order."""
    monkeypatch.chdir(tmp_path)
    steps = walked(tmp_path)
    assert len(steps) >= 5
    for command, shown, printed in steps:
        assert printed == shown, command


def test_the_links_within_it_lead_somewhere() -> None:
    """Each names a heading or a file."""
    text = DOC.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in text.splitlines()}
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert link[1:] in headings if link.startswith("#") else (DOC.parent / link).exists(), link
