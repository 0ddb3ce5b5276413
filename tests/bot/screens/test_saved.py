"""The saved courses: what has changed of them, page by page, and what a report of a wrong fact leads to."""

import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.kept import Kept, Since
from bot.request import NO_GOAL
from bot.screens import saved, wrong
from bot.screens.screen import Action, Screen
from catalog.program import Duration, Price, Program
from tests.bot.screens.strict import assert_good

TODAY, THEN = dt.date(2026, 11, 25), dt.date(2026, 11, 3)
DEAR = Price("paid", Decimal(20), None, "USD", "total")
FREE = Program(id="sql", title="SQL", duration=Duration(hours_min=18, hours_max=18), price=Price("free"))


def since(now: Program | None, was: Program = FREE) -> Since:
    return Since(Kept.of(was, NO_GOAL, THEN), now)


def text_of(*courses: Since) -> str:
    return saved.saved(saved.Page(courses), TODAY).text


def test_each_change_is_said_with_what_was_and_what_is() -> None:
    text = text_of(since(FREE), since(replace(FREE, price=DEAR, duration=Duration())), since(None))
    assert text.startswith(
        "You saved 3 courses. 1 has changed since. 1 is no longer in the catalogue.\n\n1. SQL\n"
        "Time: 18 hours of work.\nCost: Free.\n"
    )
    assert "Cost on 3 November: Free. Now: 20 US dollars." in text
    assert "Time on 3 November: 18 hours of work. Now: Not stated." in text
    assert "3. SQL\nThis course is no longer in the catalogue." in text


@pytest.mark.parametrize(
    ("price", "says"),
    [
        (Price(), "Not stated."),
        (
            Price("free_to_learn", certificate_amount=Decimal(45), currency="EUR"),
            "Free to learn. The certificate",
        ),
        (Price("subscription", Decimal(39), None, "USD", "month"), "39 US dollars a month."),
    ],
)
def test_a_price_that_is_not_stated_is_never_free(price: Price, says: str) -> None:
    assert f"Now: {says}" in text_of(since(replace(FREE, price=price)))


def test_a_new_title_is_said_beside_the_old_one() -> None:
    text = text_of(since(replace(FREE, title="SQL now")))
    assert "1. SQL now\nIts title on 3 November: “SQL”." in text


@pytest.mark.parametrize("is_removing", [False, True])
@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_every_page_leads_on_and_tells_each_course_once(number: int, is_removing: bool) -> None:
    courses = [since(FREE, replace(FREE, id=str(place), title="x" * 400)) for place in range(9)]
    page = saved.Page(courses, number, is_removing)
    screen = saved.saved(page, TODAY)
    assert_good(screen)
    places = [place for place, _ in page.shown]
    assert places == [[1, 2, 3], [4, 5, 6], [7, 8, 9]][min(number, 2)]
    does = {button.does.op for row in screen.rows for button in row if isinstance(button.does, Action)}
    assert does == {"saved", "new"} | ({"unsave"} if is_removing else set())


@pytest.mark.parametrize(
    "screen",
    [
        saved.saved(saved.Page(()), TODAY),
        saved.saved(saved.Page([since(None)]), TODAY),
        saved.removed("0123456789", 5),
        saved.removed("0123456789", 0),
        saved.path_saved(3, 5),
        saved.gone("0123456789"),
        wrong.asked("SQL <b", "0123456789", 5),
        wrong.thanks("0123456789", 0),
    ],
)
def test_telegram_takes_it_and_it_leads_on(screen: Screen) -> None:
    assert_good(screen)


def test_of_courses_that_are_all_gone_there_is_no_file() -> None:
    labels = [button.label for row in saved.saved(saved.Page([since(None)]), TODAY).rows for button in row]
    assert "As a file" not in labels and "Remove one" in labels
