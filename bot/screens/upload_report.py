"""What became of the rows of an upload: the report, and the refused ones as a file."""

import csv
import io
from collections.abc import Sequence

from bot import phrases
from bot.screens.screen import Action, Button, File, Screen, lines, one_line, rows
from bot.screens.upload import ROWS, and_more, cancel_button, typed
from bot.words import mark, mark_many, say, say_many
from catalog.looking import Looked
from catalog.sources.exported import defused

_GAPS = {
    "price": mark("Price: not stated in {count}."),
    "duration": mark("Length: not stated in {count}."),
    "outcomes_or_skills": mark("Outcomes or skills: not stated in {count}."),
    "language": mark("Language: not stated in {count}."),
    "level": mark("Level: not stated in {count}."),
}
_GOOD = mark_many("{count} course is good.", "{count} courses are good.")
_SAME = mark_many("{count} row repeats another one.", "{count} rows repeat another one.")
_REFUSED = mark_many("{count} row refused.", "{count} rows refused.")
_REASONS_SHOWN, _WARNINGS_SHOWN, _FILES_SHOWN = 3, 2, 3
_CSV_HEAD = ("file", "row", "field", "reason")


def report(id_: int, files: Sequence[Looked]) -> Screen:
    """Return what became of the rows, and what people will not be told."""
    refused_rows = sum(one.rejected for one in files)
    paragraphs: list[Sequence[str]] = [_of_file(one, len(files) > 1) for one in files[:_FILES_SHOWN]]
    gaps = {name: sum(one.unknown.get(name, 0) for one in files) for name in _GAPS}
    unsaid = [say(_GAPS[name], count=phrases.number(count)) for name, count in gaps.items() if count]
    return Screen(
        lines(
            *paragraphs,
            [*and_more(len(files) - _FILES_SHOWN)],
            [say("Gaps are shown to people as “not stated”."), *unsaid] if unsaid else [],
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
