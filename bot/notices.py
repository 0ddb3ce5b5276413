"""What people must know of the catalogue beside every answer: that it is old, or that it is not whole."""

import datetime as dt
from collections.abc import Iterable

from bot import explain, phrases
from bot.words import mark, say

PREVIOUS = mark("The newest catalogue cannot be read. These courses are from the one of {day}.")
WORDS_ALONE = mark("Right now I find courses by their words alone. Some that fit may be missing.")


def notice(is_sample: bool, troubles: Iterable[str], built: dt.date) -> str | None:
    """Return the lines, or None; `troubles` are the kinds of `index.generation.Trouble`, said once each."""
    kinds = set(troubles)
    said = [
        say(PREVIOUS, day=phrases.as_of(built.isoformat())) if "previous" in kinds else "",
        say(WORDS_ALONE) if "words_alone" in kinds else "",
        say(explain.TRIAL) if is_sample else "",
    ]
    return "\n".join(filter(None, said)) or None
