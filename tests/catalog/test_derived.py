"""Behaviour of catalog/fields.py: what is derived from other fields of a row, and what is doubted."""

from pathlib import Path

from catalog.importing import read_catalog
from catalog.program import Program


def read_one(folder: Path, line: str) -> Program:
    path = folder / "rows.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (program,) = read_catalog([path]).programs
    return program


def test_an_unstated_language_is_that_of_the_text_and_kept_apart(tmp_path: Path) -> None:
    line = '{"title": "Cuisine", "description": "Vous apprenez à cuisiner pour tous et à gérer une équipe."}'
    program = read_one(tmp_path, line)
    assert (program.language, program.text_language) == ((), "fr")
    assert program.receipts["text_language"][0].how is not None


def test_a_stated_language_is_never_overruled_by_the_text(tmp_path: Path) -> None:
    line = (
        '{"title": "Italiano", "language": "Italian", "description": "You will learn the words of the day."}'
    )
    program = read_one(tmp_path, line)
    assert (program.language, program.text_language) == (("it",), None)


def test_what_was_derived_is_read_again_as_it_was_written(tmp_path: Path) -> None:
    import msgspec

    line = '{"title": "Cuisine", "description": "Vous apprenez à cuisiner pour tous et à gérer une équipe."}'
    program = read_one(tmp_path, line)
    again = read_one(tmp_path, msgspec.json.encode(program).decode())
    assert again == program


def test_dates_that_contradict_each_other_are_not_believed(tmp_path: Path) -> None:
    program = read_one(tmp_path, '{"title": "A", "start": "2026-05-01", "end": "2026-03-01"}')
    assert (program.start, program.end) == (None, None)
    assert program.warnings == (
        "It ends on 2026-03-01 before it starts on 2026-05-01: neither date is used.",
    )
