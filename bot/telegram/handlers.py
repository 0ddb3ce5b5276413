"""What aiogram routes: commands, goals, other contents and taps, each to its screen; catch-alls last.

Every filter is a coroutine: aiogram asks any other one (`F.text` too) in a thread, for many times as long.
"""

import structlog
from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.screens import group, plain
from bot.screens.screen import list_named, unpacked
from bot.telegram.called import Command, command_of, is_for_another
from bot.telegram.conversation import Conversation
from bot.telegram.export import Records
from bot.telegram.files import read_text
from bot.telegram.introduction import ADMIN_COMMANDS
from bot.telegram.outcome import Outcome, Who
from bot.telegram.settled import Settled

log = structlog.get_logger(__name__)

_CONTENTS = {
    "animation", "audio", "contact", "dice", "document", "game", "invoice", "location", "paid_media",
    "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice", "checklist",
    "unknown",  # a kind that is newer than aiogram: silence would be worse than a needless word
}  # fmt: skip


def who_of(message: Message) -> Who | None:
    """Return who wrote, or None where nobody can be told: a channel, an anonymous administrator."""
    if message.from_user is None or (message.sender_chat and message.chat.type != "private"):
        return None
    return Who(message.from_user.id, message.chat.id)


class Called(Filter):
    """Passes messages that call one of these commands, and hands the command on."""

    def __init__(self, *names: str) -> None:
        self._names = names

    async def __call__(self, message: Message, settled: Settled) -> bool | dict[str, Command]:
        """Return the command, or False."""
        command = command_of(message, settled.username)
        return {"command": command} if command and (not self._names or command.name in self._names) else False


async def is_silent(message: Message, settled: Settled) -> bool:
    """Whether a message is none of our business: another bot's command, or talk in a group."""
    if is_for_another(message, settled.username):
        return True
    if message.chat.type == "private":
        return False
    if message.is_automatic_forward:  # a channel's post in its group speaks to nobody
        return True
    answered = message.reply_to_message
    to_us = (
        answered is not None and answered.from_user is not None and answered.from_user.id == settled.bot_id
    )
    return command_of(message, settled.username) is None and not to_us


async def is_nobody(message: Message) -> bool:
    """Whether it cannot be told who wrote: nothing is then kept, and nobody has rights."""
    return who_of(message) is None


async def is_for_private(message: Message, settled: Settled) -> bool:
    """Whether a group is no place for a command: its answer concerns one person alone, or nobody."""
    command = command_of(message, settled.username)
    return message.chat.type != "private" and command is not None and command.name not in group.COMMANDS


async def has_words(message: Message) -> bool:
    """Whether something is written, with a file or without."""
    return bool(message.text or message.caption)


async def has_document(message: Message) -> bool:
    """Whether a file was sent as one."""
    return message.document is not None


async def has_other_content(message: Message) -> bool:
    """Whether somebody sent what is not read."""
    return message.content_type in _CONTENTS


async def nothing(_: Message) -> None:
    """Say nothing."""


async def start(message: Message, command: Command, conversation: Conversation) -> Outcome | None:
    """Begin, with what a link leads to where it may be opened; else with the first screen."""
    who = who_of(message)
    if who is None:
        return None
    if not who.in_private:
        return conversation.asked_in_group()
    opened = await conversation.opened(who, command.rest, message.message_id)
    return opened or await conversation.start(who, command.rest)


async def unknown_person(_: Message) -> Outcome:
    """Answer somebody who hides behind a group or a channel."""
    return Outcome(plain.unknown_person())


async def only_in_private(message: Message, settled: Settled, conversation: Conversation) -> Outcome | None:
    """Send a person into the private chat; a command that does not name us may be anybody's."""
    command = command_of(message, settled.username)
    return conversation.only_in_private() if command and command.named_us else None


async def help_(message: Message, conversation: Conversation, settled: Settled) -> Outcome:
    """Say how it works."""
    who = who_of(message)
    is_admins = who is not None and who.in_private and who.person in settled.admins
    return await conversation.help([f"/{name}" for name in ADMIN_COMMANDS] if is_admins else ())


async def privacy(_: Message, conversation: Conversation) -> Outcome:
    """Say what is kept."""
    return await conversation.privacy()


async def saved(message: Message, conversation: Conversation, update_id: int) -> Outcome | None:
    """Show what a person saved."""
    who = who_of(message)
    return await conversation.saved(who, update_id) if who else Outcome(plain.unknown_person())


async def export(message: Message, records: Records, update_id: int) -> Outcome | None:
    """Send a person all that is kept of them, where nobody else reads it."""
    who = who_of(message)
    if who is None or not who.in_private:
        return Outcome(plain.in_private_only())
    return Outcome(plain.exported(await records.of(who.person, update_id)))


async def whoami(message: Message, settled: Settled) -> Outcome | None:
    """Show one's own number, which the setting ADMINS needs."""
    who = who_of(message)
    return Outcome(plain.whoami(who.person, who.person in settled.admins)) if who else None


async def language(message: Message, conversation: Conversation) -> Outcome | None:
    """Ask which language is wanted."""
    who = who_of(message)
    return await conversation.language_asked(who) if who else None


async def forget(message: Message, conversation: Conversation) -> Outcome | None:
    """Ask before everything of a person is deleted."""
    who = who_of(message)
    return await conversation.forget_asked(who) if who else None


async def goal(
    message: Message, command: Command, conversation: Conversation, update_id: int
) -> Outcome | None:
    """Answer the goal behind a command: the way to ask in a group."""
    who = who_of(message)
    if who is None:
        return Outcome(plain.unknown_person())
    if not command.rest:
        return Outcome(plain.new_goal()) if who.in_private else conversation.asked_in_group()
    return await conversation.said(who, command.rest, message.message_id, update_id)


async def unknown_command(message: Message) -> Outcome | None:
    """Answer every other command with the same words, whoever sends it; a group hears nothing."""
    return Outcome(plain.unknown_command()) if message.chat.type == "private" else None


async def words(message: Message, conversation: Conversation, update_id: int) -> Outcome | None:
    """Answer a goal, or the caption of anything as one."""
    who = who_of(message)
    if who is None:
        return Outcome(plain.unknown_person())
    text, answered = message.text or message.caption or "", message.reply_to_message
    replied_to = answered.message_id if answered else None
    return await conversation.said(who, text, message.message_id, update_id, replied_to)


async def document(message: Message, conversation: Conversation, update_id: int) -> Outcome | None:
    """Answer a plain text file as the message that was too long to type."""
    who, file = who_of(message), message.document
    if who is None or file is None or message.bot is None:
        return None
    text = await read_text(message.bot, file)
    if isinstance(text, str):
        return await conversation.said(who, text, message.message_id, update_id)
    return Outcome(plain.file_trouble(text.reason))


async def other_content(message: Message) -> Outcome:
    """Say that only text can be read."""
    return Outcome(plain.only_text(message.content_type))


async def edited(message: Message, conversation: Conversation, settled: Settled) -> Outcome | None:
    """Answer an edited goal in its own list; no other command is obeyed for being edited."""
    who, command = who_of(message), command_of(message, settled.username)
    if who is None or (command and command.name != "goal"):
        return None
    text = command.rest if command else message.text or message.caption or ""
    return await conversation.edited(who, text, message.message_id)


async def tap(
    query: CallbackQuery, conversation: Conversation, settled: Settled, update_id: int
) -> Outcome | None:
    """Do what a button says; one that says nothing we know is an old one."""
    if query.message is None:
        return None
    who, action = Who(query.from_user.id, query.message.chat.id), unpacked(query.data or "")
    if action is None:
        return await conversation.outlived(who, list_named(query.data or ""))
    if action.op == "again" and not action.list_id:
        said = _said_again(query, who, settled)
        return await conversation.said(who, *said, update_id) if said else Outcome(plain.outlived())
    toast = await conversation.toast(who, action)
    if toast is not None and toast.alert:
        return None
    return await conversation.tapped(who, action, query.message.message_id, update_id)


def _said_again(query: CallbackQuery, who: Who, settled: Settled) -> tuple[str, int] | None:
    """Return the words that a message answers, and where they stand: a refused goal is kept nowhere else."""
    goal = getattr(query.message, "reply_to_message", None)
    if goal is None or (goal.from_user and goal.from_user.id) != who.person:
        return None
    command = command_of(goal, settled.username)
    return (command.rest if command else goal.text or goal.caption or ""), goal.message_id


def router() -> Router:
    """Return what is routed where, in this order: silence first, catch-alls last."""
    found = Router(name="people")
    message, edit = found.message.register, found.edited_message.register
    message(nothing, is_silent)
    message(help_, Called("help"))
    message(privacy, Called("privacy"))
    message(unknown_person, is_nobody)
    message(only_in_private, is_for_private)
    message(start, Called("start"))
    message(saved, Called("saved"))
    message(export, Called("export"))
    message(whoami, Called("whoami"))
    message(language, Called("language"))
    message(forget, Called("forget"))
    message(goal, Called("goal"))
    message(unknown_command, Called())
    message(words, has_words)
    message(document, has_document)
    message(other_content, has_other_content)
    message(nothing)  # what nobody wrote: a pinned message, a new photo of the chat
    edit(nothing, is_silent)
    edit(edited, has_words)
    edit(nothing)
    found.callback_query.register(tap)
    return found
