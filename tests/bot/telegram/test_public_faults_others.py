"""Faults that users of other bots met, with other bots, other copies and other people about."""

import asyncio
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.telegram import polling
from bot.telegram.rebuild import Ended, Rebuild
from bot.trial.person import Person
from bot.trial.standin import StandIn
from catalog.errors import RungError
from tests.bot.telegram.inprocess import GOAL, Bots


def test_row_8_of_two_copies_the_older_stops_and_the_status_tells_of_it(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, data: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """python-telegram-bot#4499. Seen to fail when a conflict is polled on, and when none is counted."""
    pause = asyncio.sleep
    monkeypatch.setattr(polling, "asyncio", SimpleNamespace(sleep=lambda _: pause(0.05)))
    monkeypatch.setattr("bot.trial.polling._HELD_BACK", 0.05)
    older = bots.start()
    ana.send(GOAL)
    standin.wait(ana.messages)
    second: Path = shutil.copytree(data, tmp_path / "second", symlinks=True)
    newer = bots.start(second)
    standin.wait(older.ended.is_set)
    assert isinstance(older.failure, RungError) and str(older.failure) == polling.TWO_COPIES
    assert not newer.ended.is_set()
    ana.send("/help")
    admin.send("/status")
    standin.wait(lambda: len(ana.messages()) == 2 and admin.messages())
    assert "Conflicts with another running copy: 0" not in admin.newest().text
    assert "Conflicts with another running copy" in admin.newest().text
    assert len(ana.messages()) == 2


def test_row_10_a_command_for_another_bot_is_not_answered(bots: Bots, standin: StandIn, ana: Person) -> None:
    """pyTelegramBotAPI#292. Seen to fail when the name after a command's @ is not looked at."""
    group = standin.group(ana)
    group.promote_bot(ana)  # an administrator gets every message, those for other bots too
    bots.start()
    for place in (group, None):
        ana.send("/help@other_bot", chat=place)
        ana.send("/help@RUNG_BOT", chat=place)
        ana.send("/help", chat=place)
    ana.send("/whoami")  # what one person sends is handled in its order, so all before it is over then
    standin.wait(lambda: ana.messages() and "Your Telegram number" in ana.newest().text)
    assert ["what it costs you" in shown.text for shown in group.messages()] == [True, True]
    assert ["what it costs you" in shown.text for shown in ana.messages()] == [True, True, False]
    standin.assert_clean()


def test_row_14_another_members_tap_is_told_whose_list_it_is_and_changes_nothing(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """cadis#239. Seen to fail when a list is not compared with the person who taps."""
    ben = standin.person(first_name="Ben")
    group = standin.group(ana, ben)
    bots.start()
    ana.send(f"/goal@rung_bot {GOAL}", chat=group)
    standin.wait(group.messages)
    before = group.newest()
    [data] = [button.data for row in before.buttons for button in row if button.text == "Next"]
    ben.send("/start")
    standin.wait(ben.messages)
    taps = [ben.tap("Next", chat=group), ben.forge(f"{data}", 1, chat=group)]
    taps.append(ben.forge(f"{data}", ben.newest().id))
    words = "This list is another member's. Send /goal to get your own."
    standin.wait(lambda: [ben.toast_of(tap) for tap in taps] == [(words, True)] * 3)
    ben.send("/start")
    standin.wait(lambda: len(ben.messages()) == 2)
    assert group.messages() == [before]
    assert standin.calls_to("editMessageText") == []
    ana.tap("Next", chat=group)
    standin.wait(lambda: group.newest().edited)
    standin.assert_clean()


def test_row_14_nobody_but_an_administrator_in_private_begins_a_rebuild(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """cadis#239. Seen to fail when an administrator is known by the command or the button's data alone."""
    begun: list[Rebuild] = []

    async def run(rebuild: Rebuild, _: object) -> Ended:
        begun.append(rebuild)
        return Ended(1.0)

    monkeypatch.setattr(Rebuild, "run", run)
    group = standin.group(ana, admin)
    bots.start(catalog=(data.parent / "small.jsonl",))
    admin.send("/reindex")
    standin.wait(admin.messages)
    asked = admin.newest()
    ana.send("/reindex")
    ana.send("/reindex@rung_bot", chat=group)
    standin.wait(ana.messages)
    assert ana.newest().text.startswith("I do not know that command.")
    taps = [ana.forge(f"v1:{op}", ana.newest().id) for op in ("reindex:0:go", "stop:0:", "status:0:")]
    taps += [ana.forge("v1:reindex:0:go", asked.id), ana.forge("v1:reindex:0:go", 1, chat=group)]
    old = ("This list is old. Send your goal again.", False)
    standin.wait(lambda: [ana.toast_of(tap) for tap in taps] == [old] * 5)
    in_group = admin.forge("v1:reindex:0:go", 1, chat=group)
    standin.wait(lambda: admin.toast_of(in_group) == old)
    standin.wait(lambda: len(ana.messages()) == 5 and len(group.messages()) == 3)
    assert begun == [] and admin.messages() == [asked]
    admin.tap("Rebuild")
    standin.wait(lambda: begun)
    standin.wait(lambda: "Stopped" in admin.newest().text)
    standin.assert_clean()
