"""What the tests of nested sources share: a text or a value of JSON read as a file, in the file's order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.importing import read_catalog
from catalog.program import Program

Reading = Callable[[object], list[Program]]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    def read(value: object) -> list[Program]:
        path = tmp_path / "file.txt"
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        programs = read_catalog([path]).programs
        return sorted(programs, key=lambda program: program.receipts["title"][0].row or 0)

    return read
