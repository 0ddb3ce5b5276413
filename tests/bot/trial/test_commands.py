"""The bot's lists of commands, and its name and descriptions."""

from typing import Any

import pytest

from bot.trial.commands import (
    Lists,
    checked_commands,
    checked_description,
    checked_language,
    checked_name,
    checked_scope,
    checked_short_description,
    lookup,
)
from bot.trial.refusal import Refusal


def command(name: object = "start", description: object = "Begin") -> dict[str, Any]:
    return {"command": name, "description": description}


def refusal(call: Any, raw: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(raw)
    return caught.value.description.removeprefix("Bad Request: ")


def test_commands_are_kept_without_slash_and_blanks() -> None:
    assert checked_commands([command("/start", " Begin \n")]) == (command(),)


def test_a_missing_list_is_empty() -> None:
    assert checked_commands(None) == ()


@pytest.mark.parametrize("name", ["Start", "старт", "two words", "a-b", "/"])
def test_other_characters_are_refused(name: str) -> None:
    expected = "command must be non-empty" if name == "/" else "BOT_COMMAND_INVALID"
    assert refusal(checked_commands, [command(name)]) == expected


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "expected an Array of BotCommand"),
        (["start"], "can't parse BotCommand: Expected an Object"),
        ([{"command": "a"}], "can't parse BotCommand: Can't find field \"description\""),
        ([command([])], 'can\'t parse BotCommand: Field "command" must be of type String'),
        ([command("a" * 33)], "command length must not exceed 32"),
        ([command("a", " ")], "command description must be non-empty"),
        ([command("a", "x" * 257)], "command description length must not exceed 256"),
        ([command("a" * 32, "x" * 256)] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
def test_a_wrong_list_is_refused(raw: object, words: str) -> None:
    assert refusal(checked_commands, raw) == words


def test_100_commands_are_taken() -> None:
    assert len(checked_commands([command(f"c_{number}") for number in range(100)])) == 100


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (None, ("default",)),
        ({"type": "default"}, ("default",)),
        ({"type": "all_private_chats"}, ("all_private_chats",)),
        ({"type": "chat", "chat_id": 5}, ("chat", 5)),
        ({"type": "chat", "chat_id": "-100123"}, ("chat", -100123)),
        ({"type": "chat", "chat_id": "@courses"}, ("chat", "@courses")),
        ({"type": "chat_administrators", "chat_id": -5}, ("chat_administrators", -5)),
        ({"type": "chat_member", "chat_id": -5, "user_id": 7}, ("chat_member", -5, 7)),
    ],
)
def test_a_scope_is_a_key(raw: object, key: tuple[object, ...]) -> None:
    assert checked_scope(raw) == key


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("default", "BotCommandScope must be an Object"),
        ({}, 'Can\'t find field "type"'),
        ({"type": "private"}, "Unsupported type specified"),
        ({"type": "chat"}, 'Can\'t find field "chat_id"'),
        ({"type": "chat", "chat_id": ""}, "Empty chat_id specified"),
        ({"type": "chat_member", "chat_id": 5}, 'Can\'t find field "user_id"'),
        ({"type": "chat_member", "chat_id": 5, "user_id": -1}, "Invalid user_id specified"),
    ],
)
def test_a_wrong_scope_is_refused(raw: object, words: str) -> None:
    assert refusal(checked_scope, raw) == f"can't parse BotCommandScope: {words}"


@pytest.mark.parametrize("code", ["EN", "eng", "e", "e1"])
def test_a_language_is_two_small_letters(code: str) -> None:
    assert checked_language("en") == "en"
    assert checked_language(None) == ""
    assert refusal(checked_language, code) == "invalid language code specified"


def lists(*keys: tuple[tuple[str | int, ...], str]) -> Lists:
    """Every list holds one command that says whose it is."""
    return {key: (command("a", repr(key)),) for key in keys}


_GROUP, _USER = -100, 7
_ALL_SCOPES: list[tuple[str | int, ...]] = [
    ("chat_member", _GROUP, _USER), ("chat_administrators", _GROUP), ("chat", _GROUP),
    ("all_chat_administrators",), ("all_group_chats",), ("default",),
]  # fmt: skip


@pytest.mark.parametrize("first", range(6))
def test_in_a_group_the_narrowest_scope_wins(first: int) -> None:
    known = lists(*((scope, "") for scope in reversed(_ALL_SCOPES[first:])))
    found = lookup(known, chat=_GROUP, user=_USER, is_private=False, is_admin=True)
    assert found == known[_ALL_SCOPES[first], ""]


def test_lists_of_administrators_are_not_for_members() -> None:
    known = lists(
        (("chat_administrators", _GROUP), ""), (("all_chat_administrators",), ""), (("default",), "")
    )
    assert lookup(known, chat=_GROUP, user=_USER, is_private=False) == known[("default",), ""]


def test_in_a_private_chat_lists_of_groups_are_not_used() -> None:
    known = lists((("all_group_chats",), ""), (("all_private_chats",), ""), (("chat", 8), ""))
    assert lookup(known, chat=_USER, user=_USER, is_private=True) == known[("all_private_chats",), ""]


def test_a_narrower_scope_wins_over_the_own_language() -> None:
    known = lists((("chat", _USER), ""), (("default",), "de"))
    assert lookup(known, chat=_USER, user=_USER, is_private=True, language="de") == known[("chat", _USER), ""]


def test_the_own_language_wins_inside_a_scope() -> None:
    known = lists((("default",), ""), (("default",), "de"))
    assert lookup(known, chat=1, user=1, is_private=True, language="de") == known[("default",), "de"]
    assert lookup(known, chat=1, user=1, is_private=True, language="fr") == known[("default",), ""]


def test_an_empty_list_hides_a_wider_one() -> None:
    known = {(("chat", 1), ""): (), (("default",), ""): (command(),)}
    assert lookup(known, chat=1, user=1, is_private=True) == ()


@pytest.mark.parametrize(
    ("check", "most", "code"),
    [
        (checked_name, 64, "BOT_TITLE_INVALID"),
        (checked_description, 512, "DESCRIPTION_TOO_LONG"),
        (checked_short_description, 120, "ABOUT_TOO_LONG"),
    ],
)
def test_texts_of_the_profile_have_their_lengths(check: Any, most: int, code: str) -> None:
    assert check(None) == ""
    assert check(" a\tb ") == "a b"
    assert check("x" * most) == "x" * most
    assert refusal(check, "x" * (most + 1)) == code
