"""What the bot says of itself: its account, commands, name, descriptions and menu button.

Sources: Bot API: getMe, setMyCommands, setMyName, setMyDescription, setMyShortDescription, setChatMenuButton.
"""

from collections.abc import Callable
from typing import Any

from bot.trial.commands import (
    Scope,
    checked_commands,
    checked_description,
    checked_language,
    checked_name,
    checked_scope,
    checked_short_description,
)
from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.targets import writable
from bot.trial.world import Json, World

Method = Callable[[World, Params], Any]


def get_me(world: World, params: Params) -> Json:
    return world.bot() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": world.inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    commands = checked_commands(params.json("commands", "commands"))
    world.commands[_key(world, params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The list of exactly this scope and language: what a person sees is looked up by the apps."""
    return list(world.commands.get(_key(world, params), ()))


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_key(world, params), None)
    return True


def _key(world: World, params: Params) -> tuple[Scope, str]:
    scope = checked_scope(params.json("scope", "BotCommandScope"))
    if len(scope) > 1 and scope[1] not in world.chats:
        raise Refusal("chat not found")
    return scope, _language(params)


def _language(params: Params) -> str:
    return checked_language(params.given("language_code"))


def setter(name: str, check: Callable[[str], str]) -> Method:
    def change(world: World, params: Params) -> bool:
        world.profile[name, _language(params)] = check(params.text(name))
        return True

    return change


def getter(name: str) -> Method:
    def tell(world: World, params: Params) -> Json:
        default = world.name if name == "name" else ""
        code = _language(params)
        return {name: world.profile.get((name, code)) or world.profile.get((name, "")) or default}

    return tell


def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise Refusal("MenuButton has unsupported type")
    chat_id = writable(world, params).id if params.given("chat_id") else 0
    world.menu_buttons[chat_id] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    chat_id = writable(world, params).id if params.given("chat_id") else 0
    return world.menu_buttons.get(chat_id) or world.menu_buttons.get(0) or {"type": "commands"}


PROFILE: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": setter("name", checked_name),
    "getMyName": getter("name"),
    "setMyDescription": setter("description", checked_description),
    "getMyDescription": getter("description"),
    "setMyShortDescription": setter("short_description", checked_short_description),
    "getMyShortDescription": getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
