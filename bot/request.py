"""What is asked for: a person's words, the goal understood of them, and what they changed of it since."""

import datetime as dt
from typing import Self

from msgspec.structs import replace

from bot.goal.goal import Goal
from bot.goal.reader import is_crisis, is_pasted_advert, read
from bot.query import wanted_text
from catalog.program import Value


class Request(Value, frozen=True):
    """A message and its goal; taps and follow-up sentences change the goal, the words stay what they were."""

    message: str
    goal: Goal
    unwanted: tuple[str, ...] = ()
    """The keys of programmes that the person does not want to see again (`bot.reply.key_of`)."""
    is_advert: bool = False
    """Whether the message was a pasted job advert; `message` has only what was understood of it."""

    is_rough: bool = False
    """Whether the words were too wide to search, and are searched for nevertheless."""

    @classmethod
    def of(cls, message: str, today: dt.date) -> Self:
        """Read a message; the text of an advert and of a crisis goes no further than here."""
        goal = read(message, today)
        if goal.intent == "crisis":
            return cls("", goal)
        found = cls(message, goal)
        return replace(found.in_short(), is_advert=True) if is_pasted_advert(message) else found

    def in_short(self) -> Self:
        """Return the request with what was understood in place of the words that were written."""
        return replace(self, message=wanted_text(self.goal), goal=replace(self.goal, unused=(), words={}))


NO_GOAL = Request("", Goal("goal"))
"""What a course is shown for that was opened by a link: no limits, and nobody's goal."""


def may_be_kept(message: str) -> bool:
    """Whether a message may lie on the disk beyond its answer: it is of no crisis, and no pasted advert."""
    return not is_crisis(message) and not is_pasted_advert(message)
