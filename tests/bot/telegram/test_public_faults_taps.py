"""Faults that users of other bots met, in links, pages, captions, edits and messages that are gone."""

import pytest

from bot.screens.screen import Line, Screen
from bot.telegram.render import LONGEST_TEXT, rendered, utf16_length
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots
from tests.bot.telegram.test_public_faults import answered


@pytest.mark.parametrize(
    "payload",
    ["!!!", "é", "g_", "g_0", "g_-1", "g_٣", "g_1", "g_9999999999999", "c_1234", "x" * 64, "a b", "😀"],
)
def test_a_link_of_letters_that_are_none_is_a_plain_start(
    bots: Bots, standin: StandIn, ana: Person, payload: str
) -> None:
    """telegram-bot-api#632. Seen to fail when what follows "g_" is taken for a number without a look."""
    bots.start()
    assert answered(standin, ana, f"/start {payload}").text.startswith("Which job or skill do you want?")
    assert bots.faults() == []
    standin.assert_clean()


@pytest.mark.parametrize("arg", ["f0", "f1", "f2", "f99999999", "f", "", "r0", "x0", "0"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(
    bots: Bots, standin: StandIn, ana: Person, arg: str
) -> None:
    """inline-keyboard-pagination#10. Seen to fail when a page's number is not kept between its ends."""
    bots.start()
    shown = answered(standin, ana, GOAL)
    [data] = [button.data or "" for row in shown.buttons for button in row if button.text == "Next"]
    ana.forge(f"{data.rpartition(':')[0]}:{arg}", shown.id)
    answered(standin, ana, "/help")
    assert "1 to 3 of 5" in ana.messages()[0].text or "4 to 5 of 5" in ana.messages()[0].text
    assert bots.faults() == [] and len(ana.messages()) == 2


def test_a_tap_on_a_message_that_is_gone_is_answered_by_a_new_one(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Telegram then says no more than where the message was. Seen to fail when its text is looked for."""
    bots.start()
    shown = answered(standin, ana, GOAL)
    [data] = [button.data or "" for row in shown.buttons for button in row if button.text == "Next"]
    ana.delete(shown.id)
    tap = ana.forge(data, shown.id)
    standin.wait(ana.messages)
    assert "4 to 5 of 5" in ana.newest().text and standin.world.taps[tap].answered
    ana.tap("Previous")
    standin.wait(lambda: ana.newest().edited)
    assert bots.faults() == []


@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
def test_a_command_in_a_caption_is_obeyed(bots: Bots, standin: StandIn, ana: Person, kind: str) -> None:
    """Seen to fail when only texts are looked through for commands."""
    bots.start()
    ana.attach(kind, caption=f"😀 /goal {GOAL}")
    standin.wait(ana.messages)
    assert "You want: data analyst." in ana.newest().text
    ana.attach(kind, caption="/whoami")
    standin.wait(lambda: "Your Telegram number" in ana.newest().text)
    standin.assert_clean()


def test_an_edited_goal_changes_its_list_and_an_edited_command_does_nothing(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Seen to fail when the command's own word is read as a part of the edited goal."""
    group = standin.group(ana)
    bots.start()
    goal = ana.send(f"/goal@rung_bot {GOAL}", chat=group)
    standin.wait(group.messages)
    ana.edit(goal, "/goal@rung_bot welding", chat=group)
    standin.wait(lambda: "Welding for beginners" in group.newest().text)
    words = ana.send(GOAL)
    standin.wait(ana.messages)
    for text in ("/forget", "/start", "/help@other_bot", "/nonsense"):
        ana.edit(words, text)
    answered(standin, ana, "/help")
    assert len(ana.messages()) == 2 and not ana.messages()[0].edited
    assert len(group.messages()) == 1
    standin.assert_clean()


@pytest.mark.parametrize("before", range(4))
def test_a_text_is_cut_between_letters_of_two_units_and_never_inside_one(before: int) -> None:
    """Seen to fail when a text is cut by UTF-16 units alone: half an emoji is no text."""
    shown = rendered(Screen((Line("x" * before + "😀" * 2100, "title"),)))
    assert LONGEST_TEXT - 4 <= utf16_length(shown["text"]) <= LONGEST_TEXT
    assert shown["text"].encode("utf-8")
    [entity] = shown["entities"]
    assert entity.offset == 0 and entity.length == utf16_length(shown["text"])


def test_a_goal_of_4096_units_with_an_emoji_at_its_end_is_answered(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    text = f"{GOAL} " + "a" * (4096 - 2 - len(GOAL) - 1) + "😀"
    assert utf16_length(text) == 4096
    assert answered(standin, ana, text).text
    assert answered(standin, ana, "😀" * 2048).text
    standin.assert_clean()
