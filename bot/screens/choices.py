"""Typed words that choose what a button of the present screen says, in the language that it is said in."""

import re

from bot.screens import keywords
from bot.screens.screen import Action, Screen

_PLACE = re.compile(r"(\d+)\. ")


def chosen(text: str, screen: Screen) -> Action | None:
    """Return what the button does whose label, or whose number, was typed; None where no label is."""
    typed = keywords.plain(text)
    for button in (button for row in screen.rows for button in row):
        place = _PLACE.match(button.label)
        said = keywords.plain(button.label[place.end() :] if place else button.label)
        is_cut = said.endswith("…") and typed.startswith(said[:-1])
        if isinstance(button.does, Action) and (typed == said or is_cut or (place and typed == place[1])):
            return button.does
    return None
