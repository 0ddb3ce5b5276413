"""How often a bot may post, on the stand-in's clock."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.trial.person import Person
from bot.trial.standin import StandIn


async def sent(bot: Bot, chat_id: int) -> int:
    """0, or the seconds that the server told to wait."""
    try:
        await bot.send_message(chat_id, "Hello")
    except TelegramRetryAfter as late:
        return late.retry_after
    return 0


async def burst(bot: Bot, chat_id: int, count: int) -> list[int]:
    return [await sent(bot, chat_id) for _ in range(count)]


async def test_three_at_once_go_and_the_fourth_has_to_wait(bot: Bot, ana: Person, standin: StandIn) -> None:
    assert await burst(bot, ana.chat_id, 4) == [0, 0, 0, 1]
    standin.clock.advance(1.1)
    assert await sent(bot, ana.chat_id) == 0
    standin.assert_clean()


async def test_a_call_inside_the_wait_doubles_it_and_fails_the_test(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    await burst(bot, ana.chat_id, 3)
    assert await burst(bot, ana.chat_id, 3) == [1, 2, 4]
    assert len(standin.refusals()) == 2
    standin.clock.advance(4.1)
    assert await sent(bot, ana.chat_id) == 0


async def test_an_edit_counts_as_a_message_and_an_answer_to_a_tap_does_not(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    message = await bot.send_message(ana.chat_id, "0")
    await message.edit_text("1")
    await message.edit_text("2")
    with pytest.raises(TelegramRetryAfter):
        await message.edit_text("3")
    assert await bot.answer_callback_query(ana.forge("x", message.message_id))
    assert await bot.send_chat_action(ana.chat_id, "typing")


async def test_a_refused_call_costs_nothing(bot: Bot, ana: Person) -> None:
    for _ in range(5):
        with pytest.raises(Exception, match="chat not found"):
            await bot.send_message(1, "Hello")
    assert await sent(bot, ana.chat_id) == 0


async def test_another_chat_is_not_held_up(bot: Bot, ana: Person, standin: StandIn) -> None:
    await burst(bot, ana.chat_id, 4)
    assert await sent(bot, standin.person().chat_id) == 0


async def test_a_group_gets_20_at_once_and_then_one_in_three_seconds(
    bot: Bot, ana: Person, standin: StandIn
) -> None:
    group, count = standin.group(ana), 0
    while not (wait := await sent(bot, group.id)):
        count += 1
        standin.clock.advance(1)
    # A second takes one and gives back a third, so 20 last for 30 seconds.
    assert 28 <= count <= 32
    assert 1 <= wait <= 3


async def test_30_a_second_go_out_in_all(bot: Bot, standin: StandIn) -> None:
    waits = [await sent(bot, standin.person().chat_id) for _ in range(31)]
    assert waits == [0] * 30 + [1]


async def test_limits_can_be_switched_off() -> None:
    with StandIn(rate_limits=False) as standin:
        person = standin.person()
        for _ in range(50):
            standin.world.rates.spend(person.chat_id, standin.clock.now(), group=False)
