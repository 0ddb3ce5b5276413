"""Saving, sharing and reporting over HTTP, with what is kept of it."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from bot.kept import Kept
from bot.reply import key_of
from bot.request import NO_GOAL, Request
from bot.telegram.database import FILE, Database
from bot.telegram.feedback import Feedback, Report
from bot.telegram.lists import Lists
from bot.telegram.saved import Row, Saved
from bot.trial.group import Group
from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from catalog.program import Program
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import ROWS, write_rows
from tests.bot.telegram.inprocess import GOAL, Bots
from tests.bot.telegram.test_store import age

KEY = key_of("sql-free")
TITLE = "Data analyst: SQL"


def shows(standin: StandIn, person: Person, words: str) -> Shown:
    """The newest message, once it has these words."""
    standin.wait(lambda: person.messages() and words in person.newest().text)
    return person.newest()


def opened(standin: StandIn, person: Person) -> None:
    """A list of courses, and the card of one in its place."""
    person.send(GOAL)
    shows(standin, person, TITLE)
    person.tap(TITLE)
    shows(standin, person, "Needs first: ")


def test_a_course_is_saved_removed_and_put_back(bots: Bots, standin: StandIn, ana: Person) -> None:
    """The toast comes at once; the card says what it is now; typed words do the same."""
    bots.start()
    opened(standin, ana)
    tap = ana.tap("Save")
    shows(standin, ana, "You saved this course.")
    assert ana.toast_of(tap) == ("Saved.", False)
    ana.send("saved")
    assert (
        "1. Data analyst: SQL\nTime: 18 hours of work.\nCost: Free."
        in shows(standin, ana, "You saved 1").text
    )
    ana.tap("Remove one")
    shows(standin, ana, "Which one shall I remove?")
    ana.send("1")
    shows(standin, ana, "Removed.")
    ana.tap("Undo")
    shows(standin, ana, "You saved 1 course.")
    ana.send("1")
    shows(standin, ana, "You saved this course.")
    ana.send("remove")
    shows(standin, ana, "Removed.")
    ana.tap("Back to saved")
    shows(standin, ana, "Nothing saved yet.")
    assert bots.faults() == []


def test_what_was_saved_opens_after_its_list_is_gone_for_the_goal_it_was_saved_with(
    bots: Bots, standin: StandIn, ana: Person, folder: Path
) -> None:
    """And says what has changed since in a newer catalogue; what left it is said to be gone."""
    running = bots.start()
    ana.send(f"{GOAL}, 5 hours a week")
    shows(standin, ana, TITLE)
    ana.tap(TITLE)
    shows(standin, ana, "Needs first: ")
    ana.tap("Save")
    shows(standin, ana, "You saved this course.")
    running.stop()
    asyncio.run(_without_lists(folder))
    rows = [row | {"price": "$20 USD"} if row["id"] == "sql-free" else row for row in ROWS]
    build([write_rows(folder.parent / "newer.jsonl", rows)], folder, (TOY_MODEL,))
    running = bots.start()
    ana.send("/saved")
    text = shows(standin, ana, "You saved 1 course. 1 has changed since.").text
    assert "Free. Now: 20 US dollars." in text
    ana.tap(TITLE)
    assert "For you 4 weeks at 5 hours a week" in shows(standin, ana, "Needs first: ").text
    ana.tap("Back to list")
    shows(standin, ana, "5 hours a week.")
    running.stop()
    build([write_rows(folder.parent / "newer.jsonl", rows[1:])], folder, (TOY_MODEL,))
    bots.start()
    ana.send("/saved")
    shows(standin, ana, "1 is no longer in the catalogue.")
    ana.tap(TITLE)
    standin.wait(lambda: ana.newest().text == "This course is no longer in the catalogue.")
    ana.tap("Remove from saved")
    shows(standin, ana, "Removed.")


async def _without_lists(folder: Path) -> None:
    database = Database(folder / FILE)
    await database.run(lambda connection: connection.execute("DELETE FROM lists"))
    database.close()


def test_what_was_saved_comes_as_a_file(bots: Bots, standin: StandIn, ana: Person) -> None:
    bots.start()
    opened(standin, ana)
    ana.tap("Save")
    shows(standin, ana, "You saved this course.")
    ana.send("/saved")
    shows(standin, ana, "You saved 1 course.")
    ana.send("file")
    shows(standin, ana, "It is made for the goal of the course that you saved last.")
    ana.tap("JSON")
    standin.wait(lambda: ana.newest().kind == "document")
    file = ana.newest().file
    assert file is not None and TITLE in file[1].decode()


def test_a_file_that_does_not_get_through_is_sent_again_without_its_message(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """Seen to fail: each try showed "Here is your plan" once more."""
    bots.start()
    opened(standin, ana)
    ana.tap("As a file")
    shows(standin, ana, "Take this plan")
    standin.faults.add("sendDocument", times=6, status=502)
    ana.tap("Markdown")
    standin.wait(lambda: ana.newest().kind == "document", 60)
    assert sum(shown.text.startswith("Here is your plan") for shown in ana.messages()) == 1
    assert len(standin.calls_to("sendDocument")) == 7
    standin.assert_clean()


def test_a_link_opens_the_card_for_nobodys_goal(bots: Bots, standin: StandIn, ana: Person) -> None:
    """All its buttons work without a list, for whoever got it; it holds no goal and no person."""
    bots.start()
    opened(standin, ana)
    link = next(one.copy for row in ana.newest().buttons for one in row if one.text == "Copy link")
    assert link == f"https://t.me/rung_bot?start=c_{KEY}"
    bea = standin.person(first_name="Bea")
    bea.send(f"/start {link.partition('=')[2]}")
    card = shows(standin, bea, "Write your goal, and I say what this course takes and costs for you.")
    assert card.text.startswith(TITLE) and "Back to list" not in card.labels()
    for label, words in (("Where from?", "where its facts were read"), ("Back to course", "Write your goal"),
                         ("As a file", "Take this plan"), ("Back to course", "Write your goal"),
                         ("Beside a degree", "Your plan: 1 course."), ("Back to course", "Write your goal"),
                         ("Save", "You saved this course.")):  # fmt: skip
        bea.tap(label, card.id)
        shows(standin, bea, words)
    bea.send("/start")
    assert "Saved (1)" in shows(standin, bea, "Which job or skill").labels()
    bea.tap("Saved (1)")
    shows(standin, bea, "You saved 1 course.")
    bea.tap(TITLE)
    shows(standin, bea, "Write your goal, and I say")
    assert bots.faults() == []


@pytest.mark.parametrize("payload", ["c_0123456789"])
def test_a_link_to_a_course_that_is_gone_says_so(
    bots: Bots, standin: StandIn, ana: Person, payload: str
) -> None:
    bots.start()
    ana.send(f"/start {payload}")
    shown = shows(standin, ana, "This course is no longer in the catalogue.")
    assert shown.labels() == ["New goal"]
    ana.send("/start c_!! <b")
    shows(standin, ana, "Which job or skill do you want?")


def test_what_is_kept_of_somebody_is_not_shown_in_a_group(
    bots: Bots, standin: StandIn, ana: Person, a_group: Group
) -> None:
    bots.start()
    for command in ("/saved", "/export"):
        ana.send(f"{command}@rung_bot", chat=a_group)
        standin.wait(
            lambda: a_group.messages() and "write to me in a private chat" in a_group.messages()[-1].text
        )
    assert all(shown.kind == "text" for shown in a_group.messages())


@pytest.fixture
def a_group(standin: StandIn, ana: Person) -> Group:
    """A group that the bot is in."""
    return standin.group(ana)


def _no_paths(ana: Person) -> list[str]:
    return [one.text for one in ana.messages() if one.text.startswith("I cannot plan a path")]


def test_a_path_that_was_not_found_cannot_be_saved_and_its_screen_says_why(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """That a course has left the catalogue would not be true."""
    bots.start()
    ana.send("zoology of glaciers")
    shows(standin, ana, "You want: ")
    ana.send("path")
    shows(standin, ana, "I cannot plan a path")
    ana.send("save")
    standin.wait(lambda: len(_no_paths(ana)) > 1)
    ana.send("saved")
    shows(standin, ana, "Nothing saved yet.")


def test_a_wrong_fact_is_reported_by_two_taps_or_words(
    bots: Bots, standin: StandIn, ana: Person, folder: Path
) -> None:
    """Kept with the course and the fact, once a person; it names nobody to administrators."""
    running = bots.start()
    opened(standin, ana)
    ana.tap("Where from?")
    shows(standin, ana, "where its facts were read")
    ana.tap("Report a wrong fact")
    shows(standin, ana, "Which fact is wrong?")
    ana.tap("The cost")
    shows(standin, ana, "Thank you.")
    ana.send("report")
    shows(standin, ana, "Which fact is wrong?")
    ana.send("cost")
    shows(standin, ana, "Thank you.")
    ana.tap("Back to course")
    shows(standin, ana, "Needs first: ")
    running.stop()
    assert asyncio.run(_reports(folder)) == [(KEY, TITLE, "cost", 1)]


async def _reports(folder: Path) -> list[tuple[str, str, str, int]]:
    database = Database(folder / FILE)
    found = await Feedback(database, dt.date.today).reports()
    database.close()
    return [(one.key, one.title, one.fact, one.people) for one in found]


async def test_feedback_is_counted_by_people(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE)
    feedback = Feedback(database, dt.date.today)
    for person, reason in ((1, "price"), (1, "price"), (2, "price"), (1, "length")):
        await feedback.note(person, KEY, reason)
        await feedback.report(person, KEY, TITLE, "time")
    assert await feedback.counts() == {"length": 1, "price": 2}
    today = dt.datetime.now(dt.UTC).date()
    assert await feedback.reports() == [Report(KEY, TITLE, "time", 2, today)]
    database.close()


async def test_saved_courses_outlive_lists_and_removed_ones_go_soon(tmp_path: Path) -> None:
    """For a year after they were looked at last; what was removed can be put back for an hour."""
    database = Database(tmp_path / FILE)
    saved, lists, day = Saved(database), Lists(database), dt.date(2026, 11, 25)
    courses = [Kept.of(Program(id=name, title=name), NO_GOAL, day) for name in ("one", "two")]
    await lists.make(1, 1, Request.of("welding", day), 1, 1)
    await saved.keep(1, courses, 5)
    await saved.keep(1, courses[:1], 6)
    assert await saved.all(1) == [Row(courses[0], 5), Row(courses[1], 5)]
    await saved.remove(1, courses[0].key)
    assert await saved.keys(1) == (courses[1].key,)
    await saved.put_back(1, courses[0].key)
    await age(database, 364)
    await lists.sweep()
    assert await lists.count(1) == 0 and len(await saved.keys(1)) == 2
    await age(database, 364)
    await saved.all(1)
    await saved.remove(1, courses[0].key)
    await age(database, 1)
    await lists.sweep()
    await saved.put_back(1, courses[0].key)
    assert await saved.keys(1) == (courses[1].key,)
    await age(database, 366)
    await lists.sweep()
    assert await saved.keys(1) == ()
    database.close()
