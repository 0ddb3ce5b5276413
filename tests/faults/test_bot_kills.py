"""A bot that is killed while people write: no goal is lost, and at most one answer a kill is doubled."""

import random
import time
from pathlib import Path

import pytest

from bot.telegram.inbox import MOST_TRIES
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import TIRELESS, BotProcess, write_catalogue
from tests.faults.crowd import Crowd

FORGETFUL = ("tests.faults.forgetful_bot",)


def bot_in(folder: Path, standin: StandIn, module: tuple[str, ...] = TIRELESS) -> BotProcess:
    """Return a bot over a small catalogue that is not started yet."""
    bot = BotProcess(standin, folder, module=module)
    build([write_catalogue(bot.catalogue, "Alder")], bot.data, (TOY_MODEL,))
    return bot


def kill_under_load(folder: Path, kills: int, module: tuple[str, ...] = TIRELESS, seed: int = 1) -> Crowd:
    """Kill a bot at random times soon after it answers, start it again each time, and return who wrote."""
    chance = random.Random(seed)
    with StandIn(rate_limits=False) as standin:
        bot = bot_in(folder, standin, module)
        with bot, Crowd(standin, people=8, ahead=60, seed=seed) as crowd:
            for _ in range(kills):
                answered = crowd.answered
                bot.wait(lambda answered=answered: crowd.answered > answered)  # type: ignore[misc]
                time.sleep(chance.uniform(0.2, 3.0))
                bot.kill()
                if module == FORGETFUL:
                    crowd.give_up()
                bot.start()
            crowd.stop()
            crowd.until_all_is_said()
            bot.kill()
    print(f"\n{kills} kills, {crowd.goals} goals: {crowd.lost()} lost, {crowd.doubled()} answered twice")
    return crowd


def test_3_kills_under_load_lose_nothing(tmp_path: Path) -> None:
    crowd = kill_under_load(tmp_path, 3)
    assert crowd.lost() == 0
    assert crowd.doubled() <= 3
    assert crowd.in_order()


def test_kills_that_come_early_put_no_goal_aside(tmp_path: Path) -> None:
    """Eight are being answered at each kill, and none of them is what the process died of.

    Seen to fail when a start began with all of them at once: six of the eight were put aside.
    """
    with StandIn(rate_limits=False) as standin:
        bot = bot_in(tmp_path, standin)
        crowd = Crowd(standin, people=8)
        for place in range(8):
            crowd.write(place)
        with bot:
            for _ in range(MOST_TRIES + 1):
                answered = crowd.answered
                bot.wait(lambda answered=answered: crowd.answered > answered)  # type: ignore[misc]
                bot.kill()
                bot.start()
            crowd.until_all_is_said()
            bot.kill()
    assert crowd.lost() == 0


@pytest.mark.soak
def test_50_kills_under_load_lose_nothing(tmp_path: Path) -> None:
    crowd = kill_under_load(tmp_path, 50)
    assert crowd.lost() == 0
    assert crowd.doubled() <= 50
    assert crowd.in_order()


@pytest.mark.soak
def test_50_kills_of_a_bot_that_confirms_before_it_handles_lose_goals(tmp_path: Path) -> None:
    """The control: the kills fall where something can be lost."""
    assert kill_under_load(tmp_path, 50, FORGETFUL).lost() > 0
