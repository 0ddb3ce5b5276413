"""What is asked for: a person's words, the goal understood of them, and what they changed of it since."""

import datetime as dt
from typing import Self

from bot.goal.goal import Goal
from bot.goal.reader import read
from catalog.program import Value


class Request(Value, frozen=True):
    """A message and its goal; taps and follow-up sentences change the goal, the words stay what they were."""

    message: str
    goal: Goal
    unwanted: tuple[str, ...] = ()
    """The keys of programmes that the person does not want to see again (`bot.reply.key_of`)."""

    is_rough: bool = False
    """Whether the words were too wide to search, and are searched for nevertheless."""

    @classmethod
    def of(cls, message: str, today: dt.date) -> Self:
        """Read a message."""
        return cls(message, read(message, today))
