"""Faults that users of other bots met, in what takes long: typing, progress, floods, blocks and failures."""

import asyncio
import datetime as dt
import re
import time
from collections.abc import Awaitable, Callable

import pytest

from bot.advisor import Advisor
from bot.telegram import typing_action
from bot.telegram.rebuild import Ended, Progress, Rebuild
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots, Searches

Show = Callable[[Progress], Awaitable[None]]
STATES, PAUSE_S, WAIT_S = 30, 0.02, 2


@pytest.fixture
def states(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float]]:
    """The states of a rebuild, and when it was at each: thirty more once it was told to wait."""
    reached: list[tuple[int, float]] = []

    async def run(_: Rebuild, show: Show) -> Ended:
        left = STATES
        while left:
            state = len(reached)
            await show(Progress("Reading", state, 999))
            reached.append((state, standin.clock.now()))
            await asyncio.sleep(PAUSE_S)
            left -= any(call.code == 429 for call in standin.calls)
        return Ended(1.0)

    monkeypatch.setattr(Rebuild, "run", run)
    return reached


def test_row_12_a_wait_drops_states_of_progress_and_the_work_goes_on(
    bots: Bots, standin: StandIn, admin: Person, ana: Person, states: list[tuple[int, float]]
) -> None:
    """agno#7360. Seen to fail when the work waits until a state is shown, and when no wait is kept."""
    bots.start(catalog=("some.jsonl",))
    admin.send("/reindex")
    standin.wait(admin.messages)
    standin.faults.add("editMessageText", nth=3, retry_after=WAIT_S)
    admin.tap("Rebuild")
    standin.wait(lambda: any(call.code == 429 for call in standin.calls))
    refused = next(call for call in standin.calls if call.code == 429)
    ana.send("/help")
    standin.wait(ana.messages)  # nobody else waits
    standin.wait(lambda: admin.newest().text.startswith("Stopped at"))
    over = refused.at + WAIT_S - 0.1
    to_admin = [
        call
        for call in standin.calls
        if str(call.params.get("chat_id")) == str(admin.id) and call is not refused
    ]
    assert not [call for call in to_admin if refused.at < call.at < over]
    meanwhile = {state for state, at in states if refused.at < at < over}
    texts = " ".join(call.params.get("text", "") for call in to_admin if call.at >= over)
    shown = {int(number) for number in re.findall(r"(\d+) of 999", texts)}
    assert meanwhile and not meanwhile & shown
    assert admin.newest().text.startswith(f"Stopped at {states[-1][0]}.")
    assert len(admin.messages()) == 1


@pytest.mark.parametrize("fault", [{}, {"status": 500}, {"retry_after": 1}])
def test_row_13_typing_is_shown_again_and_again_until_the_answer_and_never_after(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch, fault: dict[str, int]
) -> None:
    """chatgpt-telegram-bot#12. Seen to fail when it is sent once, when a failed one ends it, when none ends.

    A twentieth of the true times: a search of 13 s, the action at its beginning and every 4 s.
    """
    assert typing_action.BEGINS_AFTER_S < 1 and typing_action.AGAIN_AFTER_S <= 4.5  # it lasts 5 s
    monkeypatch.setattr(typing_action, "BEGINS_AFTER_S", 0.015)
    monkeypatch.setattr(typing_action, "AGAIN_AFTER_S", 0.2)
    if fault:
        standin.faults.add("sendChatAction", **fault)  # type: ignore[arg-type]
    bots.start()
    searches = Searches(monkeypatch, held=GOAL)
    ana.send(GOAL)
    standin.wait(searches.holding.is_set)
    wanted = 1 if "retry_after" in fault else 4  # inside a wait nothing is sent: it would grow
    standin.wait(lambda: len(standin.calls_to("sendChatAction")) >= wanted)
    searches.open()
    standin.wait(ana.messages)
    time.sleep(0.5)
    last = max(call.at for call in standin.calls_to("sendChatAction"))
    sent = standin.calls_to("sendMessage")[-1]
    assert last <= sent.at
    assert standin.calls_to("sendMessageDraft") == []


def test_no_draft_is_shown_in_a_group(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fastagent#96: a draft in a group is refused. Seen to fail when one is sent before the answer."""
    group = standin.group(ana)
    bots.start()
    ana.send(f"/goal@rung_bot {GOAL}", chat=group)
    standin.wait(group.messages)
    assert standin.calls_to("sendMessageDraft") == []
    standin.assert_clean()


def test_a_flood_is_waited_for_and_not_answered_by_a_new_message(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """hermes-agent#79552. Seen to fail when an edit that was told to wait falls back to a new message."""
    bots.start()
    ana.send(GOAL)
    standin.wait(ana.messages)
    standin.faults.add("editMessageText", retry_after=1)
    ana.tap("Next")
    standin.wait(lambda: ana.newest().edited)
    first, second = standin.calls_to("editMessageText")
    assert second.at - first.at >= 0.95
    assert len(ana.messages()) == 1
    standin.assert_clean()


def test_who_blocks_the_bot_during_the_search_ends_nothing_but_their_own_answer(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FhAachenMensaBot#70. Seen to fail when a 403 is tried again: what comes next waits for ever."""
    bots.start()
    searches = Searches(monkeypatch, held=GOAL)
    ana.send(GOAL)
    standin.wait(searches.holding.is_set)
    ana.block()
    searches.open()
    standin.wait(lambda: any(call.code == 403 for call in standin.calls_to("sendMessage")))
    assert ana.messages() == []
    ben = standin.person(first_name="Ben")
    for person in (ben, ana):
        person.send("/help")
        standin.wait(person.messages)
    assert [call.code for call in standin.calls_to("sendMessage")].count(403) == 1
    [answer] = ana.messages()
    assert "what it costs you" in answer.text


def test_a_handler_that_fails_is_tried_again_and_then_says_so(
    bots: Bots, standin: StandIn, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """agent-os#1027: confirmed, then failed, then lost. Seen to fail when a failed update is done."""
    search, tries = Advisor.page, []

    def fails(advisor: Advisor, request: object, today: dt.date, view: object = None) -> object:
        if "welding" in request.message:  # type: ignore[attr-defined]
            tries.append(1)
            if len(tries) != 2:
                raise ValueError("<class 'Secret words'>")
        return search(advisor, request, today, view)  # type: ignore[arg-type]

    monkeypatch.setattr(Advisor, "page", fails)
    bots.start()
    ana.send("I want to learn welding")
    standin.wait(ana.messages)
    assert "Welding for beginners" in ana.newest().text and len(tries) == 2
    ana.send("I want to learn welding, free")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert ana.newest().text.startswith("Something broke on my side.") and len(tries) == 5
    assert "Secret words" not in bots.logs
    standin.assert_clean()


def test_an_administrators_report_of_a_failure_shows_signs_of_markup_as_they_are(
    bots: Bots, standin: StandIn, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """la_searcher_bot#933: "<class ...>" was refused. Seen to fail with the parse mode HTML."""

    async def run(_: Rebuild, __: Show) -> Ended:
        return Ended(1.0, reason="rows.csv: <class 'float'> & <b>")

    monkeypatch.setattr(Rebuild, "run", run)
    bots.start(catalog=("some.jsonl",))
    admin.send("/reindex")
    standin.wait(admin.messages)
    admin.tap("Rebuild")
    standin.wait(lambda: "Reason: rows.csv: <class 'float'> & <b>" in admin.newest().text)
    standin.assert_clean()
