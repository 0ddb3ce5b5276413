"""Behaviour of bot/telegram/app.py: one bot a data folder."""

from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram.app import LOCK, serve
from catalog.errors import RungError
from index.disk import alone


async def test_a_second_bot_with_the_same_folder_is_told_to_stop(tmp_path: Path) -> None:
    """Two would answer what one store holds twice; the refusal comes before anything is opened."""
    with (
        alone(tmp_path / LOCK, RungError("held by nobody else")),
        pytest.raises(RungError, match="A bot already runs with"),
    ):
        await serve(Settings(data=tmp_path))
