"""Lists: a request becomes a page of courses, shown in a message, and is kept for its buttons."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.advisor import Advisor
from bot.reply import Answer
from bot.request import Request
from bot.screens import group, plain
from bot.screens.areas import nothing_near
from bot.screens.results import arg_of, results, view_of
from bot.screens.screen import Action, Screen
from bot.screens.talk import with_talk
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Who
from bot.telegram.served import Served
from bot.telegram.stats import Stats
from catalog.rates import Rates


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with all that its screen needs of the catalogue version it was made from."""

    answer: Answer
    rates: Rates
    notice: str | None
    generation: int
    contact: str | None = None
    """Whom to talk to where nothing fits; None where something does, or nobody is named."""


class Listing:
    """Makes lists, turns their pages, and shows them anew when their request has changed."""

    def __init__(
        self, served: Served, lists: Lists, stats: Stats, today: Callable[[], dt.date], username: str = ""
    ) -> None:
        """Take what answers, where lists and counts are kept, the calendar, and the bot's name for links."""
        self._served, self._lists, self._stats = served, lists, stats
        self.today, self.username = today, username

    async def page(self, request: Request, view: str | None = None) -> Page | None:
        """Ask one advisor for all of a page: never half of one catalogue and half of another."""
        today = self.today()

        def question(advisor: Advisor) -> Page | None:
            answer = advisor.page(request, today, view_of(view or ""))
            if answer is None:
                return None
            contact = None if answer.counts["fits"] else advisor.contact
            noted = _noted(advisor, answer)
            return Page(answer, advisor.rates, noted, advisor.generation.number, contact)

        return await self._served.ask(question)

    async def new(self, who: Who, request: Request, goal_message: int) -> Outcome | None:
        """Show a new list; None where the request is not searched for."""
        began = time.monotonic()
        page = await self.page(request)
        if page is None:
            return None
        await self._stats.answered(page.answer, time.monotonic() - began)
        view, made = _view(page), self._lists.make
        shown = await made(who.person, who.chat, request, page.generation, goal_message, view)
        return self._outcome(page, shown, None)

    async def turned(self, shown: Shown, view: str | None, message: int | None, said: str = "") -> Outcome:
        """Show another page of a list, in `message`; `said` stands before it."""
        page = await self.page(shown.request, view)
        return await self._show(page, shown, message, said) if page else Outcome(plain.outlived(), message)

    async def changed(
        self, shown: Shown, request: Request, message: int | None, said: str = ""
    ) -> Outcome | None:
        """Show a list for a changed request, in `message`; None where that is not searched for."""
        page = await self.page(request)
        if page is None:
            return None
        changes = shown.changes
        if request != shown.request:  # a second tap on the same button leaves nothing to take back
            await self._lists.change(shown.id, request)
            changes += 1
        now = replace(shown, request=request, generation=page.generation, changes=changes)
        return await self._show(page, now, message, said)

    async def _show(self, page: Page, shown: Shown, message: int | None, said: str = "") -> Outcome:
        await self._lists.turn(shown.id, _view(page), page.generation)
        return self._outcome(page, shown, message, said)

    def _outcome(self, page: Page, shown: Shown, message: int | None, said: str = "") -> Outcome:
        return Outcome(self._screen(page, shown, said), message, shown.id, Action("list", shown.id))

    def _screen(self, page: Page, shown: Shown, said: str) -> Screen:
        if shown.chat != shown.person:  # a group gets the short form, whatever led to the list
            return group.results(page.answer, shown.id, self.username, page.notice)
        is_newer = page.generation != shown.generation
        can_undo = shown.changes > 0
        screen = results(page.answer, shown.id, page.rates, page.notice, is_newer, said, can_undo)
        return with_talk(screen, page.contact, shown.id)


def _view(page: Page) -> str:
    return arg_of(page.answer.view) if page.answer.view else ""


def _noted(advisor: Advisor, answer: Answer) -> str | None:
    """Return what is said beside a list: what the catalogue is about, where it has nothing near."""
    about = "" if any(answer.counts.values()) else nothing_near(advisor.areas.largest)
    return "\n".join(filter(None, [about, notice(advisor)])) or None


def notice(advisor: Advisor) -> str | None:
    """Return what people must know of the catalogue; which file is damaged is for /status."""
    return advisor.notice
