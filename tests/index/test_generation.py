"""Opening, rolling back and looking at generations, through real folders."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import GenerationError
from index.generation import open_generation, status, verify
from index.manifest import current_number, generation_numbers, previous_number
from index.publish import rollback
from tests.faults.small import SUBJECTS, build_version, version_of


def test_a_folder_without_a_catalogue_is_refused_with_the_command_that_builds_one(tmp_path: Path) -> None:
    """Nothing is made by looking; a blank in the folder's name is quoted in the command."""
    data = tmp_path / "my data"
    with pytest.raises(GenerationError) as refusal:
        open_generation(data)
    assert str(refusal.value) == (
        f"There is no catalogue yet in {data}. Run: rung index build FILE... --data '{data}'"
    )
    assert not data.exists()


def test_an_opened_generation_has_its_catalogue_vectors_and_encoders(tmp_path: Path) -> None:
    """What was built is there: rows, one vectors file per encoder and leg, the encoder that made them."""
    data = tmp_path / "data"
    build_version(data, 1)
    generation = open_generation(data)
    assert generation.number == 1
    assert generation.trouble is None
    assert generation.store.count() == generation.manifest.rows == len(SUBJECTS)
    assert set(generation.vectors) == {("hashed-words", "passage"), ("hashed-words", "title")}
    assert [encoder.card.name for encoder in generation.encoders] == ["hashed-words"]
    assert not generation.is_sample


def test_an_opened_generation_outlives_its_folder(tmp_path: Path) -> None:
    """A process that chats on goes on with what it opened, two builds later."""
    data = tmp_path / "data"
    build_version(data, 1)
    opened = open_generation(data)
    for version in (2, 3, 4):
        build_version(data, version)
    assert not opened.folder.exists()
    assert version_of(opened) == 1


def test_only_the_served_generation_and_the_way_back_are_kept(tmp_path: Path) -> None:
    """The disk does not fill up with every catalogue there ever was."""
    data = tmp_path / "data"
    for version in (1, 2, 3, 4):
        build_version(data, version)
    assert sorted(generation_numbers(data))[-2:] == [3, 4]
    assert len(generation_numbers(data)) <= 3


def test_a_rollback_serves_the_previous_generation_and_a_second_one_the_newer(tmp_path: Path) -> None:
    """There and back again; nothing is built for it."""
    data = tmp_path / "data"
    build_version(data, 1)
    build_version(data, 2)
    assert [rollback(data), version_of(open_generation(data))] == [1, 1]
    assert [rollback(data), version_of(open_generation(data))] == [2, 2]


def test_a_build_after_a_rollback_leads_back_to_what_was_served(tmp_path: Path) -> None:
    """The generation that was rolled back from is not what a person calls the previous one."""
    data = tmp_path / "data"
    build_version(data, 1)
    build_version(data, 2)
    rollback(data)
    build_version(data, 3)
    assert version_of(open_generation(data)) == 3
    rollback(data)
    assert version_of(open_generation(data)) == 1


def test_without_a_previous_generation_a_rollback_is_refused(tmp_path: Path) -> None:
    """The one generation there is stays served."""
    data = tmp_path / "data"
    build_version(data, 1)
    with pytest.raises(GenerationError, match="no other catalogue version"):
        rollback(data)
    assert current_number(data) == 1


def test_a_damaged_previous_generation_is_not_gone_back_to(tmp_path: Path) -> None:
    """A rollback verifies before it swaps."""
    data = tmp_path / "data"
    build_version(data, 1)
    build_version(data, 2)
    (data / "gen-1" / "catalog.db").write_bytes(b"gone")
    with pytest.raises(GenerationError, match=r"gen-1/catalog\.db"):
        rollback(data)
    assert current_number(data) == 2


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(["build", "rollback"]), max_size=7))
def test_whatever_was_done_the_way_back_leads_to_what_was_served_before(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    """After any builds and rollbacks, the other generation is the one that was served before this one."""
    data = tmp_path_factory.mktemp("moves") / "data"
    build_version(data, 0)
    served, before = 0, None
    for version, move in enumerate(moves, start=1):
        if move == "build":
            build_version(data, version)
            served, before = version, served
        elif before is not None:
            rollback(data)
            served, before = before, served
    assert version_of(open_generation(data)) == served
    other = previous_number(data, current_number(data))
    assert (other is None) == (before is None)
    if before is not None:
        rollback(data)
        assert version_of(open_generation(data)) == before


def test_the_status_names_what_is_served_and_what_a_rollback_would_serve(tmp_path: Path) -> None:
    """Numbers, rows, files and models, for the person who looks after it."""
    data = tmp_path / "data"
    build_version(data, 1)
    build_version(data, 2)
    seen = status(data)
    assert (seen.generation, seen.previous, seen.rows) == (2, 1, len(SUBJECTS))
    assert seen.sources == ("version2.jsonl",)
    assert seen.models == ("hashed-words@1",)
    assert seen.trouble is None


def test_the_status_says_when_the_served_generation_is_damaged(tmp_path: Path) -> None:
    """The administrator learns of it before the people who chat do."""
    data = tmp_path / "data"
    build_version(data, 1)
    build_version(data, 2)
    (data / "gen-2" / "catalog.db").unlink()
    seen = status(data)
    assert seen.generation == 1
    assert "gen-2/catalog.db" in (seen.trouble or "")
    with pytest.raises(GenerationError, match=r"gen-2/catalog\.db"):
        verify(data)


def test_a_data_folder_can_be_moved_and_read_without_writing(tmp_path: Path) -> None:
    """The links are relative; a reader needs no lock and leaves no file."""
    build_version(tmp_path / "data", 1)
    moved = (tmp_path / "data").rename(tmp_path / "moved")
    before = sorted(moved.rglob("*"))
    assert version_of(open_generation(moved)) == 1
    assert sorted(moved.rglob("*")) == before
