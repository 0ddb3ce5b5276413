"""The bot's own lists and texts: commands by scope and language, name, description, short description.

Source: tdlib/telegram-bot-api Client.cpp (get_bot_commands, get_bot_command_scope), td BotCommand.cpp;
Bot API: setMyCommands and "Determining list of commands" of BotCommandScope.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.trial import fields
from bot.trial.entities import utf16_length
from bot.trial.fields import InputError, refusing
from bot.trial.refusal import Refusal
from bot.trial.text import clean

Scope = tuple[str | int, ...]
Lists = Mapping[tuple[Scope, str], tuple[dict[str, Any], ...]]

DEFAULT: Scope = ("default",)
_ALL = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_MOST = 100
_COMMAND = re.compile(r"[a-z0-9_]+")
_BLANKS = " \n"


def checked_commands(raw: object) -> tuple[dict[str, Any], ...]:
    """The decoded list: trimmed, without a leading slash."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise Refusal("expected an Array of BotCommand")
    with refusing():
        read = [_read(item) for item in raw]
        commands = tuple(_checked(command) for command in read)
    if len(commands) > _MOST:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    if not all(_COMMAND.fullmatch(command["command"]) for command in commands):
        raise Refusal("BOT_COMMAND_INVALID")
    return commands


def checked_scope(raw: object) -> Scope:
    """A key for the list of this scope: its type, then the chat, then the member; default when absent."""
    if raw is None:
        return DEFAULT
    with refusing("Can't parse BotCommandScope: "):
        if not isinstance(raw, dict):
            raise InputError("BotCommandScope must be an Object")
        return _scope(raw, fields.string(raw, "type"))


def checked_language(code: str | None) -> str:
    """Two small letters or none (td misc.cpp, validate_bot_language_code)."""
    if code and not re.fullmatch("[a-z]{2}", code):
        raise Refusal("invalid language code specified")
    return code or ""


def lookup(  # noqa: PLR0913 - the five facts that choose a list, and the lists
    lists: Lists, *, chat: int, user: int, is_private: bool, is_admin: bool = False, language: str = ""
) -> tuple[dict[str, Any], ...]:
    """What this person is offered here: the narrowest scope that has a list, the own language first."""
    for scope in _narrowing(chat, user, is_private, is_admin):
        for code in (language, ""):
            if (scope, code) in lists:
                return lists[scope, code]
    return ()


def checked_name(text: str | None) -> str:
    """Bot API: setMyName, 0-64 characters; the code for a longer one is unproved."""
    return _limited(text, 64, "BOT_TITLE_INVALID")


def checked_description(text: str | None) -> str:
    """Bot API: setMyDescription, 0-512 characters, shown in an empty chat; the code is unproved."""
    return _limited(text, 512, "DESCRIPTION_TOO_LONG")


def checked_short_description(text: str | None) -> str:
    """Bot API: setMyShortDescription, 0-120 characters, shown on the profile; the code is unproved."""
    return _limited(text, 120, "ABOUT_TOO_LONG")


def _read(item: object) -> dict[str, Any]:
    try:
        if not isinstance(item, dict):
            raise InputError("Expected an Object")
        command = {name: fields.string(item, name) for name in ("command", "description")}
        return command | ({"is_ephemeral": True} if fields.boolean(item, "is_ephemeral") else {})
    except InputError as wrong:
        raise InputError(f"Can't parse BotCommand: {wrong}") from None


def _checked(command: dict[str, Any]) -> dict[str, Any]:
    name = clean(command["command"]).strip(_BLANKS).removeprefix("/")
    description = clean(command["description"]).strip(_BLANKS)
    for words, text, most in (("Command", name, 32), ("Command description", description, 256)):
        if not text:
            raise InputError(f"{words} must be non-empty")
        if utf16_length(text) > most:
            raise InputError(f"{words} length must not exceed {most}")
    return {**command, "command": name, "description": description}


def _scope(raw: Mapping[str, Any], kind: str) -> Scope:
    if kind in _ALL:
        return (kind,)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise InputError("Unsupported type specified")
    chat = fields.string(raw, "chat_id")
    if not chat:
        raise InputError("Empty chat_id specified")
    place = kind, int(chat) if re.fullmatch(r"-?[0-9]{1,19}", chat) else chat
    if kind != "chat_member":
        return place
    member = fields.integer(raw, "user_id", 64)
    if member <= 0:
        raise InputError("Invalid user_id specified")
    return *place, member


def _narrowing(chat: int, user: int, is_private: bool, is_admin: bool) -> Iterator[Scope]:
    if is_private:
        yield from (("chat", chat), ("all_private_chats",), DEFAULT)
        return
    yield "chat_member", chat, user
    if is_admin:
        yield "chat_administrators", chat
    yield "chat", chat
    if is_admin:
        yield ("all_chat_administrators",)
    yield from (("all_group_chats",), DEFAULT)


def _limited(text: str | None, most: int, code: str) -> str:
    kept = clean(text or "").strip(_BLANKS)
    if utf16_length(kept) > most:
        raise Refusal(code)
    return kept
