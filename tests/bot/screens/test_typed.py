"""Typed words that do what buttons do; every other text is a goal."""

import datetime as dt

import pytest

from bot.advisor import Advisor
from bot.reply import View, key_of
from bot.request import Request
from bot.screens import keywords
from bot.screens.screen import Action
from bot.screens.typed import action_of, in_list, may_be_in_list, same_again

LIST, COURSE, ASKED = Action("list", 5), Action("course", 5, "abc"), Action("forget", arg="ask")
READ, SAME = Action("read", 5, "abc.2"), Action("back", 5)
TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "at", "action"),
    [
        ("new goal", LIST, Action("new", 5)),
        ("  New   GOAL! ", LIST, Action("new", 5)),
        ("back", COURSE, Action("back", 5)),
        ("“list”", READ, Action("back", 5)),
        ("where from?", COURSE, Action("where", 5, "abc")),
        ("where from", READ, Action("where", 5, "abc")),
        ("read more", COURSE, Action("read", 5, "abc.0")),
        ("read on", READ, Action("read", 5, "abc.3")),
        ("read on", COURSE, Action("read", 5, "abc.0")),
        ("back to course", READ, Action("course", 5, "abc")),
        ("where from", LIST, Action("back", 5)),  # a list is shown again: it says what can be typed there
        ("saved", None, Action("saved")),
        ("Saved", ASKED, Action("saved")),
        ("save", COURSE, Action("save", 5, "abc")),
        ("remove", READ, Action("unsave", 5, "abc")),
        ("save", Action("path", 5), Action("save", 5, "path")),
        ("undo", Action("unsave", 5, "abc"), Action("save", 5, "abc.undo")),
        ("report", Action("where", 5, "abc"), Action("wrong", 5, "abc")),
        ("what comes out of it", Action("wrong", 5, "abc"), Action("wrong", 5, "abc.outcome")),
        ("cost", Action("wrong", 5, "abc"), Action("wrong", 5, "abc.cost")),  # a part of one label
        ("Budget", Action("change", 5), Action("change", 5, "cost")),
        ("hours a week", Action("change", 5, "cost"), Action("change", 5, "hours")),
        ("Hard", Action("unlike", 5, "abc"), Action("unlike", 5, "abc.hard")),
        ("back to course", Action("wrong", 5, "abc"), Action("course", 5, "abc")),
        ("new goal", Action("course", 0, "abc"), Action("new")),
        ("file", Action("course", 0, "abc"), Action("file", 0, "abc")),
        ("delete all", ASKED, Action("forget", arg="all")),
        ("Delete", ASKED, Action("forget", arg="all")),
        ("keep them", ASKED, Action("keep")),
    ],
)
def test_words_mean_what_a_button_means_where_the_person_is(
    text: str, at: Action | None, action: Action
) -> None:
    assert action_of(text, at) == action


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("I want a new job", None),
        ("I want to learn how to read more", COURSE),
        ("new goal: nursing", LIST),
        ("too", Action("unlike", 5, "abc")),  # a part of more than one label
        ("a", Action("wrong", 5, "abc")),
        ("yes", ASKED),
        ("", LIST),
    ],
)
def test_every_other_text_is_a_goal(text: str, at: Action | None) -> None:
    assert action_of(text, at) is None and same_again(text, at) is None


@pytest.mark.parametrize(
    ("at", "action"),
    [
        (None, Action("new")),
        (LIST, SAME),
        (Action("change", 5), SAME),
        (Action("saved"), Action("saved")),
        (Action("unsave", 0, "abc"), Action("saved")),
        (ASKED, ASKED),
        (Action("door", 5), Action("new")),  # what is kept there is no list yet
        (Action("areas", 5, "ask"), Action("new")),
        (Action("course", 0, "abc"), Action("course", 0, "abc")),
        (Action("read", 0, "abc.2"), Action("course", 0, "abc")),
    ],
)
def test_words_that_a_screen_has_not_show_it_again_and_never_are_a_goal(
    at: Action | None, action: Action
) -> None:
    assert same_again("Undo", at) == action


def test_back_from_a_course_that_was_opened_by_itself_asks_for_a_goal() -> None:
    assert same_again("back", Action("course", 0, "abc")) == Action("new")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nwe goal", keywords.NEW_GOAL),
        ("UDNO", keywords.UNDO),
        ("shwo results", keywords.SHOW_RESULTS),
        ("Compare tehse", keywords.COMPARE),
    ],
)
def test_two_swapped_letters_are_no_goal(text: str, word: str) -> None:
    assert keywords.meant(keywords.righted(text)) == keywords.meant(word)


@pytest.mark.parametrize("text", ["remote", "fire", "math", "delete lal", "undo", "data analyst", "", "IT"])
def test_nothing_else_is_righted(text: str) -> None:
    assert keywords.righted(text) == text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Plan a path", keywords.PATH),
        ("about the job", keywords.JOB),
        ("As a file", keywords.FILE),
        ("Remove one", keywords.REMOVE),
        ("Saved courses", keywords.SAVED),
    ],
)
def test_the_label_of_a_button_is_its_word(text: str, word: str) -> None:
    assert keywords.meant(text) == word and keywords.is_known(text)


@pytest.mark.parametrize("text", ["next", "New goal", "compare", "not stated", "undo"])
def test_a_word_for_a_tap_is_no_goal_where_there_is_nothing_to_tap(text: str) -> None:
    assert action_of(text, None) == Action("new")


@pytest.mark.parametrize(
    "text", ["1", "next", "MORE", "prev.", "not stated", "One thing off", "٣", "9" * 400]
)
def test_words_of_a_list_are_worth_its_answer(text: str) -> None:
    assert may_be_in_list(text)


@pytest.mark.parametrize("text", ["data analyst", "1 hour a week", "next year I want to weld", "½", ""])
def test_a_goal_is_not(text: str) -> None:
    assert not may_be_in_list(text)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("next", Action("list", 5, "f1")),
        ("more", Action("list", 5, "f1")),
        ("previous", SAME),
        ("not stated", SAME),
        ("0", SAME),
        ("4", SAME),
        ("9" * 400, SAME),
    ],
)
def test_a_word_leads_to_another_page_or_where_there_is_none_to_the_same_list(
    advisor: Advisor, text: str, action: Action
) -> None:
    answer = advisor.page(Request.of("I want to become a data analyst", TODAY), TODAY)
    assert answer is not None
    assert in_list(text, answer, 5) == action


def test_a_number_is_the_place_that_stands_before_the_title(advisor: Advisor) -> None:
    for view, places in ((View("fits"), (1, 2, 3)), (View("fits", 1), (4, 5))):
        answer = advisor.page(Request.of("I want to become a data analyst", TODAY), TODAY, view)
        assert answer is not None
        keys = [key_of(one.program.id) for one in answer.suggestions]
        assert [in_list(str(place), answer, 5) for place in places] == [
            Action("course", 5, key) for key in keys
        ]
