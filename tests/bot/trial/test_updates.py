"""getUpdates: what is kept, confirmed, given again and forgotten."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.types import InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.trial.person import Person
from bot.trial.standin import StandIn

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Show more", callback_data="more")]]
)


def texts(updates: list[Update]) -> list[str | None]:
    return [update.message.text for update in updates if update.message is not None]


async def test_an_update_comes_again_until_an_offset_above_it_confirms_it(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    ana.send("One")
    first = await bot.get_updates()
    standin.clock.advance(1)
    assert texts(await bot.get_updates()) == ["One"]
    assert await bot.get_updates(offset=first[-1].update_id + 1) == []
    assert standin.pending_updates() == 0


async def test_a_long_poll_ends_when_something_arrives(bot: Bot, ana: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await asyncio.sleep(0.05)
    ana.send("Now")
    assert texts(await asyncio.wait_for(poll, 5)) == ["Now"]


async def test_an_empty_long_poll_ends_when_its_time_is_over_on_the_clock(
    bot: Bot, standin: StandIn, ana: Person
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    standin.clock.advance(30)
    assert await asyncio.wait_for(poll, 5) == []


async def test_the_older_of_two_pollers_is_sent_away(bot: Bot, ana: Person) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=50))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(bot.get_updates(timeout=50))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request; make sure"):
        await older
    ana.send("For the newer one")
    assert texts(await newer) == ["For the newer one"]


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(bot: Bot, ana: Person) -> None:
    for text in ("One", "Two", "Three"):
        ana.send(text)
    assert texts(await bot.get_updates(offset=-1)) == ["Three"]
    assert texts(await bot.get_updates()) == ["Three"]


async def test_a_tap_that_nobody_fetches_is_gone_after_150_seconds(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    await bot.send_message(ana.chat_id, "List", reply_markup=BUTTONS)
    ana.tap("more")
    ana.send("A message stays")
    standin.clock.advance(151)
    assert [update.event_type for update in await bot.get_updates()] == ["message"]
    assert standin.unanswered_taps() == []


async def test_a_message_is_kept_for_a_day(bot: Bot, ana: Person, standin: StandIn) -> None:
    ana.send("Old")
    standin.clock.advance(24 * 3600 - 5)
    assert standin.pending_updates() == 1
    standin.clock.advance(10)
    assert await bot.get_updates() == []


async def test_a_tap_on_a_deleted_message_tells_no_more_than_its_place(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.chat_id, "List", reply_markup=BUTTONS)
    await sent.delete()
    ana.forge("more", sent.message_id)
    query = (await bot.get_updates())[0].callback_query
    assert query is not None and isinstance(query.message, InaccessibleMessage)
    assert (query.data, query.message.message_id) == ("more", sent.message_id)


async def test_kinds_that_were_not_asked_for_are_not_queued(bot: Bot, ana: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    ana.send("Unheard")
    assert await bot.get_updates(offset=1) == []


async def test_missing_allowed_updates_mean_as_last_time_and_an_empty_list_all(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await bot.get_updates(offset=1)
    ana.send("Unheard")
    await bot.get_updates(offset=2, allowed_updates=[])
    ana.send("Heard")
    assert texts(await bot.get_updates(offset=3)) == ["Heard"]


async def test_a_confirmed_update_can_be_delivered_once_more(bot: Bot, ana: Person, standin: StandIn) -> None:
    ana.send("One")
    [first] = await bot.get_updates()
    await bot.get_updates(offset=first.update_id + 1)
    standin.deliver_again(first.update_id)
    assert await bot.get_updates(offset=first.update_id + 1, timeout=5) == [first]
    assert standin.pending_updates() == 0


async def test_what_people_write_carries_the_entities_that_an_app_finds(bot: Bot, ana: Person) -> None:
    ana.send("😀 /start@rung_bot now")
    [update] = await bot.get_updates()
    assert update.message is not None and update.message.entities is not None
    [command] = update.message.entities
    assert (command.type, command.offset, command.length) == ("bot_command", 3, 15)
    assert command.extract_from(update.message.text or "") == "/start@rung_bot"
