"""A start on a catalogue that is damaged or not there: what can be answered is, and people are told."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from index.manifest import CATALOG, MANIFEST, folder_of, read_manifest, vectors_file
from tests.bot.telegram.inprocess import GOAL, Bots

OLDER = "The newest catalogue cannot be read. These courses are from the one of "
BY_WORDS = "Right now I find courses by their words alone. Some that fit may be missing."
NOT_SAVED = "I cannot save anything right now. Your message is not lost: I answer it when I can."
NOT_HERE = "My catalogue of courses is not here now."


def said(standin: StandIn, person: Person, text: str) -> str:
    """Send a message and return what answers it."""
    before = len(person.messages())
    person.send(text)
    standin.wait(lambda: len(person.messages()) > before)
    return person.newest().text


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def test_the_catalogue_before_a_damaged_one_answers_and_says_so(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, folder: Path, data: Path
) -> None:
    """Seen to fail while only /status told of it."""
    build(
        [data.parent / "small.jsonl"],
        folder,
        (TOY_MODEL,),
    )
    truncate(folder_of(folder, 2) / CATALOG)
    bots.start()
    answer = said(standin, ana, GOAL)
    assert answer.startswith("5 courses fit.") and OLDER in answer
    status = said(standin, admin, "/status")
    assert "Catalogue version 1 is used instead of 2." in status and "gen-2/catalog.db" in status
    ana.tap("1.")
    standin.wait(lambda: ana.newest().edited)
    assert OLDER in ana.newest().text and "gen-2" not in ana.newest().text
    standin.assert_clean()


def lose_vectors(folder: Path) -> None:
    truncate(folder_of(folder, 1) / vectors_file(TOY_MODEL, "title"))


def lose_the_model(folder: Path) -> None:
    """The encoder's files are gone; the generation itself is whole."""
    manifest = read_manifest(folder, 1)
    card = msgspec.structs.replace(manifest.encoders[0], kind="onnx", files={"model.onnx": "0" * 64})
    sealed = msgspec.structs.replace(manifest, encoders=(card,)).sealed()
    (folder_of(folder, 1) / MANIFEST).write_bytes(sealed.written())


@pytest.mark.parametrize("harm", [lose_vectors, lose_the_model])
def test_without_vectors_or_model_courses_are_found_by_their_words_and_the_answer_says_so(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, folder: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    bots.start()
    answer = said(standin, ana, GOAL)
    assert "fit" in answer.splitlines()[0] and "Data analyst" in answer and BY_WORDS in answer
    assert BY_WORDS in said(standin, ana, "I want to learn welding")
    assert "Welding for beginners" in ana.newest().text and "Data analyst" not in ana.newest().text
    status = said(standin, admin, "/status")
    assert "No language model can be used: courses are found by their words alone." in status
    assert "Model:" not in status
    standin.assert_clean()
    assert not bots.faults()


@pytest.mark.parametrize("is_there", [False, True], ids=["no folder", "damaged"])
def test_without_any_catalogue_the_bot_starts_and_says_that_it_has_none(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, data: Path, tmp_path: Path, is_there: bool
) -> None:
    """And serves the first that is built, without another start."""
    empty = tmp_path / "empty"
    empty.mkdir()
    if is_there:
        shutil.copytree(data, empty, symlinks=True, dirs_exist_ok=True)
        truncate(folder_of(empty, 1) / CATALOG)
    bots.start(empty)
    assert NOT_HERE in said(standin, ana, "/start")
    assert said(standin, ana, GOAL).startswith(NOT_HERE) and "later" in ana.newest().text
    assert "emergency" in said(standin, ana, "I want to kill myself")
    assert said(standin, admin, GOAL).startswith(NOT_HERE) and "/reindex" in admin.newest().text
    status = said(standin, admin, "/status")
    assert status.startswith("There is no catalogue yet.")
    assert ("gen-1/catalog.db is damaged" in status) == is_there
    build([data.parent / "small.jsonl"], empty, (TOY_MODEL,))
    standin.wait(lambda: said(standin, ana, GOAL).startswith("5 courses fit."))
    standin.assert_clean()
    assert not bots.faults()


def test_no_course_is_said_to_be_gone_where_the_catalogue_cannot_be_read(
    bots: Bots, standin: StandIn, ana: Person, folder: Path
) -> None:
    """Of a list, and of what was saved. Seen to fail while each said "no longer in the catalogue"."""
    bots.start()
    said(standin, ana, GOAL)
    first = ana.newest().labels()[0]
    ana.tap(first)
    standin.wait(lambda: "Save" in ana.newest().labels())
    ana.tap("Save")
    standin.wait(lambda: "Remove from saved" in ana.newest().labels())
    said(standin, ana, "back")
    bots.stop()
    truncate(folder_of(folder, 1) / CATALOG)
    bots.start()
    for text in ("1", "/saved"):
        answer = said(standin, ana, text)
        assert answer.startswith(NOT_HERE) and "Nothing of yours is lost." in answer
    standin.assert_clean()


def test_a_locked_store_is_waited_for_and_people_are_told_that_nothing_is_lost(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, folder: Path
) -> None:
    """Another process holds the file for longer than a commit waits: told once, answered once."""
    bots.start()
    said(standin, ana, "/help")
    other = sqlite3.connect(folder / "dialogue.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ana.send(GOAL)
    tap = ana.tap("New goal")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert ana.newest().text == NOT_SAVED
    other.execute("ROLLBACK")
    other.close()
    standin.wait(lambda: any("courses fit" in shown.text for shown in ana.messages()))
    assert ana.toast_of(tap) == (NOT_SAVED, False)
    assert sum("courses fit" in shown.text for shown in ana.messages()) == 1
    assert "Another program held the file dialogue.db" in said(standin, admin, "/status")
