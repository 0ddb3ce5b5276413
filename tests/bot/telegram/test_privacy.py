"""What is kept and what is not: /export and /forget over every table, adverts and crises in none."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.request import Request
from bot.telegram.database import FILE, PERSONAL, Database
from bot.telegram.export import Records, tables_of_persons
from bot.telegram.inbox import Inbox, words_of
from bot.telegram.lists import Lists
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import Bots
from tests.bot.telegram.test_store import CANARY, message, traces
from tests.bot.test_request import ADVERT, CRISIS


async def filled(database: Database) -> None:
    """A row of person 1 in every table that knows persons, with the canary wherever there is room."""

    def work(connection: sqlite3.Connection) -> None:
        for table in tables_of_persons(connection):
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            values = {name: _value(name, kind) for _, name, kind, *_ in columns if name != "made_at"}
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))

    await database.run(work)


def _value(name: str, kind: str) -> object:
    fixed = {"person": 1, "state": "dead", "kind": "wrong", "update_id": 1, "received_at": "2026-11-25"}
    nested = {
        "request": f'"{CANARY}"',
        "before": f'["{CANARY}"]',
        "kept": f'"{CANARY}"',
        "json": f'"{CANARY}"',
    }
    return (fixed | nested).get(name, 0 if kind == "INTEGER" else CANARY)


async def test_every_table_that_knows_persons_is_exported_forgotten_and_swept(tmp_path: Path) -> None:
    """A table that is added and not listed fails here."""
    database = Database(tmp_path / FILE)
    tables = await database.run(tables_of_persons)
    assert set(tables) == {*PERSONAL, "inbox"}
    await filled(database)
    written = json.loads((await Records(database).of(1, 99)).content)
    assert set(written["kept"]) == set(tables)
    for table, rows in written["kept"].items():
        assert len(rows) == 1 and CANARY in json.dumps(rows), table
    assert json.loads((await Records(database).of(2, 99)).content)["kept"] == {table: [] for table in tables}
    assert traces(tmp_path) != []
    await Lists(database).forget(1, 99)
    assert traces(tmp_path) == []
    database.close()


def test_somebody_gets_all_that_is_kept_as_a_file_and_can_have_it_deleted(
    bots: Bots, standin: StandIn, ana: Person, folder: Path
) -> None:
    bots.start()
    ana.send(f"I want to learn {CANARY} analysis")
    standin.wait(lambda: ana.messages() and ana.newest().labels())
    ana.tap("1. ")
    standin.wait(lambda: "Save" in ana.newest().labels())
    ana.tap("Save")
    standin.wait(lambda: "You saved this course." in ana.newest().text)
    ana.send("/export")
    standin.wait(lambda: ana.newest().kind == "document")
    file = ana.newest().file
    assert file is not None
    kept = json.loads(file[1])
    assert kept["telegram_number"] == ana.id and kept["kept"]["inbox"] == []
    assert CANARY in json.dumps(kept["kept"]["lists"]) and len(kept["kept"]["saved"]) == 1
    ana.send("/forget")
    standin.wait(lambda: "Goals: 1.\nSaved courses: 1." in ana.newest().text)
    ana.tap("Delete all")
    standin.wait(lambda: ana.newest().text.startswith("Deleted here."))
    standin.wait(lambda: traces(folder) == [])
    ana.send("/saved")
    standin.wait(lambda: "Nothing saved yet." in ana.newest().text)


@pytest.mark.parametrize("words", [ADVERT, CRISIS])
def test_an_advert_and_a_crisis_are_in_no_file_once_they_are_answered(
    bots: Bots, standin: StandIn, ana: Person, folder: Path, words: str
) -> None:
    running = bots.start()
    ana.send(words)
    standin.wait(ana.messages)
    if words == ADVERT:
        assert "The advert names 3 skills" in ana.newest().text
        ana.tap("1. ")
        standin.wait(lambda: "Needs first: " in ana.newest().text)
        ana.tap("Back to list")
        standin.wait(lambda: "The advert names 3 skills" in ana.newest().text)
    standin.wait(lambda: traces(folder) == [])
    running.stop()
    assert traces(folder) == [] and CANARY not in bots.logs.casefold()


def test_of_a_crisis_not_even_a_row_is_kept(bots: Bots, standin: StandIn, ana: Person, folder: Path) -> None:
    running = bots.start()
    ana.send(CRISIS)
    standin.wait(lambda: ana.messages() and "112 in Europe" in ana.newest().text)
    running.stop()
    rows = _rows_of(folder, ana.id)
    assert rows == dict.fromkeys(rows, 0)


def _rows_of(folder: Path, person: int) -> dict[str, int]:
    with sqlite3.connect(folder / FILE) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE person = ?", (person,)).fetchone()[
                0
            ]
            for table in tables_of_persons(connection)
        }


def test_a_crisis_that_could_not_be_answered_is_not_kept_as_a_dead_letter(
    bots: Bots, standin: StandIn, ana: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another message is, so that the fault can be mended."""

    def broken(*_: object) -> Request:
        raise RuntimeError

    bots.start()
    monkeypatch.setattr(Request, "of", broken)
    ana.send(CRISIS)
    standin.wait(lambda: ana.messages() and "Something broke" in ana.newest().text)
    standin.wait(lambda: traces(folder) == [])
    ana.send(f"{CANARY} welding")
    standin.wait(lambda: len(ana.messages()) == 2)
    assert traces(folder) != []


def test_a_file_that_could_not_be_answered_is_not_kept_as_a_dead_letter(
    bots: Bots, standin: StandIn, ana: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number at Telegram would bring what it says, which nobody has looked at."""

    def broken(*_: object) -> Request:
        raise RuntimeError

    bots.start()
    monkeypatch.setattr(Request, "of", broken)
    ana.attach("document", data=CRISIS.encode(), name=f"{CANARY}.txt", mime="text/plain")
    standin.wait(lambda: ana.messages() and "Something broke" in ana.newest().text)
    standin.wait(lambda: traces(folder) == [])
    with sqlite3.connect(folder / FILE) as connection:
        assert connection.execute("SELECT json, person FROM inbox WHERE state = 'dead'").fetchall() == [
            (None, None)
        ]


async def test_an_update_that_is_not_understood_is_read_for_its_words(tmp_path: Path) -> None:
    assert words_of({"message": {"text": "a"}}) == "a" == words_of({"edited_message": {"text": "a"}})
    assert words_of({"message": None, "poll": {}}) == "" == words_of({"callback_query": {"data": "x"}})
    assert words_of({"message": {"caption": "a"}}) is None is words_of({"message": {"text": 5}})
    database = Database(tmp_path / FILE)
    inbox = Inbox(database)
    await inbox.receive([message(1, text=CANARY)])
    await inbox.dead(1)
    await inbox.empty(1)
    await database.scrub()
    assert traces(tmp_path) == [] and (await inbox.counts())["dead"] == 1
    database.close()
