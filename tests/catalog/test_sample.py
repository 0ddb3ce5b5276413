"""The shipped sample: whole, wide, in our own words, and every fact as its source states it."""

import csv
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from catalog.importing import read_catalog

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "catalog" / "data" / "sample.jsonl"
SHARED = Path(os.environ.get("RUNG_SHARED", ROOT.parent / "shared")) / "data"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
AS_OF = {"edx_courses.csv": "2023-03", "online_courses.csv": "2024-05", "udemy_courses.csv": "2017-07"}
COPIED_WORDS = 8


def areas() -> dict[str, list[str]]:
    """Return the table of areas at the end of docs/sample.md."""
    table = (
        (ROOT / "docs" / "sample.md").read_text("utf-8").partition("| area | programmes |\n|---|---|\n")[2]
    )
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    return {area: ids.split(", ") for area, ids in lines}


def test_every_row_is_kept_and_none_is_met_twice() -> None:
    """The importer keeps the sample whole, without a warning about its keys."""
    imported = read_catalog([SAMPLE])
    report = imported.report.files[0]
    counts = (report.kept, report.duplicates, report.rejected, list(report.warnings))
    assert counts == (len(ROWS), 0, 0, [])
    assert [program.id for program in imported.programs] == sorted(row["id"] for row in ROWS)


def test_the_areas_are_many_and_name_each_programme_once() -> None:
    """At least 300 programmes over at least 24 areas, and the table is that of the file."""
    table = areas()
    listed = [own_id for ids in table.values() for own_id in ids]
    assert len(table) >= 24
    assert len(listed) >= 300
    assert sorted(listed) == sorted(row["id"] for row in ROWS)


def test_each_stated_fact_has_its_receipt() -> None:
    """A title, duration, price, level, language, skill or outcome never stands without its source."""
    checked = {"title", "duration", "price", "level", "language", "skills", "outcomes"}
    for row in ROWS:
        assert (checked & row.keys()) <= row["receipts"].keys(), row["id"]
        cited = [receipt for found in row["receipts"].values() for receipt in found]
        assert len({(receipt["source"], receipt["row"]) for receipt in cited}) == 1, row["id"]
        assert all(receipt["words"] for receipt in cited), row["id"]


def test_descriptions_are_short_and_the_file_small() -> None:
    """One to three sentences, and no more than the wheel can bear."""
    for row in ROWS:
        assert 60 <= len(row["description"]) <= 300, row["id"]
    assert SAMPLE.stat().st_size < 700_000


def test_the_kinds_are_mixed() -> None:
    """Every kind of price, length and language that a reply must be honest about is met in it."""
    shares = {name: sum(name in row for row in ROWS) for name in ("price", "duration", "level", "language")}
    print({name: f"{count} of {len(ROWS)}" for name, count in shares.items()})
    assert all(0 < count < len(ROWS) for count in shares.values())
    assert len({row.get("provider") for row in ROWS}) >= 10
    assert len({row["language"] for row in ROWS if "language" in row}) >= 6
    programs = read_catalog([SAMPLE]).programs
    assert {program.price.kind for program in programs} == {"free", "free_to_learn", "paid", "unknown"}
    wanted = {"certificate", "professional_certificate", "specialization", "nanodegree", "course"}
    assert wanted <= {program.credential for program in programs}


# --- against the sources, where they are at hand ------------------------------------------------------------

needs_sources = pytest.mark.skipif(not SHARED.is_dir(), reason=f"The source files are not at {SHARED}.")


@cache
def records(name: str) -> dict[int, dict[str, str]]:
    """Return the rows of a source file by number, cells by column."""
    path = next(SHARED.rglob(name))
    if path.suffix == ".json":
        parsed = json.loads(path.read_text("utf-8"))
        items = parsed if isinstance(parsed, list) else parsed["_embedded"]["termine"]
        return {number: dict(flat(item)) for number, item in enumerate(items, start=1)}
    if path.suffix == ".html":
        blocks = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.S
        )
        return {1: dict(flat(json.loads(blocks[1])[0]))}
    return table(path)


def table(path: Path) -> dict[int, dict[str, str]]:
    """Return a table's rows as a spreadsheet counts them; the header is the first row of several cells."""
    utf16 = path.read_bytes().startswith(b"\xff\xfe")
    with path.open(encoding="utf-16" if utf16 else "utf-8-sig", newline="") as lines:
        rows = list(enumerate(csv.reader(lines, delimiter="\t" if utf16 else ","), start=1))
    header = next(cells for _, cells in rows if sum(map(bool, cells)) > 2)
    return {number: dict(zip(header, cells, strict=False)) for number, cells in rows}


def flat(item: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the leaves of a nested object, a list as lines."""
    for key, value in item.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}{key}.")
        else:
            yield path + key, "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def source_row(row: dict[str, Any]) -> dict[str, str]:
    """Return the source's row that the title was taken from."""
    receipt = row["receipts"]["title"][0]
    return records(receipt["source"])[receipt["row"]]


def folded(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + COPIED_WORDS]) for at in range(len(found) - COPIED_WORDS + 1)}


@needs_sources
@pytest.mark.measure
def test_each_receipt_is_found_in_its_row_and_column() -> None:
    """The cited words stand in the cited cell, and the date is that of the file."""
    receipts = [
        (row["id"], receipt) for row in ROWS for found in row["receipts"].values() for receipt in found
    ]
    for own_id, receipt in receipts:
        cell = records(receipt["source"])[receipt["row"]][receipt["column"]]
        assert receipt["words"] in folded(cell), (own_id, receipt)
        assert receipt.get("as_of") == AS_OF.get(receipt["source"]), own_id
    print(f"{len(receipts)} receipts of {len(ROWS)} programmes found")


@needs_sources
@pytest.mark.measure
def test_each_value_says_what_its_receipts_say() -> None:
    """Title, skills and outcomes are the cited words; a duration or price has their numbers."""
    for row in ROWS:
        cited = {name: [receipt["words"] for receipt in found] for name, found in row["receipts"].items()}
        assert row["title"] == cited["title"][0]
        for name in ("skills", "outcomes"):
            said = [text.casefold() for text in cited.get(name, [])]
            assert [text.casefold() for text in row.get(name, [])] == said, row["id"]
        for name in ("duration", "price"):
            there = re.findall(r"\d+", " ".join(cited.get(name, [])).replace(",", ""))
            assert re.findall(r"\d+", str(row.get(name, ""))) == there, row["id"]
        assert row.get("url", "") in " ".join(source_row(row).values()), row["id"]


@needs_sources
@pytest.mark.measure
def test_no_sentence_is_copied() -> None:
    """No run of eight words of a description or an outcome is also in the source's row."""
    for row in ROWS:
        theirs = set().union(*(runs(cell) for cell in source_row(row).values()))
        for own in (row["description"], *row.get("outcomes", [])):
            assert not runs(own) & theirs, (row["id"], own)
