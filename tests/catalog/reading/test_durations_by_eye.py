"""200 duration texts of real catalogues, drawn by chance; each row was read by eye before it was kept."""

import csv
from pathlib import Path

import pytest

from catalog.reading.duration import read_duration

TABLE = Path(__file__).parent / "durations_by_eye.tsv"
NUMBERS = ("hours_min", "hours_max", "weeks_min", "weeks_max", "hours_per_week_min", "hours_per_week_max")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_a_duration_is_read_as_a_person_reads_it(row: dict[str, str]) -> None:
    value = read_duration(row["text"]).value
    for name in NUMBERS:
        expected = float(row[name]) if row[name] else None
        assert getattr(value, name) == (None if expected is None else pytest.approx(expected, abs=0.05)), name
    assert value.derived == (row["derived"] == "yes")
