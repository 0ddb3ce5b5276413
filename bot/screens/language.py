"""The language that a person is spoken to in: as they write, or one that they chose."""

from bot import phrases
from bot.screens.buttons import in_twos, new_goal_button
from bot.screens.screen import Action, Button, Screen, lines, rows
from bot.words import ENGLISH, capitalized, languages, say, speaking, spoken

AS_WRITTEN = "any"
"""The argument of the button that follows a person's messages again."""


def language_asked(chosen: str | None) -> Screen:
    """Return the choice, each language in its own words; courses are not chosen here."""
    offered = [
        Button(_own_name(code), Action("language", arg=code)) for code in (ENGLISH, *sorted(languages()))
    ]
    now = say("Now: {language}.", language=phrases.language(spoken()))
    return Screen(
        lines(
            [say("Which language shall I answer in?"), now],
            say("I answer in the language of your message. You can choose one for every answer."),
            say("To find courses in a language, write it in your goal, as in “in Spanish”."),
        ),
        rows(
            *in_twos(offered),
            [Button(say("As I write"), Action("language", arg=AS_WRITTEN)) if chosen else None],
            [new_goal_button()],
        ),
    )


def language_chosen(chosen: str | None) -> Screen:
    """Say, in the new language, what is spoken from now on."""
    if chosen is None:
        text = say("I answer in the language of your message.")
    else:
        text = say("I answer in this language from now on: {language}.", language=phrases.language(chosen))
    return Screen(
        lines(text),
        rows(
            [
                Button(say("Change the language"), Action("language")),
                new_goal_button(),
            ]
        ),
    )


def _own_name(code: str) -> str:
    with speaking(code):
        name = phrases.language(code)
    return capitalized(name)
