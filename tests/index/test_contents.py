"""What a catalogue states, counted; what of its files can be mended."""

import datetime as dt
import json
from pathlib import Path

import pytest

from index.build import build
from index.contents import contents
from index.encoder import TOY_MODEL
from index.generation import open_generation

TODAY = dt.date(2026, 11, 26)
ROWS: list[dict[str, object]] = [
    {
        "id": "a",
        "title": "Welding",
        "price": "Free",
        "duration": "3 weeks",
        "language": "English",
        "as_of": "2024",
    },
    {"id": "b", "title": "Nursing", "price": "ask us nicely", "level": "Beginner", "as_of": "2026-03"},
    {"id": "c", "title": "Baking", "outcomes": ["bake bread"], "duration": "as the moon has it"},
    {"id": "d", "description": "No title."},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three courses, one row refused, two texts that nobody can read."""
    source = tmp_path / "centre.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    build([source], tmp_path / "data", (TOY_MODEL,))
    return tmp_path / "data"


def test_every_statement_is_counted(data: Path) -> None:
    """Not stated is never counted as anything."""
    found = contents(open_generation(data), TODAY)
    assert found.courses == 3
    assert found.sources == {"centre.jsonl": 3}
    assert found.stated == {"price": 1, "duration": 1, "outcomes": 1, "level": 1, "language": 1}
    assert (found.stale, found.undated) == (1, 1)


def test_texts_that_were_not_read_and_reasons_of_refusals_are_kept(data: Path) -> None:
    """They are what an administrator can mend."""
    mendable = contents(open_generation(data), TODAY).mendable
    assert mendable is not None
    assert {one.text for one in mendable.unread} == {"ask us nicely", "as the moon has it"}
    assert [one.count for one in mendable.refused] == [1]


def test_they_stay_where_the_catalogue_is_taken_over(data: Path) -> None:
    """A build of the same files reads none of them again."""
    before = contents(open_generation(data), TODAY)
    build([data.parent / "centre.jsonl"], data, (TOY_MODEL,))
    assert open_generation(data).number == 2
    assert contents(open_generation(data), TODAY) == before
