"""Whose question it is, and whether the draft answered it: an administrator tries what nobody else sees."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from aiogram.types import TelegramObject, Update

from bot.screens.diff import of_the_draft
from bot.screens.screen import Line
from bot.telegram.outcome import Outcome


@dataclass(slots=True)
class Asker:
    """Who asks in private, and the version of the draft that answered, if one did."""

    person: int
    version: int | None = None


ASKER: ContextVar[Asker | None] = ContextVar("asker", default=None)


async def asking(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """Handle an update as a question of its sender; what the draft answers says so in its first line."""
    asker = _asker_of(event) if isinstance(event, Update) else None
    token = ASKER.set(asker)
    try:
        outcome = await handler(event, data)
    finally:
        ASKER.reset(token)
    if asker is None or asker.version is None or not isinstance(outcome, Outcome):
        return outcome
    said = Line(of_the_draft(asker.version))
    return replace(outcome, screen=replace(outcome.screen, lines=(said, Line(""), *outcome.screen.lines)))


def _asker_of(update: Update) -> Asker | None:
    """Return who asks in their own chat: in a group everybody would read it."""
    query = update.callback_query
    message = update.message or update.edited_message or (query.message if query else None)
    user = query.from_user if query else message.from_user if message else None  # type: ignore[union-attr]
    return Asker(user.id) if user and message and message.chat.id == user.id else None
