"""Behaviour of bot/advisor.py: what has ended or is in a language nobody named is not offered."""

import datetime as dt
import json

import pytest

from bot.advisor import Advisor
from index.build import build
from index.encoder import TOY_MODEL

TODAY = dt.date(2026, 11, 25)
ROWS = [
    {"id": "open", "title": "Welding for beginners", "language": "English"},
    {"id": "closed", "title": "Welding of pipes", "language": "English", "status": "closed"},
    {"id": "over", "title": "Welding of rails", "language": "English", "end": "2026-11-24"},
    {"id": "last-day", "title": "Welding of frames", "language": "English", "end": "2026-11-25"},
    {
        "id": "french",
        "title": "Welding, soudure",
        "description": "Vous apprenez à souder pour la première fois et à lire les plans.",
    },
]


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    folder = tmp_path_factory.mktemp("offered")
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    build([path], folder / "data", (TOY_MODEL,))
    return Advisor.open(folder / "data")


def found(advisor: Advisor, goal: str) -> set[str]:
    answer = advisor.reply(goal, TODAY, limit=10).answer
    assert answer is not None
    return {one.program.id for one in answer.suggestions}


def test_closed_and_ended_courses_are_not_offered(advisor: Advisor) -> None:
    """A course may still be begun on its last stated day."""
    assert found(advisor, "I want to learn welding") == {"open", "last-day"}


def test_a_course_whose_text_is_in_another_language_is_left_out_and_counted(advisor: Advisor) -> None:
    reply = advisor.reply("I want to learn welding", TODAY, limit=10)
    assert reply.answer is not None and reply.answer.unread == 1


def test_the_language_of_the_text_holds_the_wish_for_a_language(advisor: Advisor) -> None:
    answer = advisor.reply("I want to learn welding, in French", TODAY, limit=10).answer
    assert answer is not None
    groups = {one.program.id: one.group for one in answer.suggestions}
    assert groups["french"] == "fits"
    assert groups["open"] == "one_off"


def test_a_card_says_that_the_language_is_the_texts(advisor: Advisor) -> None:
    text = advisor.reply("I want to learn welding, in French", TODAY, limit=10).text
    assert "Language: not stated. Language of its text: French." in text
