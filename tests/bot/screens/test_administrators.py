"""The administrators' screens: what they say, that each leads on, and that no count points at anybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens import health, held, stats
from bot.screens.catalogue import catalogue
from bot.screens.screen import Action, Screen
from bot.screens.stats import FEW, Figures, Today
from tests.bot.screens.administrators import (
    CONTENTS,
    FIGURES,
    HEALTH,
    HELD,
    TODAY,
    TROUBLE,
    WAITING,
    WRONG,
)  # fmt: skip
from tests.bot.screens.strict import assert_good

ALL = [
    health.status(HEALTH, TODAY),
    health.status(replace(HEALTH, held=42, last=None), TODAY),
    health.errors([], TODAY),
    health.errors([TROUBLE] * 50, TODAY),
    held.waits(WAITING),
    held.waits(WAITING, HELD),
    held.changes(WAITING),
    held.serve_asked(WAITING),
    held.live(42, 41),
    held.thrown_away(41),
    held.none_waits(),
    *(catalogue(CONTENTS, 41, page) for page in range(6)),
    catalogue(CONTENTS, 41, 99),
    stats.stats(FIGURES),
    stats.stats(Figures(0, 0, 0, {}, 0)),
    stats.reports([], TODAY),
    stats.reports(WRONG, TODAY),
    stats.reports(WRONG, TODAY, 1),
]


@pytest.mark.parametrize("screen", ALL, ids=lambda screen: screen.lines[0].text[:40])
def test_telegram_takes_it_and_it_leads_on(screen: Screen) -> None:
    assert_good(screen)


def test_the_status_has_every_number() -> None:
    busy = replace(
        HEALTH,
        previous=None,
        rebuilding_s=12.0,
        waiting=3,
        put_aside=1,
        conflicts=4,
        last_trouble="disk full",
    )
    text = health.status(busy, TODAY).text
    for words in (
        "Catalogue version 41: 412 courses, applied on 12 November at 10:02.",
        "Age: 12 days.",
        "People search this version.",
        "From: centre.csv.\nThere is no version before it.",
        "Now: rebuilding for 12 seconds. 3 messages waiting.",
        "Answers today: 212. Median time: 0.1 s.",
        "No match today: 9.",
        "Running for 2 days.",
        "Trouble with Telegram: 2.",
        "Told to come again: 0.",
        "another running copy: 4.",
        "after three failures: 1.",
        "Free disk: 11.2 GB.",
        "Model: all-MiniLM-L6-v2.",
        "Last trouble: disk full",
    ):
        assert words in text
    idle = health.status(HEALTH, TODAY).text
    assert "Now: idle. Nobody waits." in idle and "Version 40 is kept." in idle
    assert "Trouble on 24 November at 09:05: key error, lists.py:44. Ref 7F3K." in idle
    older = health.status(replace(HEALTH, newest=42), TODAY).text
    assert "Version 42 is not the one that is served." in older


def test_few_answers_of_a_day_are_not_counted_out() -> None:
    text = health.status(replace(HEALTH, today=Today(4, 0.1, 0)), TODAY).text
    assert "Answers today: fewer than 5." in text and "No match today: fewer than 5." in text


def test_what_waits_says_why_and_its_safe_button_comes_first() -> None:
    screen = held.waits(WAITING, HELD)
    assert "1,000 of the 1,300 courses of now would be gone." in screen.text
    assert "Check: 11 of 20 known goals still find their course." in screen.text
    assert "Too many courses would be gone." in screen.text
    assert "Too many known goals no longer find their course." in screen.text
    [[see], [drop, serve], _] = screen.rows
    assert (see.danger, drop.danger, serve.danger) == (False, False, True)
    [[leave, yes]] = held.serve_asked(WAITING).rows
    assert (leave.label, leave.danger, yes.danger) == ("Not now", False, True)
    assert yes.does == Action("reindex", arg="yes-a1b2c3d4e5f6")


def test_the_catalogue_is_told_page_by_page() -> None:
    first = catalogue(CONTENTS, 41).text
    for words in ("With a price: 72 %.", "With outcomes or skills: 0 %.", "centre.csv: 400.", "Page 1 of 5."):
        assert words in first
    texts = "\n".join(catalogue(CONTENTS, 41, page).text for page in range(1, 5))
    assert "price: ask us 0 (9 times)" in texts and "price: ask us 6 (3 times)" in texts
    assert "title: It has no title. (3 times)" in texts and "two columns are called price" in texts
    assert [one.label for one in catalogue(CONTENTS, 41).rows[0]] == ["Next"]
    assert [one.label for one in catalogue(CONTENTS, 41, 4).rows[0]] == ["Previous"]


def test_a_small_area_goes_into_the_others() -> None:
    """Health 60, computing 31; of teaching 3 nothing is said, and 100 less all others is no secret."""
    text = stats.stats(FIGURES).text
    assert "Health and care: 60.\nComputing: 31.\nOther or unclear: 9." in text
    assert "Teaching" not in text
    assert "Goals where nothing fits the limits: fewer than 5." in text
    assert "Costs too much: 7.\nTakes too long: fewer than 5." in text


GROUPS = st.sampled_from(["22", "25", "23", "24", "21", "26", "41", "51", "61", "71", "81", "00", "xx"])


@given(st.dictionaries(GROUPS, st.integers(1, 40)))
def test_no_shown_area_is_small_nor_can_be_worked_out(areas: dict[str, int]) -> None:
    """Every group that is shown counts at least five, and so does what is left of the total."""
    shown = stats.grouped(areas)
    assert sum(shown.values()) == sum(areas.values())
    if sum(areas.values()) >= FEW:
        assert all(count >= FEW for count in shown.values())


@given(st.dictionaries(GROUPS, st.integers(1, 40)))
def test_no_number_below_five_is_on_the_screen_of_figures(areas: dict[str, int]) -> None:
    """Whatever the counts are; the page's own words name no number but these."""
    goals = sum(areas.values())
    text = stats.stats(Figures(goals, goals // 3, goals // 7, areas, goals % 6)).text
    counts = [
        line.rpartition(": ")[2] for line in text.splitlines() if line.rpartition(": ")[2].endswith(".")
    ]
    numbers = [
        int(count[:-1].replace(",", "")) for count in counts if count[:-1].replace(",", "").isdecimal()
    ]
    assert all(number >= FEW for number in numbers)


def test_a_report_says_how_many_only_where_they_are_many() -> None:
    text = stats.reports(WRONG, TODAY).text
    assert "1. Course 0 R&D <b\nFact: The cost. 9 people say so. Last on 20 November." in text
    assert "Fewer than 5 people say so." in stats.reports(WRONG, TODAY, 1).text
    first = stats.reports(WRONG, TODAY).rows[0][0]
    assert first.does == Action("reports", arg="d000000000000")
