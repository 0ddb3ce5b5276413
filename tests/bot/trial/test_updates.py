"""getUpdates: what is kept, confirmed, given again and forgotten."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramConflictError
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from bot.trial.person import Person
from bot.trial.standin import StandIn

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Show more", callback_data="more")]]
)


async def begun(standin: StandIn, count: int) -> None:
    """Wait until so many polls have reached the server."""
    await asyncio.to_thread(standin.wait, lambda: standin.server.polling.begun >= count)


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


async def test_a_long_poll_ends_when_something_arrives(bot: Bot, ana: Person, standin: StandIn) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await begun(standin, 1)
    ana.send("Now")
    assert texts(await asyncio.wait_for(poll, 5)) == ["Now"]


async def test_an_empty_long_poll_ends_when_its_time_is_over_on_the_clock(
    bot: Bot, standin: StandIn, ana: Person
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await begun(standin, 1)
    standin.clock.advance(30)
    assert await asyncio.wait_for(poll, 5) == []


async def test_the_older_of_two_pollers_is_sent_away(bot: Bot, ana: Person, standin: StandIn) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=50))
    await begun(standin, 1)
    newer = asyncio.create_task(bot.get_updates(timeout=50))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request; make sure"):
        await older
    ana.send("For the newer one")
    assert texts(await newer) == ["For the newer one"]


async def test_repeated_conflicts_are_held_back_for_three_seconds(bot: Bot, standin: StandIn) -> None:
    polls: list[asyncio.Task[list[Update]]] = []
    for count in (1, 2, 3):
        polls.append(asyncio.create_task(bot.get_updates(timeout=50)))
        await begun(standin, count)
    await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    assert [poll.done() for poll in polls] == [True, False, False]
    standin.clock.advance(3)
    for refused in polls[:2]:
        with pytest.raises(TelegramConflictError):
            await asyncio.wait_for(refused, 5)
    standin.clock.advance(50)
    assert await asyncio.wait_for(polls[2], 5) == []


async def test_a_poll_gets_no_more_than_its_limit_and_a_loop_gets_one(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    for text in ("One", "Two", "Three"):
        ana.send(text)
    assert texts(await bot.get_updates(limit=2)) == ["One", "Two"]
    assert texts(await bot.get_updates(limit=2)) == ["One"]
    standin.clock.advance(0.5)
    assert texts(await bot.get_updates()) == ["One", "Two", "Three"]


async def test_a_reply_of_updates_holds_four_megabytes_at_most(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    for _ in range(3):
        ana.send("x" * 2_000_000, entities=[])
    assert len(await bot.get_updates()) == 2


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


async def test_an_edited_message_is_told_with_its_new_text(bot: Bot, ana: Person, standin: StandIn) -> None:
    group = standin.group(ana)
    goal, unheard = ana.send("nurse"), ana.send("Just talking", chat=group)
    ana.edit(goal, "nurse, 3 hours a week")
    ana.edit(unheard, "Still just talking", chat=group)
    updates = await bot.get_updates()
    edited = [update.edited_message for update in updates if update.edited_message is not None]
    assert [(message.message_id, message.text) for message in edited] == [(goal, "nurse, 3 hours a week")]
    assert edited[0].edit_date is not None


async def test_what_people_write_carries_the_entities_that_an_app_finds(bot: Bot, ana: Person) -> None:
    ana.send("😀 /start@rung_bot now")
    [update] = await bot.get_updates()
    assert update.message is not None and update.message.entities is not None
    [command] = update.message.entities
    assert (command.type, command.offset, command.length) == ("bot_command", 3, 15)
    assert command.extract_from(update.message.text or "") == "/start@rung_bot"


async def test_a_dispatcher_leads_a_conversation(bot: Bot, ana: Person, standin: StandIn) -> None:
    """aiogram's own polling, with an answer, a tap on it and an edit."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def _answer(message: Message) -> None:
        await message.reply(f"You want {message.text}", reply_markup=BUTTONS)

    @dispatcher.callback_query()
    async def _more(query: CallbackQuery) -> None:
        await query.answer("More")
        assert isinstance(query.message, Message)
        await query.message.edit_text("Three more")

    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    goal = ana.send("nurse")
    await asyncio.to_thread(standin.wait, ana.messages)
    assert (ana.newest().text, ana.newest().reply_to) == ("You want nurse", goal)
    tap = ana.tap("Show more")
    await asyncio.to_thread(standin.wait, lambda: ana.newest().text == "Three more")
    assert ana.toast_of(tap) == ("More", False)
    await dispatcher.stop_polling()
    await polling
    standin.assert_clean()


async def test_a_poller_that_has_gone_gets_no_conflict(bot: Bot, standin: StandIn) -> None:
    for count in range(1, 11, 2):
        gone = asyncio.create_task(bot.get_updates(timeout=50))
        await begun(standin, count)
        gone.cancel()
        await asyncio.wait([gone])
        await bot.get_updates()
    standin.assert_clean()
