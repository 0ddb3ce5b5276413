"""How the service does, gathered from its parts for /status."""

import asyncio
import datetime as dt
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.screens.health import Health
from bot.telegram.inbox import Inbox
from bot.telegram.rebuild import Rebuild
from bot.telegram.sender import Patience
from bot.telegram.served import Served
from bot.telegram.stats import Stats
from bot.telegram.troubles import Troubles
from index.held import held
from index.manifest import CURRENT, current_number, previous_number


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
    number = current_number(data)
    applied = (data / CURRENT).lstat().st_mtime
    free = await asyncio.to_thread(lambda: shutil.disk_usage(data).free)
    return Health(
        generation=number,
        shelf=served.shelf(),
        applied=dt.datetime.fromtimestamp(applied),  # noqa: DTZ006 - the server's own clock
        searched=generation.number,
        previous=previous_number(data, number),
        held=held(data),
        models=[card.name for card in generation.manifest.encoders],
        rebuilding_s=parts.rebuild.running_s,
        waiting=counts["waiting"] - 1,  # the question itself is one of them
        put_aside=counts["dead"],
        troubles=sum(parts.patience.troubles.values()),
        conflicts=parts.conflicts(),
        running_s=time.monotonic() - parts.began,
        free_bytes=free,
        today=today,
        last_trouble=served.trouble or generation.trouble,
        last=next(iter(parts.troubles.newest_first()), None),
    )
