"""What of a message goes on to be searched for and kept, and what ends with its reading."""

import datetime as dt

import msgspec
import pytest

from bot.advisor import Advisor
from bot.request import Request, may_be_kept
from bot.screens.results import results

TODAY = dt.date(2026, 11, 25)
ADVERT = (
    "We are looking for a Data Analyst to join our canarybird team at Canarybird Ltd.\n"
    "Your tasks: build dashboards, write SQL queries, report to managers near canarybird.\n"
    "Requirements: SQL, Excel, Power BI, good English. We offer 30 days of holiday."
)
CRISIS = "lost my job and i just want to kill myself, canarybird"


@pytest.mark.parametrize("message", [ADVERT, CRISIS])
def test_of_an_advert_and_of_a_crisis_no_words_go_on(message: str) -> None:
    assert b"canarybird" not in msgspec.json.encode(Request.of(message, TODAY)).lower()
    assert not may_be_kept(message)


@pytest.mark.parametrize("message", ["", "I want to learn welding", "Requirements: SQL", "???"])
def test_every_other_message_is_kept_as_it_was_written(message: str) -> None:
    assert Request.of(message, TODAY).message == message and may_be_kept(message)


def test_an_advert_is_searched_by_what_was_understood_of_it() -> None:
    request = Request.of(ADVERT, TODAY)
    assert request.is_advert and request.message == "Data Analyst, SQL, Excel, Power BI"
    assert request.goal.skills_wanted == ("SQL", "Excel", "Power BI") and request.goal.words == {}


def test_the_pages_of_an_advert_agree_after_it_was_kept(advisor: Advisor) -> None:
    """What comes back from the store is asked the same, and what the advert asks for is still said."""
    request = Request.of(ADVERT, TODAY)
    kept = msgspec.json.decode(msgspec.json.encode(request), type=Request)
    first, again = (advisor.page(one, TODAY) for one in (request, kept))
    assert first == again and first is not None and first.near_advert is not None
    text = results(first, 1, advisor.rates, None).text
    assert "The advert names 3 skills that you did not say you know." in text
    reply = advisor.reply(ADVERT, TODAY).answer
    assert reply is not None
    assert reply.suggestions[0].program.id == first.suggestions[0].program.id


def test_in_short_a_request_has_the_goal_without_the_words_it_was_read_from() -> None:
    request = Request.of("I want to be a nurse, under 100 euros, canarybird evenings only", TODAY).in_short()
    assert request.message == request.goal.target == "nurse"
    assert request.goal.budget is not None and not request.goal.words and not request.goal.unused
    assert request.in_short() == request
