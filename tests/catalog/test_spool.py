"""Programmes in the making come back from the disk as they were put there."""

import tempfile
from pathlib import Path

import pytest

import catalog
from catalog.errors import CatalogError
from catalog.fields import read_row
from catalog.importing import read_catalog
from catalog.merging import Merger
from catalog.sources import textfile
from catalog.sources.opening import open_source
from catalog.spool import packed, unpacked

SAMPLE = Path(catalog.__file__).parent / "data" / "sample.jsonl"


def test_a_draft_comes_back_as_it_was() -> None:
    """Every programme of the sample, with all that only a draft knows."""
    source = open_source(SAMPLE)
    drafts = [read_row(row, source.name) for row in source.rows]
    for place, draft in enumerate(drafts):
        draft.code, draft.file = f"K{place}", place
        draft.unread.append(("price", "on request"))
        back = unpacked(packed(draft))
        assert back.values == {"source": draft.source} | draft.values
        back.values = draft.values
        draft.warnings = list(dict.fromkeys(draft.warnings))
        assert back == draft


def test_a_zero_that_was_stated_is_not_lost(tmp_path: Path) -> None:
    """0 weeks of free access is a fact; it is no "not stated"."""
    path = tmp_path / "list.jsonl"
    path.write_text('{"title": "A", "free_access_weeks": 0}\n{"title": "B"}\n', encoding="utf-8")
    found = read_catalog([path])
    assert {program.title: program.free_access_weeks for program in found.programs} == {"A": 0, "B": None}


def test_no_draft_stays_in_memory() -> None:
    """What is asked for twice is made twice."""
    source = open_source(SAMPLE)
    merger = Merger()
    for row in source.rows:
        merger.add(read_row(row, source.name))
    first, again = (dict(merger.drafts()) for _ in range(2))
    assert first == again
    assert all(first[number] is not again[number] for number in first)


def test_no_room_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback would not tell an administrator which disk is full."""
    path = tmp_path / "list.csv"
    path.write_text("title,description\n" + f"A,{'x' * 70_000}\n" * 100)
    monkeypatch.setattr(textfile, "IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(CatalogError, match="make room"):
        read_catalog([path])
