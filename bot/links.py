"""Links that open a course in the chat with the bot: made, and read back from what comes with /start."""

import re

# Never a goal or a person: whoever gets a link sees the course, and nobody's list (Bot API: deep linking).
_PAYLOAD = re.compile(r"c_([0-9a-f]{10})", re.ASCII)


def link_to(username: str, key: str) -> str:
    """Return the address that opens the card of the programme of that key (`bot.reply.key_of`)."""
    return f"https://t.me/{username}?start=c_{key}"


def key_in(payload: str) -> str | None:
    """Return the key in the payload of a link; None for every other text, which is a plain start."""
    found = _PAYLOAD.fullmatch(payload)
    return found[1] if found else None
