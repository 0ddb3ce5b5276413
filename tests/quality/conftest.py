"""The shared collection, where it is there, and its index, built once."""

import os
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """Return the folder of the shared collection (RUNG_SHARED), or skip with the reason."""
    folder = Path(os.environ.get("RUNG_SHARED", Path(__file__).parents[3] / "shared"))
    if not (folder / "eval" / "corpus.jsonl").is_file():
        pytest.skip(f"the shared collection is not in {folder}; set RUNG_SHARED")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared collection."""
    return shared_folder()


@pytest.fixture(scope="session")
def corpus_data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the judged corpus, built with the models that come with the installation."""
    from index.build import build

    data = tmp_path_factory.mktemp("corpus") / "data"
    build([shared / "eval" / "corpus.jsonl"], data)
    return data
