"""A bot whose disk takes no more: messages wait, people are told, and it answers when there is room."""

import resource
from pathlib import Path

import pytest

from bot.telegram.database import FILE
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import GOAL, BotProcess, write_catalogue

pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux to set the limit")


def test_a_full_disk_loses_nothing_and_people_are_told(tmp_path: Path) -> None:
    """No file may grow beyond what the store's log has by now, as on a disk without room."""
    with StandIn(rate_limits=False) as standin:
        ana, ben = standin.person(), standin.person()
        bot = BotProcess(standin, tmp_path)
        build([write_catalogue(bot.catalogue, "Alder")], bot.data, (TOY_MODEL,))
        with bot:
            bot.answer(ana, "/help")
            bot.answer(ana, GOAL)
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            written = (bot.data / f"{FILE}-wal").stat().st_size
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (written, hard))
            told = bot.answer(ben, GOAL)
            assert (
                told == "I cannot save anything right now. Your message is not lost: I answer it when I can."
            )
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (hard, hard))
            bot.wait(lambda: any("courses fit" in shown.text for shown in ben.messages()))
            assert len(ben.messages()) == 2
            bot.terminate()
        standin.assert_clean()
