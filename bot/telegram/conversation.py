"""What happens in a conversation: words or a tap in, a screen out; each kind of tap to its own doing."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot import explain
from bot.advisor import Advisor
from bot.links import list_in
from bot.request import Request
from bot.screens import group, keywords, plain, privacy
from bot.screens.choices import chosen
from bot.screens.language import language_asked
from bot.screens.screen import Action, Op
from bot.screens.talk import with_talk
from bot.screens.typed import action_of, in_list, may_be_in_list, same_again
from bot.telegram.asides import OPS, Aside, aside
from bot.telegram.changing import Changing
from bot.telegram.door import Door
from bot.telegram.language import Language
from bot.telegram.listing import Listing, notice
from bot.telegram.lists import Lists, Shown
from bot.telegram.outcome import Outcome, Tap, Toast, Who
from bot.telegram.saving import SAVED_TOAST, Saving, alone, is_alone
from bot.telegram.served import Served
from bot.words import ENGLISH, mark, say
from catalog.text import clean_text

Doing = Callable[[Tap], Awaitable[Outcome]]
OLD = Toast(mark("This list is old. Send your goal again."))
NOT_YOURS = Toast(mark("This list is another member's. Send /goal to get your own."), alert=True)


class Conversation:
    """Everything a person can say or tap, beside what administrators do."""

    def __init__(  # noqa: PLR0913, PLR0917 - every part of what can be said
        self,
        served: Served,
        lists: Lists,
        language: Language,
        listing: Listing,
        changing: Changing,
        saving: Saving,
        door: Door,
        contact: str | None = None,
    ) -> None:
        """Take what answers, what is kept, what shows lists, and whom to name as a person to talk to."""
        self._served, self._lists, self._language, self._listing = served, lists, language, listing
        self._changing, self._saving, self._door, self._contact = changing, saving, door, contact
        self._of_a_list: dict[Op, Doing] = {"list": self._turned, "back": self._back, "again": self._again}
        self._of_a_list |= dict.fromkeys(OPS, self._aside)
        self._of_a_list |= changing.of_a_list
        self._of_a_list |= {
            "course": saving.card,
            "save": saving.save,
            "unsave": saving.unsave,
            "wrong": saving.wrong,
        }
        self._of_no_list: dict[Op, Doing] = {
            "new": self._new_goal,
            "how": self._how,
            "example": self._example,
            "keep": self._kept,
            "forget": self._forget,
            "language": language.chosen,
            "saved": saving.saved,
        }
        self._of_no_list |= door.doings

    async def said(
        self, who: Who, text: str, message: int, update_id: int, replied_to: int | None = None
    ) -> Outcome:
        """Answer a goal, or typed words that mean what a button means, of the list that they reply to."""
        text = keywords.righted(text)
        at = await self._at(who, replied_to)
        if not who.in_private and keywords.is_known(text) and keywords.meant(text) not in group.WORDS:
            return self.only_in_private()
        if (at is None or action_of(text, at) is None) and (
            outcome := await self._changing.part_said(who, text, at)
        ):
            return outcome
        action = await self._typed(who, text, at) or await self._changing.pointed_at(who, text, at)
        if action := action or (same_again(text, at) if who.in_private else None):
            shown = await self._lists.get(action.list_id) if action.list_id else None
            outcome = await self.tapped(who, action, None, update_id)
            return replace(outcome, replaces=shown.message if shown and outcome.list_id else None)
        request = await self._heard(who, text)
        return await self._changing.followed(who, text, at) or await self._goal(who, request, message, at)

    async def edited(self, who: Who, text: str, message: int) -> Outcome | None:
        """Answer an edited goal in its own list, or what only now is a goal in a new one; None for others."""
        shown = await self._lists.of_message(who.person, who.chat, message)
        request = await self._heard(who, text)
        if shown is None:
            is_goal = Advisor.is_searched(request.goal) and not keywords.is_known(text)
            return await self._goal(who, request, message) if is_goal and who.in_private else None
        outcome = await self._listing.changed(shown, request, shown.message)
        return _traceless(request, outcome or await self._without_list(request))

    async def tapped(self, who: Who, action: Action, message: int | None, update_id: int) -> Outcome:
        """Do what a button says; `message` carries it. The list must be there and be this person's."""
        if not who.in_private and action.op not in group.OPS:
            return self.only_in_private()
        tap = Tap(who, action, message, update_id)
        if doing := self._of_no_list.get(action.op):
            return await doing(tap)
        shown = alone(who) if is_alone(action) else await self._lists.get(action.list_id)
        doing = self._of_a_list.get(action.op)
        if doing is None or shown is None or not who.owns(shown):
            return await self.outlived(who, action.list_id)
        return await doing(replace(tap, shown=shown))

    async def outlived(self, who: Who, list_id: int) -> Outcome:
        """Answer a button that outlived its program; what was asked for is offered, where it is known."""
        shown = await self._lists.get(list_id) if list_id else None
        return Outcome(plain.outlived(list_id if shown and who.owns(shown) else 0))

    async def toast(self, who: Who, action: Action | None) -> Toast | None:
        """Return what a tap is told at once: only what one look into the store tells."""
        if action is None:
            return OLD
        if not action.list_id:
            return SAVED_TOAST if action.op == "save" else None
        shown = await self._lists.get(action.list_id)
        if shown is None:
            return OLD
        if shown.person != who.person:
            return NOT_YOURS
        if shown.chat != who.chat:
            return OLD  # a group's number changes when it grows
        return SAVED_TOAST if action.op == "save" else None

    async def opened(self, who: Who, payload: str, message: int) -> Outcome | None:
        """Return the list that a link of a group asks for, in private and for its owner; else None."""
        list_id = list_in(payload) if who.in_private else None
        shown = await self._lists.get(list_id) if list_id else None
        if shown is None or shown.person != who.person:
            return None
        return await self._listing.new(who, shown.request, message)

    def asked_in_group(self) -> Outcome:
        """Ask for a goal in a group."""
        return Outcome(group.asked(self._listing.username))

    def only_in_private(self) -> Outcome:
        """Say that this is not for a group."""
        return Outcome(group.only_in_private(self._listing.username))

    async def start(self, who: Who, payload: str = "") -> Outcome:
        """Return the first screen, or the card that a link leads to."""
        if linked := await self._saving.linked(who, payload):
            return linked
        saved = await self._saving.count(who.person) if who.in_private else 0
        return Outcome(plain.start(self._served.shelf(), self._listing.today(), self._contact, saved))

    async def help(self, admins: Sequence[str] = ()) -> Outcome:
        """Return how it works; `admins` are the commands of an administrator who asks."""
        return Outcome(plain.how_it_works(self._served.shelf(), self._contact, admins))

    async def privacy(self) -> Outcome:
        """Return what is kept."""
        return Outcome(privacy.privacy(self._contact))

    async def saved(self, who: Who, update_id: int) -> Outcome:
        """Return what a person saved."""
        return await self.tapped(who, Action("saved"), None, update_id)

    async def language_asked(self, who: Who) -> Outcome:
        """Ask which language is wanted."""
        return await self._language.asked(who)

    async def forget_asked(self, who: Who, into: int | None = None) -> Outcome:
        """Ask before everything is deleted."""
        goals, saved = await self._lists.count(who.person), await self._saving.count(who.person)
        screen = privacy.forget_asked(goals, saved)
        return Outcome(screen, into, at=Action("forget", arg="ask"))

    async def _at(self, who: Who, replied_to: int | None) -> Action | None:
        """Return the screen that words are said at: the list they reply to, else where the person is."""
        at = await self._lists.where(who.person, who.chat)
        shown = await self._lists.shown_in(who.person, who.chat, replied_to) if replied_to else None
        if shown is None or (at is not None and at.list_id == shown.id):
            return at
        return Action("list", shown.id)

    async def _typed(self, who: Who, text: str, at: Action | None) -> Action | None:
        if not who.in_private and keywords.meant(text) not in group.WORDS:
            return None
        if who.in_private and (action := await self._door.typed(who, text, at)):
            return action
        if at and at.op == "language" and (action := chosen(text, language_asked(ENGLISH))):
            return action
        action = action_of(text, at) or (await self._saving.typed(who, text, at) if at else None)
        if at is None or action:
            return action
        shown = await self._lists.get(at.list_id) if may_be_in_list(text) else None
        if shown is None:
            return None
        page = await self._listing.page(shown.request, shown.view)
        return in_list(text, page.answer, shown.id) if page else None

    async def _heard(self, who: Who, text: str) -> Request:
        """Read a message, and answer in its language from here on."""
        request = Request.of(clean_text(text), self._listing.today())
        await self._language.hear(who, request)
        return request

    async def _goal(self, who: Who, request: Request, goal_message: int, at: Action | None = None) -> Outcome:
        if who.in_private and (outcome := await self._door.asked(who, request, goal_message, at)):
            return _traceless(request, outcome)
        outcome = await self._listing.new(who, request, goal_message)
        return _traceless(request, outcome or await self._without_list(request))

    async def _without_list(self, request: Request) -> Outcome:
        """Answer what is no goal; nothing of it is kept."""
        text = explain.without_programs(request.goal, self._contact)
        return Outcome(plain.in_need(text) if request.goal.intent == "crisis" else plain.answered(text))

    async def _turned(self, tap: Tap) -> Outcome:
        return await self._listing.turned(_shown(tap), tap.action.arg, tap.message)

    async def _back(self, tap: Tap) -> Outcome:
        if not _shown(tap).id:
            return await self._new_goal(tap)
        return await self._listing.turned(_shown(tap), _shown(tap).view, tap.message)

    async def _again(self, tap: Tap) -> Outcome:
        request, goal_message = _shown(tap).request, _shown(tap).goal_message or 0
        return await self._listing.new(tap.who, request, goal_message) or Outcome(plain.outlived())

    async def _aside(self, tap: Tap) -> Outcome:
        shown, today = _shown(tap), self._listing.today()

        def question(advisor: Advisor) -> Aside:
            return aside(advisor, tap.action, shown.request, today, notice(advisor))

        screen, is_there = await self._served.ask(question)
        if tap.action.op in ("course", "path"):
            screen = with_talk(screen, self._contact, shown.id)
        into = None if screen.files else tap.message  # a file comes after a message of its own
        return Outcome(screen, into, shown.id, tap.action if is_there else Action("list", shown.id))

    async def _new_goal(self, tap: Tap) -> Outcome:
        if not tap.who.in_private:
            return self.asked_in_group()
        # A list stays where it is; only a screen without one is replaced by the question.
        return Outcome(plain.new_goal(), None if tap.action.list_id else tap.message)

    async def _how(self, tap: Tap) -> Outcome:
        return replace(await self.help(), into=tap.message)

    async def _example(self, tap: Tap) -> Outcome:
        return await self._goal(tap.who, await self._heard(tap.who, say(plain.EXAMPLE_GOAL)), 0)

    async def _kept(self, tap: Tap) -> Outcome:
        return Outcome(plain.kept(), tap.message, at=Action("new"))

    async def _forget(self, tap: Tap) -> Outcome:
        if tap.action.arg != "all":
            return await self.forget_asked(tap.who, tap.message)
        await self._lists.forget(tap.who.person, tap.update_id)
        return Outcome(plain.forgotten(), tap.message, forgets=True)


def _traceless(request: Request, outcome: Outcome) -> Outcome:
    """Leave nothing on the disk of words that are not kept, once they are answered."""
    return replace(outcome, forgets=request.is_advert or request.goal.intent == "crisis")


def _shown(tap: Tap) -> Shown:
    assert tap.shown is not None
    return tap.shown
