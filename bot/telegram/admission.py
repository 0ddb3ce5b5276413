"""Who is let in: which updates search, which pass at all times, and what those are told who must wait."""

import math
from dataclasses import dataclass
from typing import Literal

from aiogram.types import CallbackQuery, Message, Update, User

from bot.goal.reader import is_crisis
from bot.screens import keywords, trouble
from bot.screens.screen import Op, Screen, unpacked
from bot.telegram.called import command_of
from bot.telegram.event import event_of
from bot.telegram.handlers import is_silent
from bot.telegram.limits import Allowances, Limits
from bot.telegram.load import Load, Ticket
from bot.telegram.settled import Settled

_ALWAYS = ("forget", "privacy")
_WITHOUT_SEARCH: frozenset[Op] = frozenset(("new", "how", "talk", "language"))
_WITHOUT_END: frozenset[Op] = frozenset(("forget", "keep"))
Kind = Literal["free", "light", "search"]
"""What passes at all times, what counts for its person alone, and what waits for its turn too."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody is told for whom there is no room now; once is enough."""

    seconds: int
    is_persons: bool
    """Whether it is this person who asks for too much, and not many people together."""
    is_told: bool = False

    def words(self) -> str:
        """Return what a tap is told at once."""
        return trouble.slower_words(self.seconds) if self.is_persons else trouble.busy_words(self.seconds)

    def screen(self, has_goal: bool) -> Screen:
        """Return the answer to a message; a goal that can be seen can be used again."""
        return trouble.slower(self.seconds) if self.is_persons else trouble.busy(self.seconds, has_goal)


class Admission:
    """Looks at an update before any work is done for it."""

    def __init__(self, settled: Settled, limits: Limits, load: Load) -> None:
        """Take who we and the administrators are, what a person may ask for, and the queue."""
        self._settled, self._load = settled, load
        self._allowances = Allowances(limits)

    async def kind(self, update: Update) -> Kind:
        """Return what an update asks for; an administrator in private is never held up."""
        event = event_of(update)
        if event is None or event.from_user is None:
            return "free"
        if isinstance(event, CallbackQuery):
            return self._kind_of_tap(event, event.from_user)
        if await is_silent(event, self._settled) or self._is_admins(event.from_user, event.chat.id):
            return "free"
        if command := command_of(event, self._settled.username):
            return "free" if command.name in _ALWAYS else "search" if command.name == "goal" else "light"
        return "search" if event.text or event.caption or event.document else "light"

    def refused(self, update: Update, kind: Kind) -> Refusal | None:
        """Take an update from what its person has left; a crisis passes at all times."""
        event = event_of(update)
        if kind == "free" or event is None or event.from_user is None:
            return None
        person = event.from_user.id
        wait_s = self._allowances.wait_s(person)
        if not wait_s or _must_pass(event):
            return None
        return Refusal(math.ceil(wait_s), True, self._allowances.is_told(person, wait_s))

    def entered(self, update: Update) -> Ticket | Refusal | None:
        """Let a search in, or tell when to come again; None is for what must not wait."""
        event = event_of(update)
        ticket = self._load.enter(is_tap=isinstance(event, CallbackQuery))
        if ticket is not None:
            return ticket
        return None if event is None or _must_pass(event) else self.busy()

    def busy(self) -> Refusal:
        """Return what somebody is told whose turn did not come."""
        return Refusal(self._load.again_in_s(), False)

    def _kind_of_tap(self, query: CallbackQuery, user: User) -> Kind:
        action = unpacked(query.data or "")
        if query.message is not None and self._is_admins(user, query.message.chat.id):
            return "free"
        if action is None:
            return "light"
        return "free" if action.op in _WITHOUT_END else "light" if action.op in _WITHOUT_SEARCH else "search"

    def _is_admins(self, user: User, chat: int) -> bool:
        return user.id in self._settled.admins and chat == user.id


def _must_pass(event: Message | CallbackQuery) -> bool:
    """Whether a message is of a crisis, or deletes everything: looked at only where it would be refused."""
    if isinstance(event, CallbackQuery):
        return False
    text = event.text or event.caption or ""
    return keywords.meant(text) == keywords.DELETE_ALL or is_crisis(text)
