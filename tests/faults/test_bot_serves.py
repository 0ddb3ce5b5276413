"""One running `rung serve`: a conversation by taps and by words, a reindex, and a catalogue from outside."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from index.manifest import CATALOG, CURRENT, current_number, folder_of
from tests.faults.bots import GOAL, BotProcess, build_outside, write_catalogue

OLD_BUTTON = "This list is old. Send your goal again."


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    """A bot that runs for all tests of this module, and has done nothing wrong at its end."""
    with StandIn(rate_limits=False) as standin:
        standin.person(7, first_name="Admin")
        folder = tmp_path_factory.mktemp("serves")
        process = BotProcess(standin, folder, admins="7", level="DEBUG", warm=False)
        build([write_catalogue(process.catalogue, "Alder")], process.data, (TOY_MODEL,))
        with process:
            yield process
            process.terminate()
        standin.assert_clean()
        assert standin.token not in process.said()
        assert "level=error" not in process.said().replace("the new catalogue version is not served", "")


@pytest.fixture
def ana(bot: BotProcess) -> Person:
    return bot.standin.person()


@pytest.fixture
def admin(bot: BotProcess) -> Person:
    return Person(bot.standin.world, bot.standin.world.users[7])


def face(shown: Shown) -> tuple[object, ...]:
    """Return all that a reader sees of a message."""
    return shown.text, shown.entities, shown.buttons


def test_taps_lead_through_pages_a_card_and_its_receipts_in_one_message(bot: BotProcess, ana: Person) -> None:
    assert bot.answer(ana, GOAL).startswith("6 courses fit.")
    first, listed = ana.newest(), "4 to 6 of 6"
    assert "1 to 3 of 6" in first.text
    second_page = bot.after_tap(ana, "Next")
    assert listed in second_page
    card = bot.after_tap(ana, "4. ")
    assert ana.newest().labels()[:2] == ["Open course page", "Copy link"]
    receipts = bot.after_tap(ana, "Where from?")
    assert "File “courses.jsonl”" in receipts and "says “18 hours”" in receipts
    assert bot.after_tap(ana, "Back to course") == card
    assert bot.after_tap(ana, "Read more").count("Alder") >= 3
    assert bot.after_tap(ana, "Back to list") == second_page
    assert [shown.id for shown in ana.messages()] == [first.id]
    assert "Which job or skill" in bot.after_tap(ana, "New goal")
    assert listed in ana.messages()[0].text


def test_typed_words_show_the_same_screens_as_taps(bot: BotProcess) -> None:
    """Each in a new message; only the newest has buttons, but for the list that a new goal leaves."""
    tapping, typing = bot.standin.person(), bot.standin.person()
    steps = {"next": "Next", "4": "4. ", "where from": "Where from?", "read more": "", "back": "Back to list"}
    tapped, typed = [bot.answer(tapping, GOAL)], [bot.answer(typing, GOAL)]
    for word, label in steps.items():
        if not label:
            bot.after_tap(tapping, "Back to course")
        tapped.append(bot.after_tap(tapping, label or "Read more"))
        typed.append(bot.answer(typing, word))
    assert typed == tapped
    bot.wait(lambda: [bool(shown.buttons) for shown in typing.messages()] == [False] * 5 + [True])
    assert "Which job or skill" in bot.answer(typing, "new goal")


def test_commands_are_answered_and_offered_to_whom_they_concern(bot: BotProcess, ana: Person) -> None:
    bot.wait(ana.commands)
    assert {"reindex", "status"}.isdisjoint(command["command"] for command in ana.commands())
    assert "I know 6 courses" in bot.answer(ana, "/start")
    assert "not a career adviser" in bot.answer(ana, "/help")
    assert "30 days" in bot.answer(ana, "/privacy")
    assert str(ana.id) in bot.answer(ana, "/whoami")


def test_a_stranger_learns_nothing_of_what_administrators_can_do(bot: BotProcess, ana: Person) -> None:
    faces = []
    for words in ("/nonsense", "/reindex", "/status", "/Reindex@rung_bot now"):
        bot.answer(ana, words)
        faces.append(face(ana.newest()))
    assert faces == [faces[0]] * 4


def test_a_strangers_forged_taps_change_nothing_and_say_nothing(bot: BotProcess, ana: Person) -> None:
    """Every one is answered as a button that nobody ever made."""
    generation = current_number(bot.data)
    bot.answer(ana, "/start")
    at, seen = ana.newest().id, []
    for data in ("no-such-button", "v1:reindex:0:go", "v1:reindex:0:ask", "v1:stop:0:", "v1:status:0:"):
        before = len(ana.messages())
        tap = ana.forge(data, at)
        bot.wait(lambda before=before: len(ana.messages()) > before)  # type: ignore[misc]
        seen.append((ana.toast_of(tap), face(ana.newest())))
    assert seen == [seen[0]] * 5
    assert seen[0][0] == (OLD_BUTTON, False)
    assert current_number(bot.data) == generation


def progress_of(bot: BotProcess, message: int) -> list[str]:
    """Return the texts that a message has shown, in their order."""
    edits = bot.standin.calls_to("editMessageText")
    return [call.params["text"] for call in edits if str(call.params["message_id"]) == str(message)]


def test_a_reindex_asks_shows_how_far_it_is_and_serves_the_new_file(
    bot: BotProcess, admin: Person, ana: Person
) -> None:
    bot.answer(ana, GOAL)
    generation = current_number(bot.data)
    write_catalogue(bot.catalogue, "Birch", shift=1)
    assert f"Rebuild catalogue version {generation} from courses.jsonl?" in bot.answer(admin, "/reindex")
    question = admin.newest()
    assert question.labels() == ["Not now", "Rebuild"]
    admin.tap("Rebuild")
    done = bot.wait(lambda: admin.newest().text if "Done." in admin.newest().text else "")
    assert admin.newest().id == question.id
    assert "Done. 6 courses in" in done and f"Version {generation + 1} is live." in done
    shown = progress_of(bot, question.id)
    assert shown[0].startswith("Starting.") and len(shown) >= 3
    assert all("People keep the old version meanwhile." in text for text in shown[:-1])
    assert current_number(bot.data) == generation + 1
    assert "Birch" in (text := bot.answer(ana, GOAL)) and "Alder" not in text
    assert "Birch University" in bot.after_tap(ana, "1. ")
    assert f"Catalogue version {generation + 1}: 6 courses" in bot.answer(admin, "/status")


def test_a_reindex_that_is_not_confirmed_changes_nothing(bot: BotProcess, admin: Person) -> None:
    generation = current_number(bot.data)
    bot.answer(admin, "/reindex")
    assert bot.after_tap(admin, "Not now").startswith("Nothing was changed.")
    assert current_number(bot.data) == generation


def test_a_reindex_of_a_file_that_cannot_be_read_says_why_and_keeps_the_old(
    bot: BotProcess, admin: Person, ana: Person
) -> None:
    before, generation = bot.answer(ana, GOAL), current_number(bot.data)
    kept = bot.catalogue.read_bytes()
    bot.catalogue.write_bytes(b"\x00\x01")
    bot.answer(admin, "/reindex")
    admin.tap("Rebuild")
    said = bot.wait(lambda: admin.newest().text if "failed" in admin.newest().text else "")
    assert "The old version is still in use." in said and "courses.jsonl" in said
    assert current_number(bot.data) == generation
    assert bot.answer(ana, GOAL) == before
    bot.catalogue.write_bytes(kept)


@contextmanager
def held_reindex(bot: BotProcess, admin: Person) -> Iterator[None]:
    """Begin a reindex whose child waits for its file, which is a pipe that nobody writes into."""
    kept = bot.catalogue.read_bytes()
    bot.catalogue.unlink()
    os.mkfifo(bot.catalogue)
    bot.answer(admin, "/reindex")
    admin.tap("Rebuild")
    bot.wait(lambda: "Stop" in admin.newest().labels())
    try:
        yield
    finally:
        with suppress(AssertionError):
            admin.tap("Stop")
        bot.catalogue.unlink()
        bot.catalogue.write_bytes(kept)


def nobody_reads(pipe: Path) -> bool:
    """Whether no process waits for the pipe's content."""
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError as trouble:
        return trouble.errno == errno.ENXIO
    return False


def test_a_second_reindex_is_told_that_one_runs_while_goals_are_answered(
    bot: BotProcess, admin: Person, ana: Person
) -> None:
    before = bot.answer(ana, GOAL)
    with held_reindex(bot, admin):
        assert bot.answer(admin, "/reindex").startswith("Already running, started")
        assert "rebuilding for" in bot.answer(admin, "/status")
        assert bot.answer(ana, GOAL) == before
    bot.wait(lambda: any(shown.text.startswith("Stopped.") for shown in admin.messages()))


def test_stop_ends_the_child_and_keeps_the_old_version(bot: BotProcess, admin: Person, ana: Person) -> None:
    before, generation = bot.answer(ana, GOAL), current_number(bot.data)
    with held_reindex(bot, admin):
        admin.tap("Stop")
        bot.wait(lambda: "The old version is still in use. Nothing was lost." in admin.newest().text)
        assert nobody_reads(bot.catalogue)
    assert current_number(bot.data) == generation
    assert bot.answer(ana, GOAL) == before


def test_a_catalogue_built_by_another_process_is_served_without_a_restart(
    bot: BotProcess, ana: Person, tmp_path: Path
) -> None:
    """A list of before then shows today's courses, and says so."""
    bot.answer(ana, GOAL)
    build_outside(write_catalogue(tmp_path / "outside.jsonl", "Cedar", shift=2), bot.data)
    bot.wait(lambda: "Cedar" in bot.answer(bot.standin.person(), GOAL))
    page = bot.after_tap(ana, "Next")
    assert "Cedar" in page and "The catalogue is newer than your list was" in page


def replace_by_a_damaged_generation(data: Path, source: Path, elsewhere: Path) -> int:
    """Build the next generation elsewhere, damage it, and swap it in as a build would."""
    shutil.copytree(data, elsewhere, symlinks=True)
    build([source], elsewhere, (TOY_MODEL,))
    number = current_number(elsewhere)
    harmed = folder_of(elsewhere, number) / CATALOG
    harmed.write_bytes(harmed.read_bytes()[:-4096])
    shutil.copytree(folder_of(elsewhere, number), folder_of(data, number))
    (data / "swap").symlink_to(f"gen-{number}")
    (data / "swap").replace(data / CURRENT)
    return number


def test_a_damaged_new_generation_keeps_the_old_one_served_and_status_says_why(
    bot: BotProcess, admin: Person, ana: Person, tmp_path: Path
) -> None:
    """Only an administrator reads of files, people of the day; the next whole build ends the trouble."""
    before, generation = bot.answer(ana, GOAL), current_number(bot.data)
    source = write_catalogue(tmp_path / "damaged.jsonl", "Dogwood", shift=3)
    number = replace_by_a_damaged_generation(bot.data, source, tmp_path / "elsewhere")
    status = bot.wait(lambda: text if f"gen-{number}" in (text := bot.answer(admin, "/status")) else "")
    assert f"Catalogue version {generation}: 6 courses" in status
    assert f"Catalogue version {generation} is used instead of {number}." in status
    assert bot.answer(ana, GOAL).startswith(before)
    assert "The newest catalogue cannot be read." in ana.newest().text
    build_outside(source, bot.data)
    bot.wait(lambda: "Last trouble: none" in bot.answer(admin, "/status"))
    assert "Dogwood" in bot.answer(ana, GOAL)
