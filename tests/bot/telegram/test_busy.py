"""Too much at once, over HTTP: who is answered, who is told to come again, and what passes at all times."""

import re
from math import inf

import pytest

from bot.telegram.limits import LIMITS, Limits
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots, Searches

CROWDED = Limits(a_minute=inf, at_once=inf, within_s=0.02)
"""Two searches run, and nobody may wait: a search takes longer than that."""
BUSY = re.compile(r"Many people are asking now\. Please try again in about \d+ seconds?\.")
SLOWER = re.compile(r"That was very quick\. Please wait \d seconds?, then send it again\.")
CRISIS = "I want to kill myself"


def hold_both(standin: StandIn, searches: Searches) -> list[Person]:
    """Let two people ask for what is held up."""
    holders = [standin.person(first_name=f"Holder {number}") for number in range(2)]
    for number, holder in enumerate(holders, start=1):
        holder.send(f"{GOAL}, held")
        standin.wait(lambda number=number: len(searches.goals) >= number + 1)  # type: ignore[misc]
    return holders


def test_a_goal_for_which_there_is_no_room_is_told_so_at_once_and_can_be_used_again_by_one_tap(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(monkeypatch, held="held")
    bots.start(limits=CROWDED)
    holders = hold_both(standin, searches)
    goal = ana.send(GOAL)
    standin.wait(ana.messages)
    assert BUSY.match(ana.newest().text)
    assert ana.newest().reply_to == goal and ana.newest().labels() == ["Use the same goal", "New goal"]
    assert GOAL not in searches.goals
    searches.open()
    standin.wait(lambda: all(holder.messages() for holder in holders))
    ana.tap("Use the same goal")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert "fit" in ana.newest().text.splitlines()[0]
    assert searches.goals.count(GOAL) == 1
    standin.assert_clean()
    assert not bots.faults()


def test_a_tap_for_which_there_is_no_room_is_told_so_in_its_toast_and_changes_nothing(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a tap are only taps: it waits for a goal to end, and is told only when taps are before it."""
    searches = Searches(monkeypatch, held="held")
    bots.start(limits=CROWDED)
    ana.send(GOAL)
    standin.wait(ana.messages)
    before = ana.newest()
    hold_both(standin, searches)
    tap = ana.tap("Next")
    standin.wait(lambda: ana.toast_of(tap))
    words, is_alert = ana.toast_of(tap) or ("", True)
    assert BUSY.fullmatch(words) and not is_alert
    searches.open()
    ana.send("/help")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert ana.messages()[0] == before


def test_what_must_not_wait_passes_a_full_queue(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody in a crisis, who wants to be forgotten, who asks for help; and who looks after the service."""
    searches = Searches(monkeypatch, held="held")
    bots.start(limits=CROWDED)
    hold_both(standin, searches)
    said = {"/privacy": "30 days", "/forget": "cannot be undone", "/help": "what it costs you"}
    for number, (command, words) in enumerate(said.items(), start=1):
        ana.send(command)
        standin.wait(lambda number=number: len(ana.messages()) == number)  # type: ignore[misc]
        assert words in ana.newest().text
    ana.tap("Delete all", ana.messages()[1].id)
    standin.wait(lambda: "Deleted here." in ana.messages()[1].text)
    admin.send("/status")
    standin.wait(admin.messages)
    assert "Catalogue version 1" in admin.newest().text
    ana.send(CRISIS)
    admin.send(GOAL)
    searches.open()
    standin.wait(lambda: len(ana.messages()) == 4 and len(admin.messages()) == 2)
    assert "emergency" in ana.newest().text and "fit" in admin.newest().text


def test_a_refused_goal_is_done_and_is_not_answered_again_after_a_restart(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(monkeypatch, held="held")
    bot = bots.start(limits=CROWDED)
    holders = hold_both(standin, searches)
    ana.send(GOAL)
    standin.wait(ana.messages)
    searches.open()
    standin.wait(lambda: all(holder.messages() for holder in holders))
    bot.stop()
    standin.deliver_again()
    bots.start()
    ana.send("/help")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert "what it costs you" in ana.newest().text


def test_who_writes_too_much_is_told_once_and_others_are_not_concerned(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Five at once are answered; a tap is told in its toast, and what must pass passes."""
    bots.start(limits=LIMITS)
    ben = standin.person(first_name="Ben")
    for _ in range(9):
        ana.send("/help")
    ben.send("/help")
    standin.wait(lambda: ben.messages() and len(ana.messages()) == 6)
    answers = [shown.text for shown in ana.messages()]
    assert sum("what it costs you" in text for text in answers) == 5
    assert sum(bool(SLOWER.match(text)) for text in answers) == 1
    tap = ana.tap("How it works")
    standin.wait(lambda: ana.toast_of(tap))
    assert SLOWER.fullmatch((ana.toast_of(tap) or ("", False))[0])
    ana.send("/forget")
    ana.send(CRISIS)
    standin.wait(lambda: len(ana.messages()) == 8)
    assert "cannot be undone" in ana.messages()[6].text and "emergency" in ana.newest().text
    standin.assert_clean()


def test_talk_in_a_group_that_is_not_for_us_takes_nothing_from_anybody(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    group = standin.group(ana)
    group.promote_bot(ana)  # an administrator gets every message
    bots.start(limits=LIMITS)
    for _ in range(12):
        ana.send("talk among members", chat=group)
    ana.send("/help", chat=group)
    standin.wait(group.messages)
    assert ["what it costs you" in shown.text for shown in group.messages()] == [True]


def test_an_administrator_is_not_held_up(bots: Bots, standin: StandIn, admin: Person) -> None:
    bots.start(limits=LIMITS)
    for _ in range(9):
        admin.send("/status")
    standin.wait(lambda: len(admin.messages()) == 9)
    assert all("Catalogue version 1" in shown.text for shown in admin.messages())


def test_nobody_can_use_the_goal_of_somebody_else_again(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(monkeypatch, held="held")
    ben = standin.person(first_name="Ben")
    group = standin.group(ana, ben)
    bots.start(limits=CROWDED)
    holders = hold_both(standin, searches)
    ana.send(f"/goal@rung_bot {GOAL}", chat=group)
    standin.wait(group.messages)
    searches.open()
    standin.wait(lambda: all(holder.messages() for holder in holders))
    ben.tap("Use the same goal", chat=group)
    standin.wait(lambda: len(group.messages()) == 2)
    assert "This list is old" in group.newest().text
    ana.tap("Use the same goal", chat=group)
    standin.wait(lambda: len(group.messages()) == 3)
    assert searches.goals[-1] == GOAL
