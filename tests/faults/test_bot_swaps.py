"""Catalogues that are exchanged while people ask: no failed answer, and none of two catalogues."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.faults.bots import BotProcess, write_catalogue
from tests.faults.crowd import Crowd

MARKS = ("Alder", "Birch")


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[BotProcess]:
    """A bot that serves the first of the two catalogues."""
    with StandIn(rate_limits=False) as standin:
        process = BotProcess(standin, tmp_path, admins="7")
        build([write_catalogue(process.catalogue, MARKS[0])], process.data, (TOY_MODEL,))
        with process:
            yield process


def reindex(bot: BotProcess, admin: Person, swap: int) -> None:
    """Let the administrator replace the catalogue by the other one, whose ids belong to other titles."""
    write_catalogue(bot.catalogue, MARKS[swap % 2], shift=swap % 2)
    bot.answer(admin, "/reindex")
    admin.tap("Rebuild")
    bot.wait(lambda: f"Version {swap + 1} is live." in admin.newest().text)


def marks_in(text: str) -> set[str]:
    return {mark for mark in MARKS if mark in text}


def swap_under_load(bot: BotProcess, swaps: int) -> None:
    """Ask, turn pages and open cards all the while; then look at every screen that was ever shown."""
    admin, reader = bot.standin.person(7), bot.standin.person()
    with Crowd(bot.standin, people=4, longest_pause=0.3) as crowd:
        bot.answer(reader, "data analyst")
        for swap in range(1, swaps + 1):
            answered = crowd.answered
            reindex(bot, admin, swap)
            assert crowd.answered > answered
            assert marks_in(bot.after_tap(reader, "Next")) == {MARKS[swap % 2]}
            assert marks_in(bot.after_tap(reader, "4. ")) == {MARKS[swap % 2]}
            bot.after_tap(reader, "Where from?")
            bot.after_tap(reader, "Back to list")
            bot.after_tap(reader, "Previous")
    crowd.until_all_is_said()
    bot.terminate()
    calls = [call for call in bot.standin.calls if call.method in ("sendMessage", "editMessageText")]
    shown = [marks_in(call.params["text"]) for call in calls if "Data analyst" in call.params["text"]]
    assert len(shown) >= crowd.goals and {len(marks) for marks in shown} == {1}
    assert crowd.lost() == crowd.doubled() == 0
    assert "Something broke" not in "".join(call.params["text"] for call in calls)
    bot.standin.assert_clean()
    print(f"\n{swaps} swaps, {crowd.goals} goals, {len(shown)} screens of courses: none mixed, none failed")


def test_no_answer_fails_or_mixes_catalogues_in_5_reindexes_under_load(bot: BotProcess) -> None:
    """Seen to fail when a page took its courses from the catalogue that was newest at that moment."""
    swap_under_load(bot, 5)


@pytest.mark.soak
def test_no_answer_fails_or_mixes_catalogues_in_20_reindexes_under_load(bot: BotProcess) -> None:
    swap_under_load(bot, 20)
