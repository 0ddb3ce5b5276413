"""How the service does, and its last troubles."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot import phrases
from bot.screens import keywords
from bot.screens.admin import seconds
from bot.screens.buttons import status_button
from bot.screens.plain import Shelf
from bot.screens.screen import Action, Button, Screen, lines, one_line, rows
from bot.screens.stats import Today, few
from bot.words import mark_many, say, say_many

TROUBLES_SHOWN = 8
_COURSES = mark_many(
    "Catalogue version {version}: {count} course, applied on {day} at {time}.",
    "Catalogue version {version}: {count} courses, applied on {day} at {time}.",
)
_WAITING = mark_many("{count} message waiting.", "{count} messages waiting.")
_GIGABYTE = 10**9
# "KeyError" is for programs; "key error" can be read out.
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong: when, of what kind, where in the code; never anybody's words."""

    at: dt.datetime
    kind: str
    place: str
    ref: str
    """What an administrator can name it by."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The last upload: when it came, its files, what became of it, and as which version it went live."""

    at: dt.datetime
    files: Sequence[str]
    became: Literal["waits", "cancelled", "refused", "applied"]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the service, in numbers."""

    generation: int
    """The one that answers; 0 for none."""
    shelf: Shelf
    applied: dt.datetime | None
    """When this generation was put in, by the server's clock."""
    newest: int | None
    """The generation that should answer; another one where it could not be opened."""
    previous: int | None
    held: int | None
    models: Sequence[str]
    rebuilding_s: float | None
    waiting: int
    put_aside: int
    troubles: int
    conflicts: int
    running_s: float
    free_bytes: int
    today: Today
    last_trouble: str | None
    """Of the catalogue: why another version is searched than should be."""
    last: Trouble | None
    upload: Uploaded | None = None
    """None where nothing was ever uploaded."""
    sent_away: int = 0
    """How many were asked to come again, because too many asked at once."""


def status(health: Health, today: dt.date) -> Screen:
    """Return what is served and how the service does."""
    return Screen(
        lines(
            [*_served(health, today), _uploaded(health.upload, today)],
            [
                f"{_busy(health.rebuilding_s)} {_waiting(health.waiting)}",
                _answers(health.today),
                say("No match today: {count}.", count=few(health.today.nothing_near)),
            ],
            [
                say("Running for {span}.", span=seconds(health.running_s)),
                say("Told to come again: {count}.", count=health.sent_away),
                say("Trouble with Telegram: {count}.", count=health.troubles),
                say("Conflicts with another running copy: {count}.", count=health.conflicts),
                say("Messages put aside after three failures: {count}.", count=health.put_aside),
                say("Free disk: {size} GB.", size=phrases.number(round(health.free_bytes / _GIGABYTE, 1))),
                _models(health.models),
                _last(health, today),
            ],
            keywords.offered(["/reindex", "/errors", "/catalogue", "/stats"]),
        ),
        rows(
            [Button(say("See what waits"), Action("reindex", arg="held"))] if health.held else [],
            [
                Button(say("Rebuild"), Action("reindex", arg="ask")),
                Button(say("Errors"), Action("errors")),
                Button(say("Refresh"), Action("status")),
            ],
            [
                Button(say("Catalogue"), Action("catalogue")),
                Button(say("Figures"), Action("stats")),
                Button(say("Wrong facts"), Action("reports")),
            ],
        ),
    )


def _models(models: Sequence[str]) -> str:
    return say("Model: {models}.", models=one_line(", ".join(models), 120)) if models else ""


def _served(health: Health, today: dt.date) -> list[str]:
    shelf = health.shelf
    if not health.generation or health.applied is None:
        return [say("There is no catalogue yet.")]
    return [
        say_many(
            *_COURSES,
            shelf.courses,
            version=health.generation,
            count=phrases.number(shelf.courses),
            day=phrases.day(health.applied.date(), today),
            time=f"{health.applied:%H:%M}",
        ),
        say("Age: {span}.", span=phrases.count((today - shelf.built).days, "day")),
        say("People search this version.")
        if health.newest == health.generation
        else say("Version {version} is not the one that is served.", version=health.newest),
        say("From: {files}.", files=one_line(", ".join(shelf.sources), 300)),
        say("Version {version} is kept.", version=health.previous)
        if health.previous
        else say("There is no version before it."),
        say("Version {version} is built, but not live: it waits for you.", version=health.held)
        if health.held
        else "",
    ]


def _uploaded(upload: Uploaded | None, today: dt.date) -> str:
    if upload is None:
        return ""
    became = {
        "waits": say("It waits: /upload shows it."),
        "cancelled": say("It was cancelled."),
        "refused": say("It could not be read."),
        "applied": say("It went live as version {version}.", version=upload.version),
    }[upload.became]
    last = say(
        "Last upload, on {day} at {time}: {files}.",
        day=phrases.day(upload.at.date(), today),
        time=f"{upload.at:%H:%M}",
        files=one_line(", ".join(upload.files), 200),
    )
    return f"{last} {became}"


def _answers(day: Today) -> str:
    count = few(day.answers)
    if day.median_s is None:
        return say("Answers today: {count}.", count=count)
    return say(
        "Answers today: {count}. Median time: {seconds} s.", count=count, seconds=phrases.number(day.median_s)
    )


def _last(health: Health, today: dt.date) -> str:
    if health.last_trouble:
        return say("Last trouble: {trouble}", trouble=one_line(health.last_trouble, 300))
    return _trouble(health.last, today) if health.last else say("Last trouble: none")


def _trouble(one: Trouble, today: dt.date) -> str:
    return say(
        "Trouble on {day} at {time}: {kind}, {place}. Ref {ref}.",
        day=phrases.day(one.at.date(), today),
        time=f"{one.at:%H:%M}",
        kind=one_line(_CAPITAL.sub(r" \1", one.kind).casefold(), 60),
        place=one_line(one.place, 60),
        ref=one.ref,
    )


def errors(troubles: Sequence[Trouble], today: dt.date) -> Screen:
    """Return the last troubles, the newest first."""
    if not troubles:
        shown = [say("No trouble since the start.")]
    else:
        shown = [_trouble(one, today) for one in troubles[:TROUBLES_SHOWN]]
        shown.append(say("The log says more: look there for the place in the code."))
    return Screen(
        lines(*shown),
        rows([Button(say("Refresh"), Action("errors")), status_button()]),
    )


def _busy(since_s: float | None) -> str:
    if since_s is None:
        return say("Now: idle.")
    return say("Now: rebuilding for {span}.", span=seconds(since_s))


def _waiting(number: int) -> str:
    if not number:
        return say("Nobody waits.")
    return say_many(*_WAITING, number, count=phrases.number(number))
