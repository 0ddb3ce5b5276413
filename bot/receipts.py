"""Where each figure of a programme was read, as sentences: file, row, column, the words there, the date."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot import phrases
from bot.goal.goal import Goal
from bot.lines.facts import OLD_AFTER_DAYS, is_old
from bot.reply import Suggestion
from bot.screens.screen import one_line
from bot.words import say
from catalog.program import Program, Receipt

_WORDS_LENGTH = 120
_Place = tuple[str, int | None, str | None]


def receipt_lines(
    program: Program, fields: Sequence[str], today: dt.date, old_after_days: int = OLD_AFTER_DAYS
) -> list[str]:
    """Return a line for each row that the fields of a programme were read from; none where none is kept."""
    found: dict[_Place, list[Receipt]] = {}
    for receipt in (one for field in fields for one in program.receipts.get(field, ())):
        found.setdefault((receipt.source, receipt.row, receipt.as_of), []).append(receipt)
    return [
        " ".join(
            [place_sentence(source, row), *_columns(receipts), date_sentence(as_of, today, old_after_days)]
        )
        for (source, row, as_of), receipts in found.items()
    ]


def place_sentence(source: str, row: int | None) -> str:
    """Return the file that was read, and its row where it has rows."""
    file = one_line(source, 80)
    if row is None:
        return say("File “{file}”.", file=file)
    return say("File “{file}”, row {row}.", file=file, row=row)


def by_column(receipts: Iterable[Receipt]) -> dict[str | None, list[Receipt]]:
    """Return receipts by their column, in order: twelve skills of one cell have twelve receipts."""
    columns: dict[str | None, list[Receipt]] = {}
    for receipt in receipts:
        columns.setdefault(receipt.column, []).append(receipt)
    return columns


def _columns(receipts: Sequence[Receipt]) -> Iterable[str]:
    for column, found in by_column(receipts).items():
        words = one_line(", ".join(dict.fromkeys(one.words for one in found)), _WORDS_LENGTH)
        if column:
            yield say("Column “{column}” says “{words}”.", column=one_line(column, 40), words=words)
        else:
            yield say("The text says “{words}”.", words=words)
        for how in dict.fromkeys(one.how for one in found if one.how):
            yield say("How it was read: {how}.", how=one_line(how.removesuffix("."), 120))


def date_sentence(as_of: str | None, today: dt.date, old_after_days: int = OLD_AFTER_DAYS) -> str:
    """Return of when a receipt is, and that it is old where it is older than so many days."""
    if as_of is None:
        return say("Date: not stated.")
    if is_old(as_of, today, old_after_days):
        return say("Date: {date}, old, so check it first.", date=phrases.as_of(as_of))
    return say("Date: {date}.", date=phrases.as_of(as_of))


def weeks_formula(suggestion: Suggestion, goal: Goal) -> str | None:
    """Return the sum behind the weeks at the person's own pace, or None where there is none."""
    span, hours = suggestion.span, suggestion.program.duration.hours_max
    if not span.at_own_pace or span.weeks_max is None or hours is None or not goal.hours_per_week:
        return None
    return say(
        "Your weeks: {work} ÷ {week} a week, rounded up: {weeks}.",
        work=phrases.count(hours, "hour"),
        week=phrases.count(goal.hours_per_week, "hour"),
        weeks=phrases.whole_weeks(span.weeks_max, span.weeks_max),
    )
