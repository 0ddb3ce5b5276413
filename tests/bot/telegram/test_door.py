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
    ana.send("/start")
    newest(standin, ana, "Which job or skill do you want?")
    ana.tap("I don't know yet")
    newest(standin, ana, "What did you do last?")
    ana.tap("Shop and sales")
    newest(standin, ana, "Which of these jobs is closest?")
    ana.tap("Cashier")
    text = newest(standin, ana, "Jobs that share skills with your last one: Cashier.")
    assert "Post office counter clerk. You already have 4 of its 12 listed skills (ESCO)." in text
    assert "I do not know whether this job needs a licence." in text
    ana.tap("Post office counter clerk")
    text = newest(standin, ana, "1 course fits.")
    assert "You want: post office counter clerk. You come from: cashier." in text
    clean(ana)
    standin.assert_clean()
    assert not bots.faults()


def test_the_same_steps_can_be_typed(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    """A label, a number and a job in one's own words do what taps do."""
    bots.start(wide)
    ana.send("i dont know yet")
    newest(standin, ana, "What did you do last?")
    ana.send("cashier")
    newest(standin, ana, "Jobs that share skills with your last one: Cashier.")
    ana.send("none of these")
    newest(standin, ana, "Jobs that share skills with your last one: Cashier.\n1. ")
    ana.send("back")
    newest(standin, ana, "What did you do last?")
    ana.send("office work")
    newest(standin, ana, "Which of these jobs is closest?")
    ana.send("Secretary")
    newest(standin, ana, "Jobs that share skills with your last one: Secretary.")
    ana.send("1")
    standin.wait(lambda: "You come from: secretary." in seen(ana))
    standin.assert_clean()


def test_a_restart_between_two_steps_loses_nothing(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """What was chosen stands in the buttons and in the store, not in memory."""
    first = bots.start(wide)
    ana.send("I don't know yet")
    newest(standin, ana, "What did you do last?")
    ana.tap("Shop and sales")
    newest(standin, ana, "Which of these jobs is closest?")
    first.stop()
    bots.start(wide)
    ana.tap("Cashier")
    newest(standin, ana, "Jobs that share skills with your last one: Cashier.")


def test_a_goal_at_the_door_is_answered_as_a_goal(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Typed text wins over a step that waits."""
    bots.start(wide)
    ana.send("I don't know yet")
    newest(standin, ana, "What did you do last?")
    ana.send("I want to learn photography, 3 hours a week")
    standin.wait(lambda: "You want: photography." in seen(ana))


def test_who_says_only_what_they_were_is_shown_jobs_near_it(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """The limits that were said along hold for the job that is chosen."""
    bots.start(wide)
    ana.send("I was a cashier, 5 hours a week")
    newest(standin, ana, "Jobs that share skills with your last one: Cashier.")
    ana.tap("Post office counter clerk")
    standin.wait(lambda: "5 hours a week." in seen(ana))


def test_too_wide_a_goal_is_asked_about_once_and_then_searched_for(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """A second question would be an interrogation: the second vague text gets a list."""
    bots.start(wide)
    ana.send("wonder")
    text = newest(standin, ana, "That could mean many things. Which is closest?")
    assert "Show me anything in wonder" in text
    assert len([label for label in labels(ana) if label.casefold() in SUBJECTS]) == 4
    ana.send("wonder")
    standin.wait(lambda: "This is a rough match." in seen(ana))
    clean(ana)
    standin.assert_clean()


def test_the_question_is_answered_by_an_area_or_by_anything(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Both make a list where the question stood, with the limits that were said along."""
    bots.start(wide)
    ana.send("wonder, 5 hours a week")
    newest(standin, ana, "That could mean many things.")
    ana.tap("Show me anything in wonder")
    standin.wait(lambda: "This is a rough match." in seen(ana))
    ana.send("help me")
    newest(standin, ana, "That could mean many things.")
    area = next(label for label in labels(ana) if label.casefold() in SUBJECTS)
    ana.send(area)
    standin.wait(lambda: f"You want: {area}." in seen(ana))
    standin.assert_clean()


def test_help_me_twice_is_answered_with_what_the_catalogue_is_about(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    """Words that are near nothing lead to the areas, and these to a list."""
    bots.start(wide, contact=CONTACT)
    ana.send("help me")
    newest(standin, ana, "That could mean many things.")
    ana.send("help me please")
    text = newest(standin, ana, "No course here is a close match")
    assert "The catalogue has nothing near this. Its main areas are: " in text
    assert {"See the areas", "Talk to a person"} <= set(labels(ana))
    ana.tap("See the areas")
    newest(standin, ana, "These are main areas of the catalogue.")
    area = next(label for label in labels(ana) if label.casefold() in SUBJECTS)
    ana.tap(area)
    standin.wait(lambda: f"You want: {area}." in seen(ana))
    clean(ana)
    standin.assert_clean()


def test_a_plain_goal_is_never_asked_about(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    bots.start(wide)
    ana.send("photography")
    standin.wait(lambda: "You want: photography." in seen(ana))


def test_the_contact_is_offered_where_one_is_stuck_and_leads_to_it(
    standin: StandIn, bots: Bots, ana: Person, wide: Path
) -> None:
    bots.start(wide, contact=CONTACT)
    ana.send("I want to learn photography for at most 5 dollars, free only, within 1 day")
    standin.wait(lambda: "You want: photography" in seen(ana))
    ana.tap("1. ")
    standin.wait(lambda: "Talk to a person" in labels(ana))
    ana.tap("Talk to a person")
    newest(standin, ana, f"To talk to a person: {CONTACT}.")
    assert [button.url for row in ana.newest().buttons for button in row if button.url] == [CONTACT]
    ana.tap("Back to list")
    standin.wait(lambda: "You want: photography" in seen(ana))
    standin.assert_clean()


def test_without_a_contact_nobody_is_offered(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    bots.start(wide)
    for text, beginning in (("/start", "Which job"), ("I don't know yet", "What did"), ("cashier", "Jobs")):
        ana.send(text)
        newest(standin, ana, beginning)
        assert "Talk to a person" not in labels(ana)


def test_buttons_that_nobody_made_are_answered(standin: StandIn, bots: Bots, ana: Person, wide: Path) -> None:
    """A forged step, a job of another edition, somebody else's list: a screen, and no fault."""
    bots.start(wide)
    ana.send("/start")
    newest(standin, ana, "Which job")
    message = ana.newest().id
    args = ("door:0:g99", "door:0:j.0000000", "door:0:n.1.2", "door:0:j.2b87127.x9",
            "door:7:n.2b87127.6a6e174",
            "areas:0:t.0000000000", "areas:9:any", "areas:0:p999", "talk:0:")  # fmt: skip
    for arg in args:
        ana.forge(f"v1:{arg}", message)
    standin.wait(lambda: not standin.unanswered_taps())
    ana.send("/privacy")
    newest(standin, ana, "At most 30 days, I keep: your Telegram number")
    standin.assert_clean()
    assert not bots.faults()
