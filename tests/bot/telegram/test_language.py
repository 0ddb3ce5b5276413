"""The language of an answer: as somebody writes, as their Telegram is set, or as they chose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.goal.language import is_told
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.catalogues import POLISH, shipped
from tests.bot.telegram.inprocess import Bots

ENGLISH_GOAL, POLISH_GOAL = "I want to learn to weld", "Chcę się nauczyć spawać"
HELLO = "Nothing was deleted."
AT_REST = f'{POLISH}\nmsgid "{HELLO}"\nmsgstr "Nic nie usunięto."\n'


@pytest.fixture(autouse=True)
def polish(tmp_path: Path) -> Iterator[None]:
    """A catalogue of a few Polish sentences."""
    with shipped({"pl": AT_REST}, tmp_path):
        yield


def kept(standin: StandIn, person: Person) -> str:
    """Let somebody ask for nothing to be deleted, and return the words that they get."""
    person.send("/forget")
    person.send("keep them")
    standin.wait(lambda: person.messages() and len(person.newest().text) < 60)
    return person.newest().text


def answered(standin: StandIn, person: Person, text: str) -> str:
    before = len(person.messages())
    person.send(text)
    standin.wait(lambda: len(person.messages()) > before)
    return person.newest().text


def test_a_goal_is_answered_in_its_own_language_and_so_is_what_follows(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    assert "Chcesz: " in answered(standin, ana, POLISH_GOAL)
    assert kept(standin, ana) == "Nic nie usunięto."
    assert "You want: " in answered(standin, ana, ENGLISH_GOAL)
    assert kept(standin, ana) == HELLO


def test_a_sentence_that_changes_a_list_is_answered_in_its_own_language_too(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Seen to fail: who began in Polish and went on in English was answered in Polish."""
    bots.start()
    answered(standin, ana, POLISH_GOAL)
    ana.send("I want no more than three hours a week")
    standin.wait(lambda: "3 hours a week" in ana.newest().text)
    assert "You want: " in ana.newest().text


def test_before_anybody_wrote_their_telegram_is_the_first_guess(bots: Bots, standin: StandIn) -> None:
    """And words that tell no language leave it: "Excel" is written in many."""
    ola = standin.person(first_name="Ola", language_code="pl")
    bots.start()
    assert kept(standin, ola) == "Nic nie usunięto."
    assert "Chcesz: " in answered(standin, ola, "Excel")


def test_a_chosen_language_stays_until_it_is_left(bots: Bots, standin: StandIn, ana: Person) -> None:
    bots.start()
    answered(standin, ana, "/language")
    ana.tap("Polski")
    standin.wait(lambda: "polski" in ana.newest().text)
    assert "Chcesz: " in answered(standin, ana, ENGLISH_GOAL)
    answered(standin, ana, "/language")
    ana.tap("As I write")
    standin.wait(lambda: "in the language of your message." in ana.newest().text)
    assert "You want: " in answered(standin, ana, ENGLISH_GOAL)
    standin.assert_clean()


def test_a_forged_language_is_asked_for_again(bots: Bots, standin: StandIn, ana: Person) -> None:
    bots.start()
    answered(standin, ana, "/language")
    ana.forge("v1:language:0:xx", ana.newest().id)
    ana.send("/whoami")
    standin.wait(lambda: "Your Telegram number" in ana.newest().text)
    assert standin.unanswered_taps() == [] and bots.faults() == []


@pytest.mark.parametrize("message", ["Excel", "data analyst", "SQL, Python", "", "???"])
def test_a_few_names_tell_no_language(message: str) -> None:
    assert not is_told(message)


@pytest.mark.parametrize(
    "message", [ENGLISH_GOAL, POLISH_GOAL, "бухгалтер", "Buchhaltung", "under 200 dollars", "contabilidade"]
)
def test_small_words_letters_and_endings_tell_it(message: str) -> None:
    assert is_told(message)


def test_a_language_is_chosen_by_its_typed_name_and_the_list_goes_on_behind_it(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """A name that is typed where languages are asked for is no goal."""
    bots.start()
    answered(standin, ana, ENGLISH_GOAL)
    assert answered(standin, ana, "/language").startswith("Which language shall I answer in?")
    assert "from now on" in answered(standin, ana, "english")
    assert "Free only." in answered(standin, ana, "but free")
    assert "You want: " in answered(standin, ana, "undo")
    assert bots.faults() == []
