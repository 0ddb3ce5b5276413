"""Chats that the bot may write to or not, groups with their topics and their privacy, members."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ReplyParameters

from bot.trial.person import Person
from bot.trial.standin import StandIn


async def heard(bot: Bot) -> list[str | None]:
    updates = await bot.get_updates(offset=1)
    return [update.message.text for update in updates if update.message is not None]


async def test_who_never_started_the_bot_cannot_be_written_to(bot: Bot, standin: StandIn) -> None:
    bob = standin.person(first_name="Bob", started=False)
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(bob.chat_id, "Hello")
    bob.send("/start")
    assert await bot.send_message(bob.chat_id, "Hello")


async def test_a_deleted_account_is_told(bot: Bot, ana: Person) -> None:
    ana.user.deactivated = True
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(ana.chat_id, "Hello")


async def test_blocking_is_told_by_an_update_and_ends_when_the_person_writes(bot: Bot, ana: Person) -> None:
    ana.block()
    [update] = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    ana.send("I am back")
    assert await bot.send_message(ana.chat_id, "Hello")


async def test_a_kicked_bot_can_not_write(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana, supergroup=True)
    group.kick_bot(ana)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "Hello")


async def test_a_bot_that_left_is_not_a_member(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana)
    await bot.leave_chat(group.id)
    ana.send("/help", chat=group)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "Hello")
    assert await heard(bot) == []


async def test_an_upgraded_group_says_where_it_went(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana)
    new = group.upgrade(ana)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(group.id, "Hello")
    assert moved.value.migrate_to_chat_id == new.id
    messages = [update.message for update in await bot.get_updates()]
    assert [message.migrate_to_chat_id for message in messages if message] == [new.id, None]
    assert await bot.send_message(new.id, "Hello")


async def test_privacy_mode_gives_commands_and_replies_only(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana)
    sent = await bot.send_message(group.id, "Which goal?")
    ana.send("Just talking to @rung_bot", chat=group)
    ana.send("/help@other_bot", chat=group)
    ana.send("/help@RUNG_BOT", chat=group)
    ana.send("😀 /help", chat=group)
    ana.send("A nurse", chat=group, reply_to=sent.message_id)
    assert await heard(bot) == ["/help@RUNG_BOT", "😀 /help", "A nurse"]


async def test_an_administrator_bot_hears_everything(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana)
    group.promote_bot(ana)
    ana.send("Just talking", chat=group)
    assert await heard(bot) == ["Just talking"]


async def test_an_anonymous_administrator_writes_under_the_common_account(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    group = standin.group(ana)
    group.send_anonymously("/status")
    message = (await bot.get_updates())[0].message
    assert message is not None and message.from_user is not None and message.sender_chat is not None
    assert (message.from_user.id, message.from_user.is_bot) == (1087968824, True)
    assert message.sender_chat.id == group.id


async def test_joining_and_leaving_is_told(bot: Bot, ana: Person, standin: StandIn) -> None:
    group, bob = standin.group(ana), standin.person(first_name="Bob")
    group.join(bob)
    assert (await bot.get_chat_member(group.id, bob.id)).status == "member"
    group.leave(bob)
    assert (await bot.get_chat_member(group.id, bob.id)).status == "left"
    group.promote(ana)
    assert (await bot.get_chat_member(group.id, ana.id)).status == "administrator"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    messages = [update.message for update in await bot.get_updates()]
    assert [message.content_type for message in messages if message] == [
        "new_chat_members",
        "left_chat_member",
    ]


async def test_a_topic_is_named_by_its_thread_and_general_is_not(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    group = standin.group(ana, supergroup=True)
    topic = group.topic("Courses")
    ana.send("/goal nurse", chat=group, thread=topic)
    message = (await bot.get_updates())[0].message
    assert message is not None and message.is_topic_message and message.message_thread_id == topic
    answer = await message.answer("3 courses")
    assert answer.message_thread_id == topic
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(group.id, "Hello", message_thread_id=1)


async def test_a_chat_and_its_title_can_be_read(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana, title="Nurses")
    assert (await bot.get_chat(group.id)).title == "Nurses"
    assert (await bot.get_chat(ana.chat_id)).first_name == "Ana"


async def test_a_quote_has_to_be_in_the_message(bot: Bot, ana: Person) -> None:
    goal = ana.send("😀 I want to be a nurse")
    quoted = ReplyParameters(message_id=goal, quote="a nurse")
    sent = await bot.send_message(ana.chat_id, "Yes", reply_parameters=quoted)
    assert sent.quote is not None and (sent.quote.text, sent.quote.position) == ("a nurse", 16)
    wrong = ReplyParameters(message_id=goal, quote="a pilot")
    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await bot.send_message(ana.chat_id, "Yes", reply_parameters=wrong)


async def test_messages_of_others_can_be_deleted_in_private_but_not_in_groups(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    group = standin.group(ana)
    in_group, private = ana.send("/help", chat=group), ana.send("/help")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(group.id, in_group)
    assert await bot.delete_message(ana.chat_id, private)
    assert standin.deleted() == [(ana.chat_id, private)]
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(ana.chat_id, private)


async def test_after_48_hours_a_message_stays(bot: Bot, ana: Person, standin: StandIn) -> None:
    sent = await bot.send_message(ana.chat_id, "Old")
    standin.clock.advance(48 * 3600 + 1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await sent.delete()
    assert await sent.edit_text("An edit has no such limit")


async def test_several_are_deleted_at_once_and_missing_ones_are_skipped(bot: Bot, ana: Person) -> None:
    sent = [await bot.send_message(ana.chat_id, text) for text in "abc"]
    assert await bot.delete_messages(ana.chat_id, [sent[0].message_id, 999, sent[2].message_id])
    assert [shown.text for shown in ana.messages()] == ["b"]
