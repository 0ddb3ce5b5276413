"""Our own form: prose or structure, one object a line; what was written is read back without loss."""

import json
from decimal import Decimal
from pathlib import Path

import msgspec
from hypothesis import given, settings

from catalog.importing import Imported, read_catalog
from catalog.program import Duration, Price, Program, Receipt
from tests.catalog.programs import PROGRAM


def imported(path: Path, *lines: object) -> Imported:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return read_catalog([path])


def one(path: Path, line: object) -> Program:
    (program,) = imported(path, line).programs
    return program


def test_prose_and_structure_are_both_read(tmp_path: Path) -> None:
    """A duration may be a sentence or already the numbers."""
    prose = one(tmp_path / "a.jsonl", {"title": "A", "duration": "Approx. 9 hours to complete"})
    numbers = one(tmp_path / "b.jsonl", {"title": "A", "duration": {"hours_min": 9, "hours_max": 9}})
    assert prose.duration == numbers.duration == Duration(hours_min=9, hours_max=9)
    assert prose.receipts["duration"] == (Receipt("a.jsonl", "Approx. 9 hours to complete", 1, "duration"),)


def test_what_is_empty_is_not_stated(tmp_path: Path) -> None:
    """Null, empty text and empty lists are unknown, never zero or empty text."""
    program = one(
        tmp_path / "a.jsonl",
        {
            "title": "A",
            "price": "",
            "level": None,
            "skills": [],
            "url": " ",
            "description": " \u200b",
            "duration": "N/A",
        },
    )
    assert program.price == Price()
    assert program.level == "unknown"
    assert program.description is program.url is None
    assert set(program.receipts) == {"title"}


def test_a_structure_that_is_none_of_ours_is_unread_and_harms_nothing(tmp_path: Path) -> None:
    """Wrong types, negative hours and infinite amounts are counted as unread; the row stays."""
    found = imported(
        tmp_path / "a.jsonl",
        {"title": "A", "duration": {"hours_min": -1}, "price": {"kind": "paid", "amount": "NaN"}},
        {"title": "B", "duration": {"minutes": 5}, "price": ["x", 3], "credits": {"amount": "Infinity"}},
        {"title": "C", "receipts": "none", "warnings": {"a": 1}, "level": 7},
    )
    assert [program.duration for program in found.programs] == [Duration()] * 3
    assert [program.price for program in found.programs] == [Price()] * 3
    assert len(found.report.files[0].unread) >= 5


def test_a_bad_line_is_rejected_with_its_number_and_stops_nothing(tmp_path: Path) -> None:
    """Broken JSON, other values, NaN and endless nesting are one rejected row each."""
    found = imported(
        tmp_path / "a.jsonl",
        {"title": "A"},
        '{"title": "B",,}',
        "[1]",
        '{"title": "C", "duration": NaN}',
        '{"title": "D", "price": 1e999}',
        '{"title": "E", "skills": ' + "[" * 5000 + "]" * 5000 + "}",
        {"title": "F"},
    )
    report = found.report.files[0]
    assert {program.title for program in found.programs} == {"A", "F"}
    assert [reason["row"] for reason in report.reasons] == [2, 3, 4, 5, 6]


def test_hostile_text_is_cleaned_and_kept(tmp_path: Path) -> None:
    """NUL, lone surrogates and ten thousand characters do not pass; zero-width characters are no title."""
    found = imported(
        tmp_path / "a.jsonl",
        {"title": "A\0B\ud800\u200b", "description": "x" * 10_000},
        {"title": "t" * 10_000},
        {"title": "\u200b\u200d\ufeff"},
        {"title": "???"},
    )
    titles = sorted(program.title for program in found.programs)
    assert titles == ["AB", "t" * 500]
    assert [reason["reason"] for reason in found.report.files[0].reasons] == [
        "It has no title; give it one."
    ] * 2


def test_receipts_and_warnings_that_came_along_are_kept(tmp_path: Path) -> None:
    """A row that was read before keeps where it was read then."""
    receipt = {"source": "list.csv", "words": "9 h", "row": 7, "column": "Time"}
    program = one(
        tmp_path / "a.jsonl",
        {
            "title": "A",
            "duration": "9 hours",
            "receipts": {"duration": [receipt]},
            "warnings": ["Ask again."],
        },
    )
    assert program.receipts["duration"] == (Receipt("list.csv", "9 h", 7, "Time"),)
    assert program.warnings == ("Ask again.",)


@settings(max_examples=50, deadline=None)
@given(program=PROGRAM)
def test_reading_what_was_written_loses_nothing(tmp_path_factory: object, program: Program) -> None:
    """Every value, receipt and warning of a written programme comes back; receipts are only added."""
    path = Path(str(tmp_path_factory.mktemp("j"))) / "a.jsonl"  # type: ignore[attr-defined]
    path.write_bytes(msgspec.json.encode(program) + b"\n")
    (again,) = read_catalog([path]).programs
    same = msgspec.structs.replace(again, receipts=program.receipts, text_language=program.text_language)
    assert msgspec.structs.replace(same, source=program.source) == program
    assert again.receipts.items() >= program.receipts.items()
    path.write_bytes(msgspec.json.encode(again) + b"\n")
    assert read_catalog([path]).programs == (again,)


def test_amounts_are_decimals_to_the_cent(tmp_path: Path) -> None:
    """No amount passes through a float that would round it."""
    program = one(tmp_path / "a.jsonl", '{"title": "A", "price": {"kind": "paid", "amount": "0.10"}}')
    assert program.price.amount == Decimal("0.10")
    assert str(program.price.amount) == "0.10"
