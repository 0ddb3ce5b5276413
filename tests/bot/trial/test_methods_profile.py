"""What the bot says of itself, drafts and chat actions."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)

from bot.trial.person import Person
from bot.trial.standin import StandIn

START = BotCommand(command="start", description="Begin")
STATUS = BotCommand(command="status", description="How it goes")
ANFANG = BotCommand(command="start", description="Anfangen")


def offered(person: Person) -> list[str]:
    return [command["description"] for command in person.commands()]


async def test_the_narrowest_scope_and_the_own_language_win(bot: Bot, ana: Person, standin: StandIn) -> None:
    admin, eva = standin.person(), standin.person(language_code="de")
    await bot.set_my_commands([START])
    await bot.set_my_commands([ANFANG], language_code="de")
    await bot.set_my_commands([START, STATUS], scope=BotCommandScopeChat(chat_id=admin.chat_id))
    assert offered(ana) == ["Begin"]
    assert offered(eva) == ["Anfangen"]
    assert offered(admin) == ["Begin", "How it goes"]


async def test_a_list_is_read_and_deleted_by_its_own_scope(bot: Bot, ana: Person) -> None:
    await bot.set_my_commands([START])
    assert [command.description for command in await bot.get_my_commands()] == ["Begin"]
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == []
    assert await bot.delete_my_commands()
    assert await bot.get_my_commands() == []


async def test_a_scope_of_an_unknown_chat_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands([START], scope=BotCommandScopeChat(chat_id=42))


async def test_texts_fall_back_to_those_for_all_languages(bot: Bot) -> None:
    await bot.set_my_description("All")
    await bot.set_my_description("Deutsch", language_code="de")
    await bot.set_my_short_description("Short")
    await bot.set_my_name("Rung Trial")
    assert (await bot.get_my_description(language_code="de")).description == "Deutsch"
    assert (await bot.get_my_description(language_code="fr")).description == "All"
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert (await bot.get_my_name()).name == "Rung Trial"


async def test_a_description_over_512_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest):
        await bot.set_my_description("x" * 513)


async def test_the_menu_button_of_a_chat_wins(bot: Bot, ana: Person) -> None:
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(chat_id=ana.chat_id, menu_button=MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(chat_id=ana.chat_id), MenuButtonDefault)


async def test_chat_actions_are_seen_with_their_times(bot: Bot, ana: Person, standin: StandIn) -> None:
    await bot.send_chat_action(ana.chat_id, "typing")
    standin.clock.advance(4)
    await bot.send_chat_action(ana.chat_id, "upload_document")
    first, second = ana.action_times()
    assert second - first == pytest.approx(4)
    with pytest.raises(TelegramBadRequest, match="wrong parameter action in request"):
        await bot.send_chat_action(ana.chat_id, "dancing")


async def test_a_draft_is_shown_for_30_seconds_or_until_the_message(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    await bot.send_message_draft(ana.chat_id, draft_id=1, text="Looking")
    assert ana.draft() == "Looking"
    standin.clock.advance(31)
    assert ana.draft() is None
    await bot.send_message_draft(ana.chat_id, draft_id=1, text="Looking")
    await bot.send_message(ana.chat_id, "Found")
    assert ana.draft() is None


async def test_a_group_has_no_drafts(bot: Bot, ana: Person, standin: StandIn) -> None:
    with pytest.raises(TelegramBadRequest, match="TEXTDRAFT_PEER_INVALID"):
        await bot.send_message_draft(standin.group(ana).id, draft_id=1, text="Looking")
