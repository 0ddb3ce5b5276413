"""The end of an upload on screens: applied, gone back from, or not, with the reason."""

from bot.screens.buttons import status_button
from bot.screens.diff import Compared, left_lines
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.screens.upload import cancel_button, told, typed
from bot.words import say


def asked(id_: int, found: Compared) -> Screen:
    """Ask before a draft goes live, first of all what goes with the old one; the safe button first."""
    return Screen(
        lines(
            left_lines(found),
            say("Show version {version} to everybody from now on?", version=found.version),
            say("You can go back to the version before."),
        ),
        rows(
            [
                Button(say("Not now"), Action("diff", id_)),
                Button(say("Apply"), Action("apply", id_, "go"), danger=True),
            ]
        ),
    )


def applying(version: int) -> Screen:
    """Say that a draft goes live."""
    return Screen(
        lines(say("Version {version} is saved. It goes live now.", version=version)),
        rows([status_button()]),
    )


def live(version: int, before: int | None) -> Screen:
    """Say that a version is live, with the way back."""
    back = before is not None
    return Screen(
        lines(say("Version {version} is live.", version=version), typed()),
        rows(
            [
                Button(say("Go back to {version}", version=before), Action("rollback", version))
                if back
                else None,
                Button(say("Sources"), Action("upload", arg="sources")),
            ],
            [status_button()],
        ),
    )


def draft_gone(id_: int) -> Screen:
    """Say that a draft does not stand beside what is served any more."""
    return Screen(
        lines(
            say("The draft is out of date: another version was built meanwhile. Nothing was changed."),
            say("Your files are safe. See the changes again."),
        ),
        rows([Button(say("See the changes"), Action("diff", id_)), cancel_button(id_)]),
    )


def not_applied(id_: int, reason: str) -> Screen:
    """Say why a draft could not go live."""
    return Screen(
        lines(
            say("The old version is still in use. Your files are safe."),
            say("Reason: {reason}", reason=one_line(reason, 600)),
        ),
        rows([Button(say("See the changes"), Action("diff", id_)), cancel_button(id_)]),
    )


def back(version: int) -> Screen:
    """Say that the version before is served again."""
    return told(
        say("Version {version} is live again.", version=version),
        say("The next rebuild reads the files of this version."),
    )


def not_back(reason: str) -> Screen:
    """Say why there is no way back."""
    return told(
        say("The old version is still in use."), say("Reason: {reason}", reason=one_line(reason, 600))
    )


def not_served(version: int) -> str:
    """Say that another version is served."""
    return say("Version {version} is not the one that is served.", version=version)


def own_fault() -> str:
    """Say that a fault is ours."""
    return say("Something broke on my side. The log says what.")


def not_built(id_: int, reason: str | None) -> Screen:
    """Say that a draft was not made: stopped, or for a reason."""
    return Screen(
        lines(
            say("The draft was not made. Your files are safe. Nothing was changed."),
            say("Reason: {reason}", reason=one_line(reason, 600)) if reason else "",
        ),
        rows([Button(say("Try again"), Action("diff", id_)), cancel_button(id_)],
             [Button(say("Back to the report"), Action("upload", id_, "report"))]),
    )  # fmt: skip


def cancelled() -> Screen:
    """Say that an upload is forgotten."""
    return told(say("Cancelled. The uploaded files are deleted. Nothing was changed."))
