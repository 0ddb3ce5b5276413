"""Courses side by side in a chat: differences first, "not stated" in its place, never too long."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.compare import compare as compared
from bot.reply import Suggestion, key_of
from bot.screens.compare import LONGEST_TEXT, compare
from bot.screens.screen import Action, Screen
from tests.bot.screens.hostile import RATES, TODAY, Maker, list_ids, makers
from tests.bot.screens.hostile import suggested as judged
from tests.bot.screens.strict import assert_good
from tests.bot.test_compare import BOARDS, GOAL, SILENT, SQL


def screen(*suggestions: Suggestion) -> Screen:
    """The screen of a comparison."""
    return compare(compared(suggestions, GOAL, TODAY, RATES), 7, "Trial with old data.")


def test_it_reads_from_differences_to_what_is_the_same() -> None:
    text = assert_good(screen(SQL, BOARDS)).text
    places = [
        text.index(words) for words in ("1. SQL (Open Uni)", "\nTime\n1: ", "\nOnly 1: “SQL”.", "\nSame: ")
    ]
    assert places == sorted(places)
    assert "Same: At the end: You get a certificate. Level: beginner. Language: English." in text
    assert "\nAll: “Databases”." in text
    assert "Check price and dates on the provider's page before you pay." in text


def test_what_is_not_stated_is_said() -> None:
    text = screen(SQL, SILENT).text
    assert "\nLevel\n1: beginner\n2: not stated\n" in text
    assert "\n2: not stated.\n" in text[text.index("After it") :]
    assert "Not stated by any of them: Assessment, What it proves, Schedule." in screen(BOARDS, SILENT).text


def test_each_course_can_be_opened_and_the_list_is_one_step_back() -> None:
    buttons = [button for row in screen(SQL, BOARDS, SILENT).rows for button in row]
    assert [button.label for button in buttons] == ["Open 1", "Open 2", "Open 3", "Back to list", "New goal"]
    assert [button.does for button in buttons] == [
        *(Action("course", 7, key_of(one)) for one in ("sql", "boards", "silent")),
        Action("back", 7),
        Action("new", 7),
    ]


@settings(
    max_examples=100,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(maker=makers, list_id=list_ids, count=st.integers(2, 4))
def test_telegram_takes_it_of_anything(maker: Maker, list_id: int, count: int) -> None:
    goal = maker.goal()
    found = [judged(maker.program(), goal, "fits") for _ in range(count)]
    shown = compare(compared(found, goal, TODAY, RATES), list_id, maker.one(None, "Trial with old data."))
    assert len(shown.text) <= LONGEST_TEXT
    assert_good(shown, short=False)
    for place in range(1, count + 1):
        assert f"\n{place}: " in shown.text
