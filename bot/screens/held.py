"""What an administrator sees of a catalogue version that waits: why, what would change, and the way out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens.admin import Built, checked
from bot.screens.buttons import status_button
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many

LISTED = 8
_GONE = mark_many(
    "{count} of the {before} courses of now would be gone.",
    "{count} of the {before} courses of now would be gone.",
)
_WHY = {
    "courses": mark("Too many courses would be gone."),
    "goals": mark("Too many known goals no longer find their course."),
}
_NEW = mark_many("{count} course is new.", "{count} courses are new.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that is built and not served; `seal` tells it from a later one of the same number."""

    number: int
    seal: str
    courses: int
    served: int
    """The number of the version that people see."""
    before: int
    """How many courses that one has."""
    gone: int
    new: int
    gone_titles: Sequence[str] = ()
    new_titles: Sequence[str] = ()


def waits(waiting: Waiting, built: Built | None = None) -> Screen:
    """Say that a version waits, and why where its build has just ended."""
    return Screen(
        lines(
            [
                say(
                    "Version {version} is built, but it is not live: it waits for you.",
                    version=waiting.number,
                ),
                say("People keep version {version}.", version=waiting.served),
            ],
            [
                *(say(_WHY[doubt]) for doubt in (built.doubts if built else ()) if doubt in _WHY),
                _gone(waiting),
                checked(built) if built and built.asked else "",
            ],
            say("Look at the changes before you serve it."),
        ),
        rows(
            [Button(say("See what changed"), _does("see", waiting))],
            [
                Button(say("Throw it away"), _does("drop", waiting)),
                Button(say("Serve it anyway"), _does("serve", waiting), danger=True),
            ],
            [status_button()],
        ),
    )


def changes(waiting: Waiting) -> Screen:
    """Say what would be gone and what would be new, with examples."""
    return Screen(
        lines(
            say("Version {version} beside version {served}:", version=waiting.number, served=waiting.served),
            [_gone(waiting), *(f"- {one_line(title, 80)}" for title in waiting.gone_titles[:LISTED])],
            [
                say_many(*_NEW, waiting.new, count=phrases.number(waiting.new)),
                *(f"- {one_line(title, 80)}" for title in waiting.new_titles[:LISTED]),
            ],
        ),
        rows(
            [
                Button(say("Throw it away"), _does("drop", waiting)),
                Button(say("Serve it anyway"), _does("serve", waiting), danger=True),
            ],
            [Button(say("Back"), _does("held", waiting)), status_button()],
        ),
    )


def serve_asked(waiting: Waiting) -> Screen:
    """Ask before a version in doubt is served; the safe button first."""
    return Screen(
        lines(
            say("Serve version {version} to everybody?", version=waiting.number),
            [_gone(waiting), say("You can go back to version {version} afterwards.", version=waiting.served)],
        ),
        rows(
            [
                Button(say("Not now"), _does("held", waiting)),
                Button(say("Serve it"), _does("yes", waiting), danger=True),
            ]
        ),
    )


def live(number: int, before: int) -> Screen:
    """Say that a version that waited is served."""
    return Screen(
        lines(say("Version {version} is live. Version {before} is kept.", version=number, before=before)),
        rows([status_button()]),
    )


def thrown_away(served: int) -> Screen:
    """Say that a version that waited is no more."""
    return Screen(
        lines(say("Thrown away. Version {version} is still in use.", version=served)), rows([status_button()])
    )


def none_waits() -> Screen:
    """Answer a button of a version that waits no more."""
    return Screen(
        lines([say("This version no longer waits."), say("Nothing was changed.")]), rows([status_button()])
    )


def _gone(waiting: Waiting) -> str:
    if not waiting.gone:
        return say("No course of now would be gone.")
    return say_many(
        *_GONE,
        waiting.gone,
        count=phrases.number(waiting.gone),
        before=phrases.number(waiting.before),
    )


def _does(what: str, waiting: Waiting) -> Action:
    return Action("reindex", arg=f"{what}-{waiting.seal}")
