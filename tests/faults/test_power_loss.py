"""The order in which a build makes its work durable: nothing is pointed to that is not on the disk."""

import os
from pathlib import Path

import pytest

from tests.faults.small import build_version


def recorded(monkeypatch: pytest.MonkeyPatch, data: Path) -> list[str]:
    """Record the names of what is synced and renamed in `data`, in order, while it really happens."""
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def heard_fsync(descriptor: int) -> None:
        fsync(descriptor)
        inode = os.fstat(descriptor).st_ino
        calls.extend(f"sync {path.name}" for path in (data, *data.rglob("*")) if path.stat().st_ino == inode)

    def heard_replace(source: Path, target: Path) -> None:
        replace(source, target)
        calls.append(f"rename to {target.name}")

    monkeypatch.setattr(os, "fsync", heard_fsync)
    monkeypatch.setattr(os, "replace", heard_replace)
    return calls


def test_every_file_is_synced_before_its_folder_the_rename_and_the_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order is: all files, the folder, the parent, the rename, the parent again."""
    data = tmp_path / "data"
    data.mkdir()
    calls = recorded(monkeypatch, data)
    build_version(data, 1)
    files = {f"sync {path.name}" for path in (data / "gen-1").iterdir()}
    assert len(files) == 6
    assert set(calls[:6]) == files
    assert calls[6:] == ["sync gen-1", "sync data", "rename to current", "sync data"]
