"""What is done with a course beside reading it: saved, removed, opened again or by a link, reported."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.advisor import Advisor
from bot.kept import Kept, Since
from bot.links import key_in, link_to_course
from bot.plan import Plan, plan_of
from bot.request import NO_GOAL
from bot.screens import files, keywords, plain, wrong
from bot.screens import saved as screens
from bot.screens.course import Keeping
from bot.screens.screen import Action, Op, Screen
from bot.telegram.asides import Aside, aside
from bot.telegram.feedback import Feedback
from bot.telegram.listing import notice
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Tap, Toast, Who
from bot.telegram.saved import Row, Saved
from bot.telegram.served import Served
from bot.telegram.stats import Stats
from bot.words import mark
from catalog.text import clean_text

SAVED_TOAST = Toast(mark("Saved."))
_ALONE: frozenset[Op] = frozenset(
    ("course", "where", "read", "file", "degree", "back", "save", "unsave", "wrong")
)
_MOST_STEPS = 10
"""So many courses, one after the other, are still a plan."""


class Saving:
    """The taps on a card, on the saved courses and on a report, and the links that open a card."""

    def __init__(  # noqa: PLR0913, PLR0917 - what answers, two stores and the lists, the calendar, our name
        self,
        served: Served,
        lists: Lists,
        store: Saved,
        feedback: Feedback,
        stats: Stats,
        today: Callable[[], dt.date],
        username: str,
    ) -> None:
        self._served, self._lists, self._store, self._feedback = served, lists, store, feedback
        self._stats, self._today, self._username = stats, today, username

    async def count(self, person: int) -> int:
        """Count what a person saved."""
        return len(await self._store.keys(person))

    async def linked(self, who: Who, payload: str) -> Outcome | None:
        """Return the card of the course in a link's payload, for nobody's goal; None for another payload."""
        key = key_in(payload) if who.in_private else None
        if key is None:
            return None
        return await self.card(Tap(who, Action("course", arg=key), None, 0, alone(who)))

    async def card(self, tap: Tap) -> Outcome:
        """Show the card of a course, with whether it is saved and the link that opens it."""
        shown, key, today = tap.shown, tap.action.arg, self._today()
        assert shown is not None
        is_saved = key in await self._store.keys(tap.who.person)
        keeping = Keeping(is_saved, link_to_course(self._username, key) if self._username else None)

        def question(advisor: Advisor) -> Aside:
            return aside(advisor, tap.action, shown.request, today, notice(advisor), keeping)

        screen, is_there = await self._served.ask(question)
        at = tap.action if is_there else Action("list", shown.id) if shown.id else None
        return Outcome(screen, tap.message, shown.id or None, at)

    async def save(self, tap: Tap) -> Outcome:
        """Save the course of a card or the courses of a path, or put back what was removed."""
        shown, today = tap.shown, self._today()
        assert shown is not None
        name, _, undo = tap.action.arg.partition(".")
        if undo:
            await self._store.put_back(tap.who.person, name)
            return await (self.card(_at_course(tap, name)) if shown.id else self.saved(_at_saved(tap)))

        def question(advisor: Advisor) -> list[Kept]:
            if name == files.WHOLE_PATH:
                plan = advisor.path(shown.request, today).plan
                programs = [step.suggestion.program for step in plan.steps] if plan else []
            else:
                programs = list(advisor.programs([name]).values())
            return [Kept.of(one, shown.request, today) for one in programs]

        courses = await self._served.ask(question)
        if name == files.WHOLE_PATH and not courses:  # no path was found: that screen says why
            return await self.card(replace(tap, action=Action("path", shown.id)))
        await self._store.keep(tap.who.person, courses, shown.id)
        await self._stats.note(*[("saved", "")] * len(courses))
        if name != files.WHOLE_PATH:
            return await self.card(_at_course(tap, name))
        return Outcome(
            screens.path_saved(len(courses), shown.id), tap.message, shown.id, Action("path", shown.id)
        )

    async def unsave(self, tap: Tap) -> Outcome:
        """Remove a course from the saved ones."""
        await self._store.remove(tap.who.person, tap.action.arg)
        screen = screens.removed(tap.action.arg, tap.action.list_id)
        return Outcome(screen, tap.message, tap.action.list_id or None, tap.action)

    async def saved(self, tap: Tap) -> Outcome:
        """Show what a person saved: a page of it, a course of it, or all of it as a file."""
        if not tap.who.in_private:
            return Outcome(plain.in_private_only(), tap.message)
        rows, name = await self._store.all(tap.who.person), tap.action.arg
        form = name.partition(".")[2] or None
        if name.startswith("file") and rows:
            return await self._file(tap, rows, files.Wanted(files.SAVED, form))
        row = next((one for one in rows if one.kept.key == name), None)
        if row is not None:
            return await self._opened(tap, row)
        return Outcome(screens.saved(await self._page(rows, name), self._today()), tap.message, at=tap.action)

    async def typed(self, who: Who, text: str, at: Action) -> Action | None:
        """Return what words mean on a page of the saved courses; None for any other text."""
        word = keywords.meant(clean_text(text))
        if at.op != "saved" or not (word.isdecimal() or word in _WORDS):
            return None
        page = await self._page(await self._store.all(who.person), at.arg)
        if word.isdecimal():
            found = next((one.kept.key for place, one in page.shown if str(place) == word), None)
            return page.does(found) if found else at
        turned = {keywords.NEXT: page.turned(1), keywords.PREVIOUS: page.turned(-1)}
        return _WORDS[word] or turned.get(word) or at

    async def wrong(self, tap: Tap) -> Outcome:
        """Ask which fact of a course is wrong, and keep it."""
        shown = tap.shown
        assert shown is not None
        key, _, fact = tap.action.arg.partition(".")
        found = await self._served.ask(lambda advisor: advisor.programs([key]).get(key))
        if found is None:
            return Outcome(plain.gone(shown.id), tap.message)
        if fact not in wrong.FACTS:
            screen = wrong.asked(found.title, key, shown.id)
            return Outcome(screen, tap.message, shown.id or None, tap.action)
        await self._feedback.report(tap.who.person, key, found.title, fact)
        screen = wrong.thanks(key, shown.id)
        return Outcome(screen, tap.message, shown.id or None, Action("where", shown.id, key))

    async def _page(self, rows: list[Row], name: str) -> screens.Page:
        found = await self._served.ask(lambda advisor: advisor.programs([row.kept.key for row in rows]))
        courses = [Since(row.kept, found.get(row.kept.key)) for row in rows]
        number = name.removeprefix(screens.REMOVE).removeprefix(".").removeprefix("p")
        is_number = number.isascii() and number.isdecimal()
        return screens.Page(courses, int(number) if is_number else 0, name.startswith(screens.REMOVE))

    async def _opened(self, tap: Tap, row: Row) -> Outcome:
        key = row.kept.key
        is_there = await self._served.ask(lambda advisor: key in advisor.programs([key]))
        if not is_there:
            return Outcome(screens.gone(key), tap.message, at=Action("saved"))
        shown = await self._list_of(tap.who, row)
        return await self.card(replace(tap, shown=shown, action=Action("course", shown.id, key)))

    async def _list_of(self, who: Who, row: Row) -> Shown:
        """Return the list that a saved course is judged in: its own, or a new one where that has changed."""
        wanted = row.kept.request
        if wanted == NO_GOAL:
            return alone(who)
        last = await self._lists.get(row.list_id)
        if last and (last.person, last.chat, last.request.in_short()) == (who.person, who.chat, wanted):
            return last
        generation = self._served.advisor.generation.number
        made = await self._lists.make(who.person, who.chat, wanted, generation, goal_message=0)
        await self._store.opened(who.person, row.kept.key, made.id)
        return made

    async def _file(self, tap: Tap, rows: list[Row], wanted: files.Wanted) -> Outcome:
        today = self._today()

        def question(advisor: Advisor) -> Screen | None:
            plan = _plan(advisor, rows, today)
            if plan is None:
                return None
            if wanted.form not in files.FORMS:
                return files.files_offered(0, files.SAVED)
            return files.plan_file(plan, wanted, 0, advisor.rates, notice(advisor))

        screen = await self._served.ask(question)
        if screen is None:
            return await self.saved(_at_saved(tap))
        return Outcome(screen, None if screen.files else tap.message, at=Action("saved"))


_WORDS: dict[str, Action | None] = {
    keywords.REMOVE: Action("saved", arg=screens.REMOVE),
    keywords.FILE: Action("saved", arg="file"),
    keywords.BACK: Action("saved"),
    keywords.NEXT: None,
    keywords.PREVIOUS: None,
}


def is_alone(action: Action) -> bool:
    """Whether a button belongs to a course that was opened by itself."""
    return not action.list_id and action.op in _ALONE


def alone(who: Who) -> Shown:
    """Return what stands for the list of a course that was opened by itself: no list, and nobody's goal."""
    return Shown(0, who.person, who.chat, NO_GOAL, 0)


def _at_course(tap: Tap, key: str) -> Tap:
    return replace(tap, action=Action("course", tap.action.list_id, key))


def _at_saved(tap: Tap) -> Tap:
    return replace(tap, action=Action("saved"))


def _plan(advisor: Advisor, rows: list[Row], today: dt.date) -> Plan | None:
    """Return the plan of what is saved and still there, for the goal that was saved last."""
    request = rows[-1].kept.request
    found = [advisor.course(request, today, row.kept.key) for row in rows]
    courses = [one.suggestion for one in found if one][:_MOST_STEPS]
    return plan_of(courses, request.goal, today, advisor.rates) if courses else None
