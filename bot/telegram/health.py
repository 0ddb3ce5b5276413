"""How the service does, gathered from its parts for /status."""

import asyncio
import datetime as dt
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.screens.health import Health, Uploaded
from bot.screens.trouble import for_administrators
from bot.telegram.inbox import Inbox
from bot.telegram.pending import Past, Pending
from bot.telegram.rebuild import Rebuild
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.stats import Stats
from bot.telegram.troubles import Troubles
from index.held import held
from index.manifest import CURRENT, linked_number, previous_number


@dataclass(frozen=True)
class Parts:
    """The parts of the service that /status looks at."""

    served: Served
    inbox: Inbox
    rebuild: Rebuild
    patience: Patience
    stats: Stats
    troubles: Troubles
    conflicts: Callable[[], int]
    began: float = field(default_factory=time.monotonic)


async def read_health(parts: Parts) -> Health:
    """Return the state of every part at this moment."""
    served, counts, today = parts.served, await parts.inbox.counts(), await parts.stats.today()
    generation, data = served.advisor.generation, served.data
    number = linked_number(data / CURRENT)
    kinds = [(one.kind, one.reason, one.instead_of) for one in generation.troubles]
    free = await asyncio.to_thread(lambda: shutil.disk_usage(data).free)
    return Health(
        generation=generation.number,
        shelf=served.shelf(),
        applied=_applied(data),
        newest=number,
        previous=previous_number(data, number) if number is not None else None,
        held=held(data),
        models=[encoder.card.name for encoder in generation.encoders],
        rebuilding_s=parts.rebuild.running_s,
        waiting=counts["waiting"] - 1,  # the question itself is one of them
        put_aside=counts["dead"],
        troubles=sum(parts.patience.troubles.values()),
        conflicts=parts.conflicts(),
        running_s=time.monotonic() - parts.began,
        sent_away=served.load.shed,
        free_bytes=free,
        today=today,
        last_trouble=served.trouble or for_administrators(generation.number, kinds, parts.inbox.trouble),
        upload=_uploaded(Pending(data).last()),
        last=next(iter(parts.troubles.newest_first()), None),
    )


def _uploaded(past: Past | None) -> Uploaded | None:
    """Return what became of the last upload, with its time by the server's own clock."""
    if past is None:
        return None
    return Uploaded(past.began.astimezone().replace(tzinfo=None), past.names, past.became, past.version)


def _applied(data: Path) -> dt.datetime | None:
    """Return when the served generation was put in, by the server's own clock."""
    try:
        return dt.datetime.fromtimestamp((data / CURRENT).lstat().st_mtime)  # noqa: DTZ006
    except OSError:
        return None
