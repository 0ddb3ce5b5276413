"""The screens of what a person saved: the list with what has changed, and what a removal leads to."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.kept import Since
from bot.lines.cost import stated_price
from bot.lines.time import stated_time
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Line, Screen, label, lines, one_line, rows
from bot.words import mark_many, say, say_many

PAGE_SIZE = 3
REMOVE = "remove"
_SAVED = mark_many("You saved {count} course.", "You saved {count} courses.")
_CHANGED = mark_many("{count} has changed since.", "{count} have changed since.")
_GONE = mark_many("{count} is no longer in the catalogue.", "{count} are no longer in the catalogue.")
_PATH_SAVED = mark_many("Saved: {count} course of this path.", "Saved: {count} courses of this path.")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what a person saved, to be opened or, in its other form, to be removed."""

    courses: Sequence[Since]
    number: int = 0
    is_removing: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, math.ceil(len(self.courses) / PAGE_SIZE))

    @property
    def here(self) -> int:
        """The number of the page, or of the last one where there is no such page."""
        return max(0, min(self.number, self.pages - 1))

    @property
    def shown(self) -> list[tuple[int, Since]]:
        """The courses of the page with their places, from 1 on."""
        first = self.here * PAGE_SIZE
        return list(enumerate(self.courses[first : first + PAGE_SIZE], start=first + 1))

    def does(self, key: str) -> Action:
        """Return what a tap on the course of that key does."""
        return Action("unsave" if self.is_removing else "saved", arg=key)

    def turned(self, by: int) -> Action | None:
        """Return the action that leads to another page, or None where there is none."""
        number = self.here + by
        if not 0 <= number < self.pages:
            return None
        return Action("saved", arg=f"{REMOVE}.{number}" if self.is_removing else f"p{number}")


def saved(page: Page, today: dt.date) -> Screen:
    """Return a page of the saved courses; each says what has changed since it was saved."""
    if not page.courses:
        return Screen(
            lines(say("Nothing saved yet. Tap Save on any course.")),
            rows([new_goal_button()]),
        )
    shown = [Line(say("Which one shall I remove?") if page.is_removing else _counted(page.courses))]
    for place, course in page.shown:
        shown.append(Line(""))
        shown.append(Line(f"{place}. {one_line((course.now or course.kept).title, 90)}", "title"))
        shown += [Line(text) for text in ([] if page.is_removing else _facts(course, today))]
    shown += [Line(""), Line(_typed(page))]
    return Screen(tuple(shown), _buttons(page))


def _counted(courses: Sequence[Since]) -> str:
    found = [(_SAVED, len(courses))]
    found += [
        (_CHANGED, sum(one.has_changed for one in courses)),
        (_GONE, sum(one.is_gone for one in courses)),
    ]
    return " ".join(say_many(*forms, count, count=phrases.number(count)) for forms, count in found if count)


def _facts(course: Since, today: dt.date) -> Iterable[str]:
    kept, now = course.kept, course.now
    if now is None:
        yield say("This course is no longer in the catalogue.")
        return
    day = phrases.day(kept.day, today)
    if now.title != kept.title:
        yield say("Its title on {day}: “{title}”.", day=day, title=one_line(kept.title, 90))
    time, cost = (one_line(text, 90) for text in (stated_time(now.duration), stated_price(now.price)))
    if now.duration == kept.duration:
        yield say("Time: {facts}", facts=time)
    else:
        was = one_line(stated_time(kept.duration), 90)
        yield say("Time on {day}: {was} Now: {now}", day=day, was=was, now=time)
    if now.price == kept.price:
        yield say("Cost: {facts}", facts=cost)
    else:
        was = one_line(stated_price(kept.price), 90)
        yield say("Cost on {day}: {was} Now: {now}", day=day, was=was, now=cost)


def _typed(page: Page) -> str:
    words = [str(place) for place, one in page.shown if page.is_removing or not one.is_gone]
    words += [keywords.NEXT] if page.turned(1) else []
    words += [keywords.PREVIOUS] if page.turned(-1) else []
    words += [keywords.SAVED] if page.is_removing else [keywords.REMOVE, keywords.FILE]
    return keywords.offered([*words, keywords.NEW_GOAL])


def _buttons(page: Page) -> tuple[tuple[Button, ...], ...]:
    courses = [
        [
            Button(
                label(f"{place}. {one.kept.title}", say("{place}. Course", place=place)),
                page.does(one.kept.key),
            )
        ]
        for place, one in page.shown
    ]
    before, after = page.turned(-1), page.turned(1)
    pages = [
        Button(say("Previous"), before) if before else None,
        Button(say("Next"), after) if after else None,
    ]
    is_any_there = not all(one.is_gone for one in page.courses)
    asides = [
        Button(say("Remove one"), Action("saved", arg=REMOVE)),
        Button(say("As a file"), Action("saved", arg="file")) if is_any_there else None,
    ]
    return rows(
        *courses,
        pages,
        [back_to_saved()] if page.is_removing else asides,
        [new_goal_button()],
    )


def removed(key: str, list_id: int) -> Screen:
    """Say that a course is removed, and offer to put it back."""
    words = [keywords.UNDO, keywords.SAVED]
    return Screen(
        lines(say("Removed."), keywords.offered(words)),
        rows(
            [Button(say("Undo"), Action("save", list_id, f"{key}.undo")), back_to_saved()],
            [Button(say("Back to course"), Action("course", list_id, key)) if list_id else None],
        ),
    )


def path_saved(courses: int, list_id: int) -> Screen:
    """Say that the courses of a path are saved."""
    text = say_many(*_PATH_SAVED, courses, count=phrases.number(courses))
    words = [keywords.SAVED, keywords.PATH]
    return Screen(
        lines(text, keywords.offered(words)),
        rows([saved_courses(), Button(say("Back to the path"), Action("path", list_id))]),
    )


def gone(key: str) -> Screen:
    """Say that a saved course has left the catalogue."""
    return Screen(
        lines(say("This course is no longer in the catalogue.")),
        rows([Button(say("Remove from saved"), Action("unsave", arg=key)), back_to_saved()]),
    )


def saved_courses() -> Button:
    """Return the button that leads to what is saved."""
    return Button(say("Saved courses"), Action("saved"))


def back_to_saved() -> Button:
    """Return the way back to what is saved."""
    return Button(say("Back to saved"), Action("saved"))
