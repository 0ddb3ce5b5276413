"""What an administrator sees: the state of the service, and a reindex from the question to its end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens.plain import Shelf
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many

# What the build says that it is at.
_AT = {
    "Starting": mark("Starting."),
    "Reading": mark("Reading the files."),
    "Preparing the model": mark("Preparing the model."),
    "Embedding": mark("Indexing the courses."),
}
_COURSES = mark_many(
    "Catalogue version {version}: {count} course, built on {day}.",
    "Catalogue version {version}: {count} courses, built on {day}.",
)
_WAITING = mark_many("{count} message waiting.", "{count} messages waiting.")
_REFUSED = mark_many("{count} row refused.", "{count} rows refused.")
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


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the service, in numbers."""

    generation: int
    shelf: Shelf
    previous: int | None
    models: Sequence[str]
    rebuilding_s: float | None
    waiting: int
    put_aside: int
    troubles: int
    conflicts: int
    running_s: float
    last_trouble: str | None
    sent_away: int = 0
    """How many were asked to come again, because too many asked at once."""


def status(health: Health, today: dt.date) -> Screen:
    """Return what is served and how the service does."""
    shelf = health.shelf
    courses = (
        say("There is no catalogue yet.")
        if not health.generation
        else say_many(
            *_COURSES,
            shelf.courses,
            version=health.generation,
            count=phrases.number(shelf.courses),
            day=phrases.day(shelf.built, today),
        )
    )
    sources = say("From: {files}.", files=one_line(", ".join(shelf.sources), 300))
    return Screen(
        lines(
            [
                courses,
                f"{sources} {_before(health.previous)}" if health.generation else "",
                _models(health.models),
            ],
            [
                f"{_busy(health.rebuilding_s)} {_waiting(health.waiting)}",
                say("Running since {span}.", span=seconds(health.running_s)),
                say("Asked to come again, for too many asked: {count}.", count=health.sent_away),
                say("Trouble with Telegram: {count}.", count=health.troubles),
                say("Conflicts with another running copy: {count}.", count=health.conflicts),
                say("Messages put aside after three failures: {count}.", count=health.put_aside),
                say("Last trouble: {trouble}", trouble=one_line(health.last_trouble, 300))
                if health.last_trouble
                else say("Last trouble: none"),
            ],
            say("You can also type: {words}.", words=", ".join(["/reindex", "/status"])),
        ),
        rows(
            [
                Button(say("Rebuild"), Action("reindex", arg="ask")),
                Button(say("Refresh"), Action("status")),
            ]
        ),
    )


def _models(models: Sequence[str]) -> str:
    return say("Model: {models}.", models=one_line(", ".join(models), 120)) if models else ""


def _before(previous: int | None) -> str:
    if not previous:
        return say("There is no version before it.")
    return say("Version {version} is kept.", version=previous)


def _busy(since_s: float | None) -> str:
    if since_s is None:
        return say("Now: idle.")
    return say("Now: rebuilding since {span}.", span=seconds(since_s))


def _waiting(number: int) -> str:
    if not number:
        return say("Nobody waits.")
    return say_many(*_WAITING, number, count=phrases.number(number))


def asked(generation: int, files: Sequence[str]) -> Screen:
    """Ask before a reindex; the safe button first."""
    return Screen(
        lines(
            say(
                "Rebuild catalogue version {version} from {files}?",
                version=generation,
                files=one_line(", ".join(files), 300),
            ),
            say("People keep the old version until the new one passes its checks."),
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
    return Screen(lines(say("Nothing was changed.")), rows([_status()]))


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
        rows([_status()]),
    )


def already(since_s: float) -> Screen:
    """Say that a reindex runs."""
    return Screen(
        lines(
            say(
                "Already running, started {span} ago. Its message shows how far it is.",
                span=seconds(since_s),
            )
        ),
        rows([_status()]),
    )


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
    return Screen(lines(f"{kept} {refused} {counts}", live), rows([_status()]))


def stopped() -> Screen:
    """Say that a reindex was stopped."""
    return Screen(
        lines(say("Stopped. The old version is still in use. Nothing was lost.")), rows([_status()])
    )


def failed(reason: str) -> Screen:
    """Say why a reindex changed nothing."""
    return Screen(
        lines(
            say("The rebuild failed. The old version is still in use."),
            say("Reason: {reason}", reason=one_line(reason, 600) or say(phrases.NOT_STATED)),
        ),
        rows([_status(), Button(say("Try again"), Action("reindex", arg="ask"))]),
    )


def _status() -> Button:
    return Button(say("Status"), Action("status"))


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
