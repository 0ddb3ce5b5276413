"""The door, the one question, the areas and the contact: by taps alone and by typing, over HTTP."""

import shutil
from pathlib import Path

import pytest

from bot.trial.lint import screen_faults
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import write_rows
from tests.bot.telegram.inprocess import Bots

CONTACT = "https://advice.example.org/talk"
SUBJECTS = (
    "mathematics", "history", "psychology", "accounting", "biology", "chemistry", "nutrition", "philosophy",
    "music", "photography", "statistics", "robotics",
)  # fmt: skip


@pytest.fixture(scope="session")
def wide_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a catalogue in which one word stands in courses about everything."""
    folder = tmp_path_factory.mktemp("wide")
    rows: list[dict[str, object]] = [
        {
            "id": f"{subject}-{level}",
            "title": f"Wonder {subject} {level} {subject}",
            "provider": "Open Uni",
            "skills": [subject],
            "language": "English",
        }
        for subject in SUBJECTS
        for level in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    ]
    rows += [
        {"id": f"job-{name}", "title": f"Work as a {name}", "provider": "Trade", "language": "English"}
        for name in ("post office counter clerk", "customer service representative")
    ]
    build([write_rows(folder / "rows.jsonl", rows)], folder / "data", (TOY_MODEL,))
    return folder / "data"


@pytest.fixture
def wide(wide_built: Path, tmp_path: Path) -> Path:
    """A copy of it, in which nobody has written yet."""
    copied: Path = shutil.copytree(wide_built, tmp_path / "wide", symlinks=True)
    return copied


def seen(person: Person) -> str:
    """What the newest message says, "" while there is none."""
    return person.newest().text if person.messages() else ""


def labels(person: Person) -> list[str]:
    return person.newest().labels() if person.messages() else []


def newest(standin: StandIn, person: Person, beginning: str) -> str:
    """Wait for the screen that begins so, and return its text."""
    standin.wait(lambda: seen(person).startswith(beginning))
    return seen(person)


def said(standin: StandIn, person: Person, text: str, beginning: str) -> str:
    """Send a text, wait for the screen that begins so, and return its text."""
    person.send(text)
    return newest(standin, person, beginning)


def tapped(standin: StandIn, person: Person, label: str, beginning: str) -> str:
    """Tap a button, wait for the screen that begins so, and return its text."""
    person.tap(label)
    return newest(standin, person, beginning)


def shows(standin: StandIn, person: Person, words: str) -> None:
    """Wait for a screen with these words."""
    standin.wait(lambda: words in seen(person))


def clean(person: Person) -> None:
    """Lint every screen that a person sees."""
    for shown in person.messages():
        buttons = [[{"text": one.text, "callback_data": one.data} for one in row] for row in shown.buttons]
        faults = screen_faults(shown.text, shown.entities, buttons, user_screen=False)
        assert not faults, f"{faults} in:\n{shown.text}"


def test_taps_alone_lead_from_the_start_to_a_list(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Every step is made by taps, in one message; jobs that the catalogue teaches come before others."""
    bots.start(wide, contact=CONTACT)
    said(standin, ana, "/start", "Which job or skill do you want?")
    tapped(standin, ana, "I don't know yet", "What did you do last?")
    tapped(standin, ana, "Shop and sales", "Which of these jobs is closest?")
    text = tapped(standin, ana, "Cashier", "Jobs that share skills with your last one: Cashier.")
    assert "Post office counter clerk. You already have 4 of its 12 listed skills (ESCO)." in text
    assert "I do not know whether this job needs a licence." in text
    text = tapped(standin, ana, "Post office counter clerk", "1 course fits.")
    assert "You want: post office counter clerk. You come from: cashier." in text
    clean(ana)
    standin.assert_clean()
    assert not bots.faults()


def test_the_same_steps_can_be_typed(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    """A label, a number and a job in one's own words do what taps do."""
    bots.start(wide)
    said(standin, ana, "i dont know yet", "What did you do last?")
    said(standin, ana, "cashier", "Jobs that share skills with your last one: Cashier.")
    said(standin, ana, "none of these", "Jobs that share skills with your last one: Cashier.\n1. ")
    said(standin, ana, "back", "What did you do last?")
    said(standin, ana, "office work", "Which of these jobs is closest?")
    said(standin, ana, "Secretary", "Jobs that share skills with your last one: Secretary.")
    ana.send("1")
    shows(standin, ana, "You come from: secretary.")
    standin.assert_clean()


def test_a_restart_between_two_steps_loses_nothing(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """What was chosen stands in the buttons and in the store, not in memory."""
    first = bots.start(wide)
    said(standin, ana, "I don't know yet", "What did you do last?")
    tapped(standin, ana, "Shop and sales", "Which of these jobs is closest?")
    first.stop()
    bots.start(wide)
    tapped(standin, ana, "Cashier", "Jobs that share skills with your last one: Cashier.")


def test_a_goal_at_the_door_is_answered_as_a_goal(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Typed text wins over a step that waits."""
    bots.start(wide)
    said(standin, ana, "I don't know yet", "What did you do last?")
    ana.send("I want to learn photography, 3 hours a week")
    shows(standin, ana, "You want: photography.")


def test_who_says_only_what_they_were_is_shown_jobs_near_it(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """The limits that were said along hold for the job that is chosen."""
    bots.start(wide)
    said(standin, ana, "I was a cashier, 5 hours a week", "Jobs that share skills with your last one")
    ana.tap("Post office counter clerk")
    shows(standin, ana, "5 hours a week.")


def test_too_wide_a_goal_is_asked_about_once_and_then_searched_for(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """A second question would be an interrogation: the second vague text gets a list."""
    bots.start(wide)
    text = said(standin, ana, "wonder", "That could mean many things. Which is closest?")
    assert "Show me anything in wonder" in text
    assert len([label for label in labels(ana) if label.casefold() in SUBJECTS]) == 4
    ana.send("wonder")
    shows(standin, ana, "This is a rough match.")
    clean(ana)
    standin.assert_clean()


def test_the_question_is_answered_by_an_area_or_by_anything(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Both make a list where the question stood, with the limits that were said along."""
    bots.start(wide)
    said(standin, ana, "wonder, 5 hours a week", "That could mean many things.")
    ana.tap("Show me anything in wonder")
    shows(standin, ana, "This is a rough match.")
    said(standin, ana, "help me", "That could mean many things.")
    area = next(label for label in labels(ana) if label.casefold() in SUBJECTS)
    ana.send(area)
    shows(standin, ana, f"You want: {area}.")
    standin.assert_clean()


def test_help_me_twice_is_answered_with_what_the_catalogue_is_about(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Words that are near nothing lead to the areas, and these to a list."""
    bots.start(wide, contact=CONTACT)
    said(standin, ana, "help me", "That could mean many things.")
    text = said(standin, ana, "help me please", "No course here is a close match")
    assert "The catalogue has nothing near this. Its main areas are: " in text
    assert {"See the areas", "Talk to a person"} <= set(labels(ana))
    tapped(standin, ana, "See the areas", "These are main areas of the catalogue.")
    area = next(label for label in labels(ana) if label.casefold() in SUBJECTS)
    ana.tap(area)
    shows(standin, ana, f"You want: {area}.")
    clean(ana)
    standin.assert_clean()


def test_a_plain_goal_is_never_asked_about(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    bots.start(wide)
    ana.send("photography")
    shows(standin, ana, "You want: photography.")


def test_the_contact_is_offered_where_one_is_stuck_and_leads_to_it(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    bots.start(wide, contact=CONTACT)
    ana.send("I want to learn photography for at most 5 dollars, free only, within 1 day")
    shows(standin, ana, "You want: photography")
    ana.tap("1. ")
    standin.wait(lambda: "Talk to a person" in labels(ana))
    tapped(standin, ana, "Talk to a person", f"To talk to a person: {CONTACT}.")
    assert [button.url for row in ana.newest().buttons for button in row if button.url] == [CONTACT]
    ana.tap("Back to list")
    shows(standin, ana, "You want: photography")
    standin.assert_clean()


def test_without_a_contact_nobody_is_offered(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    bots.start(wide)
    for text, beginning in (("/start", "Which job"), ("I don't know yet", "What did"), ("cashier", "Jobs")):
        said(standin, ana, text, beginning)
        assert "Talk to a person" not in labels(ana)


def test_buttons_that_nobody_made_are_answered(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    """A forged step, a job of another edition, somebody else's list: a screen, and no fault."""
    bots.start(wide)
    said(standin, ana, "/start", "Which job")
    message = ana.newest().id
    args = ("door:0:g99", "door:0:j.0000000", "door:0:n.1.2", "door:0:j.2b87127.x9",
            "door:7:n.2b87127.6a6e174",
            "areas:0:t.0000000000", "areas:9:any", "areas:0:p999", "talk:0:")  # fmt: skip
    for arg in args:
        ana.forge(f"v1:{arg}", message)
    standin.wait(lambda: not standin.unanswered_taps())
    said(standin, ana, "/privacy", "At most 30 days, I keep: your Telegram number")
    standin.assert_clean()
    assert not bots.faults()
