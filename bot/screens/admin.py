"""What an administrator sees of a reindex, from the question to its end, and of one that waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens.buttons import status_button
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many

_STARTING = "Starting"
# What the build says that it is at.
_AT = {
    _STARTING: mark("Starting."),
    "Reading": mark("Reading the files."),
    "Preparing the model": mark("Preparing the model."),
    "Embedding": mark("Indexing the courses."),
    "Checking": mark("Checking the new version."),
}
_REFUSED = mark_many("{count} row refused.", "{count} rows refused.")
_CHECKED = mark_many(
    "Check: {found} of {asked} known goal still finds its course.",
    "Check: {found} of {asked} known goals still find their course.",
)
_DONE = mark_many("Done. {count} course in {span}.", "Done. {count} courses in {span}.")


@dataclass(frozen=True, slots=True)
class Built:
    """The counts of a finished build."""

    generation: int
    kept: int
    rejected: int
    duplicates: int
    embedded: int
    reused: int
    held: bool = False
    """Whether it waits, and is not served."""
    before: int = 0
    gone: int = 0
    asked: int = 0
    found: int = 0
    doubts: tuple[str, ...] = ()
    """Why it waits: "courses" that are gone, "goals" that lost theirs."""


def asked(generation: int, files: Sequence[str], took_s: float | None = None) -> Screen:
    """Ask before a reindex, and say how long the last one took; the safe button first."""
    return Screen(
        lines(
            say(
                "Rebuild catalogue version {version} from {files}?",
                version=generation,
                files=one_line(", ".join(files), 300),
            ),
            [
                say("People keep the old version until the new one passes its checks."),
                "" if took_s is None else say("About {span}, as the last time.", span=seconds(took_s)),
            ],
        ),
        rows(
            [
                Button(say("Not now"), Action("leave")),
                Button(say("Rebuild"), Action("reindex", arg="go")),
            ]
        ),
    )


def left() -> Screen:
    """Say that nothing was done."""
    return Screen(lines(say("Nothing was changed.")), rows([status_button()]))


def no_files() -> Screen:
    """Say what a reindex needs."""
    return Screen(
        lines(
            say("There is nothing to read: the setting RUNG_CATALOG names no files."),
            say(
                "The operator puts the catalogue's files there, with commas between, "
                "and starts the bot again."
            ),
        ),
        rows([status_button()]),
    )


def already(since_s: float, by_you: bool | None = None) -> Screen:
    """Say that a reindex runs, and whose it is where that is known."""
    span = seconds(since_s)
    begun = {
        None: say("Already running, started {span} ago.", span=span),
        True: say("Already running, started by you {span} ago.", span=span),
        False: say("Already running, started by another administrator {span} ago.", span=span),
    }
    return Screen(
        lines(
            [begun[by_you], say("Its message shows how far it is.")],
        ),
        rows([status_button()]),
    )


def starting() -> Screen:
    """Return the first state of a reindex, before the build says what it is at."""
    return progress(_STARTING, 0, 0, None)


def progress(what: str, done: int, total: int, left_s: float | None) -> Screen:
    """Return how far a reindex is; `what` is what the build says that it is at."""
    at = [say(_AT[what]) if what in _AT else f"{what}."]
    if total:
        at.append(say("{done} of {total}.", done=phrases.number(done), total=phrases.number(total)))
    if left_s is not None:
        at.append(say("About {span} left.", span=seconds(left_s)))
    return Screen(
        lines(" ".join(at), say("People keep the old version meanwhile.")),
        rows([Button(say("Stop"), Action("stop"))]),
    )


def done(built: Built, took_s: float, served: int) -> Screen:
    """Say that a reindex has ended, with its counts, and what is served."""
    if built.rejected:
        refused = say_many(*_REFUSED, built.rejected, count=phrases.number(built.rejected))
    else:
        refused = say("No row refused.")
    counts = say(
        "Merged: {merged}. New: {new}. As before: {reused}.",
        merged=phrases.number(built.duplicates),
        new=phrases.number(built.embedded),
        reused=phrases.number(built.reused),
    )
    live = (
        say("Version {version} is live. The one before is kept.", version=built.generation)
        if served == built.generation
        else say(
            "Version {version} is built, but version {served} is still served: /status says why.",
            version=built.generation,
            served=served,
        )
    )
    kept = say_many(*_DONE, built.kept, count=phrases.number(built.kept), span=seconds(took_s))
    return Screen(lines([f"{kept} {refused}", counts, checked(built)], live), rows([status_button()]))


def checked(built: Built) -> str:
    """Say how many known goals still find their course."""
    return say_many(
        *_CHECKED, built.asked, found=phrases.number(built.found), asked=phrases.number(built.asked)
    )


def stopped(done: int) -> Screen:
    """Say that a reindex was stopped, and where."""
    at = say("Stopped at {count}.", count=phrases.number(done)) if done else say("Stopped.")
    return Screen(
        lines([at, say("The old version is still in use. Nothing was lost.")]), rows([status_button()])
    )


def failed(reason: str) -> Screen:
    """Say why a reindex changed nothing."""
    return Screen(
        lines(
            say("The rebuild failed. The old version is still in use."),
            say("Reason: {reason}", reason=one_line(reason, 600) or say(phrases.NOT_STATED)),
        ),
        rows([status_button(), Button(say("Try again"), Action("reindex", arg="ask"))]),
    )


def seconds(span_s: float) -> str:
    """Return a span of time as a person says it."""
    if span_s < 90:
        return phrases.count(max(1, round(span_s)), "second")
    if span_s < 5400:
        return phrases.count(round(span_s / 60), "minute")
    return (
        phrases.count(round(span_s / 3600), "hour")
        if span_s < 172_800
        else phrases.count(round(span_s / 86_400), "day")
    )
