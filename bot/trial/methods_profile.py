"""What the bot says of itself: its account, commands, name, descriptions and menu button.

Sources: Bot API: getMe, setMyCommands, setMyName, setMyDescription, setMyShortDescription, setChatMenuButton.
"""

from collections.abc import Callable
from typing import Any

from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.targets import writable
from bot.trial.world import Json, World

Method = Callable[[World, Params], Any]


def get_me(world: World, params: Params) -> Json:
    return world.bot() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    from bot.trial.commands import checked_commands

    commands = checked_commands(params.json("commands", "commands"))
    world.commands[_key(params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The list of exactly this scope and language: what a person sees is looked up by the apps."""
    return list(world.commands.get(_key(params), ()))


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_key(params), None)
    return True


def _key(params: Params) -> tuple[Any, str]:
    from bot.trial.commands import checked_scope

    return checked_scope(params.json("scope", "BotCommandScope")), language(params)


def language(params: Params) -> str:
    """A two-letter code of ISO 639-1, or nothing for every language."""
    code = params.text("language_code")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise Refusal("LANG_CODE_INVALID")
    return code


def setter(name: str) -> Method:
    def change(world: World, params: Params) -> bool:
        from bot.trial import commands

        check = getattr(commands, f"checked_{name}")
        world.profile[name, language(params)] = check(params.text(name))
        return True

    return change


def getter(name: str) -> Method:
    def tell(world: World, params: Params) -> Json:
        default = world.name if name == "name" else ""
        code = language(params)
        return {name: world.profile.get((name, code)) or world.profile.get((name, "")) or default}

    return tell


def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
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
    "setMyName": setter("name"),
    "getMyName": getter("name"),
    "setMyDescription": setter("description"),
    "getMyDescription": getter("description"),
    "setMyShortDescription": setter("short_description"),
    "getMyShortDescription": getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
