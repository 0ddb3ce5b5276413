"""The way to a person: the screen that names the contact, and the button that leads there."""

from dataclasses import replace
from urllib.parse import urlsplit

from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Screen, Visit, lines, rows
from bot.words import say


def talk(contact: str, list_id: int) -> Screen:
    """Return how to reach the person or the office, with a link where the contact is one."""
    back = Button(say("Back to list"), Action("back", list_id)) if list_id else None
    words = [*([keywords.BACK] if list_id else []), keywords.NEW_GOAL]
    return Screen(
        lines(
            say("To talk to a person: {contact}.", contact=contact),
            keywords.offered(words),
        ),
        rows(
            [Button(say("Open the contact page"), Visit(contact)) if _is_address(contact) else None],
            [back, new_goal_button(list_id)],
        ),
    )


def talk_button(contact: str | None, list_id: int = 0) -> Button | None:
    """Return the button that leads to a person; None where nobody is named."""
    return Button(say("Talk to a person"), Action("talk", list_id)) if contact else None


def with_talk(screen: Screen, contact: str | None, list_id: int = 0) -> Screen:
    """Return a screen with the way to a person before its last row, which leads back."""
    button = talk_button(contact, list_id)
    if button is None:
        return screen
    return replace(screen, rows=(*screen.rows[:-1], (button,), *screen.rows[-1:]))


def _is_address(contact: str) -> bool:
    """Whether a button can open it: one bad address would fail the whole message."""
    if any(map(str.isspace, contact)):
        return False
    try:
        found = urlsplit(contact)
    except ValueError:
        return False
    return found.scheme == "https" and "." in (found.hostname or "").strip(".")
