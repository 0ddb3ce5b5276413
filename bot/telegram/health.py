"""How the service does, gathered from its parts for /status."""

from bot.screens.admin import Health
from bot.screens.trouble import for_administrators
from bot.telegram.inbox import Inbox
from bot.telegram.served import Served
from index.manifest import CURRENT, linked_number, previous_number


async def read_health(  # noqa: PLR0913, PLR0917 - a number from each part
    served: Served, inbox: Inbox, rebuilding_s: float | None, troubles: int, conflicts: int, running_s: float
) -> Health:
    """Return the state of every part at this moment."""
    generation, counts = served.advisor.generation, await inbox.counts()
    current = linked_number(served.data / CURRENT)
    kinds = [(one.kind, one.reason, one.instead_of) for one in generation.troubles]
    return Health(
        generation=generation.number,
        shelf=served.shelf(),
        previous=previous_number(served.data, current) if current is not None else None,
        models=[encoder.card.name for encoder in generation.encoders],
        rebuilding_s=rebuilding_s,
        waiting=counts["waiting"] - 1,  # the question itself is one of them
        put_aside=counts["dead"],
        troubles=troubles,
        conflicts=conflicts,
        running_s=running_s,
        last_trouble=served.trouble or for_administrators(generation.number, kinds, inbox.trouble),
        sent_away=served.load.shed,
    )
