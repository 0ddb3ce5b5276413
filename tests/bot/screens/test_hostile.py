"""Whatever a catalogue or a person writes, Telegram takes every screen, and each has a way back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.explain import TRIAL
from bot.screens import admin, course, health, held, plain, stats
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


def a_card(maker: Maker, list_id: int, notice: str | None) -> None:
    assert_good(course.card(maker.course(), list_id, RATES, notice), short=False)


def a_course_text_and_its_receipts(maker: Maker, list_id: int, page: int) -> None:
    found = maker.course()
    assert_good(course.reading(found, list_id, page), short=False)
    assert_good(receipts(found, list_id), short=False)


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
        plain.whoami(count, True), plain.forget_asked(count), plain.file_trouble(f"No: {text}"),
        health.status(state, TODAY), held.changes(waiting), stats.reports(wrong, TODAY),
        admin.failed(text), admin.asked(3, sources or ("x",)),
        admin.progress("Reading", count, 10**9, 1e9),
    ):  # fmt: skip
        assert_good(screen, short=False)


PROPERTIES: list[tuple[Callable[..., None], dict[str, st.SearchStrategy[object]]]] = [
    (a_list, {"maker": makers, "list_id": list_ids, "notice": notices, "changed": st.booleans()}),
    (a_card, {"maker": makers, "list_id": list_ids, "notice": notices}),
    (
        a_course_text_and_its_receipts,
        {"maker": makers, "list_id": list_ids, "page": st.sampled_from([0, 1, 9999])},
    ),
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
