"""One course in a chat: its card, its whole text, and where each figure was read."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bot import phrases
from bot.explain import CHECK_FIRST
from bot.lines.cost import cost_line
from bot.lines.facts import dated_line, for_whom_lines, offered_by
from bot.lines.outcome import outcome_facts
from bot.lines.time import time_line
from bot.lines.verdict import off_lines, why_lines
from bot.reply import Course, key_of
from bot.screens.screen import Action, Button, Copy, Line, Row, Screen, Visit, one_line, rows
from catalog.program import Program, Receipt
from catalog.rates import Rates

_PAGE_LENGTH = 1200
_QUOTE_LENGTH = 400
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_RECEIPTS = {
    "duration": "Time",
    "price": "Cost",
    "outcomes": "After it",
    "skills": "Skills",
    "credential": "Certificate",
    "level": "Level",
    "language": "Language",
    "pace": "Schedule",
    "start": "Start",
    "end": "End",
}


def card(course: Course, list_id: int, rates: Rates, notice: str | None) -> Screen:
    """Return the card of a course: every figure for this person, and what is not stated."""
    program = course.suggestion.program
    shown = [
        Line(one_line(program.title, 200), "title"),
        Line(f"{one_line(offered_by(program), 120)}."),
        *(Line(one_line(text, 240)) for text in off_lines(course.suggestion)),
        Line(f"Time: {time_line(course.suggestion, course.goal, course.today)}"),
        Line(f"Cost: {cost_line(course.suggestion, course.goal, rates)}"),
        *_gained(program),
        *(Line(one_line(text, 240)) for text in _facts(course) if text),
    ]
    closing = [CHECK_FIRST, *_page_in_words(program), *_typed(program), *(notice or "").splitlines()]
    return Screen((*shown, Line(""), *map(Line, closing)), _card_buttons(program, list_id))


def _gained(program: Program) -> Iterable[Line]:
    if program.outcomes:
        yield Line("After it you can, in the provider's words:")
        shown, rest = _first_page(_sentences(program.outcomes), _QUOTE_LENGTH)
        yield from (Line(text, "quote") for text in [*shown, *(["…"] if rest else [])])
    elif program.skills:
        skills = [one_line(skill, 50) for skill in program.skills]
        yield Line(f"After it: the provider lists these skills: {phrases.listed(skills, 6)}.")
    else:
        yield Line(f"After it: outcomes {phrases.NOT_STATED}.")


def _facts(course: Course) -> Iterable[str]:
    program = course.suggestion.program
    yield from outcome_facts(program)
    yield from for_whom_lines(program)
    yield f"Needs first: {program.prerequisites or phrases.NOT_STATED}."
    yield from why_lines(course.suggestion)
    yield f"Not stated: {', '.join(missing)}." if (missing := _missing(program)) else ""
    yield dated_line(program.as_of, course.today)


def _missing(program: Program) -> list[str]:
    stated = {
        "the level": program.level != "unknown",
        "the language": program.language or program.text_language,
        "whether the dates are fixed": program.pace,
        "a page to look at": program.url,
    }
    return [name for name, value in stated.items() if not value]


def _card_buttons(program: Program, list_id: int) -> tuple[Row, ...]:
    key, url = key_of(program.id), program.url or ""
    return rows(
        [
            Button("Open course page", Visit(url)) if is_linkable(url) else None,
            Button("Copy link", Copy(url)) if is_linkable(url) and len(url) <= 256 else None,
        ],
        [
            Button("Where from?", Action("where", list_id, key)),
            Button("Read more", Action("read", list_id, f"{key}.0")) if _whole_text(program) else None,
        ],
        [Button("Back to list", Action("back", list_id)), Button("New goal", Action("new", list_id))],
    )


def is_linkable(url: str) -> bool:
    """Whether a button may open this address: https, a plain host with a dot, nothing before it.

    One address that Telegram does not take fails the whole message, and the shown host must be the
    real one.
    """
    if not url.isascii() or any(sign.isspace() or sign in '"<>\\^`{|}' for sign in url) or len(url) > 1000:
        return False
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", host)
    return parts.scheme == "https" and "@" not in parts.netloc and port is None and plain is not None


def _page_in_words(program: Program) -> Iterable[str]:
    if program.url and is_linkable(program.url):
        yield f"The provider's page: {one_line(program.url, 300)}"


def _typed(program: Program) -> Iterable[str]:
    words = ["where from", *(["read more"] if _whole_text(program) else []), "back", "new goal"]
    yield f"You can also type: {', '.join(words)}."


def _whole_text(program: Program) -> list[str]:
    """Return the sentences of all that the catalogue says of a course in prose."""
    return _sentences([program.description or "", *program.outcomes])


def _sentences(texts: Sequence[str]) -> list[str]:
    found = [piece.strip() for text in texts for piece in _SENTENCE_END.split(text)]
    said = [piece for piece in found if any(map(str.isalnum, piece))]
    return [part for piece in said for part in _parts(one_line(piece, len(piece)))]


def _parts(sentence: str, limit: int = _PAGE_LENGTH) -> list[str]:
    """Cut what no page can hold, at a blank where there is one."""
    parts = []
    while len(sentence) > limit:
        at = sentence.rfind(" ", 1, limit) if " " in sentence[1:limit] else limit
        parts.append(sentence[:at].strip())
        sentence = sentence[at:].strip()
    return [part for part in [*parts, sentence] if part]


def _first_page(sentences: Sequence[str], limit: int) -> tuple[Sequence[str], Sequence[str]]:
    """Return as many sentences as fit into `limit` characters, at least one, and those that are left."""
    count, length = 1, len(sentences[0])
    while count < len(sentences) and length + 1 + len(sentences[count]) <= limit:
        length += 1 + len(sentences[count])
        count += 1
    return sentences[:count], sentences[count:]


def _pages(program: Program) -> list[Sequence[str]]:
    left: Sequence[str] = _whole_text(program)
    pages = []
    while left:
        page, left = _first_page(left, _PAGE_LENGTH)
        pages.append(page)
    return pages


def reading(course: Course, list_id: int, page: int) -> Screen:
    """Return one page of the whole text, cut at sentences."""
    program = course.suggestion.program
    pages = _pages(program) or [["The catalogue has no text about this course."]]
    page = max(0, min(page, len(pages) - 1))
    counted = f" Page {page + 1} of {len(pages)}." if len(pages) > 1 else ""
    shown = [
        Line(one_line(program.title, 200), "title"),
        Line(f"What the catalogue says of it.{counted}"),
        *(Line(text, "quote") for text in pages[page]),
    ]
    key = key_of(program.id)
    more = [
        Button("Read on", Action("read", list_id, f"{key}.{page + 1}")) if page + 1 < len(pages) else None,
        Button("Page before", Action("read", list_id, f"{key}.{page - 1}")) if page else None,
    ]
    return Screen(tuple(shown), rows(more, _ways_back(key, list_id)))


def receipts(course: Course, list_id: int) -> Screen:
    """Return where each figure of a card was read: the file, the row, the column and its words."""
    program = course.suggestion.program
    shown = [Line(f"{one_line(program.title, 200)}: where its facts were read", "title"), *_origins(program)]
    for name, words in _RECEIPTS.items():
        shown += [Line(text) for text in _receipt_lines(words, program.receipts.get(name, ()))]
        if name in ("duration", "price") and not program.receipts.get(name):
            shown.append(Line(f"{words}: the file says nothing."))
    shown += [Line(text) for text in [*_sum(course), "I did not check the provider's page."]]
    return Screen(tuple(shown), rows(_ways_back(key_of(program.id), list_id)))


def _origins(program: Program) -> Iterable[Line]:
    """Return the rows that were read, once each: most facts of a course come from one."""
    found = dict.fromkeys(
        (receipt.source, receipt.row, receipt.as_of)
        for name in _RECEIPTS
        for receipt in program.receipts.get(name, ())
    )
    for source, row, as_of in list(found)[:3]:
        at = f", row {row}" if row is not None else ""
        dated = f"dated {phrases.as_of(as_of)}" if as_of else "no date stated"
        yield Line(f"File “{one_line(source, 80)}”{at}, {dated}.")


def _receipt_lines(words: str, found: Sequence[Receipt]) -> Iterable[str]:
    """Return one line a column, its words joined: skills have a receipt each."""
    columns: dict[str | None, list[Receipt]] = {}
    for receipt in found:
        columns.setdefault(receipt.column, []).append(receipt)
    for column, receipts_of in list(columns.items())[:2]:
        said = one_line(", ".join(receipt.words for receipt in receipts_of), 120)
        how = next((f" ({one_line(one.how.removesuffix('.'), 80)})" for one in receipts_of if one.how), "")
        where = f"column “{one_line(column, 40)}” says" if column else "the text says"
        yield f"{words}: {where} “{said}”{how}."


def _sum(course: Course) -> Iterable[str]:
    """Return the sum behind the weeks at the person's own pace."""
    span, hours = course.suggestion.span, course.suggestion.program.duration.hours_max
    if span.at_own_pace and hours is not None and course.goal.hours_per_week:
        week = phrases.number(course.goal.hours_per_week)
        yield (
            f"Your weeks: {phrases.number(hours)} hours ÷ {week} hours a week, rounded up: "
            f"{phrases.whole_weeks(None, span.weeks_max).removeprefix('up to ')}."
        )


def _ways_back(key: str, list_id: int) -> list[Button]:
    return [
        Button("Back to course", Action("course", list_id, key)),
        Button("Back to list", Action("back", list_id)),
    ]
