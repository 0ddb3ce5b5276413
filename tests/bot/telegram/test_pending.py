"""Names that anybody can choose, and the sources of each version."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.applied import Applied
from bot.telegram.pending import free_name, source_name
from catalog.sources.sidecar import sidecar_path
from index.build import build
from index.encoder import TOY_MODEL
from index.held import release
from index.publish import rollback
from tests.bot.conftest import write_rows


@given(
    st.text() | st.sampled_from(["../../x", "..", "a/..\\..\\b.csv", "x.csv.toml", "\x00.csv", ".", "CON"])
)
def test_a_name_is_one_file_of_a_folder_and_no_mapping(given_name: str) -> None:
    """Whatever was sent, it is a plain name that fits, hides nothing and names no other file's mapping."""
    name = source_name(given_name)
    assert Path(name).name == name and not name.startswith(".") and "\x00" not in name
    assert len(sidecar_path(Path(name)).name.encode()) <= 255
    assert not name.casefold().endswith(".toml")
    assert source_name(name) == name


@given(st.lists(st.sampled_from(["a.csv", "A.csv", "a-2.csv", "b"])))
def test_a_free_name_is_taken_by_nobody(taken: list[str]) -> None:
    """Case makes no other name: some disks know none."""
    assert free_name("a.csv", taken).casefold() not in {one.casefold() for one in taken}


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\Kurse 2026.xlsx", "Kurse-2026.xlsx"),
        ("my.csv.toml", "my.csv-toml"),
        (None, "upload"),
        ("...", "upload"),
    ],
)
def test_names_as_people_send_them(given_name: str | None, name: str) -> None:
    """The words stay; signs become a dash."""
    assert source_name(given_name) == name


def test_each_version_reads_its_own_sources_forth_and_back(tmp_path: Path) -> None:
    """Apply, build anew and go back: one swap changes what is served and what it is built from."""
    first = write_rows(tmp_path / "first.jsonl", [{"title": "Welding"}])
    second = write_rows(tmp_path / "second.jsonl", [{"title": "Sewing"}])
    data = tmp_path / "data"
    applied = Applied(data, (first,))
    build([first], data, (TOY_MODEL,))
    assert applied.files() == [first]

    drafted = build([first, second], data, (TOY_MODEL,), hold=True).generation
    applied.keep(drafted, [second])
    applied.settle()
    assert applied.files() == [first]  # a draft changes nothing yet
    release(data)
    assert [path.name for path in applied.files()] == ["first.jsonl", "second.jsonl"]

    build(applied.files(), data, (TOY_MODEL,))
    applied.settle()
    build(applied.files(), data, (TOY_MODEL,))
    applied.settle()
    assert [path.name for path in applied.uploaded()] == ["second.jsonl"]
    assert len(list((data / "catalogue").iterdir())) == 2

    alone = build([first], data, (TOY_MODEL,), hold=True).generation
    applied.keep(alone, [])
    release(data)
    applied.settle()
    assert applied.files() == [first]
    rollback(data)
    applied.settle()
    assert [path.name for path in applied.uploaded()] == ["second.jsonl"]
