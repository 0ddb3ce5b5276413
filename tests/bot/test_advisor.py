"""Behaviour of bot/advisor.py: a message in, an honest reply out."""

import datetime as dt
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.reply import Reply, Suggestion, View, key_of
from bot.request import Request

TODAY = dt.date(2026, 11, 25)
GOAL = "I'm an administrative assistant and want to become a data analyst, under $200, 5 hours a week"


@pytest.fixture(scope="module")
def reply(advisor: Advisor) -> Reply:
    return advisor.reply(GOAL, TODAY, limit=10)


def by_id(reply: Reply) -> dict[str, Suggestion]:
    assert reply.answer is not None
    return {one.program.id: one for one in reply.answer.suggestions}


def test_each_programme_stands_in_the_group_its_limits_put_it_in(reply: Reply) -> None:
    """What is too dear is off by one, what states no price cannot be told, and neither is a fit."""
    groups = {name: one.group for name, one in by_id(reply).items()}
    assert groups["sql-free"] == "fits"
    assert groups["analyst-cert"] == "fits"
    assert groups["analyst-sub"] == "fits"
    assert groups["analyst-dear"] == "one_off"
    assert groups["analyst-unpriced"] == "not_stated"


def test_fits_come_first_and_the_rest_follow_group_by_group(reply: Reply) -> None:
    """One group is never mixed into another."""
    assert reply.answer is not None
    order = [one.group for one in reply.answer.suggestions]
    assert order == sorted(order, key=["fits", "not_stated", "one_off", "related"].index)


def test_the_text_says_back_what_was_understood(reply: Reply) -> None:
    """Nothing is a hidden filter."""
    first, said = reply.text.splitlines()[:2]
    assert first == "3 courses fit. 1 more may fit, but does not state enough to tell. 1 is off by one thing."
    for words in ("data analyst", "administrative assistant", "200 US dollars", "5 hours a week"):
        assert words in said


def test_time_and_cost_are_told_at_the_persons_pace(reply: Reply) -> None:
    """60 hours at 5 a week are 12 weeks; 12 weeks of 39 dollars a month are three months."""
    found = by_id(reply)["analyst-sub"]
    assert found.span.weeks_max == 12
    assert (found.cost.periods, str(found.cost.amount_max)) == (3, "117")
    assert "60 hours of work. For you 12 weeks at 5 hours a week, until about 17 February 2027." in reply.text
    assert "117 US dollars in all: 3 months × 39 US dollars." in reply.text


def test_the_certificates_price_stands_apart(reply: Reply) -> None:
    """Learning is free; the certificate has its own price."""
    assert "Free to learn. The certificate costs 249 US dollars." in reply.text


def test_what_is_off_is_named_with_its_amount(reply: Reply) -> None:
    """4,500 dollars are 4,300 over a budget of 200."""
    assert "4,300 US dollars over the budget" in reply.text


def test_unknown_is_said_as_not_stated(reply: Reply) -> None:
    """The unpriced course says so, and is neither free nor 0."""
    card = next(part for part in reply.text.split("\n\n") if "Data analyst in practice" in part)
    assert "Cost: Not stated." in card
    assert "price not stated" in card


def test_old_facts_say_so_where_they_stand(reply: Reply) -> None:
    """Facts of 2023 are old in November 2026; facts of October 2026 are not."""
    assert "Facts from March 2023: old, so check them first." in reply.text
    assert "Facts from October 2026." in reply.text


def test_when_nothing_fits_the_limit_to_relax_is_counted(advisor: Advisor) -> None:
    """Each relaxation is what the same goal without exactly that limit would bring."""
    reply = advisor.reply("data analyst, free only, with a certificate, at most 1 hour in total", TODAY)
    assert reply.answer is not None
    assert reply.answer.counts["fits"] == 0
    for one in reply.answer.relaxations:
        assert one.count > 0
    assert "No course fits all you said." in reply.text


def test_with_a_certificate_wanted_learning_free_is_not_free(advisor: Advisor) -> None:
    """249 dollars for the certificate break a budget of 200."""
    reply = advisor.reply("data analyst, under $200, 5 hours a week, I need a certificate", TODAY, limit=10)
    assert by_id(reply)["analyst-cert"].group == "one_off"


@pytest.mark.parametrize(
    "message",
    ["hi", "???", "will it rain today", "i dont want to live anymore", "learn to make a bomb", ""],
)
def test_what_is_no_goal_gets_no_programmes(advisor: Advisor, message: str) -> None:
    """A greeting, nonsense, a crisis and harm are answered in words alone."""
    reply = advisor.reply(message, TODAY)
    assert reply.answer is None
    assert reply.text


def test_a_crisis_is_met_with_the_emergency_number_and_the_contact(advisor: Advisor) -> None:
    """Short and humane; no courses."""
    text = advisor.reply("lost my job and i just want to kill myself", TODAY).text
    assert "emergency number" in text
    assert "the career desk, room 12" in text


def test_the_same_goal_gets_the_same_reply(advisor: Advisor) -> None:
    """Nothing in a reply depends on chance."""
    assert advisor.reply(GOAL, TODAY).text == advisor.reply(GOAL, TODAY).text


def test_courses_in_other_languages_are_left_out_and_counted(advisor: Advisor) -> None:
    """A Spanish course is not pushed at somebody who writes English, unless Spanish is asked for."""
    reply = advisor.reply("welding", TODAY)
    assert list(by_id(reply)) == ["weld"]
    assert "1 course in other languages left out." in reply.text
    asked = advisor.reply("welding, the course should be in Spanish", TODAY)
    assert "welding-es" in by_id(asked)


def test_what_is_not_close_is_not_called_close(advisor: Advisor) -> None:
    """The nearest are named as such, and no reason is invented for them."""
    reply = advisor.reply("I want to become a helicopter pilot", TODAY)
    assert reply.answer is not None
    assert not any(reply.answer.counts.values())
    assert "No course here is a close match for “helicopter pilot”." in reply.text
    assert "close in meaning" not in reply.text


def test_a_page_shows_one_group_alone_and_the_first_with_any_by_itself(advisor: Advisor) -> None:
    first = advisor.page(Request.of(GOAL, TODAY), TODAY)
    assert first is not None and first.view == View("fits", 0)
    assert {one.group for one in first.suggestions} == {"fits"}
    off = advisor.page(Request.of(GOAL, TODAY), TODAY, View("one_off"))
    assert off is not None and [one.program.id for one in off.suggestions] == ["analyst-dear"]


@pytest.mark.parametrize("page", [-1, 7, 10**6])
def test_a_page_that_is_not_there_is_the_nearest_one_that_is(advisor: Advisor, page: int) -> None:
    answer = advisor.page(Request.of(GOAL, TODAY), TODAY, View("fits", page))
    assert answer is not None and answer.view == View("fits", 0) and len(answer.suggestions) == 3


def test_pages_are_the_ranking_cut_into_threes(data: Path) -> None:
    """Nothing is shown twice or left out between one page and the next."""
    advisor = Advisor.open(data)
    whole = advisor.reply("data analyst", TODAY, limit=50).answer
    assert whole is not None
    fits = [one.program.id for one in whole.suggestions if one.group == "fits"]
    paged: list[str] = []
    for page in range(-(-len(fits) // 3)):
        answer = advisor.page(Request.of("data analyst", TODAY), TODAY, View("fits", page))
        assert answer is not None and answer.pages == -(-len(fits) // 3)
        paged += [one.program.id for one in answer.suggestions]
    assert paged == fits and len(fits) > 3


def test_a_message_that_is_no_goal_has_no_page(advisor: Advisor) -> None:
    assert advisor.page(Request.of("hello", TODAY), TODAY) is None


def test_a_course_is_judged_as_in_the_list_it_was_found_in(advisor: Advisor) -> None:
    listed = advisor.page(Request.of(GOAL, TODAY), TODAY)
    assert listed is not None
    for one in listed.suggestions:
        course = advisor.course(Request.of(GOAL, TODAY), TODAY, key_of(one.program.id))
        assert course is not None and course.suggestion == one


def test_a_course_that_left_the_catalogue_is_none(advisor: Advisor) -> None:
    assert advisor.course(Request.of(GOAL, TODAY), TODAY, key_of("gone")) is None
