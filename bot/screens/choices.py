"""Typed words that choose what a button of the present screen says, and how many of them are offered."""

import re
from collections.abc import Sequence

from bot.screens import keywords
from bot.screens.screen import Action, Screen
from bot.words import say

_PLACE = re.compile(r"(\d+)\. ")


def chosen(text: str, screen: Screen) -> Action | None:
    """Return what the button does whose label, or whose number, was typed; None where no label is.

    A label that was cut stands for every text that begins so, where none is that text.
    """
    typed, begun = _typed(text, screen), None
    for button in (button for row in screen.rows for button in row):
        place = _PLACE.match(button.label)
        said = keywords.plain(button.label[place.end() :] if place else button.label)
        if not isinstance(button.does, Action):
            continue
        if typed == said or (place and typed == place[1]):
            return button.does
        if button.label.endswith("…") and said and typed.startswith(said):
            begun = begun or button.does
    return begun


def _typed(text: str, screen: Screen) -> str:
    """Return typed words as they are compared; the number alone of what is listed under one."""
    if numbered := _PLACE.match(text.strip()):
        return numbered[1]
    places = ((_PLACE.match(line.text), line.text) for line in reversed(screen.lines))
    listed = {keywords.plain(line[place.end() :]): place[1] for place, line in places if place}
    typed = keywords.plain(text)
    return listed.get(typed, typed)


def typed_lines(words: Sequence[str], on_a_line: int = 1) -> list[str]:
    """Return many choices in words, a few on a line: all of them on one cannot be read."""
    shown = [", ".join(words[at : at + on_a_line]) for at in range(0, len(words), on_a_line)]
    return [say("You can also type one of these:"), *shown]
