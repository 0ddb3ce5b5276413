"""Faults that users of other bots met, in taps, order and repetition (design of the bot, public faults)."""

import shutil
from pathlib import Path

import pytest

from bot.telegram.database import FILE
from bot.trial.calls import Call
from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots, Searches


def answer_of(standin: StandIn, tap: str) -> Call:
    """Wait for the answer to a tap."""

    def answers() -> list[Call]:
        calls = standin.calls_to("answerCallbackQuery")
        return [call for call in calls if call.params["callback_query_id"] == tap]

    return standin.wait(answers)[0]


def answered(standin: StandIn, person: Person, text: str) -> Shown:
    """Send a text and return the next message to its sender: all before it is then handled, too."""
    before = len(person.messages())
    person.send(text)
    standin.wait(lambda: len(person.messages()) > before)
    return person.newest()


def test_row_1_two_taps_at_once_make_one_edit_and_no_error(bots: Bots, standin: StandIn, ana: Person) -> None:
    """aiogram_dialog#37. Seen to fail when the hash of what a message shows is not compared."""
    bots.start()
    answered(standin, ana, GOAL)
    with standin.world.pulse.lock:
        taps = [ana.tap("Next"), ana.tap("Next")]
    answered(standin, ana, "/help")
    assert [answer_of(standin, tap).ok for tap in taps] == [True, True]
    assert len(standin.calls_to("editMessageText")) == 1
    assert bots.faults() == []
    standin.assert_clean()


def test_row_1_an_edit_that_changes_nothing_after_a_restart_is_no_error(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """aiogram_dialog#37. Seen to fail when "message is not modified" is not let pass."""
    first = bots.start()
    shown = answered(standin, ana, GOAL)
    ana.tap("Next")
    standin.wait(lambda: ana.newest().edited)
    first.stop()
    bots.start()
    [data] = [button.data for row in shown.buttons for button in row if button.text == "Next"]
    ana.forge(data or "", shown.id)
    answered(standin, ana, "/help")
    assert [call.code for call in standin.calls_to("editMessageText")] == [200, 400]
    assert bots.faults() == []
    assert len(ana.messages()) == 2


def test_row_2_a_tap_is_answered_before_its_search_of_20_seconds(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiogram_dialog#145. Seen to fail when a tap is acknowledged after it is handled."""
    bots.start()
    answered(standin, ana, GOAL)
    searches = Searches(monkeypatch, held=GOAL)
    tap = ana.tap("Next")
    standin.wait(searches.holding.is_set)
    answer = answer_of(standin, tap)
    assert answer.ok and answer.at - standin.world.taps[tap].at < 1
    standin.clock.advance(20)
    searches.open()
    standin.wait(lambda: ana.newest().edited)
    assert "4 to 5 of 5" in ana.newest().text
    standin.assert_clean()


def test_row_2_a_tap_is_answered_while_the_same_persons_text_is_searched_for_20_seconds(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiogram_dialog#145. Seen to fail when a tap is acknowledged in its person's lane."""
    bots.start()
    answered(standin, ana, GOAL)
    searches = Searches(monkeypatch, held="welding")
    ana.send("I want to learn welding")
    standin.wait(searches.holding.is_set)
    standin.clock.advance(1)
    tap = ana.tap("Next")
    answer = answer_of(standin, tap)
    assert answer.ok and answer.at - standin.world.taps[tap].at < 1
    standin.clock.advance(19)
    searches.open()
    standin.wait(lambda: any(shown.edited for shown in ana.messages()))
    assert "Welding for beginners" in ana.newest().text
    standin.assert_clean()


def test_row_7_buttons_work_after_a_restart_with_the_same_store(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """cmsysbot-telegram#10. Seen to fail when lists do not outlive the process."""
    first = bots.start()
    answered(standin, ana, GOAL)
    first.stop()
    bots.start()
    tap = ana.tap("Next")
    standin.wait(lambda: ana.newest().edited)
    assert "4 to 5 of 5" in ana.newest().text
    assert answer_of(standin, tap).ok and ana.toast_of(tap) is None
    standin.assert_clean()


def test_row_7_a_button_whose_list_is_lost_says_so_and_offers_a_new_goal(
    bots: Bots, standin: StandIn, ana: Person, data: Path, tmp_path: Path
) -> None:
    """cmsysbot-telegram#10. Seen to fail when a list that is not there is taken for one that is."""
    first = bots.start()
    answered(standin, ana, GOAL)
    first.stop()
    empty: Path = shutil.copytree(data, tmp_path / "empty", symlinks=True)
    assert not (empty / FILE).exists()
    bots.start(empty)
    tap = ana.tap("Next")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert ana.toast_of(tap) == ("This list is old. Send your goal again.", False)
    assert ana.newest().text == "This list is old. Send your goal again."
    ana.tap("New goal")
    standin.wait(lambda: "Which job or skill do you want?" in ana.newest().text)
    standin.assert_clean()


@pytest.mark.parametrize("when", ["at once", "later", "after a restart"])
def test_row_11_an_update_that_comes_twice_is_searched_for_and_answered_once(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """telegraf#806. Seen to fail when an update whose number is known is taken for a new one."""
    first = bots.start()
    searches = Searches(monkeypatch)
    with standin.world.pulse.lock:
        ana.send(GOAL)
        if when == "at once":
            standin.deliver_again()
    standin.wait(ana.messages)
    if when == "after a restart":
        first.stop()
        bots.start()
    if when != "at once":
        standin.deliver_again()
        standin.wait(lambda: not standin.pending_updates())
    answered(standin, ana, "/help")
    assert len(ana.messages()) == 2
    assert searches.goals.count(GOAL) == 1
    standin.assert_clean()


def test_row_16_ten_texts_of_one_batch_are_answered_in_order_and_nobody_else_waits(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiogram#1317. Seen to fail when every update has a lane of its own, and when all have the same."""
    ben = standin.person(first_name="Ben")
    bots.start()
    searches = Searches(monkeypatch, held=" 1 hour")
    with standin.world.pulse.lock:
        for number in range(1, 11):
            ana.send(f"{GOAL}, {number} hour{'s' if number > 1 else ''} a week")
        ben.send(GOAL)
    standin.wait(searches.holding.is_set)
    standin.wait(ben.messages)
    assert ana.messages() == []
    searches.open()
    standin.wait(lambda: len(ana.messages()) == 10)
    seen = [shown.text.split(" a week.")[0].rsplit(" ", 2)[-2] for shown in ana.messages()]
    assert seen == [str(number) for number in range(1, 11)]
    standin.assert_clean()
