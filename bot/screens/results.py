"""The list of an answer: one page of one group, three courses with their figures, and the way to the rest."""

from collections.abc import Iterable

from bot import phrases
from bot.explain import closing_lines, head_lines
from bot.fit import GROUPS, Group
from bot.lines.cost import cost_line
from bot.lines.facts import dated_line, offered_by
from bot.lines.outcome import credential_sentence
from bot.lines.time import time_line
from bot.lines.verdict import off_lines, why_lines
from bot.refine import cheaper, shorter
from bot.reply import PAGE_SIZE, Answer, Suggestion, View, key_of
from bot.screens import keywords
from bot.screens.areas import see_areas
from bot.screens.buttons import new_goal_button
from bot.screens.change import relaxing, undo_button
from bot.screens.screen import Action, Button, Line, Row, Screen, label, one_line, rows
from bot.words import mark, say
from catalog.rates import Rates

LONGEST_TEXT = 1900
"""A list is scanned on a small screen; the card has the rest."""
_GROUPS: dict[Group, str] = {
    "fits": mark("Fits ({count})"),
    "not_stated": mark("Not stated ({count})"),
    "one_off": mark("One thing off ({count})"),
    "related": mark("More off ({count})"),
}
_SHOWN: dict[Group, str] = {
    "fits": mark("These fit."),
    "not_stated": mark("These may fit, but do not state enough to tell."),
    "one_off": mark("These are off by one thing."),
    "related": mark("These are near, but more is off."),
}
_SHOWN_OF: dict[Group, str] = {
    "fits": mark("These fit: {first} to {last} of {total}."),
    "not_stated": mark("These may fit, but do not state enough to tell: {first} to {last} of {total}."),
    "one_off": mark("These are off by one thing: {first} to {last} of {total}."),
    "related": mark("These are near, but more is off: {first} to {last} of {total}."),
}
_LETTERS: dict[str, Group] = {"f": "fits", "n": "not_stated", "o": "one_off", "r": "related"}
_LETTER_OF = {group: letter for letter, group in _LETTERS.items()}
_TITLE_LENGTH = 90
_HEAD_LENGTH = 240


def view_of(arg: str) -> View | None:
    """Return the view that a button's argument names: "f0" is the first page of what fits."""
    group, page = _LETTERS.get(arg[:1]), arg[1:]
    return View(group, int(page)) if group and page.isascii() and page.isdigit() else None


def arg_of(view: View) -> str:
    """Return the argument that names a view."""
    return f"{_LETTER_OF[view.group]}{view.page}"


def results(  # noqa: PLR0913, PLR0917 - what was changed, and whether it can be taken back
    answer: Answer,
    list_id: int,
    rates: Rates,
    notice: str | None,
    changed: bool = False,
    said: str = "",
    can_undo: bool = False,
) -> Screen:
    """Return the screen of one page; `changed` says that the catalogue is newer than the list was.

    `said` stands first: what a tap has just changed of what is asked for.
    """
    told = tuple(Line(one_line(line, _HEAD_LENGTH)) for line in said.splitlines())
    text = _text(answer, rates, notice, changed, LONGEST_TEXT - sum(len(line.text) + 1 for line in told))
    return Screen((*told, *text), _buttons(answer, list_id, can_undo))


def _text(answer: Answer, rates: Rates, notice: str | None, changed: bool, room: int) -> list[Line]:
    """Return the fullest text that is short enough: details go before figures do."""
    for detail in (3, 2, 1, 0):
        found = _lines(answer, rates, notice, changed, detail)
        if len("\n".join(line.text for line in found)) <= room:
            break
    return found


def _lines(answer: Answer, rates: Rates, notice: str | None, changed: bool, detail: int) -> list[Line]:
    head = [one_line(line, _HEAD_LENGTH) for line in head_lines(answer)]
    found = [Line(text) for text in [*head, *_viewed(answer)]]
    if changed:
        found.append(Line(say("The catalogue is newer than your list was: this is the list of today.")))
    for place, suggestion in enumerate(answer.suggestions, start=_first_place(answer)):
        found += [Line(""), *_item(place, suggestion, answer, rates, detail)]
    closing = [*closing_lines(answer, None), *_typed(answer, rates), *(notice or "").splitlines()]
    return [*found, Line(""), *(Line(text) for text in closing)]


def _first_place(answer: Answer) -> int:
    return 1 + (answer.view.page * PAGE_SIZE if answer.view else 0)


def _viewed(answer: Answer) -> Iterable[str]:
    if answer.view is None:
        return
    group, first = answer.view.group, _first_place(answer)
    if answer.pages > 1:
        last = first + len(answer.suggestions) - 1
        yield say(_SHOWN_OF[group], first=first, last=last, total=answer.counts[group])
    elif group != "fits":
        yield say(_SHOWN[group])


def _item(place: int, suggestion: Suggestion, answer: Answer, rates: Rates, detail: int) -> Iterable[Line]:
    program = suggestion.program
    yield Line(f"{place}. {one_line(program.title, _TITLE_LENGTH)}", "title")
    offered = one_line(offered_by(program), 60)
    stop = "" if offered.endswith("…") else "."
    yield Line(f"{offered}{stop} {dated_line(program.as_of, answer.today)}")
    for line in off_lines(suggestion):
        yield Line(one_line(line, 160))
    time = one_line(time_line(suggestion, answer.goal, answer.today), 200)
    yield Line(say("Time: {facts}", facts=time))
    yield Line(say("Cost: {facts}", facts=one_line(cost_line(suggestion, answer.goal, rates), 200)))
    if detail >= 1:
        yield Line(say("After it: {facts}", facts=one_line(_gained(suggestion, detail), 160)))
    if detail >= 2:
        for line in why_lines(suggestion):
            yield Line(one_line(line, 140))


def _gained(suggestion: Suggestion, detail: int) -> str:
    program = suggestion.program
    if detail == 3 and program.outcomes:
        words = phrases.quoted(phrases.shortened(program.outcomes[0], 80).rstrip("."))
        return f"{words}. {credential_sentence(program)}"
    return credential_sentence(program)


def _typed(answer: Answer, rates: Rates) -> Iterable[str]:
    """Return the choices in words, only those that work now: not every client tells of buttons."""
    first = _first_place(answer)
    places = [str(first + offset) for offset in range(len(answer.suggestions))]
    words = [*places, *(word for word, view in neighbours(answer) if view)]
    if answer.view:
        words += [keywords.COMPARE] if len(places) > 1 else []
        words += [keywords.PATH, keywords.JOB]
        words += [keywords.CHEAPER] if cheaper(answer, rates) else []
        words += [keywords.SHORTER] if shorter(answer) else []
    words += [keywords.CHANGE]
    if words:
        yield keywords.offered([*words, keywords.NEW_GOAL])


def neighbours(answer: Answer) -> list[tuple[str, View | None]]:
    """Return the words that lead to other pages and groups, with where each leads."""
    if answer.view is None:
        return []
    group, page = answer.view.group, answer.view.page
    found: list[tuple[str, View | None]] = [
        (keywords.NEXT, View(group, page + 1) if page + 1 < answer.pages else None),
        (keywords.PREVIOUS, View(group, page - 1) if page else None),
    ]
    others = [one for one in GROUPS if one != group and answer.counts[one]]
    return [*found, *((keywords.GROUPS[one], View(one)) for one in others)]


def _buttons(answer: Answer, list_id: int, can_undo: bool) -> tuple[Row, ...]:
    first = _first_place(answer)
    courses = [
        (
            Button(
                label(f"{place}. {one.program.title}", say("{place}. Course", place=place)),
                Action("course", list_id, key_of(one.program.id)),
            ),
        )
        for place, one in enumerate(answer.suggestions, start=first)
    ]
    offered = {word: view for word, view in neighbours(answer) if view}
    pages = [
        _list_button(list_id, say("Previous"), offered.pop(keywords.PREVIOUS, None)),
        _list_button(list_id, say("Next"), offered.pop(keywords.NEXT, None)),
    ]
    groups = [
        _list_button(list_id, say(_GROUPS[view.group], count=answer.counts[view.group]), view)
        for view in offered.values()
    ]
    return rows(
        *relaxing(answer, list_id),
        *courses,
        pages,
        groups[:2],
        groups[2:],
        _beside(answer, list_id),
        [] if any(answer.counts.values()) else [see_areas()],
        [
            Button(say("Change what I look for"), Action("change", list_id)),
            undo_button(list_id) if can_undo else None,
        ],
        [new_goal_button(list_id)],
    )


def _beside(answer: Answer, list_id: int) -> list[Button | None]:
    """Return what can be looked at beside the list; of the nearest of nothing there is nothing to say."""
    if answer.view is None:
        return []
    compared = Button(say("Compare these"), Action("compare", list_id, arg_of(answer.view)))
    return [
        compared if len(answer.suggestions) > 1 else None,
        Button(say("Plan a path"), Action("path", list_id)),
        Button(say("About the job"), Action("job", list_id)),
    ]


def _list_button(list_id: int, words: str, view: View | None) -> Button | None:
    return Button(words, Action("list", list_id, arg_of(view))) if view else None
