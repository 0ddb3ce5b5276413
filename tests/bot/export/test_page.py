"""The page of a plan: the facts of the screens, each figure with where it was read."""

import dataclasses
import datetime as dt
import re

from bot.export.data import as_json
from bot.export.page import page_of
from bot.plan import Plan
from tests.bot.export.plans import CARE, OPEN, RATES, SQL, THREE, plan

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def texts(of: Plan, **given: int) -> list[str]:
    """Every line of a plan's page."""
    page = page_of(of, RATES, None, **given)
    facts = [fact.text for part in page.parts for fact in part.facts]
    return [*(part.heading for part in page.parts), *facts, *page.closing, *page.notes]


def test_each_course_says_when_it_begins_and_ends() -> None:
    """18 hours at 5 a week are 3.6 weeks: 26 days; the second course has dates of its own."""
    found = texts(THREE)
    assert "Begin: 25 November 2026. Finish: about 21 December 2026." in found
    assert "Begin: 1 February 2027. Finish: about 20 February 2027." in found
    assert "Begin: 20 February 2027. Finish: not stated." in found


def test_what_is_behind_an_unknown_length_has_no_date() -> None:
    assert "Begin: after the course before it." in texts(plan(OPEN, SQL))


def test_a_sum_with_an_unknown_part_is_not_stated() -> None:
    """The third course states neither hours nor a price."""
    found = texts(THREE)
    assert "Cost in all: not stated." in found
    assert "Work in all: not stated." in found
    assert "Finish: not stated." in found


def test_a_figure_names_its_footnote() -> None:
    page = page_of(plan(SQL), RATES)
    time, cost = (
        next(fact for fact in page.parts[1].facts if fact.text.startswith(label))
        for label in ("Time", "Cost")
    )
    assert [page.notes[number - 1] for number in time.notes] == [
        "File “uni.csv”, row 12. Column “length” says “18 hours”. Date: October 2026.",
        "Your weeks: 18 hours ÷ 5 hours a week, rounded up: 4 weeks.",
    ]
    assert [page.notes[number - 1] for number in cost.notes] == [
        "File “uni.csv”, row 12. Column “price” says “$49.90”. Date: October 2026."
    ]


def test_old_facts_are_marked_at_the_age_that_is_given() -> None:
    """October 2026 begins 55 days before the plan was made."""
    assert not [text for text in texts(plan(SQL)) if "old" in text]
    assert not [text for text in texts(plan(SQL), old_after_days=55) if "old" in text]
    marked = [text for text in texts(plan(SQL), old_after_days=54) if "old" in text]
    assert "Facts from October 2026: old, so check them first." in marked
    assert len(marked) == 5  # and each of the four footnotes of a row


def test_dates_of_the_past_begin_nothing() -> None:
    past = dataclasses.replace(CARE, span=dataclasses.replace(CARE.span, over=True, finish=None))
    step = dataclasses.replace(THREE.steps[1], suggestion=past, finish=None)
    assert "Begin: not stated." in texts(dataclasses.replace(THREE, steps=(step,)))


def test_it_ends_with_what_to_check_and_what_a_course_is_not() -> None:
    page = page_of(THREE, RATES, "Trial with old data.")
    assert page.closing == (
        "Check price and dates on the provider's page before you pay.",
        "A course is not a job offer.",
        "Trial with old data.",
    )


def test_every_number_stands_in_the_plan() -> None:
    """Or is a place in the list, the weeks of a printed formula, or a count of the skills left out."""
    known = {*NUMBER.findall(as_json(THREE)), *"123"}
    known |= {one.removesuffix(".0") for one in known} | {"4"}  # 18 ÷ 5, rounded up
    known.add(str(len(THREE.missing) - 12))
    known |= {str(int(one)) for one in known if one.isdecimal()}
    said = {one for text in texts(THREE) for one in NUMBER.findall(text)}
    assert said <= known, said - known


def test_equal_receipts_share_a_footnote() -> None:
    twice = dataclasses.replace(THREE, steps=(THREE.steps[0], THREE.steps[0]))
    assert (
        page_of(twice, RATES).notes == page_of(dataclasses.replace(twice, steps=twice.steps[:1]), RATES).notes
    )


def test_the_day_of_making_is_today() -> None:
    later = dataclasses.replace(plan(SQL), today=dt.date(2027, 1, 2))
    assert "Made on 2 January 2027." in texts(later)
