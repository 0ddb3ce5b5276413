"""The inbox and the lists on a real file: what is kept, in which state, and what /forget leaves."""

import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.request import Request
from bot.screens.screen import Action
from bot.telegram.database import FILE, PERSONAL, Database
from bot.telegram.inbox import MOST_TRIES, Inbox, Received
from bot.telegram.lists import Lists
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import Bots

CANARY = "canarybird"


def asked(goal: str) -> Request:
    return Request.of(goal, dt.date(2026, 11, 25))


WELDING = asked("welding")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a folder of its own."""
    opened = Database(tmp_path / FILE)
    yield opened
    opened.close()


def message(number: int, person: int = 1, text: str = "hello") -> Received:
    raw = {"update_id": number, "message": {"from": {"id": person}, "text": text}}
    return Received.of(raw)


async def age(database: Database, days: int) -> None:
    """Make everything that is kept so many days older."""
    past = f"datetime('now', '-{days} days')"
    for table, column in (("inbox", "received_at"), *((table, "made_at") for table in PERSONAL)):
        statement = f"UPDATE {table} SET {column} = {past}"
        await database.run(lambda connection, statement=statement: connection.execute(statement))  # type: ignore[misc]


async def test_only_updates_that_were_not_here_before_are_new(database: Database) -> None:
    inbox = Inbox(database)
    assert await inbox.receive([message(1), message(2)]) == [message(1), message(2)]
    assert await inbox.receive([message(2), message(3)]) == [message(3)]


async def test_what_was_not_handled_waits_in_order_with_what_was_begun_first(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.receive([message(number) for number in (3, 1, 2)])
    await inbox.begin(2)
    await inbox.done(1)
    assert [one.update_id for one in await inbox.waiting()] == [2, 3]


async def test_an_update_is_dead_after_three_tries_and_keeps_its_text(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.receive([message(1, text=CANARY)])
    assert [await inbox.begin(1) for _ in range(MOST_TRIES + 1)] == [*["waiting"] * MOST_TRIES, "dead"]
    assert await inbox.counts() == {"waiting": 0, "done": 0, "dead": 1}
    kept = await database.run(lambda connection: connection.execute("SELECT json FROM inbox").fetchone())
    assert CANARY in kept[0]


async def test_a_try_that_telegram_failed_does_not_count(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.receive([message(1)])
    for _ in range(5):
        assert await inbox.begin(1) == "waiting"
        await inbox.again(1)


async def test_of_a_handled_update_only_its_number_is_kept(database: Database, tmp_path: Path) -> None:
    inbox = Inbox(database)
    await inbox.receive([message(1, text=CANARY)])
    await inbox.begin(1)
    await inbox.done(1)
    await database.scrub()
    rows = await database.run(
        lambda connection: connection.execute("SELECT person, json, state FROM inbox").fetchall()
    )
    assert rows == [(None, None, "done")]
    assert traces(tmp_path) == []


async def test_an_update_with_half_a_letter_is_kept(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.receive([message(1, text="\ud83d")])
    [kept] = await inbox.waiting()
    assert kept.person == 1 and "\\ud83d" in kept.json


@pytest.mark.parametrize(
    "raw", [{"poll": {}}, {"message": {"text": "x"}}, {"message": None}, {"message": {"from": {"id": "7"}}}]
)
def test_an_update_of_nobody_has_no_person(raw: dict[str, object]) -> None:
    assert Received.of({"update_id": 1} | raw).person is None


async def test_a_list_is_found_by_its_number_and_by_the_message_that_asked_for_it(database: Database) -> None:
    lists = Lists(database)
    made = await lists.make(1, 2, WELDING, 3, goal_message=4)
    await lists.turn(made.id, "f1", 5)
    await lists.place(made.id, 6)
    found = await lists.get(made.id)
    assert found is not None and (found.request, found.view, found.generation, found.message) == (
        WELDING,
        "f1",
        5,
        6,
    )
    assert await lists.of_message(1, 2, 4) == found
    assert await lists.of_message(9, 2, 4) is None
    assert await lists.count(1) == 1


async def test_changes_of_what_is_asked_for_are_taken_back_one_by_one(database: Database) -> None:
    lists, steps = Lists(database), [asked(goal) for goal in ("welding", "welding, free", "baking, free")]
    made = await lists.make(1, 2, steps[0], 3, goal_message=4)
    for step in steps[1:]:
        await lists.turn(made.id, "f1", 5)
        await lists.change(made.id, step)
    for left, step in ((2, steps[2]), (1, steps[1]), (0, steps[0]), (0, steps[0])):
        found = await lists.get(made.id)
        assert found is not None and (found.request, found.changes, found.view) == (step, left, "")
        await lists.undo(made.id)


async def test_a_file_of_lists_that_could_not_be_changed_is_taken_over_without_them(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as old:
        old.execute("CREATE TABLE lists (id INTEGER PRIMARY KEY, person INTEGER, chat INTEGER, goal TEXT)")
        old.execute("INSERT INTO lists VALUES (1, 1, 1, 'welding')")
    opened = Database(tmp_path / FILE)
    assert await Lists(opened).get(1) is None
    opened.close()


async def test_where_a_person_is_is_kept_for_each_chat(database: Database) -> None:
    lists = Lists(database)
    await lists.go(1, 1, Action("course", 5, "abc"))
    await lists.go(1, 1, Action("list", 5))
    await lists.go(1, -2, Action("where", 6, "d"))
    assert await lists.where(1, 1) == Action("list", 5)
    assert await lists.where(1, -2) == Action("where", 6, "d")
    assert await lists.where(2, 1) is None


async def test_what_is_older_than_was_promised_is_swept_with_its_traces(
    database: Database, tmp_path: Path
) -> None:
    inbox, lists = Inbox(database), Lists(database)
    await inbox.receive([message(1, text=CANARY), message(2)])
    await inbox.dead(1)
    await inbox.done(2)
    made = await lists.make(1, 1, asked(CANARY), 1, 1)
    await lists.go(1, 1, Action("list", made.id))
    await age(database, 29)
    await lists.sweep()
    assert await lists.count(1) == 1 and (await inbox.counts())["dead"] == 1
    assert (await inbox.counts())["done"] == 0
    await age(database, 31)
    await lists.sweep()
    assert await lists.count(1) == 0 and await lists.where(1, 1) is None
    assert (await inbox.counts())["dead"] == 0
    assert traces(tmp_path) == []


async def test_forgetting_one_person_leaves_the_others(database: Database, tmp_path: Path) -> None:
    inbox, lists = Inbox(database), Lists(database)
    await inbox.receive([message(1, text=CANARY), message(2, person=2), message(3, text="/forget")])
    await inbox.dead(1)
    await lists.make(1, 1, asked(f"{CANARY} " * 500), 1, 1)
    await lists.make(2, 2, WELDING, 1, 1)
    await lists.forget(1, 3)
    assert traces(tmp_path) == []
    assert await lists.count(2) == 1
    assert [one.update_id for one in await inbox.waiting()] == [2, 3]


def test_after_forget_no_file_of_the_data_folder_and_no_log_knows_what_was_written(
    bots: Bots, standin: StandIn, ana: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Goals, edits, captions and a dead letter alike."""
    search = Advisor.page

    def page(advisor: Advisor, request: Request, *rest: object) -> object:
        assert "dead" not in request.message
        return search(advisor, request, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Advisor, "page", page)
    bots.start()
    asked = ana.send(f"I want to learn {CANARY} welding")
    ana.attach("photo", caption=f"I want to learn {CANARY} nursing")
    standin.wait(lambda: len(ana.messages()) == 2)
    ana.edit(asked, f"I want to learn {CANARY} analysis")
    ana.send(f"I want to learn dead {CANARY}")
    standin.wait(lambda: "Something broke on my side." in ana.newest().text)
    assert traces(folder) != []
    ana.send("/forget")
    standin.wait(lambda: "Delete all" in ana.newest().labels())
    ana.tap("Delete all")
    standin.wait(lambda: ana.newest().text.startswith("Deleted here."))
    standin.wait(lambda: traces(folder) == [])
    bots.stop()
    assert traces(folder) == []
    assert CANARY not in bots.logs


def traces(folder: Path) -> list[str]:
    """The files that hold the canary."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]
