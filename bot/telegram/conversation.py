"""What happens in a conversation: words or a tap in, a screen out; each kind of tap to its own doing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.advisor import Advisor
from bot.request import Request
from bot.screens import plain
from bot.screens.screen import Action, Op
from bot.screens.typed import action_of, in_list, may_be_in_list
from bot.telegram.asides import OPS, Aside, aside
from bot.telegram.listing import Listing, notice
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Tap, Toast, Who
from bot.telegram.people import People
from bot.telegram.served import Served
from bot.words import is_spoken, mark, say, speak
from catalog.text import clean_text

Doing = Callable[[Tap], Awaitable[Outcome]]
OLD = Toast(mark("This list is old. Send your goal again."))
NOT_YOURS = Toast(mark("This list is another member's. Send /goal to get your own."), alert=True)


class Conversation:
    """Everything a person can say or tap, beside what administrators do."""

    def __init__(
        self, served: Served, lists: Lists, people: People, listing: Listing, contact: str | None = None
    ) -> None:
        """Take what answers, what is kept, what shows lists, and whom to name as a person to talk to."""
        self._served, self._lists, self._people, self._listing = served, lists, people, listing
        self._contact = contact
        self._of_a_list: dict[Op, Doing] = {"list": self._turned, "back": self._back, "again": self._again}
        self._of_a_list |= dict.fromkeys(OPS, self._aside)
        self._of_no_list: dict[Op, Doing] = {
            "new": self._new_goal,
            "how": self._how,
            "example": self._example,
            "keep": self._kept,
            "forget": self._forget,
        }

    async def said(self, who: Who, text: str, message: int, update_id: int) -> Outcome:
        """Answer a goal, or typed words that mean what a button means."""
        if action := await self._typed(who, text):
            shown = await self._lists.get(action.list_id) if action.list_id else None
            outcome = await self.tapped(who, action, None, update_id)
            return replace(outcome, replaces=shown.message if shown and outcome.list_id else None)
        return await self._goal(who, clean_text(text), message)

    async def edited(self, who: Who, text: str, message: int) -> Outcome | None:
        """Answer an edited goal in its own list; None where it led to none."""
        shown = await self._lists.of_message(who.person, who.chat, message)
        if shown is None:
            return None
        request = self._request(clean_text(text))
        outcome = await self._listing.changed(shown, request, shown.message)
        return outcome or await self._without_list(request)

    async def tapped(self, who: Who, action: Action, message: int | None, update_id: int) -> Outcome:
        """Do what a button says; `message` carries it. The list must be there and be this person's."""
        tap = Tap(who, action, message, update_id)
        if doing := self._of_no_list.get(action.op):
            return await doing(tap)
        shown = await self._lists.get(action.list_id)
        doing = self._of_a_list.get(action.op)
        if doing is None or shown is None or (shown.person, shown.chat) != (who.person, who.chat):
            return await self.outlived(who, action.list_id)
        return await doing(replace(tap, shown=shown))

    async def outlived(self, who: Who, list_id: int) -> Outcome:
        """Answer a button that outlived its program; what was asked for is offered, where it is known."""
        shown = await self._lists.get(list_id) if list_id else None
        is_theirs = shown is not None and (shown.person, shown.chat) == (who.person, who.chat)
        return Outcome(plain.outlived(list_id if is_theirs else 0))

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
        return Outcome(plain.start(self._served.shelf(), self._listing.today(), self._contact))

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
        page = await self._listing.page(shown.request, shown.view)
        return in_list(text, page.answer, shown.id) if page else None

    def _request(self, message: str) -> Request:
        return Request.of(message, self._listing.today())

    async def _goal(self, who: Who, message: str, goal_message: int) -> Outcome:
        request = self._request(message)
        await self._hear(who, request.goal.language)
        return await self._listing.new(who, request, goal_message) or await self._without_list(request)

    async def _hear(self, who: Who, language: str) -> None:
        """Answer in the language of the message, unless another was chosen."""
        if is_spoken(language):
            await self._people.hear(who.person, language)
            speak(await self._people.language(who.person) or language)

    async def _without_list(self, request: Request) -> Outcome:
        """Answer what is no goal; nothing of it is kept."""
        today = self._listing.today()
        reply = await self._served.ask(lambda advisor: advisor.reply(request.message, today))
        return Outcome(
            plain.in_need(reply.text) if reply.goal.intent == "crisis" else plain.answered(reply.text)
        )

    async def _turned(self, tap: Tap) -> Outcome:
        return await self._listing.turned(_shown(tap), tap.action.arg, tap.message)

    async def _back(self, tap: Tap) -> Outcome:
        return await self._listing.turned(_shown(tap), _shown(tap).view, tap.message)

    async def _again(self, tap: Tap) -> Outcome:
        request, goal_message = _shown(tap).request, _shown(tap).goal_message or 0
        return await self._listing.new(tap.who, request, goal_message) or Outcome(plain.outlived())

    async def _aside(self, tap: Tap) -> Outcome:
        shown, today = _shown(tap), self._listing.today()

        def question(advisor: Advisor) -> Aside:
            return aside(advisor, tap.action, shown.request, today, notice(advisor))

        screen, is_there = await self._served.ask(question)
        into = None if screen.files else tap.message  # a file comes after a message of its own
        return Outcome(screen, into, shown.id, tap.action if is_there else Action("list", shown.id))

    async def _new_goal(self, tap: Tap) -> Outcome:
        # A list stays where it is; only a screen without one is replaced by the question.
        return Outcome(plain.new_goal(), None if tap.action.list_id else tap.message)

    async def _how(self, tap: Tap) -> Outcome:
        return replace(await self.help(), into=tap.message)

    async def _example(self, tap: Tap) -> Outcome:
        return await self._goal(tap.who, say(plain.EXAMPLE_GOAL), 0)

    async def _kept(self, tap: Tap) -> Outcome:
        return Outcome(plain.kept(), tap.message, at=Action("new"))

    async def _forget(self, tap: Tap) -> Outcome:
        if tap.action.arg != "all":
            return await self.forget_asked(tap.who, tap.message)
        await self._lists.forget(tap.who.person, tap.update_id)
        return Outcome(plain.forgotten(), tap.message, forgets=True)


def _shown(tap: Tap) -> Shown:
    assert tap.shown is not None
    return tap.shown
