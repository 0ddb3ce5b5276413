"""Taps and inline queries, and how long an answer may take."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)

from bot.trial.person import Person
from bot.trial.standin import StandIn

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Save", callback_data="s"),
            InlineKeyboardButton(text="Open course page", url="https://example.org/a"),
        ]
    ]
)


@pytest.fixture
async def listed(bot: Bot, ana: Person) -> int:
    return (await bot.send_message(ana.chat_id, "List", reply_markup=BUTTONS)).message_id


def article(id: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message_text="Text")
    return InlineQueryResultArticle(id=id, title="Title", input_message_content=content)


async def test_a_tap_arrives_with_its_data_and_its_message(bot: Bot, ana: Person, listed: int) -> None:
    tap = ana.tap("Save")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None and query.message is not None
    assert (query.id, query.data, query.message.message_id) == (tap, "s", listed)


async def test_an_answer_shows_its_words_once(bot: Bot, ana: Person, listed: int, standin: StandIn) -> None:
    tap = ana.tap("Save")
    await bot.answer_callback_query(tap, text="Saved", show_alert=True)
    assert ana.toast_of(tap) == ("Saved", True)
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_callback_query(tap, text="Again")
    assert standin.unanswered_taps() == []


async def test_an_answer_after_15_seconds_is_too_late(
    bot: Bot, ana: Person, listed: int, standin: StandIn
) -> None:
    in_time, late = ana.tap("Save"), ana.tap("Save")
    standin.clock.advance(14)
    await bot.answer_callback_query(in_time)
    standin.clock.advance(2)
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_callback_query(late)


async def test_a_tap_without_an_answer_fails_the_test(ana: Person, listed: int, standin: StandIn) -> None:
    ana.tap("Save")
    with pytest.raises(AssertionError, match="tap 'Save' was never answered"):
        standin.assert_clean()


async def test_words_over_200_are_refused(bot: Bot, ana: Person, listed: int) -> None:
    tap = ana.tap("Save")
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(tap, text="x" * 201)


async def test_a_link_button_sends_nothing_and_a_missing_button_is_named(ana: Person, listed: int) -> None:
    with pytest.raises(AssertionError, match="sends nothing to the bot"):
        ana.tap("Open course page")
    with pytest.raises(AssertionError, match="No button 'Compare' among"):
        ana.tap("Compare")


async def test_a_label_is_found_on_the_newest_message_that_has_it(bot: Bot, ana: Person, listed: int) -> None:
    newer = await bot.send_message(ana.chat_id, "Other list", reply_markup=BUTTONS)
    await bot.send_message(ana.chat_id, "No buttons")
    ana.tap("Sav")
    ana.tap("Save", message=listed)
    queries = [update.callback_query for update in await bot.get_updates()]
    messages = [query.message.message_id for query in queries if query and query.message]
    assert messages == [newer.message_id, listed]


async def test_an_inline_query_is_answered_within_30_seconds(bot: Bot, ana: Person, standin: StandIn) -> None:
    standin.world.inline_mode = True
    query, late = ana.inline("nurse"), ana.inline("nurse again")
    await bot.answer_inline_query(query, [article("1")], is_personal=True)
    answer = ana.inline_answer(query)
    assert answer is not None and (len(answer["results"]), answer["is_personal"]) == (1, True)
    standin.clock.advance(31)
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await bot.answer_inline_query(late, [])


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["1"] * 2, "RESULT_ID_DUPLICATE"),
        (["x" * 65], "RESULT_ID_INVALID"),
        ([str(n) for n in range(51)], "RESULTS_TOO_MUCH"),
    ],
)
async def test_inline_results_have_ids_of_their_own_and_are_50_at_most(
    bot: Bot, ana: Person, standin: StandIn, ids: list[str], words: str
) -> None:
    standin.world.inline_mode = True
    with pytest.raises(TelegramBadRequest, match=words):
        await bot.answer_inline_query(ana.inline("nurse"), [article(id) for id in ids])
