"""What holds of every message, whatever anyone types."""

import datetime as dt
import json
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.goal.tables import has_table, table, words_file

TODAY = dt.date(2026, 11, 25)
LIMITS = (
    "budget",
    "free_only",
    "hours_per_week",
    "max_weeks",
    "max_hours",
    "deadline",
    "certificate",
    "level",
)
MARKS = [
    "$",
    "€",
    "5",
    "200",
    "2k",
    "1.500",
    "24/7",
    ",",
    ".",
    "!",
    "->",
    "\n",
    "(",
    ")",
    "👋",
    "C++",
    "Nurse",
]
PIECES = {
    language: [*sorted(phrase.replace("*", "") for phrase in table("any", language).phrases), *MARKS]
    for language in words_file("languages")
    if has_table(language)
}
MESSAGES = [
    json.loads(line)["text"]
    for path in sorted((Path(__file__).parent / "messages").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def _any_words_of(language: str) -> st.SearchStrategy[str]:
    """Words of one language's table, behind one that tells the language."""
    told = words_file("languages")[language]["words"].split()[:12]
    return st.lists(st.sampled_from(PIECES[language]), max_size=25).map(
        lambda words: " ".join([*told, *words])
    )


def limits(goal: Goal) -> dict[str, object]:
    return {field: getattr(goal, field) for field in LIMITS}


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """NUL, surrogates, any script: a Goal, the same one each time, that JSON can carry."""
    goal = read(text, TODAY)
    assert read(text, TODAY) == goal
    assert msgspec.json.decode(msgspec.json.encode(goal), type=Goal) == goal


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PIECES)).flatmap(_any_words_of))
def test_any_order_of_known_words_is_read_without_an_error(text: str) -> None:
    """The grammar meets its own words in every order and still ends."""
    goal = read(text, TODAY)
    assert goal.budget is None or goal.budget.amount > 0
    assert all(words for words in goal.words.values())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MESSAGES), st.sampled_from(["", ".", "!", "  ", "\n", " 🙏"]))
def test_case_and_a_closing_mark_change_no_limit(text: str, mark: str) -> None:
    """Shouting, whispering and a full stop ask for the same course."""
    said = limits(read(text, TODAY))
    assert limits(read(text.lower() + mark, TODAY)) == said


def test_ten_thousand_characters_end() -> None:
    """A message far too long is read as far as a goal can reach."""
    assert read("I want to be a nurse, max $50. " + "xyzzy " * 2000, TODAY).target == "nurse"
    assert read("(" * 10_000, TODAY).intent == "unclear"


def test_numbers_beyond_meaning_are_left() -> None:
    """What nobody can mean as a sum or a span sets no limit, and nothing is infinite."""
    for text in ("max 1" + " thousand" * 200 + " dollars", "under " + "9" * 400 + " hours in total"):
        assert not any(value for field, value in limits(read(text, TODAY)).items())
