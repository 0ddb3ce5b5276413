"""The screens on which somebody says that a fact is wrong: which one, and what happens with it."""

from bot.screens import keywords
from bot.screens.choices import typed_lines
from bot.screens.course import ways_back
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, say

FACTS = {
    "time": mark("The time"),
    "cost": mark("The cost"),
    "outcome": mark("What comes out of it"),
    "link": mark("The link"),
    "other": mark("Something else"),
}
"""What can be wrong, by the word that is kept."""


def asked(title: str, key: str, list_id: int) -> Screen:
    """Ask which fact of a course is wrong."""

    def button(fact: str) -> Button:
        return Button(say(FACTS[fact]), Action("wrong", list_id, f"{key}.{fact}"))

    return Screen(
        lines(
            [say("Which fact is wrong?"), one_line(title, 200)],
            typed_lines(
                [say(one) for one in (*FACTS.values(), keywords.BACK_TO_COURSE, keywords.NEW_GOAL)],
                on_a_line=2,
            ),
        ),
        rows(
            [button("time"), button("cost")],
            [button("outcome")],
            [button("link"), button("other")],
            *ways_back(key, list_id),
        ),
    )


def thanks(key: str, list_id: int) -> Screen:
    """Say what happens with a report."""
    return Screen(
        lines(
            [
                say("Thank you. The people who look after this catalogue see it, without your name."),
                say("They compare it with the provider's page. They cannot write back to you here."),
                say("Until it is mended, trust the provider's page."),
            ],
            keywords.offered([keywords.BACK_TO_COURSE, keywords.NEW_GOAL]),
        ),
        rows(*ways_back(key, list_id)),
    )
