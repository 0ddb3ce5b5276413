"""What became of the rows of an upload: the report, and those that can be mended as a file to send again."""

import csv
import io
from collections.abc import Sequence

from bot import phrases
from bot.screens.screen import Action, Button, File, Screen, lines, one_line, rows
from bot.screens.upload import ROWS, and_more, cancel_button, typed
from bot.words import mark, mark_many, say, say_many
from catalog.looking import Looked
from catalog.mending import ToMend
from catalog.sources.exported import REASON, defused

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
_PARTLY = mark_many("{count} row is only read in part.", "{count} rows are only read in part.")
_LONGEST_STEM = 40
"""With the ending it stays a name that is taken whole when the file comes back."""
_ROWS_SHOWN, _WARNINGS_SHOWN, _FILES_SHOWN = 3, 2, 3


def report(id_: int, files: Sequence[Looked]) -> Screen:
    """Return what became of the rows, and what people will not be told."""
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
                Button(say("Rows to mend as a file"), Action("upload", id_, "refused"))
                if any(one.to_mend for one in files)
                else None
            ],
            [Button(say("Back to the columns"), Action("columns", id_, "0")), cancel_button(id_)],
        ),
    )


def _of_file(one: Looked, is_one_of_many: bool) -> list[str]:
    most = 1 if is_one_of_many else _ROWS_SHOWN
    refused = [row for row in one.to_mend if row.reason is not None][:most]
    partly = [row for row in one.to_mend if row.reason is None][:most]
    warnings = () if is_one_of_many else one.warnings[:_WARNINGS_SHOWN]
    return [
        say_many(*ROWS, one.rows, file=one_line(one.file, 60), count=phrases.number(one.rows)),
        say_many(*_GOOD, one.kept, count=phrases.number(one.kept)),
        say_many(*_SAME, one.duplicates, count=phrases.number(one.duplicates)) if one.duplicates else "",
        say_many(*_REFUSED, one.rejected, count=phrases.number(one.rejected)) if one.rejected else "",
        *(_whys(row, 110)[0] for row in refused),
        *and_more(one.rejected - len(refused)),
        say_many(*_PARTLY, one.partly, count=phrases.number(one.partly)) if one.partly else "",
        *(_whys(row, 60)[0] for row in partly),
        *and_more(one.partly - len(partly)),
        *(say("Warning: {text}", text=one_line(warning, 160)) for warning in warnings),
    ]


def _whys(row: ToMend, longest: int) -> list[str]:
    """Return what is wrong with a row, each in a sentence that names it."""
    number = phrases.number(row.row)
    if row.reason is not None:
        return [say("Row {row}: {reason}", row=number, reason=one_line(row.reason, longest))]
    return [
        say(
            "Row {row}, {column}: “{text}” could not be read.",
            row=number,
            column=one_line(one.column, 40),
            text=one_line(one.text, longest),
        )
        for one in row.unread
    ]


def refused_rows(id_: int, files: Sequence[Looked]) -> Screen:
    """Return the rows to mend, a table for each file: its own columns, and what is wrong beside them."""
    made = [_table(one) for one in files if one.to_mend]
    left = sum(one.rejected + one.partly - len(one.to_mend) for one in files)
    can_return = any(row.cells for one in files for row in one.to_mend)
    return Screen(
        lines(
            [
                say("Here are the rows to mend: {names}.", names=", ".join(file.name for file in made)),
                *and_more(left),
            ],
            say("Apply this upload first. Then send the mended file: its rows are added.")
            if can_return
            else "",
        ),
        rows([Button(say("Back to the report"), Action("upload", id_, "report"))]),
        tuple(made),
    )


def _table(one: Looked) -> File:
    """Return the rows to mend of one file; no spreadsheet runs what stands in them."""
    names = list(dict.fromkeys(name for row in one.to_mend for name in row.cells))
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow([*map(defused, names), REASON])
    for row in one.to_mend:
        cells = [*(row.cells.get(name, "") for name in names), " ".join(_whys(row, 300))]
        writer.writerow(map(defused, cells))
    # The mark of UTF-8 is what spreadsheets need to read accents.
    content = b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace")
    return File(f"{one.file.rpartition('.')[0][:_LONGEST_STEM] or 'rows'}-to-mend.csv", content)
