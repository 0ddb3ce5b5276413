"""Why a course is not for this person: the question, and what the answer did."""

from bot.reply import Course, key_of
from bot.screens import keywords
from bot.screens.buttons import in_twos, new_goal_button
from bot.screens.choices import typed_lines
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, say

_TITLE_LENGTH = 90
REASONS = {
    "cost": mark("Costs too much"),
    "time": mark("Takes too long"),
    "easy": mark("Too easy"),
    "hard": mark("Too hard"),
    "from": mark("Not this provider"),
    "other": mark("Not what I mean"),
}


def reasons(course: Course, list_id: int) -> Screen:
    """Ask why a course is not for this person; each answer hides it, and some change a limit."""
    key = key_of(course.suggestion.program.id)
    found = [
        Button(say(words), Action("unlike", list_id, f"{key}.{reason}")) for reason, words in REASONS.items()
    ]
    if course.suggestion.program.provider is None:
        found = [one for one in found if one.does != Action("unlike", list_id, f"{key}.from")]
    title = one_line(course.suggestion.program.title, _TITLE_LENGTH)
    return Screen(
        lines(
            [say("Why is “{title}” not for you?", title=title), say("I will leave it out of this list.")],
            typed_lines(
                [say(one) for one in (*REASONS.values(), keywords.BACK, keywords.NEW_GOAL)], on_a_line=2
            ),
        ),
        rows(
            *in_twos(found),
            [
                Button(say("Back to course"), Action("course", list_id, key)),
                Button(say("Back to list"), Action("back", list_id)),
            ],
            [new_goal_button(list_id)],
        ),
    )


def left_out(course: Course, changed: str) -> str:
    """Return what "not for me" did: the course is left out, and which limit has changed."""
    title = one_line(course.suggestion.program.title, _TITLE_LENGTH)
    return " ".join(filter(None, [say("I leave out “{title}”.", title=title), changed]))
