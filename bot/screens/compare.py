"""Two to four courses side by side in a chat: plain lines, differences first, no table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.compare import Aspect, Comparison, Taught
from bot.explain import CHECK_FIRST
from bot.reply import key_of
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Line, Screen, one_line, rows
from bot.words import say

LONGEST_TEXT = 3500
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much of each kind is shown: characters of a fact, of what is taught, and how many of these."""

    fact: int
    taught: int
    many: int


_DETAILS = (_Detail(320, 120, 6), _Detail(200, 90, 4), _Detail(140, 60, 2), _Detail(70, 40, 1))


def compare(found: Comparison, list_id: int, notice: str | None = None) -> Screen:
    """Return the comparison with a button to each course; at most 3,500 characters."""
    return Screen(_text(found, notice), _buttons(found, list_id))


def _text(found: Comparison, notice: str | None) -> tuple[Line, ...]:
    """Return the fullest text that is short enough."""
    closing = [
        say(CHECK_FIRST),
        keywords.offered([keywords.BACK, keywords.NEW_GOAL]),
        *(one_line(line, 200) for line in (notice or "").splitlines()),
    ]
    for detail in _DETAILS:
        shown = [*_lines(found, detail), Line(""), *map(Line, closing)]
        if len("\n".join(line.text for line in shown)) <= LONGEST_TEXT:
            break
    return tuple(shown)


def _lines(found: Comparison, detail: _Detail) -> Iterable[Line]:
    for place, course in enumerate(found.courses, start=1):
        yield Line(f"{place}. {one_line(course.title, 90)} ({one_line(course.offered_by, 60)})", "title")
    for aspect in found.different:
        yield Line("")
        yield Line(aspect.name, "title")
        for place, value in enumerate(aspect.values, start=1):
            shown = say("not stated") if value is None else _shortened(value, detail.fact)
            yield Line(f"{place}: {shown}")
    yield from _taught(found, detail)
    if found.same or found.unstated:
        yield Line("")
    if found.same:
        yield Line(say("Same: {facts}", facts=_same(found.same, detail)))
    if found.unstated:
        yield Line(say("Not stated by any of them: {facts}.", facts=", ".join(found.unstated)))


def _taught(found: Comparison, detail: _Detail) -> Iterable[Line]:
    yield Line("")
    yield Line(say("After it, in the providers' words"), "title")
    everywhere = len(found.courses)
    # With little room only what one or all of them teach: of four there are eleven ways in between.
    shown = found.taught if detail.many > 1 else [one for one in found.taught if len(one.places) != 2]
    for group in shown:
        words = phrases.listed(
            [phrases.quoted(one_line(one, detail.taught)) for one in group.words], detail.many
        )
        if len(group.places) == everywhere:
            yield Line(say("All: {words}.", words=words))
        else:
            yield Line(say("Only {places}: {words}.", places=_places(group), words=words))
    for place in found.silent:
        yield Line(say("{place}: not stated.", place=place + 1))


def _places(group: Taught) -> str:
    return phrases.listed([str(place + 1) for place in group.places])


def _same(aspects: Sequence[Aspect], detail: _Detail) -> str:
    facts = [
        f"{one.name}: {_shortened(one.values[0] or '', detail.fact).removesuffix('.')}." for one in aspects
    ]
    return " ".join(facts)


def _shortened(text: str, limit: int) -> str:
    """Return whole sentences while they fit, so that no figure is cut; one that is too long alone is cut."""
    sentences = _SENTENCE_END.split(one_line(text, len(text)))
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + 1 + len(sentence) > limit:
            return one_line(kept, limit) if len(kept) > limit else f"{kept} …"
        kept = f"{kept} {sentence}"
    return one_line(kept, limit)


def _buttons(found: Comparison, list_id: int) -> tuple[tuple[Button, ...], ...]:
    opened = [
        Button(say("Open {place}", place=place), Action("course", list_id, key_of(course.id)))
        for place, course in enumerate(found.courses, start=1)
    ]
    back = Button(say("Back to list"), Action("back", list_id))
    return rows(opened[:2], opened[2:], [back, new_goal_button(list_id)])
