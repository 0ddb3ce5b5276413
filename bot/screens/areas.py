"""The catalogue's areas in a chat: all of them, and those that too wide a goal could mean."""

from collections.abc import Iterable, Sequence

from bot import phrases
from bot.areas import Area
from bot.screens import keywords
from bot.screens.buttons import in_twos, new_goal_button
from bot.screens.choices import typed_lines
from bot.screens.screen import LABEL_LENGTH, Action, Button, Row, Screen, label, lines, one_line, rows
from bot.screens.talk import with_talk
from bot.words import say, spoken

ASKED, ANYTHING = "ask", "any"
ON_PAGE = 10
_NAMED = 5
_NAME_LENGTH = 60


def areas(listed: Sequence[Area], page: int, list_id: int, contact: str | None) -> Screen:
    """Return a page of the areas, the largest first; a tap makes one the goal."""
    first = page * ON_PAGE
    shown = listed[first : first + ON_PAGE]
    if not shown:
        empty = Screen(lines(say("I cannot tell areas in this catalogue.")), rows([new_goal_button()]))
        return with_talk(empty, contact)
    more = Action("areas", list_id, f"p{page + 1}") if len(listed) > first + ON_PAGE else None
    others = [Button(say("More areas"), more) if more else None, _door(list_id)]
    words = [*_names(shown), *(button.label for button in others if button)]
    screen = Screen(
        lines(
            say("These are main areas of the catalogue. Which is closest?"),
            typed_lines(words),
        ),
        rows(*_taps(shown, list_id), others, [new_goal_button()]),
    )
    return with_talk(screen, contact)


def which(choices: Sequence[Area], noted: str, words: str | None, list_id: int) -> Screen:
    """Ask what too wide a goal means; `words` are what can be searched for nevertheless, if any."""
    others = [
        Button(one_line(say("Show me anything in {words}", words=words), LABEL_LENGTH), _anything(list_id))
        if words
        else None,
        _door(list_id),
        Button(say("See the areas"), Action("areas", list_id)),
    ]
    typed = [*_names(choices), *(button.label for button in others if button)]
    return Screen(
        lines(
            [
                say("That could mean many things. Which is closest?"),
                say("I noted: {wishes}", wishes=noted) if noted else "",
                say("You can also write more words."),
            ],
            keywords.offered(typed),
        ),
        rows(*_taps(choices, list_id), others[:1], others[1:], [new_goal_button()]),
    )


def nothing_near(listed: Sequence[Area]) -> str:
    """Return what the catalogue is about, where it has nothing near; "" where that cannot be told."""
    if not listed:
        return ""
    names = phrases.listed(_names(listed[:_NAMED]))
    return say("The catalogue has nothing near this. Its main areas are: {areas}.", areas=names)


def see_areas() -> Button:
    """Return the button that leads to the areas."""
    return Button(say("See the areas"), Action("areas"))


def _names(listed: Sequence[Area]) -> list[str]:
    return [one_line(one.called(spoken()), _NAME_LENGTH) for one in listed]


def _taps(listed: Sequence[Area], list_id: int) -> Iterable[Row]:
    buttons = [
        Button(label(name, say("Area")), Action("areas", list_id, f"t.{one.key}"))
        for name, one in zip(_names(listed), listed, strict=True)
    ]
    return in_twos(buttons)


def _anything(list_id: int) -> Action:
    return Action("areas", list_id, ANYTHING)


def _door(list_id: int) -> Button:
    return Button(say("I don't know yet"), Action("door", list_id))
