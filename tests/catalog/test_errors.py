"""Behaviour of catalog/errors.py: what ends a command is one sentence, never a traceback."""

import errno

import pytest

from catalog.errors import refusing


def test_an_output_without_room_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk under `rung catalog read >FILE` names the cure and exits with 1."""

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SystemExit) as ended:
        refusing(full)
    assert ended.value.code == 1
    assert capsys.readouterr().err.endswith("Make room, or name another place.\n")
