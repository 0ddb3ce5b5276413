"""Whole conversations, one a feature, kept as a person would read them; `make golden` writes them anew."""

from pathlib import Path

import pytest

from tests.bot.conversations.played import played, scripts, shelved


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that the conversations are about."""
    folder = tmp_path_factory.mktemp("conversations")
    shelved(folder)
    return folder


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.stem)
def test_a_conversation_goes_as_it_was_read(script: Path, data: Path) -> None:
    """Where it fails on purpose: make golden, read the difference, commit it."""
    assert played(script, data) == script.read_text(encoding="utf-8")
