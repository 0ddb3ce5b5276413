"""Files that the stand-in holds: what getFile tells of them and for how long their address works.

Sources: Bot API: getFile (20 MB, a link good for an hour), sendDocument (50 MB); telegram-bot-api Client.cpp.
"""

import secrets
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from bot.trial.clock import Clock
from bot.trial.refusal import Refusal

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
LINK_LIFE = 3600.0


@dataclass(slots=True)
class Held:
    """One file. `size` may be larger than `data`: a file too big to be fetched need not be there."""

    file_id: str
    unique_id: str
    kind: str
    name: str | None
    mime: str | None
    size: int
    data: bytes = field(repr=False)
    path: str = ""
    link_until: float = 0.0
    broken: bool = False

    def shown(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, Held] = {}

    def keep(
        self,
        kind: str,
        data: bytes,
        name: str | None = None,
        mime: str | None = None,
        size: int | None = None,
    ) -> Held:
        file_id = "BQACAgIAAxk" + secrets.token_urlsafe(32)
        unique_id = "AgAD" + secrets.token_urlsafe(8)
        held = Held(file_id, unique_id, kind, name, mime, len(data) if size is None else size, data)
        self._held[file_id] = held
        return held

    def find(self, file_id: str) -> Held | None:
        return self._held.get(file_id)

    def ready(self, file_id: str) -> dict[str, Any]:
        """What getFile answers: the file and, for an hour, the path of its bytes."""
        if not file_id:
            raise Refusal("file_id not specified")
        held = self._held.get(file_id)
        if held is None:
            raise Refusal("invalid file_id")
        if held.size > DOWNLOAD_LIMIT:
            raise Refusal("file is too big")
        if held.broken:
            raise Refusal("wrong file_id or the file is temporarily unavailable")
        # The path is made here and takes nothing but the ending from the name, which the sender chose.
        ending = PurePosixPath(held.name or "").suffix[:10]
        number = list(self._held).index(file_id)
        held.path = held.path or f"{held.kind}s/file_{number}{ending if ending[1:].isalnum() else ''}"
        held.link_until = self._clock.now() + LINK_LIFE
        return held.shown() | {"file_path": held.path}

    def at(self, path: str) -> Held | None:
        """The file behind an address that still works."""
        now = self._clock.now()
        return next(
            (held for held in self._held.values() if held.path == path and held.link_until > now), None
        )
