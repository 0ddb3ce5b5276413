"""A bot that is told to end while people write: it ends soon; no goal is lost, none answered twice."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.telegram.database import FILE
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import BotProcess, until, write_catalogue
from tests.faults.crowd import Crowd

ENDS_WITHIN_S = 10.0


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with StandIn(rate_limits=False) as running:
        running.person(7, first_name="Admin")
        yield running


def bot_in(folder: Path, standin: StandIn) -> BotProcess:
    """Return a bot over a small catalogue that is not started yet."""
    process = BotProcess(standin, folder, admins="7")
    build([write_catalogue(process.catalogue, "Alder")], process.data, (TOY_MODEL,))
    return process


def test_sigterm_under_load_ends_within_10_s_and_every_goal_is_answered_once_in_the_end(
    tmp_path: Path, standin: StandIn
) -> None:
    """By two runs of the process: what the first received and did not answer is answered by the second."""
    with bot_in(tmp_path, standin) as bot, Crowd(standin) as crowd:
        until(lambda: crowd.answered > 30)
        took_s = bot.terminate()
        written, answered = crowd.goals, crowd.answered
        bot.start()
        until(lambda: crowd.answered > answered + 30)
        crowd.stop()
        crowd.until_all_is_said()
        bot.terminate()
    print(f"\nended in {took_s:.1f} s with {written - answered} goals waiting; all of {crowd.goals} answered")
    assert took_s < ENDS_WITHIN_S
    assert written > answered
    assert (crowd.lost(), crowd.doubled(), crowd.in_order()) == (0, 0, True)
    standin.assert_clean()


def test_sigterm_during_a_reindex_ends_its_child_too(tmp_path: Path, standin: StandIn) -> None:
    """The child waits for its file, a pipe; it must not be left waiting when the bot has gone."""
    admin = Person(standin.world, standin.world.users[7])
    with bot_in(tmp_path, standin) as bot:
        bot.catalogue.unlink()
        os.mkfifo(bot.catalogue)
        bot.answer(admin, "/reindex")
        admin.tap("Rebuild")
        bot.wait(lambda: admin.newest().text.startswith("Reading"))
        assert bot.terminate() < ENDS_WITHIN_S
    with pytest.raises(OSError) as nobody_reads:
        os.open(bot.catalogue, os.O_WRONLY | os.O_NONBLOCK)
    assert nobody_reads.value.errno == errno.ENXIO


def test_sigterm_ends_a_bot_that_has_not_reached_telegram_yet(tmp_path: Path, standin: StandIn) -> None:
    """Seen to fail when the signal was looked at only once the bot was polling."""
    standin.faults.add("getMe", times=0, status=502)
    with bot_in(tmp_path, standin) as bot:
        bot.wait(lambda: standin.calls_to("getMe"))
        assert bot.terminate() < ENDS_WITHIN_S


@pytest.mark.soak
def test_sigterm_ends_within_10_s_even_while_a_send_hangs(tmp_path: Path, standin: StandIn) -> None:
    """The answer that hung is given by the next run."""
    ana = standin.person()
    standin.faults.add("sendMessage", hang=60)
    with bot_in(tmp_path, standin) as bot:
        ana.send("data analyst")
        bot.wait(lambda: standin.pending_updates() == 0)
        with suppress(AssertionError):
            bot.wait(ana.messages, 1)
        assert bot.terminate() < ENDS_WITHIN_S
        assert not ana.messages()
        bot.start()
        bot.wait(ana.messages)


@pytest.mark.soak
def test_a_store_that_is_locked_for_long_delays_answers_and_ends_nothing(
    tmp_path: Path, standin: StandIn
) -> None:
    """Seen to fail when a store that cannot be written ended the polling, and the bot with exit code 0."""
    ana = standin.person()
    with bot_in(tmp_path, standin) as bot:
        bot.answer(ana, "/start")
        lock = sqlite3.connect(bot.data / FILE, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        ana.send("data analyst")
        bot.wait(lambda: "updates not fetched" in bot.said())
        lock.close()
        bot.wait(lambda: "You want: data analyst." in ana.newest().text)
