"""What is settled once when the bot starts: its name and number, and who may look after it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """What every handler may need to know."""

    bot_id: int
    username: str
    admins: frozenset[int]
