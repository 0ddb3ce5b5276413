"""An administrator's upload on screens: received, its columns, its report, where it goes, its end."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens import keywords
from bot.screens.screen import Action, Button, File, Op, Screen, label, lines, one_line, rows
from bot.words import mark, mark_many, say, say_many
from catalog.looking import WITH_COLUMNS, Looked
from catalog.sources.exported import defused

OPS: tuple[Op, ...] = ("upload", "columns", "diff", "draft", "apply", "cancel", "rollback")
LARGEST_MB = 20
SKIP = "skip"
FIELDS = {
    "title": mark("Title"),
    "provider": mark("Provider"),
    "institution": mark("School"),
    "url": mark("Web address"),
    "description": mark("Description"),
    "outcomes": mark("Outcomes"),
    "skills": mark("Skills"),
    "prerequisites": mark("Needed first"),
    "assessment": mark("Assessment"),
    "credential": mark("Credential"),
    "duration": mark("Length"),
    "price": mark("Price"),
    "certificate_price": mark("Price of the certificate"),
    "level": mark("Level"),
    "language": mark("Language"),
    "pace": mark("Pace"),
    "mode": mark("Online or on site"),
    "place": mark("Place"),
    "start": mark("Start"),
    "end": mark("End"),
    "as_of": mark("Date of the facts"),
    "code": mark("Number of the course"),
}
"""What a column can be said to hold by taps; rarer fields are for the mapping beside a file."""
_GAPS = {
    "price": mark("Price: not stated in {count}."),
    "duration": mark("Length: not stated in {count}."),
    "outcomes_or_skills": mark("Outcomes or skills: not stated in {count}."),
    "language": mark("Language: not stated in {count}."),
    "level": mark("Level: not stated in {count}."),
}
_ROWS = mark_many("{file}: {count} row read.", "{file}: {count} rows read.")
_EXAMPLES = mark_many("“{column}” as {field} ({count} example)", "“{column}” as {field} ({count} examples)")
_READING = mark_many("Reading {count} file.", "Reading {count} files.")
_GOOD = mark_many("{count} course is good.", "{count} courses are good.")
_SAME = mark_many("{count} row repeats another one.", "{count} rows repeat another one.")
_REFUSED = mark_many("{count} row refused.", "{count} rows refused.")
_MORE = mark_many("And {count} more.", "And {count} more.")
_COLUMNS_SHOWN, _REASONS_SHOWN, _WARNINGS_SHOWN, _FILES_SHOWN = 12, 3, 2, 3
_CHOICES = 10
_SOURCES = 20
_CSV_HEAD = ("file", "row", "field", "reason")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent what waits, and for how long."""

    who: str
    names: Sequence[str]
    since: str
    """A span in words."""


def field_word(name: str) -> str:
    """Return a field of a programme in words."""
    return say(FIELDS[name]) if name in FIELDS else name.replace("_", " ")


# --- before anything was read -----------------------------------------------------------------------------


def too_big(size_mb: float) -> Screen:
    """Say that a file is larger than Telegram hands over."""
    return _told(
        say("I can take CSV, XLSX or JSON up to {most} MB.", most=phrases.number(LARGEST_MB)),
        say("This one is {size} MB.", size=phrases.number(round(size_mb, 1))),
        say("Split it, or put it into the server's folder."),
    )


def not_fetched() -> Screen:
    """Say that Telegram did not hand the file over."""
    return _told(
        say("This file could not be fetched from Telegram, or is too long. Nothing of it is kept."),
        say("I can take CSV, XLSX or JSON up to {most} MB.", most=phrases.number(LARGEST_MB)),
    )


def empty_file() -> Screen:
    """Say that there is nothing in a file."""
    return _told(say("This file is empty. Nothing was changed."))


def disk_full() -> Screen:
    """Say that the server cannot keep it."""
    return _told(
        say("There is no room for this on the server's disk. Nothing was changed."),
        say("Make room there, and send it again."),
    )


def refused(reason: str) -> Screen:
    """Say why nothing of an upload can be used."""
    return _told(say("Nothing was changed."), say("Reason: {reason}", reason=one_line(reason, 600)))


def waits(id_: int, sender: Sender) -> Screen:
    """Say that one upload waits already: there is one at a time."""
    return Screen(
        lines(
            say("Another upload waits. Apply or cancel it first. This file was not kept."),
            say("It is from {who}, {span} ago: {files}.", who=one_line(sender.who, 60), span=sender.since,
                files=one_line(", ".join(sender.names), 200)),
        ),
        rows([Button(say("Show it"), Action("upload", id_)), _cancel(id_)]),
    )  # fmt: skip


def reading(id_: int, files: int) -> Screen:
    """Say that files are being read."""
    return Screen(
        lines(say_many(*_READING, files, count=phrases.number(files)), say("Nothing is changed yet.")),
        rows([_cancel(id_)]),
    )


def busy() -> Screen:
    """Say that the upload is being worked on; its message shows how far it is."""
    return _told(say("This upload is being worked on. Its message shows how far it is."))


def none_waits() -> Screen:
    """Say how an upload begins."""
    return Screen(
        lines(
            say("No upload waits."),
            say("Send a catalogue file here: CSV, XLSX or JSON up to {most} MB.",
                most=phrases.number(LARGEST_MB)),
            _typed(),
        ),
        rows([Button(say("Sources"), Action("upload", arg="sources"))]),
    )  # fmt: skip


# --- columns ----------------------------------------------------------------------------------------------


def columns(id_: int, files: Sequence[Looked], at: int, goes: str) -> Screen:
    """Return how the columns of one file were understood; `goes` says where the file goes."""
    one = files[at]
    read = [
        say_many(
            *_EXAMPLES,
            one.examples.get(column, 0),
            column=one_line(column, 30),
            field=field_word(name),
            count=phrases.number(one.examples.get(column, 0)),
        )
        for column, name in one.mapping.items()
    ]
    unread = [one_line(column, 30) for column in one.unused]
    following = (at + 1) % len(files)
    return Screen(
        lines(
            say_many(*_ROWS, one.rows, file=one_line(one.file, 60), count=phrases.number(one.rows)),
            [say("I read these columns:"), *read[:_COLUMNS_SHOWN], *_and_more(len(read) - _COLUMNS_SHOWN)]
            if read
            else [],
            say("Not read: {columns}.", columns=phrases.listed(unread, 5)) if unread else "",
            [goes, say("Nothing is changed yet.")],
            _typed(),
        ),
        rows(
            [Button(say("Columns are right"), Action("upload", id_, "ok"))],
            [
                Button(say("Change a column"), Action("columns", id_, f"{at}.pick.0"))
                if one.form in WITH_COLUMNS
                else None,
                Button(say("Replace or add"), Action("upload", id_, f"store.{at}")),
            ],
            [Button(say("Next file"), Action("columns", id_, str(following))) if following != at else None,
             _cancel(id_)],
        ),
    )  # fmt: skip


def all_columns(one: Looked) -> list[str]:
    """Return the columns of a file in the order in which they are offered."""
    return [*one.mapping, *one.unused]


def choose_column(id_: int, one: Looked, at: int, page: int) -> Screen:
    """Ask which column was misunderstood."""
    names = all_columns(one)
    page = max(0, min(page, (len(names) - 1) // _CHOICES))
    shown = list(enumerate(names))[page * _CHOICES :][:_CHOICES]
    more = (page + 1) * _CHOICES < len(names)
    return Screen(
        lines(say("Which column do you want to change?"), _typed()),
        rows(
            *(
                [
                    Button(
                        label(name, say("A column without a name")), Action("columns", id_, f"{at}.{number}")
                    )
                ]
                for number, name in shown
            ),
            [
                Button(say("More columns"), Action("columns", id_, f"{at}.pick.{page + 1}"))
                if more
                else None,
                Button(say("Back"), Action("columns", id_, str(at))),
            ],
        ),
    )


def choose_field(id_: int, one: Looked, at: int, column: int) -> Screen:
    """Ask what a column holds."""
    name = all_columns(one)[column]
    held = one.mapping.get(name)
    buttons = [
        Button(say(word), Action("columns", id_, f"{at}.{column}.{field.replace('_', '-')}"))
        for field, word in FIELDS.items()
    ]
    return Screen(
        lines(
            say("What does the column “{column}” hold?", column=one_line(name, 60)),
            say("Now: {field}.", field=field_word(held) if held else say("Not used")),
            _typed(),
        ),
        rows(
            [Button(say("Not used"), Action("columns", id_, f"{at}.{column}.{SKIP}"))],
            *(buttons[number : number + 2] for number in range(0, len(buttons), 2)),
            [Button(say("Back"), Action("columns", id_, f"{at}.pick.{column // _CHOICES}"))],
        ),
    )


# --- where it goes ----------------------------------------------------------------------------------------


def goes(name: str, replaces: bool) -> str:
    """Say where a file goes."""
    if not replaces:
        return say("It is added as a new source.")
    return say("It replaces the source {file}.", file=one_line(name, 60))


def choose_place(id_: int, name: str, at: int, sources: Sequence[str]) -> Screen:
    """Ask whether a file takes the place of a source."""
    return Screen(
        lines(say("Where does {file} go?", file=one_line(name, 60)), _typed()),
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
            _typed(),
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
    return _told(say("This is the only source. Send another file first, then remove it."))


# --- the report -------------------------------------------------------------------------------------------


def report(id_: int, files: Sequence[Looked]) -> Screen:
    """Return what became of the rows, and what people will not be told."""
    refused_rows = sum(one.rejected for one in files)
    paragraphs: list[Sequence[str]] = [_of_file(one, len(files) > 1) for one in files[:_FILES_SHOWN]]
    gaps = {name: sum(one.unknown.get(name, 0) for one in files) for name in _GAPS}
    told = [say(_GAPS[name], count=phrases.number(count)) for name, count in gaps.items() if count]
    return Screen(
        lines(
            *paragraphs,
            [*_and_more(len(files) - _FILES_SHOWN)],
            [say("Gaps are shown to people as “not stated”."), *told] if told else [],
            say("Nothing is changed yet."),
            _typed(),
        ),
        rows(
            [Button(say("See the changes"), Action("diff", id_))],
            [
                Button(say("Refused rows as a file"), Action("upload", id_, "refused"))
                if refused_rows
                else None
            ],
            [Button(say("Back to the columns"), Action("columns", id_, "0")), _cancel(id_)],
        ),
    )


def _of_file(one: Looked, is_one_of_many: bool) -> list[str]:
    shown = one.reasons[: 1 if is_one_of_many else _REASONS_SHOWN]
    warnings = () if is_one_of_many else one.warnings[:_WARNINGS_SHOWN]
    return [
        say_many(*_ROWS, one.rows, file=one_line(one.file, 60), count=phrases.number(one.rows)),
        say_many(*_GOOD, one.kept, count=phrases.number(one.kept)),
        say_many(*_SAME, one.duplicates, count=phrases.number(one.duplicates)) if one.duplicates else "",
        say_many(*_REFUSED, one.rejected, count=phrases.number(one.rejected)) if one.rejected else "",
        *(
            say("Row {row}: {reason}", row=phrases.number(reason.row), reason=one_line(reason.reason, 110))
            for reason in shown
        ),
        *_and_more(one.rejected - len(shown)),
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


# --- the end ----------------------------------------------------------------------------------------------


def asked(id_: int, version: int) -> Screen:
    """Ask before a draft goes live; the safe button first."""
    return Screen(
        lines(
            say("Show version {version} to everybody from now on?", version=version),
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
        rows([Button(say("Status"), Action("status"))]),
    )


def live(version: int, before: int | None) -> Screen:
    """Say that a version is live, with the way back."""
    back = before is not None
    return Screen(
        lines(say("Version {version} is live.", version=version), _typed()),
        rows(
            [
                Button(say("Go back to {version}", version=before), Action("rollback", version))
                if back
                else None,
                Button(say("Sources"), Action("upload", arg="sources")),
            ],
            [Button(say("Status"), Action("status"))],
        ),
    )


def draft_gone(id_: int) -> Screen:
    """Say that a draft does not stand beside what is served any more."""
    return Screen(
        lines(
            say("The draft is out of date: another version was built meanwhile. Nothing was changed."),
            say("Your files are safe. See the changes again."),
        ),
        rows([Button(say("See the changes"), Action("diff", id_)), _cancel(id_)]),
    )


def not_applied(id_: int, reason: str) -> Screen:
    """Say why a draft could not go live."""
    return Screen(
        lines(
            say("The old version is still in use. Your files are safe."),
            say("Reason: {reason}", reason=one_line(reason, 600)),
        ),
        rows([Button(say("See the changes"), Action("diff", id_)), _cancel(id_)]),
    )


def wrong_column(id_: int, at: int, reason: str) -> Screen:
    """Say why a column cannot hold what was said; it holds what it did."""
    return Screen(
        lines(
            say("This change was not kept."), say("Reason: {reason}", reason=one_line(reason, 600)), _typed()
        ),
        rows([Button(say("Back to the columns"), Action("columns", id_, str(at))), _cancel(id_)]),
    )


def back(version: int) -> Screen:
    """Say that the version before is served again."""
    return _told(
        say("Version {version} is live again.", version=version),
        say("The next rebuild reads the files of this version."),
    )


def not_back(reason: str) -> Screen:
    """Say why there is no way back."""
    return _told(
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
        rows([Button(say("Try again"), Action("diff", id_)), _cancel(id_)],
             [Button(say("Back to the report"), Action("upload", id_, "report"))]),
    )  # fmt: skip


def cancelled() -> Screen:
    """Say that an upload is forgotten."""
    return _told(say("Cancelled. The uploaded files are deleted. Nothing was changed."))


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


def _and_more(count: int) -> list[str]:
    return [say_many(*_MORE, count, count=phrases.number(count))] if count > 0 else []


def _cancel(id_: int) -> Button:
    return Button(say("Cancel the upload"), Action("cancel", id_))


def _told(*sentences: str) -> Screen:
    return Screen(lines(*sentences, _typed()), rows([Button(say("Status"), Action("status"))]))


def _typed() -> str:
    return keywords.offered(["/upload", "/sources", "/template"])
