"""Lists: a request becomes a page of courses, shown in a message, and is kept for its buttons."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.advisor import Advisor
from bot.reply import Answer
from bot.request import Request
from bot.screens import plain
from bot.screens.results import arg_of, results, view_of
from bot.screens.screen import Action
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Who
from bot.telegram.served import Served
from catalog.rates import Rates


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with all that its screen needs of the catalogue version it was made from."""

    answer: Answer
    rates: Rates
    notice: str | None
    generation: int


class Listing:
    """Makes lists, turns their pages, and shows them anew when their request has changed."""

    def __init__(self, served: Served, lists: Lists, today: Callable[[], dt.date]) -> None:
        """Take what answers, where lists are kept, and the calendar."""
        self._served, self._lists, self.today = served, lists, today

    async def page(self, request: Request, view: str | None = None) -> Page | None:
        """Ask one advisor for all of a page: never half of one catalogue and half of another."""
        today = self.today()

        def question(advisor: Advisor) -> Page | None:
            answer = advisor.page(request, today, view_of(view or ""))
            if answer is None:
                return None
            return Page(answer, advisor.rates, notice(advisor), advisor.generation.number)

        return await self._served.ask(question)

    async def new(self, who: Who, request: Request, goal_message: int) -> Outcome | None:
        """Show a new list; None where the request is not searched for."""
        page = await self.page(request)
        if page is None:
            return None
        shown = await self._lists.make(who.person, who.chat, request, page.generation, goal_message)
        return await self._show(page, shown, None)

    async def turned(self, shown: Shown, view: str | None, message: int | None) -> Outcome:
        """Show another page of a list, in `message`."""
        page = await self.page(shown.request, view)
        return await self._show(page, shown, message) if page else Outcome(plain.outlived(), message)

    async def changed(self, shown: Shown, request: Request, message: int | None) -> Outcome | None:
        """Show a list for a changed request, in `message`; None where that is not searched for."""
        page = await self.page(request)
        if page is None:
            return None
        await self._lists.change(shown.id, request)
        return await self._show(page, replace(shown, request=request, generation=page.generation), message)

    async def _show(self, page: Page, shown: Shown, message: int | None) -> Outcome:
        view = arg_of(page.answer.view) if page.answer.view else ""
        await self._lists.turn(shown.id, view, page.generation)
        is_newer = page.generation != shown.generation
        screen = results(page.answer, shown.id, page.rates, page.notice, is_newer)
        return Outcome(screen, message, shown.id, Action("list", shown.id))


def notice(advisor: Advisor) -> str | None:
    """Return what people must know of the catalogue; which file is damaged is for /status."""
    return advisor.notice
