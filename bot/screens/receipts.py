"""Where each figure of a course was read: the file, the row, the column and its words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.receipts import by_column, date_sentence, place_sentence, weeks_formula
from bot.reply import Course, key_of
from bot.screens import keywords
from bot.screens.course import ways_back
from bot.screens.screen import Action, Button, Line, Screen, one_line, rows
from bot.words import mark, say
from catalog.program import Program, Receipt

# What a receipt is of, by the field of a programme.
_RECEIPTS = {
    "duration": mark("Time"),
    "price": mark("Cost"),
    "outcomes": mark("After it"),
    "skills": mark("Skills"),
    "credential": mark("Certificate"),
    "level": mark("Level"),
    "language": mark("Language"),
    "pace": mark("Schedule"),
    "start": mark("Start"),
    "end": mark("End"),
}


def receipts(course: Course, list_id: int) -> Screen:
    """Return where each figure of a card was read: the file, the row, the column and its words."""
    program = course.suggestion.program
    title = say("{title}: where its facts were read", title=one_line(program.title, 200))
    shown = [Line(title, "title"), *_origins(program, course.today)]
    for name, what in _RECEIPTS.items():
        shown += [Line(text) for text in _receipt_lines(say(what), program.receipts.get(name, ()))]
        if name in ("duration", "price") and not program.receipts.get(name):
            shown.append(Line(say("{what}: the file says nothing.", what=say(what))))
    formula = filter(None, [weeks_formula(course.suggestion, course.goal)])
    shown += [Line(text) for text in [*formula, say("I did not check the provider's page.")]]
    key, words = key_of(program.id), [keywords.REPORT, keywords.BACK_TO_COURSE, keywords.NEW_GOAL]
    shown.append(Line(keywords.offered(words)))
    report = Button(say("Report a wrong fact"), Action("wrong", list_id, key))
    return Screen(tuple(shown), rows([report], *ways_back(key, list_id)))


def _origins(program: Program, today: dt.date) -> Iterable[Line]:
    """Return the rows that were read, once each: most facts of a course come from one."""
    found = dict.fromkeys(
        (receipt.source, receipt.row, receipt.as_of)
        for name in _RECEIPTS
        for receipt in program.receipts.get(name, ())
    )
    for source, row, as_of in list(found)[:3]:
        yield Line(f"{place_sentence(source, row)} {date_sentence(as_of, today)}")


def _receipt_lines(what: str, found: Sequence[Receipt]) -> Iterable[str]:
    """Return one line a column, its words joined: skills have a receipt each."""
    for column, receipts_of in list(by_column(found).items())[:2]:
        words = one_line(", ".join(receipt.words for receipt in receipts_of), 120)
        if column:
            name = one_line(column, 40)
            line = say("{what}: column “{column}” says “{words}”.", what=what, column=name, words=words)
        else:
            line = say("{what}: the text says “{words}”.", what=what, words=words)
        how = next((one_line(one.how.removesuffix("."), 80) for one in receipts_of if one.how), None)
        yield " ".join([line, say("How it was read: {how}.", how=how)]) if how else line
