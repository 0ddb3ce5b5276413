"""The screens of a service that is busy, or lacks something: what happened, what is safe, what to do next."""

from collections.abc import Iterable

from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Screen, lines, rows
from bot.words import mark, mark_many, say, say_many

_BUSY = mark_many(
    "Many people are asking now. Please try again in about {count} second.",
    "Many people are asking now. Please try again in about {count} seconds.",
)
_SLOWER = mark_many(
    "That was very quick. Please wait {count} second, then send it again.",
    "That was very quick. Please wait {count} seconds, then send it again.",
)


def busy_words(seconds: int) -> str:
    """Return what somebody is told for whom there is no room now: a measured time to come again."""
    return say_many(*_BUSY, seconds, count=seconds)


def busy(seconds: int, has_goal: bool) -> Screen:
    """Ask to come again; where the goal can be seen above, one tap does it."""
    again = Button(say("Use the same goal"), Action("again")) if has_goal else None
    return Screen(lines(busy_words(seconds)), rows([again, new_goal_button()]))


def slower_words(seconds: int) -> str:
    """Return what somebody is told who writes faster than anybody reads."""
    return say_many(*_SLOWER, seconds, count=seconds)


def slower(seconds: int) -> Screen:
    """Ask for a pause."""
    return Screen(lines(slower_words(seconds)), rows([Button(say("How it works"), Action("how"))]))


def no_catalogue(for_administrator: bool = False) -> Screen:
    """Say that there is nothing to search in."""
    cure = (
        say("Send /status for the reason, and /reindex to build the catalogue.")
        if for_administrator
        else say("Nothing of yours is lost. Please send your goal again later.")
    )
    return Screen(lines(say("My catalogue of courses is not here now."), cure), rows([new_goal_button()]))


def not_saved_words() -> str:
    """Return what somebody is told while nothing can be written to the disk."""
    return say("I cannot save anything right now. Your message is not lost: I answer it when I can.")


def not_saved() -> Screen:
    """Say that the answer comes later."""
    return Screen(lines(not_saved_words()))


_SERVED = {
    "encoder": mark("A language model cannot be used, so goals are understood less well."),
    "words_alone": mark("No language model can be used: courses are found by their words alone."),
    "nothing": mark("There is no catalogue to answer from. Send /reindex to build it."),
}
_STORE = {
    "full": mark("The disk was full. Messages waited until there was room."),
    "locked": mark("Another program held the file dialogue.db. Messages waited until it was free."),
    "unwritable": mark("The file dialogue.db could not be written. Messages waited until it could."),
}


def for_administrators(
    served: int, troubles: Iterable[tuple[str, str, int | None]], store: str | None
) -> str | None:
    """Return what is wrong with the served catalogue and with the store, the files by name; None for nothing.

    `troubles` are those of `index.generation`: kind, reason, and instead of which version.
    """
    said = []
    for kind, reason, instead_of in troubles:
        if kind == "previous":
            words = say(
                "Catalogue version {version} is used instead of {damaged}.",
                version=served,
                damaged=instead_of,
            )
        else:
            words = say(_SERVED[kind])
        said.append(f"{words} {reason}")
    if store is not None:
        said.append(say(_STORE[store]))
    return " ".join(said) or None
