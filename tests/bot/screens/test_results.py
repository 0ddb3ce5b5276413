"""A list: its pages, its groups, the words that can be typed, and what becomes of a text that is too long."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.advisor import Advisor
from bot.explain import TRIAL
from bot.reply import Answer, View
from bot.request import Request
from bot.screens.results import LONGEST_TEXT, arg_of, neighbours, results, view_of
from bot.screens.screen import Action, Screen
from bot.trial.lint import screen_faults
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
GOAL = "I want to become a data analyst"
LIMITED = f"{GOAL}, under 50 dollars"


def page(advisor: Advisor, goal: str = GOAL, view: View | None = None) -> Answer:
    found = advisor.page(Request.of(goal, TODAY), TODAY, view)
    assert found is not None
    return found


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


@pytest.mark.parametrize(
    "view", [View("fits"), View("not_stated", 3), View("one_off", 12), View("related", 999)]
)
def test_a_view_is_what_its_argument_names(view: View) -> None:
    assert view_of(arg_of(view)) == view


@pytest.mark.parametrize("arg", ["", "f", "x0", "f-1", "f1.5", "f٣", "fits0", "0", "f 1"])
def test_an_argument_that_names_no_view_is_none(arg: str) -> None:
    assert view_of(arg) is None


BESIDE = ["Compare these", "Plan a path", "About the job"]
CHANGE = ["Change what I look for"]


def test_the_first_page_offers_next_and_not_previous(advisor: Advisor) -> None:
    screen = results(page(advisor), 5, advisor.rates, None)
    assert screen.text.startswith("5 courses fit.\n") and "These fit: 1 to 3 of 5." in screen.text
    assert labels(screen)[3:] == [["Next"], BESIDE, CHANGE, ["New goal"]]
    assert (
        "You can also type: 1, 2, 3, next, compare, path, job, cheaper, shorter, change, new goal."
        in screen.text
    )
    assert_good(screen)


def test_the_last_page_goes_on_counting_and_offers_previous_alone(advisor: Advisor) -> None:
    screen = results(page(advisor, view=View("fits", 1)), 5, advisor.rates, None)
    assert "These fit: 4 to 5 of 5." in screen.text
    assert [row[0].split(".")[0] for row in labels(screen)] == [
        "4",
        "5",
        "Previous",
        BESIDE[0],
        CHANGE[0],
        "New goal",
    ]
    assert "You can also type: 4, 5, previous, compare, path, job, shorter, change, new goal." in screen.text


def test_a_page_that_is_not_there_is_the_nearest_one_that_is(advisor: Advisor) -> None:
    assert page(advisor, view=View("fits", 99)).view == View("fits", 1)


def test_other_groups_are_offered_with_their_counts_and_in_words(advisor: Advisor) -> None:
    answer = page(advisor, LIMITED)
    screen = results(answer, 5, advisor.rates, None)
    others = [row for row in labels(screen) if row[0].startswith(("Not stated", "One thing off"))]
    counted = answer.counts
    assert others == [[f"Not stated ({counted['not_stated']})", f"One thing off ({counted['one_off']})"]]
    assert "not stated, one thing off, compare, path, job, shorter, change, new goal." in screen.text
    off = results(page(advisor, LIMITED, View("one_off")), 5, advisor.rates, None)
    assert "These are off by one thing" in off.text and "over the budget" in off.text
    assert_good(screen)
    assert_good(off)


def test_only_words_that_work_are_offered(advisor: Advisor) -> None:
    answer = page(advisor)
    assert [word for word, view in neighbours(answer) if view] == ["next"]
    assert neighbours(replace(answer, view=None)) == []


def test_every_button_says_which_list_and_where_to(advisor: Advisor) -> None:
    screen = results(page(advisor), 77, advisor.rates, None)
    actions = [button.does for row in screen.rows for button in row]
    assert all(isinstance(action, Action) and action.list_id == 77 for action in actions)
    assert [action.op for action in actions if isinstance(action, Action)] == [
        *["course"] * 3,
        "list",
        "compare",
        "path",
        "job",
        "change",
        "new",
    ]


def test_a_newer_catalogue_and_a_notice_are_said(advisor: Advisor) -> None:
    screen = results(page(advisor), 5, advisor.rates, TRIAL, changed=True)
    assert "The catalogue is newer than your list was" in screen.text
    assert screen.text.endswith(TRIAL)


@pytest.mark.parametrize("goal", [GOAL, LIMITED, "I want to learn welding", "dementia, 3 hours a week, free"])
def test_a_usual_list_is_short_enough_for_a_small_screen(advisor: Advisor, goal: str) -> None:
    screen = results(page(advisor, goal), 5, advisor.rates, TRIAL)
    assert len(screen.text) <= LONGEST_TEXT
    assert screen_faults(screen.text, (), ()) == []


def test_details_go_before_figures_do(advisor: Advisor) -> None:
    answer = page(advisor)
    wordy = tuple(replace(one, why=("its text says " + "so " * 60,) * 3) for one in answer.suggestions)
    full, cut = (
        results(each, 5, advisor.rates, None).text for each in (answer, replace(answer, suggestions=wordy))
    )
    assert "Why: " in full
    assert [cut.count(word) for word in ("Time: ", "Cost: ")] == [3, 3]
    assert len(cut) <= LONGEST_TEXT
