"""Links into the private chat with the bot: made, and read back from what comes with /start."""

import re

# Never a goal or a person: whoever gets a link to a course sees the course, and nobody's list; whose
# list a link asks for has to be looked at (Bot API: deep linking).
_COURSE = re.compile(r"c_([0-9a-f]{10})", re.ASCII)
_LIST = re.compile(r"g_([0-9]{1,12})", re.ASCII)


def link_to_course(username: str, key: str) -> str:
    """Return the address that opens the card of the programme of that key (`bot.reply.key_of`)."""
    return _link(username, f"c_{key}")


def link_to_list(username: str, list_id: int) -> str:
    """Return the address that opens a list for the person it belongs to; 0 opens the chat alone."""
    return _link(username, f"g_{list_id}")


def key_in(payload: str) -> str | None:
    """Return the key in the payload of a link; None for every other text, which is a plain start."""
    found = _COURSE.fullmatch(payload)
    return found[1] if found else None


def list_in(payload: str) -> int | None:
    """Return the list that the payload of a link asks for; None for every other text."""
    found = _LIST.fullmatch(payload)
    return int(found[1]) if found else None


def _link(username: str, payload: str) -> str:
    return f"https://t.me/{username}?start={payload}"
