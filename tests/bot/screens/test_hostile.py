"""Whatever a catalogue or a person writes, Telegram takes every screen, and each has a way back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.explain import TRIAL
from bot.kept import Kept, Since
from bot.links import link_to_course
from bot.reply import Course
from bot.request import Request
from bot.screens import admin, course, group, health, held, plain, privacy, saved, stats
from bot.screens import wrong as wrong_screens
from bot.screens.receipts import receipts
from bot.screens.results import results
from catalog.text import clean_text
from tests.bot.screens.administrators import HEALTH, WAITING, WRONG
from tests.bot.screens.hostile import RATES, TODAY, Maker, list_ids, makers
from tests.bot.screens.strict import assert_good

notices = st.sampled_from([None, TRIAL])


def a_list(maker: Maker, list_id: int, notice: str | None, changed: bool) -> None:
    # Absurd figures may need more room than the 1,500 characters of a usual list.
    shown = assert_good(results(maker.answer(), list_id, RATES, notice, changed), short=False)
    assert len(shown.text) <= 2500
    assert "You can also type: " in shown.text


def a_list_in_a_group(maker: Maker, list_id: int, notice: str | None) -> None:
    answer = maker.answer()
    shown = assert_good(group.results(answer, list_id, "rung_bot", notice))
    assert "You want" not in shown.text


def a_card(maker: Maker, list_id: int, notice: str | None) -> None:
    keeping = course.Keeping(list_id % 2 == 0, link_to_course("rung_bot", "0123456789"))
    assert_good(course.card(maker.course(), list_id, RATES, notice, keeping), short=False)


def a_course_text_and_its_receipts(maker: Maker, list_id: int, page: int) -> None:
    found = maker.course()
    assert_good(course.reading(found, list_id, page), short=False)
    assert_good(receipts(found, list_id), short=False)
    assert_good(wrong_screens.asked(found.suggestion.program.title, "0123456789", list_id))


def what_was_saved(maker: Maker, number: int, is_removing: bool) -> None:
    then = dt.date(2020, 1, 1)
    courses = [
        Since(Kept.of(maker.program(), Request("", maker.goal()), then), maker.one(None, maker.program()))
        for _ in range(5)
    ]
    shown = assert_good(saved.saved(saved.Page(courses, number, is_removing), TODAY), short=False)
    assert len(shown.text) <= 1900


def words_without_courses(maker: Maker, count: int) -> None:
    sources = maker.several(9)
    # As every message and every setting is; a reason is a sentence of ours, so never one bare word.
    text = f"A reason: {' '.join(clean_text(maker.text(60)).split())}."
    shelf = plain.Shelf(count, TODAY, sources, is_sample=True)
    state = replace(HEALTH, shelf=shelf, models=sources or ("x",), waiting=count, last_trouble=text)
    waiting = replace(WAITING, gone_titles=sources, new_titles=sources)
    wrong = [replace(WRONG[0], title=source) for source in sources]
    for screen in (
        plain.start(shelf, TODAY, None), plain.how_it_works(shelf, "room 12"),
        plain.answered(f"I noted: {text}"),
        plain.whoami(count, True), privacy.forget_asked(count, count), plain.file_trouble(f"No: {text}"),
        health.status(state, TODAY), held.changes(waiting), stats.reports(wrong, TODAY),
        admin.failed(text), admin.asked(3, sources or ("x",)),
        admin.progress("Reading", count, 10**9, 1e9),
    ):  # fmt: skip
        assert_good(screen, short=False)


PROPERTIES: list[tuple[Callable[..., None], dict[str, st.SearchStrategy[object]]]] = [
    (a_list, {"maker": makers, "list_id": list_ids, "notice": notices, "changed": st.booleans()}),
    (a_list_in_a_group, {"maker": makers, "list_id": list_ids, "notice": notices}),
    (a_card, {"maker": makers, "list_id": list_ids, "notice": notices}),
    (
        a_course_text_and_its_receipts,
        {"maker": makers, "list_id": list_ids, "page": st.sampled_from([0, 1, 9999])},
    ),
    (what_was_saved, {"maker": makers, "number": st.integers(0, 3), "is_removing": st.booleans()}),
    (
        words_without_courses,
        {"maker": makers, "count": st.integers(0, 10**10)},
    ),
]


def checked(examples: int, holds: Callable[..., None], given_: dict[str, st.SearchStrategy[object]]) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    # What chance made is not shrunk: it takes longer than the reading of it.
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    way = settings(max_examples=examples, deadline=None, phases=phases, suppress_health_check=slow)
    way(given(**given_)(holds))()


@pytest.mark.parametrize(("holds", "given_"), PROPERTIES, ids=lambda value: getattr(value, "__name__", ""))
def test_telegram_takes_every_screen_of_100_hostile_ones(
    holds: Callable[..., None], given_: dict[str, st.SearchStrategy[object]]
) -> None:
    checked(100, holds, given_)


@pytest.mark.soak
@pytest.mark.parametrize(("holds", "given_"), PROPERTIES, ids=lambda value: getattr(value, "__name__", ""))
def test_telegram_takes_every_screen_of_2000_hostile_ones(
    holds: Callable[..., None], given_: dict[str, st.SearchStrategy[object]]
) -> None:
    checked(2000, holds, given_)


@pytest.mark.measure
def test_of_5000_hostile_titles_telegram_refuses_none() -> None:
    maker, shown = Maker(Random(5), ()), 0
    while shown < 5000:
        answer = maker.answer()
        assert_good(results(answer, 1, RATES, None), short=False)
        assert_good(group.results(answer, 1, "rung_bot", None))
        for one in answer.suggestions:
            assert_good(course.card(Course(answer.goal, TODAY, one), 1, RATES, None), short=False)
        shown += len(answer.suggestions)
    print(f"\n{shown} hostile titles, each in a list, in a group's list and on a card: none refused")
