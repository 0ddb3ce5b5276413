"""What people see before they write: the commands and the description of the bot, in each language."""

import asyncio
from collections.abc import Collection
from contextlib import suppress

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from bot.screens import group
from bot.words import ENGLISH, languages, mark, say, speaking

COMMANDS = {
    "start": mark("Begin, with an example"),
    "help": mark("How it works"),
    "goal": mark("Ask in a group: /goal and what you want"),
    "language": mark("The language I answer in"),
    "saved": mark("Your saved courses"),
    "privacy": mark("What is kept, and for how long"),
    "export": mark("All that is kept of you, as a file"),
    "forget": mark("Delete what is kept of you"),
    "whoami": mark("Your Telegram number"),
}
ADMIN_COMMANDS = {
    "status": mark("How the service does"),
    "reindex": mark("Rebuild the catalogue"),
    "upload": mark("The upload that waits"),
    "sources": mark("The files of the catalogue"),
    "template": mark("A spreadsheet to begin with"),
    "catalogue": mark("What the catalogue leaves open"),
    "stats": mark("What people ask for"),
    "reports": mark("Facts reported as wrong"),
    "errors": mark("The last troubles"),
}
DESCRIPTION = mark(
    "Tell me the job or skill you want. I look through a catalogue of short courses and show the closest: "
    "how long for you, how much, and what comes out of it. Each fact has a source. "
    "I am a program, not a career adviser."
)
SHORT_DESCRIPTION = mark("Write a career goal; see the closest short courses, with honest time and cost.")
A_LANGUAGE_EVERY_S = 1.0
"""All of them at once would be sixty calls and nine catalogues of words in the way of the first answers."""
log = structlog.get_logger(__name__)


async def introduce(bot: Bot, admins: Collection[int]) -> None:
    """Set what people see before they write; that it fails must not keep the bot from answering."""
    for language in (None, *sorted(languages())):  # None is for everybody whose language is not here
        with speaking(language or ENGLISH):
            try:
                await _introduce_in(bot, admins, language)
            except AiogramError as trouble:
                log.warning("commands not set", trouble=type(trouble).__name__)
        await asyncio.sleep(A_LANGUAGE_EVERY_S)


async def _introduce_in(bot: Bot, admins: Collection[int], language: str | None) -> None:
    commands = [BotCommand(command=name, description=say(what)) for name, what in COMMANDS.items()]
    more = [BotCommand(command=name, description=say(what)) for name, what in ADMIN_COMMANDS.items()]
    await bot.set_my_commands(commands, scope=BotCommandScopeDefault(), language_code=language)
    in_groups = [command for command in commands if command.command in group.COMMANDS]
    await bot.set_my_commands(in_groups, scope=BotCommandScopeAllGroupChats(), language_code=language)
    if language is None:
        # What an earlier program set for these would win over the list for everybody.
        for scope in (BotCommandScopeAllPrivateChats(), BotCommandScopeAllChatAdministrators()):
            await bot.delete_my_commands(scope=scope)
    await bot.set_my_description(say(DESCRIPTION), language_code=language)
    await bot.set_my_short_description(say(SHORT_DESCRIPTION), language_code=language)
    for number in admins:
        with suppress(AiogramError):  # an administrator who never wrote to the bot has no chat yet
            own = BotCommandScopeChat(chat_id=number)
            await bot.set_my_commands([*commands, *more], scope=own, language_code=language)
