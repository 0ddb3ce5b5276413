"""Changing what a list asks for, as a person does it: by taps, by typed words, by refusing a course."""

import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots


def said(standin: StandIn, ana: Person, text: str) -> str:
    """Send a text and return the answer, which must be a new message."""
    before = len(ana.messages())
    ana.send(text)
    standin.wait(lambda: len(ana.messages()) > before)
    return str(ana.newest().text)


def tapped(standin: StandIn, ana: Person, label: str) -> str:
    """Tap the first button that begins so, and return what the message then says."""
    full = next(one for one in ana.newest().labels() if one.startswith(label))
    before = (ana.newest().text, ana.newest().labels())
    ana.tap(full)
    standin.wait(lambda: (ana.newest().text, ana.newest().labels()) != before)
    return str(ana.newest().text)


def test_a_limit_is_changed_by_taps_counted_at_once_and_taken_back(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    assert said(standin, ana, f"{GOAL}, 5 hours a week").startswith("5 courses fit.")
    tapped(standin, ana, "Change what I look for")
    assert "Hours a week: 5 hours" in ana.newest().labels() and "Budget: any" in ana.newest().labels()
    tapped(standin, ana, "Budget: any")
    assert any(one.startswith("Free (") for one in ana.newest().labels())
    free = tapped(standin, ana, "Free (")
    assert not free.startswith("5 courses fit.") and "Budget: free" in ana.newest().labels()
    tapped(standin, ana, "Hours a week")
    tapped(standin, ana, "10 hours")
    assert "Hours a week: 10 hours" in ana.newest().labels()
    tapped(standin, ana, "Undo")
    tapped(standin, ana, "Undo")
    assert "Hours a week: 5 hours" in ana.newest().labels() and "Budget: any" in ana.newest().labels()
    assert "Undo" not in ana.newest().labels()
    assert tapped(standin, ana, "Show results").startswith("5 courses fit.")
    assert bots.faults() == []
    standin.assert_clean()


def test_words_that_reply_to_an_older_list_are_said_of_it(bots: Bots, standin: StandIn, ana: Person) -> None:
    """Seen to fail: the newest list was changed."""
    bots.start()
    said(standin, ana, GOAL)
    older = ana.newest().id
    said(standin, ana, "I want to learn welding")
    ana.send("but free", reply_to=older)
    standin.wait(lambda: "Free" in ana.newest().text and len(ana.messages()) > 2)
    assert "data analyst" in ana.newest().text and "elding" not in ana.newest().text
    standin.assert_clean()


def test_what_is_edited_into_a_goal_is_answered_and_words_of_a_button_are_not(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Seen to fail: a person waited in silence for an answer to what they had corrected."""
    bots.start()
    greeting = ana.send("hello")
    standin.wait(ana.messages)
    ana.edit(greeting, "I want to learn welding")
    standin.wait(lambda: "Welding for beginners" in ana.newest().text)
    ana.edit(greeting, f"{GOAL}, free")
    standin.wait(lambda: "data analyst" in ana.newest().text)
    assert len(ana.messages()) == 2
    help_ = ana.send("/help")
    standin.wait(lambda: len(ana.messages()) == 3)
    ana.edit(help_, "undo")
    said(standin, ana, "/privacy")
    assert len(ana.messages()) == 4
    standin.assert_clean()


def test_where_nothing_is_left_to_undo_it_is_said(bots: Bots, standin: StandIn, ana: Person) -> None:
    """Typed at a list that was never changed, typed once too often, and tapped on an older copy."""
    nothing = "There is nothing left to undo.\n"
    bots.start()
    first = said(standin, ana, GOAL)
    assert said(standin, ana, "undo") == nothing + first
    said(standin, ana, "but free")
    assert said(standin, ana, "undo") == first
    assert said(standin, ana, "undo") == nothing + first
    tapped(standin, ana, "Change what I look for")
    tapped(standin, ana, "Level: any")
    tapped(standin, ana, "Beginner")
    older = next(one for row in ana.newest().buttons for one in row if one.text == "Undo")
    changes = tapped(standin, ana, "Undo")
    ana.forge(older.data or "", ana.newest().id)
    standin.wait(lambda: ana.newest().text == nothing + changes)
    assert bots.faults() == []
    standin.assert_clean()


def test_back_is_typed_one_level_at_a_time(bots: Bots, standin: StandIn, ana: Person) -> None:
    """As the button does. Seen to fail: from the question about a part it led past the parts, to the list."""
    bots.start()
    answer = said(standin, ana, GOAL)
    said(standin, ana, "change")
    said(standin, ana, "budget")
    assert "Tap what to change" in said(standin, ana, "back")
    assert said(standin, ana, "back") == answer
    standin.assert_clean()


@pytest.mark.parametrize(
    ("part", "typed", "value"),
    [
        ("Hours a week", "6", "Hours a week: 6 hours"),
        ("Weeks", "6", "Weeks: 6 weeks"),
        ("Budget", "80", "Budget: 80"),
        ("Budget", "80 euros", "Budget: 80 euros"),
        ("Date", "15 March", "Date: 15 March"),
        ("Course language", "Italian", "Course language: Italian"),
        ("Course language", "en italiano", "Course language: Italian"),
        ("Budget", "any", "Budget: any"),
    ],
)
def test_a_part_is_typed_where_it_was_asked_for(
    bots: Bots, standin: StandIn, ana: Person, part: str, typed: str, value: str
) -> None:
    """A bare "6" is the hours that were asked for, and not the sixth course."""
    bots.start()
    said(standin, ana, GOAL)
    tapped(standin, ana, "Change what I look for")
    tapped(standin, ana, part)
    tapped(standin, ana, "Type it")
    said(standin, ana, typed)
    assert any(one.startswith(value) for one in ana.newest().labels()), ana.newest().labels()


def test_a_reworded_goal_keeps_the_limits(bots: Bots, standin: StandIn, ana: Person) -> None:
    bots.start()
    said(standin, ana, f"{GOAL}, under 50 dollars")
    tapped(standin, ana, "Change what I look for")
    tapped(standin, ana, "Reword the goal")
    assert "You want: dementia care. At most 50 US dollars." in said(standin, ana, "dementia care")


def test_another_goal_typed_at_a_question_is_a_new_goal(bots: Bots, standin: StandIn, ana: Person) -> None:
    """Typed text wins over a pending step."""
    bots.start()
    said(standin, ana, f"{GOAL}, under 50 dollars")
    tapped(standin, ana, "Change what I look for")
    tapped(standin, ana, "Hours a week")
    text = said(standin, ana, "I want to learn welding")
    assert "You want: welding." in text and "50" not in text.splitlines()[1]


def test_a_sentence_changes_the_list_and_the_second_one_opens(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    said(standin, ana, f"{GOAL}, under 50 dollars")
    assert "Free only." in said(standin, ana, "but free")
    assert "Undo" in ana.newest().labels()
    assert "You want: welding. Free only." in said(standin, ana, "what about welding instead?")
    title = next(one for one in ana.newest().labels() if one.startswith("1. "))[3:]
    assert said(standin, ana, "show me the first one").startswith(title)
    back = said(standin, ana, "the price does not matter")
    assert "You want: welding." in back and "Free only" not in back
    assert bots.faults() == []
    standin.assert_clean()


def test_cheaper_says_the_exact_amount_back_and_a_second_tap_goes_no_further(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    first = said(standin, ana, f"{GOAL}, 5 hours a week")
    assert "cheaper" in first.split("You can also type:")[1]
    cheaper = said(standin, ana, "something cheaper please")
    assert cheaper.startswith("Budget: ") and "At most " in cheaper and "Undo" in ana.newest().labels()
    tapped(standin, ana, "Undo")
    assert "At most" not in ana.newest().text


def test_where_nothing_fits_the_limit_that_helps_is_a_button(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    none = said(standin, ana, f"{GOAL}, 5 hours a week, done within 1 week, max 1 hours of content")
    assert none.startswith("No course fits all you said.")
    label = ana.newest().labels()[0]
    count = label.rpartition("(")[2].rstrip(")")
    assert tapped(standin, ana, label).split("\n")[1].startswith(f"{count} course")


def test_a_refused_course_is_hidden_and_its_reason_changes_the_limit(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    said(standin, ana, f"{GOAL}, 5 hours a week")
    place = next(one for one in ana.newest().labels() if "foundations" in one or "Professional" in one)
    tapped(standin, ana, place)
    tapped(standin, ana, "Not for me")
    text = tapped(standin, ana, "Takes too long")
    assert text.startswith("I leave out “") and "Weeks: " in text.splitlines()[0]
    assert place[3:] not in " ".join(ana.newest().labels())
    tapped(standin, ana, "Undo")
    assert any(place[3:] in one for one in ana.newest().labels())
    assert bots.faults() == []
    standin.assert_clean()


@pytest.mark.parametrize(
    "forged", ["set:1:x", "set:{0}:cost.x.usd", "set:{0}:any.no", "change:{0}:zz.type", "unlike:{0}:0123"]
)
def test_a_forged_change_is_answered(bots: Bots, standin: StandIn, ana: Person, forged: str) -> None:
    bots.start()
    said(standin, ana, GOAL)
    list_id = str(ana.newest().buttons[0][0].data).split(":")[2]
    ana.forge(f"v1:{forged.format(list_id)}", ana.newest().id)
    standin.wait(lambda: len(standin.calls_to("answerCallbackQuery")) == 1)
    assert bots.faults() == []
