"""Methods that send, edit and delete, called by aiogram's real client."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)
from aiogram.utils.formatting import Bold, Text

from bot.trial.person import Person
from bot.trial.standin import StandIn


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=label, callback_data=label.lower()) for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def test_the_account_is_told(bot: Bot, standin: StandIn) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (12345, "rung_bot", True)


async def test_a_message_comes_back_as_it_was_stored(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, **Text("😀 ", Bold("Bold"), " end ").as_kwargs())
    assert sent.html_text == "😀 <b>Bold</b> end"
    assert ana.newest().text == "😀 Bold end"


async def test_a_person_sees_the_edited_text_and_the_new_buttons(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, "One", reply_markup=keyboard("Next"))
    await sent.edit_text("Two", reply_markup=keyboard("Back"))
    assert (ana.newest().text, ana.newest().labels(), ana.newest().edited) == ("Two", ["Back"], True)


async def test_an_edit_without_a_keyboard_takes_the_buttons_away(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, "One", reply_markup=keyboard("Next"))
    await sent.edit_text("Two")
    assert ana.newest().labels() == []


async def test_a_blank_at_the_end_is_no_change(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, "One")
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        await sent.edit_text("One ")


async def test_a_message_with_a_forced_reply_can_never_be_edited(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, "One", reply_markup=ForceReply())
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await sent.edit_text("Two")


async def test_a_document_has_no_text_to_edit(bot: Bot, ana: Person) -> None:
    sent = await bot.send_document(ana.chat_id, BufferedInputFile(b"a,b", "list.csv"), caption="List")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("Two", chat_id=ana.chat_id, message_id=sent.message_id)
    assert ana.newest().file == ("list.csv", b"a,b")


async def test_a_reply_to_a_deleted_message_is_refused_unless_it_may_go_without(
    bot: Bot, ana: Person
) -> None:
    question = ana.send("Question")
    ana.delete(question)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ana.chat_id, "A", reply_parameters=ReplyParameters(message_id=question))
    lenient = ReplyParameters(message_id=question, allow_sending_without_reply=True)
    assert (await bot.send_message(ana.chat_id, "A", reply_parameters=lenient)).reply_to_message is None


async def test_a_blocked_bot_is_told_so(bot: Bot, ana: Person) -> None:
    ana.block()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(ana.chat_id, "Hello")
    ana.unblock()
    assert await bot.send_message(ana.chat_id, "Hello")


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(42, "Hello")
