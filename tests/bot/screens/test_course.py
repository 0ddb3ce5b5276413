"""A course: links that may be opened, its card, its text page by page, and where each figure was read."""

import datetime as dt
from dataclasses import replace

import pytest
from msgspec.structs import replace as with_fields

from bot.advisor import Advisor
from bot.reply import Course, key_of
from bot.request import NO_GOAL, Request
from bot.screens.course import Keeping, card, is_linkable, reading
from bot.screens.receipts import receipts
from bot.screens.screen import Action, Button, Copy, Screen, Visit
from catalog.program import Receipt
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
GOAL = "I want to become a data analyst, 5 hours a week"


def course(advisor: Advisor, id_: str = "sql-free", **fields: object) -> Course:
    """A course of the small catalogue, with other fields."""
    found = advisor.course(Request.of(GOAL, TODAY), TODAY, key_of(id_))
    assert found is not None
    program = with_fields(found.suggestion.program, **fields)
    return replace(found, suggestion=replace(found.suggestion, program=program))


def buttons(screen: Screen) -> dict[str, Button]:
    return {button.label: button for row in screen.rows for button in row}


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://www.example.org/a/b?c=d&e=%20#f",
        "https://sub.example-site.co.uk/",
        "HTTPS://EXAMPLE.ORG/",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://example.org/" + "a" * 980,
    ],
)
def test_an_address_that_may_be_opened(url: str) -> None:
    assert is_linkable(url)


def test_a_card_is_saved_or_removed_and_shared_by_a_link(advisor: Advisor) -> None:
    """What the buttons do stands in words too."""
    link = "https://t.me/rung_bot?start=c_0f3a5b7c9d"
    screen = card(course(advisor), 5, advisor.rates, None, Keeping(True, link))
    assert buttons(screen)["Copy link"].does == Copy(link) and link in screen.text
    assert buttons(screen)["Remove from saved"].does == Action("unsave", 5, key_of("sql-free"))
    assert "You saved this course." in screen.text and "You can also type: remove, saved, " in screen.text
    assert "Save" in buttons(card(course(advisor), 5, advisor.rates, None))
    assert_good(screen)


def test_a_course_by_itself_has_no_list_to_go_back_to_and_asks_for_a_goal(advisor: Advisor) -> None:
    """It fits nobody's limits, and none is said to be broken."""
    found = advisor.course(NO_GOAL, TODAY, key_of("sql-free"))
    assert found is not None and found.suggestion.near
    screen = card(found, 0, advisor.rates, None)
    assert "Back to list" not in buttons(screen) and "Back to list" not in buttons(receipts(found, 0))
    assert "Write your goal, and I say what this course takes and costs for you." in screen.text
    assert_good(screen)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://example.org",
        "tg://user?id=1",
        "javascript:alert(1)",
        "https://localhost/",
        "https://1.2.3.4/",
        "https://[::1]/",
        "https://[::1",
        "https://user@example.org/",
        "https://example.org@evil.org/",
        "https://example.org:8443/",
        "https://example.org:99999/",
        "https://пример.рф/",
        "https://example.org/\u202egro",
        "https://example.org/a b",
        'https://example.org/"x',
        "https://example.org/<b>",
        "https://example.org\\@evil.org",
        "https://ex_ample.org/",
        "https://-example.org/",
        "https://example..org/",
        "https://example.org/" + "a" * 981,
    ],
)
def test_an_address_that_may_not(url: str) -> None:
    assert not is_linkable(url)


def test_a_card_has_every_figure_and_what_is_not_stated(advisor: Advisor) -> None:
    screen = card(course(advisor), 5, advisor.rates, None)
    text = screen.text
    assert text.startswith("Data analyst: SQL\nOpen Uni.\n")
    assert "Time: 18 hours of work. For you 4 weeks at 5 hours a week" in text and "Cost: Free." in text
    assert "Level: beginner. Language: English." in text and "Needs first: not stated." in text
    assert "No assessment is stated." in text
    assert "Not stated: whether the dates are fixed and a page to look at." in text
    assert "You can also type: save, where from, file, beside a degree, not for me, back, new goal." in text
    assert list(buttons(screen)) == [
        "Save",
        "Where from?",
        "As a file",
        "Beside a degree",
        "Not for me",
        "Back to list",
        "New goal",
    ]
    assert_good(screen)


def test_a_page_that_may_be_opened_can_be_opened_and_copied_and_stands_in_words(advisor: Advisor) -> None:
    screen = card(course(advisor, url="https://example.org/sql"), 5, advisor.rates, None)
    assert buttons(screen)["Open course page"].does == Visit("https://example.org/sql")
    assert buttons(screen)["Copy link"].does == Copy("https://example.org/sql")
    assert "The provider's page: https://example.org/sql" in screen.text


def test_an_address_over_256_characters_can_be_opened_but_not_copied(advisor: Advisor) -> None:
    screen = card(course(advisor, url="https://example.org/" + "a" * 240), 5, advisor.rates, None)
    assert "Open course page" in buttons(screen) and "Copy link" not in buttons(screen)


def test_an_address_that_may_not_be_opened_leaves_no_button(advisor: Advisor) -> None:
    screen = card(course(advisor, url="http://localhost/"), 5, advisor.rates, None)
    assert "Open course page" not in buttons(screen) and "localhost" not in screen.text


def test_a_long_text_is_cut_into_pages_at_sentences_and_nothing_is_lost(advisor: Advisor) -> None:
    sentences = [f"Sentence {number} says what is taught in week {number}." for number in range(100)]
    found = course(advisor, description=" ".join(sentences), outcomes=())
    shown, number = list[str](), 0
    while True:
        screen = reading(found, 5, number)
        shown += [line.text for line in screen.lines if line.style == "quote"]
        assert f"Page {number + 1} of " in screen.text and len(screen.text) <= 1500
        assert ("Page before" in buttons(screen)) == (number > 0)
        assert_good(screen)
        if "Read on" not in buttons(screen):
            break
        number += 1
    assert shown == sentences and number >= 3


def test_a_word_that_no_page_holds_is_cut_and_not_lost(advisor: Advisor) -> None:
    found = course(advisor, description="W" * 3000, outcomes=())
    shown = [
        line.text for page in range(3) for line in reading(found, 5, page).lines if line.style == "quote"
    ]
    assert "".join(shown) == "W" * 3000


@pytest.mark.parametrize("page", [-5, 99])
def test_a_page_that_is_not_there_is_the_nearest(advisor: Advisor, page: int) -> None:
    found = course(advisor, description="One. Two.")
    assert [line.text for line in reading(found, 5, page).lines if line.style == "quote"] == ["One.", "Two."]


def test_signs_alone_are_no_sentence(advisor: Advisor) -> None:
    found = course(advisor, description="🎯🎯\n🎯 Learn SQL.\n***", outcomes=())
    assert [line.text for line in reading(found, 5, 0).lines if line.style == "quote"] == ["Learn SQL."]


def test_receipts_name_the_file_the_row_the_column_and_its_words(advisor: Advisor) -> None:
    screen = receipts(course(advisor), 5)
    assert "File “small.jsonl”, row 1. Date: October 2026." in screen.text
    assert "Time: column “duration” says “18 hours”" in screen.text
    assert "Cost: column “price” says “Free”" in screen.text
    assert "Your weeks: 18 hours ÷ 5 hours a week, rounded up: 4 weeks." in screen.text
    assert "I did not check the provider's page." in screen.text
    assert list(buttons(screen)) == ["Report a wrong fact", "Back to course", "Back to list", "New goal"]
    assert_good(screen)


def test_what_the_file_does_not_say_is_said(advisor: Advisor) -> None:
    screen = receipts(course(advisor, receipts={}), 5)
    assert "Time: the file says nothing.\nCost: the file says nothing." in screen.text


def test_words_of_one_column_are_one_line_with_how_they_were_read(advisor: Advisor) -> None:
    found = tuple(Receipt("a.csv", word, 2, "topics", how="split at commas.") for word in ("SQL", "Python"))
    screen = receipts(course(advisor, receipts={"skills": found}), 5)
    assert "Skills: column “topics” says “SQL, Python”. How it was read: split at commas." in screen.text


def test_buttons_of_a_course_hold_its_key_and_the_list(advisor: Advisor) -> None:
    screen = card(course(advisor), 77, advisor.rates, None)
    assert buttons(screen)["Where from?"].does == Action("where", 77, key_of("sql-free"))
    assert buttons(screen)["Back to list"].does == Action("back", 77)
