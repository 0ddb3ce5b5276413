"""An administrator's upload on screens: received, where it goes, and what became of its rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens import keywords
from bot.screens.screen import Action, Button, File, Op, Screen, label, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many
from catalog.looking import Looked
from catalog.sources.exported import defused

OPS: tuple[Op, ...] = ("upload", "columns", "diff", "draft", "apply", "cancel", "rollback")
LARGEST_MB = 20
_GAPS = {
    "price": mark("Price: not stated in {count}."),
    "duration": mark("Length: not stated in {count}."),
    "outcomes_or_skills": mark("Outcomes or skills: not stated in {count}."),
    "language": mark("Language: not stated in {count}."),
    "level": mark("Level: not stated in {count}."),
}
ROWS = mark_many("{file}: {count} row read.", "{file}: {count} rows read.")
_READING = mark_many("Reading {count} file.", "Reading {count} files.")
_GOOD = mark_many("{count} course is good.", "{count} courses are good.")
_SAME = mark_many("{count} row repeats another one.", "{count} rows repeat another one.")
_REFUSED = mark_many("{count} row refused.", "{count} rows refused.")
_MORE = mark_many("And {count} more.", "And {count} more.")
_REASONS_SHOWN, _WARNINGS_SHOWN, _FILES_SHOWN = 3, 2, 3
_SOURCES = 20
_CSV_HEAD = ("file", "row", "field", "reason")


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


def goes(name: str, replaces: bool) -> str:
    """Say where a file goes."""
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
    told = [one_line(name, 60) for name in uploaded]
    return Screen(
        lines(
            say("Sources of catalogue version {version}.", version=version),
            say("Uploaded: {files}.", files=one_line(phrases.listed(told), 500))
            if told
            else say("Nothing was uploaded."),
            say("In the server's folder: {files}.",
                files=one_line(phrases.listed([one_line(name, 60) for name in server]), 500))
            if server
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
            [Button(say("Status"), Action("status"))],
        ),
    )  # fmt: skip


def last_source() -> Screen:
    """Say that a catalogue needs one source."""
    return told(say("This is the only source. Send another file first, then remove it."))


def report(id_: int, files: Sequence[Looked]) -> Screen:
    """Return what became of the rows, and what people will not be told."""
    refused_rows = sum(one.rejected for one in files)
    paragraphs: list[Sequence[str]] = [_of_file(one, len(files) > 1) for one in files[:_FILES_SHOWN]]
    gaps = {name: sum(one.unknown.get(name, 0) for one in files) for name in _GAPS}
    told = [say(_GAPS[name], count=phrases.number(count)) for name, count in gaps.items() if count]
    return Screen(
        lines(
            *paragraphs,
            [*and_more(len(files) - _FILES_SHOWN)],
            [say("Gaps are shown to people as “not stated”."), *told] if told else [],
            say("Nothing is changed yet."),
            typed(),
        ),
        rows(
            [Button(say("See the changes"), Action("diff", id_))],
            [
                Button(say("Refused rows as a file"), Action("upload", id_, "refused"))
                if refused_rows
                else None
            ],
            [Button(say("Back to the columns"), Action("columns", id_, "0")), cancel_button(id_)],
        ),
    )


def _of_file(one: Looked, is_one_of_many: bool) -> list[str]:
    shown = one.reasons[: 1 if is_one_of_many else _REASONS_SHOWN]
    warnings = () if is_one_of_many else one.warnings[:_WARNINGS_SHOWN]
    return [
        say_many(*ROWS, one.rows, file=one_line(one.file, 60), count=phrases.number(one.rows)),
        say_many(*_GOOD, one.kept, count=phrases.number(one.kept)),
        say_many(*_SAME, one.duplicates, count=phrases.number(one.duplicates)) if one.duplicates else "",
        say_many(*_REFUSED, one.rejected, count=phrases.number(one.rejected)) if one.rejected else "",
        *(
            say("Row {row}: {reason}", row=phrases.number(reason.row), reason=one_line(reason.reason, 110))
            for reason in shown
        ),
        *and_more(one.rejected - len(shown)),
        *(say("Warning: {text}", text=one_line(warning, 160)) for warning in warnings),
    ]


def refused_rows(id_: int, files: Sequence[Looked]) -> Screen:
    """Return the refused rows as a table that no spreadsheet runs."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(_CSV_HEAD)
    for one in files:
        for reason in one.reasons:
            cells = (one.file, str(reason.row), reason.field or "", reason.reason)
            writer.writerow([defused(cell) for cell in cells])
    # The mark of UTF-8 is what spreadsheets need to read accents.
    made = File("refused-rows.csv", b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace"))
    return Screen(
        lines(say("Here are the refused rows: {name}.", name=made.name)),
        rows([Button(say("Back to the report"), Action("upload", id_, "report"))]),
        (made,),
    )


def template_sent(content: bytes) -> Screen:
    """Return the message that the template comes with."""
    return Screen(
        lines(
            say("Here is a spreadsheet with three filled rows: {name}.", name="rung-template.xlsx"),
            say("Only the title is needed. Delete the three rows, fill in your own, and send it here."),
        ),
        rows([Button(say("Status"), Action("status"))]),
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
    return Screen(lines(*sentences, typed()), rows([Button(say("Status"), Action("status"))]))


def typed() -> str:
    """Return what else can be typed about uploads."""
    return keywords.offered(["/upload", "/sources", "/template"])
