"""The screen of a path: the sums, the steps, what is still missing, and why there is none."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.goal.goal import Budget, Goal
from bot.path import Path, best_path
from bot.reply import Suggestion
from bot.screens.path import path
from bot.screens.screen import Action
from catalog.program import Duration, Price
from catalog.rates import Rates
from catalog.text import clean_text
from tests.bot.screens.hostile import RATES as REAL_RATES
from tests.bot.screens.hostile import Maker, makers
from tests.bot.screens.strict import assert_good
from tests.bot.suggested import TODAY, suggested

RATES = Rates(TODAY, {"EUR": Decimal(1), "USD": Decimal(2)})
GOAL = Goal("goal", skills_wanted=("SQL", "Python", "statistics"), hours_per_week=5)


def shown(pool: list[Suggestion], goal: Goal = GOAL) -> str:
    screen = path(best_path(pool, goal, TODAY, RATES), 7, RATES)
    assert_good(screen, short=False)
    return screen.text


def course(id_: str, *skills: str, goal: Goal = GOAL, **fields: Any) -> Suggestion:
    given_fields = {"duration": Duration(20, 20), "price": Price("free"), **fields}
    return suggested(goal, id_, f"Course {id_}", skills=skills, **given_fields)


def test_a_path_says_its_sums_its_steps_and_what_is_missing() -> None:
    paid = Price("paid", Decimal(30), None, "USD", "total")
    needs: dict[str, Any] = {"prerequisites": "Know SQL.", "price": paid}
    screen = path(
        best_path([course("b", "Python", **needs), course("a", "SQL", level="beginner")], GOAL, TODAY, RATES),
        7,
        RATES,
    )
    assert_good(screen)
    assert screen.text == (
        "2 courses, one after the other.\n"
        "Study in all: 8 weeks, with 5 hours a week.\n"
        "Done by about 20 January 2027, if you start today.\n"
        "Cost in all: 30 US dollars.\n"
        "\n"
        "1. Course a\n"
        "Time: 4 weeks. From 25 November to about 23 December. Cost: free.\n"
        "It teaches: SQL. It is for beginners.\n"
        "\n"
        "2. Course b\n"
        "Time: 4 weeks. From 23 December to about 20 January 2027. Cost: 30 US dollars.\n"
        "It adds: Python. It asks for this first: “Know SQL”.\n"
        "\n"
        "Together they teach 2 of the 3 skills you asked for.\n"
        "Not covered: statistics.\n"
        "\n"
        "The best single course teaches 1 of these skills: “Course a”.\n"
        "Time: 4 weeks. Cost: free.\n"
        "\n"
        "Employers may also ask for experience or a degree. A course is not a job offer.\n"
        "Check price and dates on the provider's page before you pay.\n"
        "You can also type: save, file, beside a degree, back, new goal."
    )
    buttons = [button for row in screen.rows for button in row]
    assert [button.label for button in buttons] == [
        *("1. Course a", "2. Course b"),
        "Save this path",
        *("As a file", "Beside a degree"),
        *("Back to list", "New goal"),
    ]
    assert buttons[5].does == Action("back", 7)


def test_what_cannot_be_told_is_not_stated_in_the_sums() -> None:
    text = shown([course("a", "SQL", duration=Duration()), course("b", "Python", price=Price())])
    assert "Time in all: not stated." in text
    assert "Cost in all: not stated." in text
    assert "Done by" not in text


def test_a_converted_sum_shows_the_rate_and_its_day() -> None:
    goal = Goal("goal", skills_wanted=GOAL.skills_wanted, budget=Budget(Decimal(100), "EUR"))
    dollars = Price("paid", Decimal(30), None, "USD", "total")
    text = shown([course("a", "SQL", goal=goal, price=dollars), course("b", "Python", goal=goal)], goal)
    assert "Cost in all: about 15 euros (ECB rate of 25 November 2026)." in text


def test_free_to_learn_is_not_called_free() -> None:
    learn = Price("free_to_learn", certificate_amount=Decimal(40), currency="EUR")
    text = shown([course("a", "SQL", price=learn), course("b", "Python")])
    assert "Cost in all: free to learn. Certificates may cost extra." in text
    assert "Cost: free to learn." in text


def test_no_path_says_why() -> None:
    assert "it needs two courses that fit all you said." in shown([course("a", "SQL")])
    assert "no course that fits names a skill you still need." in shown([course("a"), course("b")])
    assert "No path is better than one course here." in shown(
        [course("a", "SQL", "Python"), course("b", "SQL")]
    )
    several = Goal("goal", target="public policy analyst")
    text = shown([course("a", goal=several), course("b", goal=several)], several)
    assert "They are: policy officer and economic adviser. Write which one you mean." in text
    unknown = Goal("goal", target="it")
    assert "I know no skills for this goal." in path(Path(unknown, TODAY, 3, 0), 7, RATES).text


@settings(max_examples=20, deadline=None)
@given(makers, st.integers(2, 4))
def test_hostile_words_stay_within_what_a_chat_takes(maker: Maker, count: int) -> None:
    # A message is cleaned before it is read.
    said = [clean_text(f"{maker.text(60)} skill{place}") for place in range(count)]
    goal = Goal("goal", skills_wanted=tuple(said))
    pool = []
    for place, skill in enumerate(goal.skills_wanted):
        program = maker.program()
        fields = {
            name: getattr(program, name)
            for name in ("duration", "price", "level", "prerequisites", "language")
        }
        pool.append(suggested(goal, f"{program.id}{place}", program.title, skills=(skill,), **fields))
    screen = path(best_path(pool, goal, TODAY, REAL_RATES), 999_999_999_999, REAL_RATES)
    assert_good(screen, short=False)
    assert len(screen.text) <= 3500
