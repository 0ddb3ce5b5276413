"""An administrator's upload on screens: received or not, and where it goes among the sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens import keywords
from bot.screens.buttons import status_button
from bot.screens.screen import Action, Button, File, Op, Screen, label, lines, one_line, rows
from bot.words import mark_many, say, say_many

OPS: tuple[Op, ...] = ("upload", "columns", "diff", "draft", "apply", "cancel", "rollback")
LARGEST_MB = 20
ROWS = mark_many("{file}: {count} row read.", "{file}: {count} rows read.")
_READING = mark_many("Reading {count} file.", "Reading {count} files.")
_MORE = mark_many("And {count} more.", "And {count} more.")
_NO_SAMPLE = mark_many(
    "It takes the place of the sample: {count} course goes.",
    "It takes the place of the sample: {count} courses go.",
)
_SOURCES = 20


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent what waits, and for how long."""

    who: str
    names: Sequence[str]
    since: str
    """A span in words."""


def too_big(size_mb: float) -> Screen:
    """Say that a file is larger than Telegram hands over."""
    return told(
        say("I can take CSV, XLSX or JSON up to {most} MB.", most=phrases.number(LARGEST_MB)),
        say("This one is {size} MB.", size=phrases.number(round(size_mb, 1))),
        say("Split it, or put it into the server's folder."),
    )


def not_fetched() -> Screen:
    """Say that Telegram did not hand the file over."""
    return told(
        say("This file could not be fetched from Telegram, or is too long. Nothing of it is kept."),
        say("I can take CSV, XLSX or JSON up to {most} MB.", most=phrases.number(LARGEST_MB)),
    )


def empty_file() -> Screen:
    """Say that there is nothing in a file."""
    return told(say("This file is empty. Nothing was changed."))


def disk_full() -> Screen:
    """Say that the server cannot keep it."""
    return told(
        say("There is no room for this on the server's disk. Nothing was changed."),
        say("Make room there, and send it again."),
    )


def refused(reason: str) -> Screen:
    """Say why nothing of an upload can be used."""
    return told(say("Nothing was changed."), say("Reason: {reason}", reason=one_line(reason, 600)))


def waits(id_: int, sender: Sender) -> Screen:
    """Say that one upload waits already: there is one at a time."""
    return Screen(
        lines(
            say("Another upload waits. Apply or cancel it first. This file was not kept."),
            say("It is from {who}, {span} ago: {files}.", who=one_line(sender.who, 60), span=sender.since,
                files=one_line(", ".join(sender.names), 200)),
        ),
        rows([Button(say("Show it"), Action("upload", id_)), cancel_button(id_)]),
    )  # fmt: skip


def reading(id_: int, files: int) -> Screen:
    """Say that files are being read."""
    return Screen(
        lines(say_many(*_READING, files, count=phrases.number(files)), say("Nothing is changed yet.")),
        rows([cancel_button(id_)]),
    )


def busy() -> Screen:
    """Say that the upload is being worked on; its message shows how far it is."""
    return told(say("This upload is being worked on. Its message shows how far it is."))


def none_waits() -> Screen:
    """Say how an upload begins."""
    return Screen(
        lines(
            say("No upload waits."),
            say("Send a catalogue file here: CSV, XLSX or JSON up to {most} MB.",
                most=phrases.number(LARGEST_MB)),
            typed(),
        ),
        rows([Button(say("Sources"), Action("upload", arg="sources"))]),
    )  # fmt: skip


def goes(name: str, replaces: bool, sample: int = 0) -> str:
    """Say where a file goes; `sample` is how many courses of the shipped sample leave for it."""
    if sample:
        return say_many(*_NO_SAMPLE, sample, count=phrases.number(sample))
    if not replaces:
        return say("It is added as a new source.")
    return say("It replaces the source {file}.", file=one_line(name, 60))


def choose_place(id_: int, name: str, at: int, sources: Sequence[str]) -> Screen:
    """Ask whether a file takes the place of a source."""
    return Screen(
        lines(say("Where does {file} go?", file=one_line(name, 60)), typed()),
        rows(
            [Button(say("Add as a new source"), Action("upload", id_, f"store.{at}.add"))],
            *(
                [
                    Button(
                        label(say("Replace {file}", file=source), say("Replace this source")),
                        Action("upload", id_, f"store.{at}.{number}"),
                    )
                ]
                for number, source in enumerate(sources[:_SOURCES])
            ),
            [Button(say("Back"), Action("columns", id_, str(at)))],
        ),
    )


def sources(version: int, uploaded: Sequence[str], server: Sequence[str]) -> Screen:
    """List what a build reads; uploaded sources can be removed."""
    ours, theirs = ([one_line(name, 60) for name in names] for names in (uploaded, server))
    return Screen(
        lines(
            say("Sources of catalogue version {version}.", version=version),
            say("Uploaded: {files}.", files=one_line(phrases.listed(ours), 500))
            if ours
            else say("Nothing was uploaded."),
            say("In the server's folder: {files}.",
                files=one_line(phrases.listed(theirs), 500))
            if theirs
            else "",
            typed(),
        ),
        rows(
            *(
                [
                    Button(
                        label(say("Remove {file}", file=name), say("Remove this source")),
                        Action("upload", version, f"remove.{number}"),
                    )
                ]
                for number, name in enumerate(uploaded[:_SOURCES])
            ),
            [status_button()],
        ),
    )  # fmt: skip


def last_source() -> Screen:
    """Say that a catalogue needs one source."""
    return told(say("This is the only source. Send another file first, then remove it."))


def template_sent(content: bytes) -> Screen:
    """Return the message that the template comes with."""
    return Screen(
        lines(
            say("Here is a spreadsheet with three filled rows: {name}.", name="rung-template.xlsx"),
            say("Only the title is needed. Delete the three rows, fill in your own, and send it here."),
        ),
        rows([status_button()]),
        (File("rung-template.xlsx", content),),
    )


def and_more(count: int) -> list[str]:
    """Return a line that counts what is not listed, where anything is not."""
    return [say_many(*_MORE, count, count=phrases.number(count))] if count > 0 else []


def cancel_button(id_: int) -> Button:
    """Return the button that forgets an upload."""
    return Button(say("Cancel the upload"), Action("cancel", id_))


def told(*sentences: str) -> Screen:
    """Return sentences alone, with the way to the state of the service."""
    return Screen(lines(*sentences, typed()), rows([status_button()]))


def typed() -> str:
    """Return what else can be typed about uploads."""
    return keywords.offered(["/upload", "/sources", "/template"])
