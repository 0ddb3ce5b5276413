"""What an administrator sees: the state of the service, and a reindex from the question to its end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens.plain import Shelf
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows

_STATUS = Button("Status", Action("status"))


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


def status(health: Health, today: dt.date) -> Screen:
    """Return what is served and how the service does."""
    shelf = health.shelf
    built = phrases.day(shelf.built, today)
    before = f"Version {health.previous} is kept." if health.previous else "There is no version before it."
    courses = phrases.count(shelf.courses, "course")
    busy = "idle" if health.rebuilding_s is None else f"rebuilding since {seconds(health.rebuilding_s)}"
    return Screen(
        lines(
            [
                f"Catalogue version {health.generation}: {courses}, built on {built}.",
                f"From: {one_line(', '.join(shelf.sources), 300)}. {before}",
                f"Model: {one_line(', '.join(health.models), 120)}.",
            ],
            [
                f"Now: {busy}. {_waiting(health.waiting)}",
                f"Running since {seconds(health.running_s)}. Trouble with Telegram: {health.troubles}.",
                f"Conflicts with another running copy: {health.conflicts}.",
                f"Messages put aside after three failures: {health.put_aside}.",
                f"Last trouble: {one_line(health.last_trouble or 'none', 300)}",
            ],
            "You can also type: /reindex, /status.",
        ),
        rows([Button("Rebuild", Action("reindex", arg="ask")), Button("Refresh", Action("status"))]),
    )


def _waiting(number: int) -> str:
    return "Nobody waits." if not number else f"{phrases.count(number, 'message')} waiting."


def asked(generation: int, files: Sequence[str]) -> Screen:
    """Ask before a reindex; the safe button first."""
    return Screen(
        lines(
            f"Rebuild catalogue version {generation} from {one_line(', '.join(files), 300)}?",
            "People keep the old version until the new one passes its checks.",
        ),
        rows([Button("Not now", Action("leave")), Button("Rebuild", Action("reindex", arg="go"))]),
    )


def left() -> Screen:
    """Say that nothing was done."""
    return Screen(lines("Nothing was changed."), rows([_STATUS]))


def no_files() -> Screen:
    """Say what a reindex needs."""
    return Screen(
        lines(
            "There is nothing to read: the setting RUNG_CATALOG names no files.",
            "The operator puts the catalogue's files there, with commas between, and starts the bot again.",
        ),
        rows([_STATUS]),
    )


def already(since_s: float) -> Screen:
    """Say that a reindex runs."""
    return Screen(
        lines(f"Already running, started {seconds(since_s)} ago. Its message shows how far it is."),
        rows([_STATUS]),
    )


def progress(what: str, done: int, total: int, left_s: float | None) -> Screen:
    """Return how far a reindex is."""
    counted = f": {done:,} of {total:,}" if total else ""
    left = f", about {seconds(left_s)} left" if left_s is not None else ""
    return Screen(
        lines(f"{what}{counted}{left}.", "People keep the old version meanwhile."),
        rows([Button("Stop", Action("stop"))]),
    )


def done(built: Built, took_s: float, served: int) -> Screen:
    """Say that a reindex has ended, with its counts, and what is served."""
    refused = f"{phrases.count(built.rejected, 'row')} refused" if built.rejected else "no row refused"
    live = (
        f"Version {built.generation} is live. The one before is kept."
        if served == built.generation
        else f"Version {built.generation} is built, but version {served} is still served: /status says why."
    )
    return Screen(
        lines(
            f"Done. {phrases.count(built.kept, 'course')} in {seconds(took_s)}: {refused}, "
            f"{built.duplicates:,} merged, {built.embedded:,} new, {built.reused:,} as before.",
            live,
        ),
        rows([_STATUS]),
    )


def stopped() -> Screen:
    """Say that a reindex was stopped."""
    return Screen(lines("Stopped. The old version is still in use. Nothing was lost."), rows([_STATUS]))


def failed(reason: str) -> Screen:
    """Say why a reindex changed nothing."""
    return Screen(
        lines(
            "The rebuild failed. The old version is still in use.",
            f"Reason: {one_line(reason, 600) or phrases.NOT_STATED}",
        ),
        rows([_STATUS, Button("Try again", Action("reindex", arg="ask"))]),
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
