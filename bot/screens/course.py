"""One course in a chat: its card and its whole text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot import phrases
from bot.explain import CHECK_FIRST
from bot.lines.cost import cost_line
from bot.lines.facts import dated_line, for_whom_lines, offered_by
from bot.lines.outcome import outcome_facts
from bot.lines.time import time_line
from bot.lines.verdict import off_lines, why_lines
from bot.query import wanted_text
from bot.reply import Course, key_of
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Copy, Line, Row, Screen, Visit, has_words, one_line, rows
from bot.words import say
from catalog.program import Program
from catalog.rates import Rates

_PAGE_LENGTH = 1200
_QUOTE_LENGTH = 400
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a card is beside its course: whether the person saved it, and the link that opens it."""

    is_saved: bool = False
    link: str | None = None


NOT_KEPT = Keeping()


def card(
    course: Course, list_id: int, rates: Rates, notice: str | None, keeping: Keeping = NOT_KEPT
) -> Screen:
    """Return the card of a course: every figure for this person, and what is not stated.

    Without a list (0) it is a course that was opened by itself, for nobody's goal.
    """
    program = course.suggestion.program
    shown = [
        Line(one_line(program.title, 200), "title"),
        Line(f"{one_line(offered_by(program), 120)}."),
        *(Line(one_line(text, 240)) for text in off_lines(course.suggestion)),
        Line(say("Time: {facts}", facts=time_line(course.suggestion, course.goal, course.today))),
        Line(say("Cost: {facts}", facts=cost_line(course.suggestion, course.goal, rates))),
        *_gained(program),
        *(Line(one_line(text, 240)) for text in _facts(course) if text),
    ]
    closing = [
        say(CHECK_FIRST),
        *_page_in_words(program),
        *_kept_in_words(keeping, list_id),
        *_typed(program, list_id, keeping),
        *(notice or "").splitlines(),
    ]
    return Screen((*shown, Line(""), *map(Line, closing)), _card_buttons(program, list_id, keeping))


def _gained(program: Program) -> Iterable[Line]:
    if program.outcomes:
        yield Line(say("After it you can, in the provider's words:"))
        shown, rest = _first_page(_sentences(program.outcomes), _QUOTE_LENGTH)
        yield from (Line(text, "quote") for text in [*shown, *(["…"] if rest else [])])
    elif program.skills:
        skills = [one_line(skill, 50) for skill in program.skills]
        yield Line(
            say("After it: the provider lists these skills: {skills}.", skills=phrases.listed(skills, 6))
        )
    else:
        yield Line(say("After it: outcomes not stated."))


def _facts(course: Course) -> Iterable[str]:
    program = course.suggestion.program
    yield from outcome_facts(program)
    yield from for_whom_lines(program)
    if program.prerequisites:
        yield say("Needs first: {prerequisites}.", prerequisites=program.prerequisites)
    else:
        yield say("Needs first: not stated.")
    if wanted_text(course.goal):  # a card that a link leads to is for nobody's goal
        yield from why_lines(course.suggestion)
    if missing := _missing(program):
        yield say("Not stated: {missing}.", missing=phrases.listed(missing))
    yield dated_line(program.as_of, course.today)


def _missing(program: Program) -> list[str]:
    stated = {
        say("level"): program.level != "unknown",
        say("language"): program.language or program.text_language,
        say("whether the dates are fixed"): program.pace,
        say("a page to look at"): program.url,
    }
    return [name for name, value in stated.items() if not value]


def _card_buttons(program: Program, list_id: int, keeping: Keeping) -> tuple[Row, ...]:
    key, url = key_of(program.id), program.url or ""
    shared = keeping.link or (url if is_linkable(url) else "")
    return rows(
        [
            Button(say("Open course page"), Visit(url)) if is_linkable(url) else None,
            Button(say("Copy link"), Copy(shared)) if shared and len(shared) <= 256 else None,
        ],
        _saving(key, list_id, keeping),
        [
            Button(say("Where from?"), Action("where", list_id, key)),
            Button(say("Read more"), Action("read", list_id, f"{key}.0")) if _whole_text(program) else None,
        ],
        [
            Button(say("As a file"), Action("file", list_id, key)),
            Button(say("Beside a degree"), Action("degree", list_id, key)),
        ],
        [Button(say("Not for me"), Action("unlike", list_id, key)) if list_id else None],
        [
            Button(say("Back to list"), Action("back", list_id)) if list_id else None,
            new_goal_button(list_id),
        ],
    )


def _saving(key: str, list_id: int, keeping: Keeping) -> list[Button]:
    if not keeping.is_saved:
        return [Button(say("Save"), Action("save", list_id, key))]
    return [
        Button(say("Remove from saved"), Action("unsave", list_id, key)),
        Button(say("Saved courses"), Action("saved")),
    ]


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
        yield say("The provider's page: {url}", url=one_line(program.url, 300))


def _kept_in_words(keeping: Keeping, list_id: int) -> Iterable[str]:
    if keeping.is_saved:
        yield say("You saved this course.")
    if keeping.link:
        yield say("Link to this card: {url}", url=keeping.link)
    if not list_id:
        yield say("Write your goal, and I say what this course takes and costs for you.")


def _typed(program: Program, list_id: int, keeping: Keeping) -> Iterable[str]:
    saving = [keywords.REMOVE, keywords.SAVED] if keeping.is_saved else [keywords.SAVE]
    more = [keywords.READ_MORE] if _whole_text(program) else []
    words = [*saving, keywords.WHERE_FROM, *more, keywords.FILE, keywords.DEGREE]
    words += [*([keywords.NOT_FOR_ME, keywords.BACK] if list_id else []), keywords.NEW_GOAL]
    yield keywords.offered(words)


def _whole_text(program: Program) -> list[str]:
    """Return the sentences of all that the catalogue says of a course in prose."""
    return _sentences([program.description or "", *program.outcomes])


def _sentences(texts: Sequence[str]) -> list[str]:
    found = [piece.strip() for text in texts for piece in _SENTENCE_END.split(text)]
    said = [piece for piece in found if has_words(piece)]
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
    pages = _pages(program) or [[say("The catalogue has no text about this course.")]]
    page = max(0, min(page, len(pages) - 1))
    what = [say("What the catalogue says of it.")]
    if len(pages) > 1:
        what.append(say("Page {page} of {pages}.", page=page + 1, pages=len(pages)))
    shown = [
        Line(one_line(program.title, 200), "title"),
        Line(" ".join(what)),
        *(Line(text, "quote") for text in pages[page]),
    ]
    key = key_of(program.id)
    more = [
        Button(say("Read on"), Action("read", list_id, f"{key}.{page + 1}"))
        if page + 1 < len(pages)
        else None,
        Button(say("Page before"), Action("read", list_id, f"{key}.{page - 1}")) if page else None,
    ]
    words = [keywords.READ_ON] if page + 1 < len(pages) else []
    words += [keywords.BACK_TO_COURSE, *([keywords.BACK] if list_id else []), keywords.NEW_GOAL]
    shown.append(Line(keywords.offered(words)))
    return Screen(tuple(shown), rows(more, *ways_back(key, list_id)))


def ways_back(key: str, list_id: int) -> list[list[Button | None]]:
    """Return the rows of buttons that lead from a screen about a course."""
    return [
        [
            Button(say("Back to course"), Action("course", list_id, key)),
            Button(say("Back to list"), Action("back", list_id)) if list_id else None,
        ],
        [new_goal_button(list_id)],
    ]
