"""What is kept of a course that a person saved, and what has changed of it since."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from bot.reply import key_of
from bot.request import Request
from catalog.program import Duration, Price, Program, Value


class Kept(Value, frozen=True):
    """A course as it was on the day it was saved, and what it was judged for."""

    key: str
    id: str
    title: str
    price: Price
    duration: Duration
    day: dt.date
    request: Request
    """In short: the words that were written are not kept for as long as the course is."""

    @classmethod
    def of(cls, program: Program, request: Request, day: dt.date) -> Self:
        """Take of a programme what is compared later."""
        key = key_of(program.id)
        return cls(key, program.id, program.title, program.price, program.duration, day, request.in_short())


@dataclass(frozen=True, slots=True)
class Since:
    """A saved course beside what the catalogue says of it now."""

    kept: Kept
    now: Program | None
    """None where the catalogue has it no more."""

    @property
    def is_gone(self) -> bool:
        """Whether the catalogue has it no more."""
        return self.now is None

    @property
    def has_changed(self) -> bool:
        """Whether it is there, with another title, price or duration."""
        kept, now = self.kept, self.now
        return now is not None and (now.title, now.price, now.duration) != (
            kept.title,
            kept.price,
            kept.duration,
        )
