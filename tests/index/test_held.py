"""A held generation: verified and asked as any other, served only when it is released."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from catalog.errors import GenerationError
from index.build import build
from index.cli import app
from index.encoder import TOY_MODEL
from index.generation import open_generation
from index.held import discard, held, open_held, release
from index.manifest import folder_of, generation_numbers
from index.publish import rollback
from tests.faults.small import build_version, version_of, write_catalogue


def hold_version(data: Path, version: int) -> int:
    """Write, build and hold the catalogue of `version`."""
    source = write_catalogue(data.parent / f"version{version}.jsonl", version)
    result = build([source], data, (TOY_MODEL,), hold=True)
    assert result.held
    return result.generation


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that serves version 1."""
    build_version(tmp_path / "data", 1)
    return tmp_path / "data"


def test_what_is_held_can_be_asked_and_is_not_served(data: Path) -> None:
    """Readers see the old generation; who asks for the held one sees it whole."""
    number = hold_version(data, 2)
    assert held(data) == number
    assert version_of(open_generation(data)) == 1
    assert version_of(open_held(data)) == 2


def test_a_release_serves_it_and_the_way_back_leads_to_the_one_before(data: Path) -> None:
    """Then nothing is held any more."""
    hold_version(data, 2)
    assert release(data) == 2
    assert held(data) is None
    assert version_of(open_generation(data)) == 2
    assert rollback(data) == 1
    assert version_of(open_generation(data)) == 1


def test_what_is_discarded_is_gone_from_the_disk(data: Path) -> None:
    """The served one stays."""
    number = hold_version(data, 2)
    assert discard(data) == number
    assert held(data) is None
    assert not folder_of(data, number).exists()
    assert version_of(open_generation(data)) == 1


@pytest.mark.parametrize("act", [release, discard, open_held])
def test_where_nothing_is_held_there_is_one_sentence(data: Path, act: object) -> None:
    """Neither a release nor a discard does anything then."""
    with pytest.raises(GenerationError, match="No catalogue version is held"):
        act(data)  # type: ignore[operator]


def test_one_is_held_at_most(data: Path) -> None:
    """The newer one takes the place of the older, which the next build removes."""
    hold_version(data, 2)
    assert hold_version(data, 3) == held(data)
    assert version_of(open_held(data)) == 3
    hold_version(data, 4)
    assert sorted(generation_numbers(data))[0] == 1
    assert len(generation_numbers(data)) == 3


def test_a_build_that_is_served_ends_what_was_held(data: Path) -> None:
    """It was made to follow a generation that is not served any more."""
    hold_version(data, 2)
    assert build_version(data, 3) == 3
    assert held(data) is None
    build_version(data, 4)
    assert sorted(generation_numbers(data)) == [1, 3, 4]  # 1 was the way back from 3


def test_a_rollback_ends_what_was_held(data: Path) -> None:
    """Going back and then releasing would bring back what was gone back from."""
    build_version(data, 2)
    hold_version(data, 3)
    rollback(data)
    assert held(data) is None
    with pytest.raises(GenerationError):
        release(data)
    assert version_of(open_generation(data)) == 1


def test_what_is_held_and_damaged_is_not_released(data: Path) -> None:
    """The release verifies again: the disk had time."""
    number = hold_version(data, 2)
    catalogue = folder_of(data, number) / "catalog.db"
    catalogue.write_bytes(catalogue.read_bytes()[:-1] + b"!")
    with pytest.raises(GenerationError, match="damaged"):
        release(data)
    assert version_of(open_generation(data)) == 1


def test_the_commands_hold_show_release_and_discard(data: Path, tmp_path: Path) -> None:
    """`rung index` says the same as the functions do."""
    run = CliRunner().invoke
    source, where = str(write_catalogue(tmp_path / "c.jsonl", 2)), ["--data", str(data)]
    assert "held: yes" in run(app, ["build", source, *where, "--model", TOY_MODEL, "--hold"]).output
    assert "held: 2" in run(app, ["status", *where]).output
    assert "generation: 2" in run(app, ["release", *where]).output
    assert "held: none" in run(app, ["status", *where]).output
    run(app, ["build", source, *where, "--model", TOY_MODEL, "--hold"])
    assert "discarded: 3" in run(app, ["discard", *where]).output
