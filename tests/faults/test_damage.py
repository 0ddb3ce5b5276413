"""A generation that is damaged, foreign or made with something else is refused before it is read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import GenerationError
from index.generation import open_generation, verify
from index.manifest import CATALOG, MANIFEST, folder_of, hash_of, read_manifest, vectors_file
from tests.faults.small import build_version, version_of

FILES = (CATALOG, MANIFEST, "texts.json", "hashed-words.passage.faiss", "hashed-words.title.faiss")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one generation; it must be copied before it is harmed."""
    data = tmp_path_factory.mktemp("built") / "data"
    build_version(data, 1)
    return data


def truncate(path: Path) -> None:
    """Cut the second half off."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    """Leave the name and nothing else."""
    path.write_bytes(b"")


def replace_with_text(path: Path) -> None:
    """Put something there that is no index at all."""
    path.write_text("Dear diary")


def remove(path: Path) -> None:
    """Take the file away."""
    path.unlink()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", [truncate, empty, replace_with_text, remove])
def test_a_harmed_file_is_refused_by_its_name_with_the_command_that_cures_it(
    built: Path, tmp_path: Path, name: str, harm: Callable[[Path], None]
) -> None:
    """The sentence names the very file and how to build again."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    harm(folder_of(data, 1) / name)
    with pytest.raises(GenerationError) as refusal:
        open_generation(data)
    assert f"gen-1/{name}" in str(refusal.value)
    assert f"rung index build FILE... --data {data}" in str(refusal.value)


def refusal_of(data: Path) -> str | None:
    """Return the sentence with which a data folder is refused, or None."""
    try:
        open_generation(data)
    except GenerationError as refusal:
        return str(refusal)
    return None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(built: Path, tmp_path: Path, name: str, place: float, bit: int) -> None:
    """FAISS would load most such files and answer wrongly; the hash and the seal see every one."""
    data = tmp_path / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(built, data, symlinks=True)
    path = folder_of(data, 1) / name
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    path.write_bytes(content)
    assert f"gen-1/{name}" in (refusal_of(data) or "")


@pytest.mark.parametrize("name", FILES)
def test_the_previous_generation_is_used_and_says_so(built: Path, tmp_path: Path, name: str) -> None:
    """A damaged new generation costs its news, not the service."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    build_version(data, 2)
    truncate(folder_of(data, 2) / name)
    generation = open_generation(data)
    assert version_of(generation) == 1
    assert generation.trouble is not None
    assert f"gen-2/{name}" in generation.trouble


def test_a_build_over_a_damaged_generation_keeps_the_whole_one_as_the_way_back(
    built: Path, tmp_path: Path
) -> None:
    """What was really served before is what a rollback must find."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    build_version(data, 2)
    truncate(folder_of(data, 2) / CATALOG)
    build_version(data, 3)
    assert version_of(open_generation(data)) == 3
    assert read_manifest(data, 3).previous == 1


def test_files_of_another_generation_are_refused(built: Path, tmp_path: Path) -> None:
    """Vectors that are whole but belong to another catalogue have another hash."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    other = tmp_path / "other" / "data"
    other.parent.mkdir()
    build_version(other, 2)
    name = vectors_file("hashed-words", "title")
    shutil.copy(folder_of(other, 1) / name, folder_of(data, 1) / name)
    with pytest.raises(GenerationError, match=name):
        open_generation(data)


def reseal(data: Path, **changes: object) -> None:
    """Write a manifest with changes that has the right hashes and the right seal."""
    folder = folder_of(data, 1)
    files = {path.name: hash_of(path) for path in folder.iterdir() if path.name != MANIFEST}
    manifest = msgspec.structs.replace(read_manifest(data, 1), files=files, **changes)
    (folder / MANIFEST).write_bytes(manifest.sealed().written())


def test_vectors_out_of_step_with_the_catalogue_are_refused_even_with_right_hashes(
    built: Path, tmp_path: Path
) -> None:
    """A build that paired the wrong files would be stopped by its own look at the result."""
    import numpy as np

    from index.vectors import write_vectors

    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    path = folder_of(data, 1) / vectors_file("hashed-words", "title")
    dim = read_manifest(data, 1).encoders[0].dim
    path.unlink()
    write_vectors(path, np.arange(1, 4, dtype=np.int64), np.eye(3, dim, dtype=np.float32))
    reseal(data)
    with pytest.raises(GenerationError, match="out of step"):
        verify(data)


def test_vectors_of_another_model_are_refused_by_their_length(built: Path, tmp_path: Path) -> None:
    """An encoder and vectors of different dimensions never meet in a search."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    card = read_manifest(data, 1).encoders[0]
    reseal(data, encoders=(msgspec.structs.replace(card, dim=card.dim * 2),))
    with pytest.raises(GenerationError, match="out of step"):
        verify(data)


def test_an_encoder_whose_files_are_gone_is_refused_by_its_file(built: Path, tmp_path: Path) -> None:
    """A generation made with another model than the one that lies there names the file."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    card = msgspec.structs.replace(
        read_manifest(data, 1).encoders[0], kind="onnx", files={"model.onnx": "0" * 64}
    )
    reseal(data, encoders=(card,))
    with pytest.raises(GenerationError, match=r"model\.onnx"):
        verify(data)


def test_a_manifest_of_another_form_or_number_is_refused(built: Path, tmp_path: Path) -> None:
    """A folder that was renamed or written by another program version is not guessed at."""
    data = Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
    reseal(data, form=99)
    with pytest.raises(GenerationError, match="another program version"):
        open_generation(data)
    renamed = Path(shutil.copytree(built, tmp_path / "renamed", symlinks=True))
    (renamed / "gen-1").rename(renamed / "gen-7")
    (renamed / "current").unlink()
    (renamed / "current").symlink_to("gen-7")
    with pytest.raises(GenerationError, match=r"gen-7/manifest\.json"):
        open_generation(renamed)
