"""What everybody needs of an update: the message or tap in it, who sent it, and where its answer goes."""

from typing import Any

from aiogram.types import CallbackQuery, Message, Update, User

from bot.telegram.display import Place


def event_of(update: Update) -> Message | CallbackQuery | None:
    """Return the message, the edited message or the tap; None for a kind that is not handled."""
    return update.message or update.edited_message or update.callback_query


def user_of(update: Update) -> User | None:
    """Return who wrote or tapped."""
    event = event_of(update)
    return event.from_user if event else None


def place_of(update: Update) -> Place | None:
    """Return where the answer goes: in a group under the message that asked."""
    event = event_of(update)
    message: Any = event.message if isinstance(event, CallbackQuery) else event
    if message is None:
        return None
    private = message.chat.type == "private"
    in_topic = getattr(message, "is_topic_message", False)
    return Place(
        chat=message.chat.id,
        thread=getattr(message, "message_thread_id", None) if in_topic else None,
        answers=message.message_id if update.message and not private else None,
    )


def goal_message_of(update: Update) -> int | None:
    """Return the message whose words a button can use again; None for anything else."""
    message = update.message
    return message.message_id if message and (message.text or message.caption) else None
