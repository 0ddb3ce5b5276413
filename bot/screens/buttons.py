"""The buttons that stand on many screens, and how many stand in a row."""

from collections.abc import Sequence

from bot.screens.screen import Action, Button, Row
from bot.words import say


def new_goal_button(list_id: int = 0) -> Button:
    """Return the button that begins a new goal; a list that it stands under stays where it is."""
    return Button(say("New goal"), Action("new", list_id))


def status_button() -> Button:
    """Return the button that leads an administrator to the state of the service."""
    return Button(say("Status"), Action("status"))


def in_twos(buttons: Sequence[Button]) -> list[Row]:
    """Return rows of two buttons."""
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
