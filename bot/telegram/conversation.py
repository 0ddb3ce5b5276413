"""What happens in a conversation: words or a tap in, a screen out; what lists need is kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.advisor import Advisor
from bot.explain import TRIAL
from bot.reply import Answer
from bot.screens import plain
from bot.screens.results import arg_of, results, view_of
from bot.screens.screen import Action, Screen
from bot.screens.typed import action_of, in_list, may_be_in_list
from bot.telegram.asides import OPS, Aside, aside
from bot.telegram.lists import Lists, Shown
from bot.telegram.served import Served
from bot.words import mark, say
from catalog.rates import Rates
from catalog.text import clean_text


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, and in which chat: a list belongs to both."""

    person: int
    chat: int

    @property
    def in_private(self) -> bool:
        """A private chat has its person's number (Bot API: Chat)."""
        return self.person == self.chat


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to show, and where: in place of a message, or as a new one."""

    screen: Screen
    into: int | None = None
    """The message to edit; None for a new one."""
    list_id: int | None = None
    """The list that the message shows from now on."""
    at: Action | None = None
    """The screen that the person is at from now on."""
    replaces: int | None = None
    """A message whose buttons are taken away, because this screen takes its place."""
    forgets: bool = False
    """Whether the update that led here must leave no trace either."""


@dataclass(frozen=True, slots=True)
class _Page:
    """An answer with all that its screen needs of the catalogue version it was made from."""

    answer: Answer
    rates: Rates
    notice: str | None
    generation: int


@dataclass(frozen=True, slots=True)
class Toast:
    """The immediate answer to a tap, to be said; an alert is for what must be read."""

    text: str
    alert: bool = False


OLD = Toast(mark("This list is old. Send your goal again."))
NOT_YOURS = Toast(mark("This list is another member's. Send /goal to get your own."), alert=True)


class Conversation:
    """Everything a person can say or tap, beside what administrators do."""

    def __init__(
        self,
        served: Served,
        lists: Lists,
        contact: str | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Take what answers, what is kept, whom to name as a person to talk to, and the calendar."""
        self._served, self._lists, self._contact, self._today = served, lists, contact, today

    async def said(self, who: Who, text: str, message: int, update_id: int) -> Outcome:
        """Answer a goal, or typed words that mean what a button means."""
        if action := await self._typed(who, text):
            shown = await self._lists.get(action.list_id) if action.list_id else None
            outcome = await self.tapped(who, action, None, update_id)
            return replace(outcome, replaces=shown.message if shown and outcome.list_id else None)
        return await self._new_list(who, clean_text(text), message)

    async def edited(self, who: Who, text: str, message: int) -> Outcome | None:
        """Answer an edited goal in its own list; None where it led to none."""
        shown = await self._lists.of_message(who.person, who.chat, message)
        if shown is None:
            return None
        goal = clean_text(text)
        page = await self._page(goal, None)
        if page is None:
            return await self._new_list(who, goal, message)
        await self._lists.reword(shown.id, goal)
        return await self._show(page, replace(shown, goal=goal, generation=page.generation), shown.message)

    async def tapped(self, who: Who, action: Action, message: int | None, update_id: int) -> Outcome:
        """Do what a button says; `message` carries it. The list must be there and be this person's."""
        if action.op in ("list", "back", "again") or action.op in OPS:
            shown = await self._lists.get(action.list_id)
            if shown is None or (shown.person, shown.chat) != (who.person, who.chat):
                return Outcome(plain.outlived())
            return await self._in_list(who, action, shown, message)
        return await self._outside_lists(who, action, message, update_id)

    async def toast(self, who: Who, action: Action | None) -> Toast | None:
        """Return what a tap is told at once: only what one look into the store tells."""
        if action is None:
            return OLD
        if not action.list_id:
            return None
        shown = await self._lists.get(action.list_id)
        if shown is None:
            return OLD
        return None if shown.person == who.person and shown.chat == who.chat else NOT_YOURS

    async def start(self, who: Who) -> Outcome:
        """Return the first screen."""
        return Outcome(plain.start(self._served.shelf(), self._today(), self._contact))

    async def help(self) -> Outcome:
        """Return how it works."""
        return Outcome(plain.how_it_works(self._served.shelf(), self._contact))

    async def privacy(self) -> Outcome:
        """Return what is kept."""
        return Outcome(plain.privacy(self._contact))

    async def forget_asked(self, who: Who, into: int | None = None) -> Outcome:
        """Ask before everything is deleted."""
        screen = plain.forget_asked(await self._lists.count(who.person))
        return Outcome(screen, into, at=Action("forget", arg="ask"))

    async def _typed(self, who: Who, text: str) -> Action | None:
        at = await self._lists.where(who.person, who.chat)
        if at is None or (action := action_of(text, at)):
            return action if at else None
        shown = await self._lists.get(at.list_id) if may_be_in_list(text) else None
        if shown is None:
            return None
        page = await self._page(shown.goal, shown.view)
        return in_list(text, page.answer, shown.id) if page else None

    async def _new_list(self, who: Who, goal: str, message: int) -> Outcome:
        page = await self._page(goal, None)
        if page is None:
            return await self._without_list(goal)
        shown = await self._lists.make(who.person, who.chat, goal, page.generation, message)
        return await self._show(page, shown, None)

    async def _without_list(self, message: str) -> Outcome:
        """Answer what is no goal; nothing of it is kept."""
        reply = await self._served.ask(lambda advisor: advisor.reply(message, self._today()))
        return Outcome(
            plain.in_need(reply.text) if reply.goal.intent == "crisis" else plain.answered(reply.text)
        )

    async def _in_list(self, who: Who, action: Action, shown: Shown, message: int | None) -> Outcome:
        if action.op == "again":
            return await self._new_list(who, shown.goal, shown.goal_message or 0)
        if action.op in ("list", "back"):
            return await self._turned(shown, action.arg if action.op == "list" else shown.view, message)
        screen, is_there = await self._aside(shown, action)
        into = None if screen.files else message  # a file comes after a message of its own
        return Outcome(screen, into, shown.id, action if is_there else Action("list", shown.id))

    async def _turned(self, shown: Shown, view: str | None, message: int | None) -> Outcome:
        page = await self._page(shown.goal, view)
        return await self._show(page, shown, message) if page else Outcome(plain.outlived(), message)

    async def _show(self, page: _Page, shown: Shown, message: int | None) -> Outcome:
        view = arg_of(page.answer.view) if page.answer.view else ""
        await self._lists.turn(shown.id, view, page.generation)
        changed = page.generation != shown.generation
        screen = results(page.answer, shown.id, page.rates, page.notice, changed)
        return Outcome(screen, message, shown.id, Action("list", shown.id))

    async def _page(self, goal: str, view: str | None) -> _Page | None:
        """Ask one advisor for all of a page: never half of one catalogue and half of another."""
        today = self._today()

        def question(advisor: Advisor) -> _Page | None:
            answer = advisor.page(goal, today, view_of(view or ""))
            if answer is None:
                return None
            return _Page(answer, advisor.rates, _notice(advisor), advisor.generation.number)

        return await self._served.ask(question)

    async def _aside(self, shown: Shown, action: Action) -> Aside:
        today = self._today()
        return await self._served.ask(
            lambda advisor: aside(advisor, action, shown.goal, today, _notice(advisor))
        )

    async def _outside_lists(self, who: Who, action: Action, message: int | None, update_id: int) -> Outcome:
        if action.op == "new":
            # A list stays where it is; only a screen without one is replaced by the question.
            return Outcome(plain.new_goal(), None if action.list_id else message)
        if action.op == "how":
            return Outcome(plain.how_it_works(self._served.shelf(), self._contact), message)
        if action.op == "example":
            return await self._new_list(who, say(plain.EXAMPLE_GOAL), 0)
        if action.op == "keep":
            return Outcome(plain.kept(), message, at=Action("new"))
        if action.op == "forget" and action.arg == "all":
            await self._lists.forget(who.person, update_id)
            return Outcome(plain.forgotten(), message, forgets=True)
        if action.op == "forget":
            return await self.forget_asked(who, message)
        return Outcome(plain.outlived())


def _notice(advisor: Advisor) -> str | None:
    """Return what people must know of the catalogue; its damages are for /status."""
    return say(TRIAL) if advisor.generation.is_sample else None
