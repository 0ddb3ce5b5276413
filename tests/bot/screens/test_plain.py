"""Screens without courses: what they say, and that each leads on."""

import datetime as dt

import pytest

from bot.explain import TRIAL, without_programs
from bot.goal.goal import Goal
from bot.screens import admin, plain, privacy
from bot.screens.screen import Action, File, Line, Screen, label, lines, one_line, rows, unpacked
from tests.bot.screens.administrators import BUILT
from tests.bot.screens.strict import assert_good

TODAY = dt.date(2026, 11, 25)
SHELF = plain.Shelf(412, dt.date(2026, 11, 12), ("centre.csv",), is_sample=False)
SAMPLE = plain.Shelf(1, dt.date(2024, 1, 2), ("sample",), is_sample=True)
CRISIS = without_programs(Goal(intent="crisis"), None)
ALL: list[Screen] = [
    plain.start(SHELF, TODAY, None),
    plain.start(SAMPLE, TODAY, "room 12"),
    plain.new_goal(),
    plain.how_it_works(SAMPLE, "room 12"),
    plain.start(SHELF, TODAY, None, 2),
    plain.in_private_only(),
    plain.exported(File("kept-of-you.json", b"{}")),
    privacy.privacy("room 12"),
    privacy.forget_asked(0),
    privacy.forget_asked(2, 3),
    plain.forgotten(),
    plain.kept(),
    plain.whoami(10**10, False),
    plain.unknown_command(),
    plain.unknown_person(),
    plain.only_text("voice"),
    plain.only_text("photo"),
    plain.file_trouble("Too long."),
    plain.outlived(),
    plain.outlived(5),
    plain.gone(5),
    plain.trouble(),
    plain.answered("Hello."),
    plain.in_need(CRISIS),
    admin.asked(41, ["a.csv"]),
    admin.asked(41, ["a.csv"], 38.4),
    admin.left(),
    admin.no_files(),
    admin.already(12, by_you=True),
    admin.already(12, by_you=False),
    admin.progress("Reading", 620, 1240, 20),
    admin.starting(),
    admin.done(BUILT, 38, 42),
    admin.stopped(0),
    admin.stopped(620),
    admin.failed("No room on the disk."),
    admin.failed(""),
]


@pytest.mark.parametrize("screen", ALL, ids=lambda screen: screen.lines[0].text[:40])
def test_telegram_takes_it_and_it_leads_on(screen: Screen) -> None:
    assert_good(screen)


def test_the_start_says_what_is_in_the_catalogue_and_warns_of_the_sample() -> None:
    assert "I know 412 courses, put in on 12 November." in plain.start(SHELF, TODAY, None).text
    assert TRIAL not in plain.start(SHELF, TODAY, None).text
    sample = plain.start(SAMPLE, TODAY, "room 12").text
    assert "I know 1 course, put in on 2 January 2024." in sample and TRIAL in sample
    assert "Talk to a person" in sample


def test_nothing_beside_the_answer_to_a_crisis_asks_for_a_tap() -> None:
    screen = plain.in_need(CRISIS)
    assert screen.rows == () and "112 in Europe" in screen.text


def test_the_safe_button_is_first_and_the_other_is_marked() -> None:
    [[keep, delete]] = privacy.forget_asked(2).rows
    assert (keep.label, keep.danger, delete.label, delete.danger) == ("Keep them", False, "Delete all", True)
    [[leave, rebuild]] = admin.asked(41, ["a.csv"]).rows
    assert leave.does == Action("leave") and rebuild.does == Action("reindex", arg="go")


def test_a_list_that_is_known_can_be_made_again() -> None:
    assert plain.outlived(5).rows[0][0].does == Action("again", 5)
    assert [button.label for button in plain.outlived().rows[0]] == ["New goal"]


def test_the_end_of_a_rebuild_says_what_is_served() -> None:
    live = admin.done(BUILT, 38.2, 42).text
    assert "1,240 courses in 38 seconds. 3 rows refused.\nMerged: 1. New: 40. As before: 1,200." in live
    assert "Check: 20 of 20 known goals still find their course." in live
    assert "Version 42 is live." in live
    assert "Version 42 is built, but version 41 is still served" in admin.done(BUILT, 38.2, 41).text


@pytest.mark.parametrize(
    ("span_s", "words"),
    [
        (0, "1 second"),
        (89, "89 seconds"),
        (90, "2 minutes"),
        (5399, "90 minutes"),
        (7200, "2 hours"),
        (200_000, "2 days"),
    ],
)
def test_a_span_is_said_as_people_say_it(span_s: float, words: str) -> None:
    assert admin.seconds(span_s) == words


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("a\nb\t c", 90, "a b c"),
        ("🎯 Data", 90, "Data"),
        ("1️⃣ → First", 90, "First"),
        ("🎯🎯", 90, "🎯🎯"),
        ("SQL 🎯", 90, "SQL 🎯"),
        ("1. First", 90, "1. First"),
        ("many words that are cut", 14, "many words …"),
        ("1. Weiterbildungsangebote", 20, "1. Weiterbildungsan…"),
        ("W" * 50, 10, "W" * 8 + " …"),
    ],
)
def test_a_line_begins_with_words_and_fits(text: str, limit: int, line: str) -> None:
    assert one_line(text, limit) == line
    assert len(one_line(text, limit)) <= limit


def test_a_label_without_letters_has_others_instead() -> None:
    assert label("12345", "1. Course") == "1. Course"
    assert label("1. SQL", "1. Course") == "1. SQL"


@pytest.mark.parametrize(
    "data",
    [
        "",
        "v0:list:1:f0",
        "v1:fly:1:",
        "v1:list:-1:",
        "v1:list:1",
        "v1:list:1:" + "a" * 25,
        "v1:list:1:f0\n",
        "v1:list:1:F0",
    ],
)
def test_forged_data_is_no_action(data: str) -> None:
    assert unpacked(data) is None


def test_paragraphs_without_words_leave_no_gap() -> None:
    assert lines("a", "", [], ["b\nc", ""]) == (Line("a"), Line(""), Line("b"), Line("c"))
    assert rows([None], [plain.new_goal().rows[0][0], None]) == ((plain.new_goal().rows[0][0],),)
