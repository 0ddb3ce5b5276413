"""Every number and date of a reply has its receipt: the row, the goal or a printed formula (make measure)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.reply import key_of
from bot.request import Request
from bot.screens.course import card
from bot.screens.results import results
from catalog.program import Program
from index.build import build
from index.encoder import TOY_MODEL
from tests.quality.checked import TODAY, Checked, report
from tests.quality.figures import Stated, figures
from tests.quality.grounds import Grounds
from tests.quality.made_goals import made_goals

pytestmark = pytest.mark.measure
REPLIES, SCREENS = 2_000, 300


@pytest.fixture(scope="module")
def checked(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The corpus, indexed without weights: which courses come up does not matter here."""
    data = tmp_path_factory.mktemp("figures") / "data"
    build([shared / "eval" / "corpus.jsonl"], data, (TOY_MODEL,))
    return Checked(Advisor.open(data))


def test_every_figure_of_a_reply_has_its_receipt(shared: Path, checked: Checked) -> None:
    """Over 2,000 replies with all limits: each number and date stands in the row, the goal or a formula."""
    advisor = checked.advisor
    for message in made_goals(shared, REPLIES, seed=18):
        reply = advisor.reply(message, TODAY)
        if reply.answer:
            checked.check(message, reply.text, reply.answer)
    report(checked)


def test_every_figure_of_a_screen_has_its_receipt(shared: Path, checked: Checked) -> None:
    """The same of lists, of cards, and of where their facts were read."""
    advisor = checked.advisor
    for message in made_goals(shared, SCREENS, seed=19):
        answer = advisor.page(Request.of(message, TODAY), TODAY)
        if answer is None:
            continue
        checked.check(message, results(answer, 1, advisor.rates, None).text, answer)
        for suggestion in answer.suggestions[:2]:
            key = key_of(suggestion.program.id)
            course = advisor.course(Request.of(message, TODAY), TODAY, key)
            assert course
            checked.check_card(message, course, card(course, 1, advisor.rates, None).text)
    report(checked)


def test_the_parser_reads_numbers_and_dates() -> None:
    """What it misses cannot be checked: units, ranges, money, words and dates are read."""
    line = "At most 1,249.50 US dollars, 4 to 6 hours a week, 45 minutes, two weeks, until 6 January 2027."
    read = [(one.value, one.unit, one.date) for one in figures(line)]
    assert [(float(value), unit) for value, unit, date in read if date is None] == [
        (1249.5, "USD"),
        (4, "hour a week"),
        (6, "hour a week"),
        (45, "minute"),
        (2, "week"),
    ]
    assert [date for *_, date in read if date] == [Stated(2027, 1, 6)]
    assert figures("Facts from March 2023.")[0].date == Stated(2023, 3)


def test_an_invented_figure_is_found(checked: Checked) -> None:
    """The check can fail: of a true line with another number, that number has no receipt."""
    number = next(n for n, one in checked.programs.items() if one.duration.hours_max == 9.0)
    program: Mapping[str, Program] = {"row": checked.programs[number]}
    goal = checked.advisor.reply("data analyst", TODAY).goal
    grounds = Grounds(goal, "data analyst", TODAY, program["row"])
    assert [grounds.why(one, ()) for one in figures("9 hours of work.")] == ["row"]
    for invented in ("8 hours of work.", "9 weeks.", "49 US dollars.", "Facts from March 2019.", "9 months."):
        assert [grounds.why(one, ()) for one in figures(invented)] == [None]
