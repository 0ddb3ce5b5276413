"""What an administrator does in the chat, with the real client; for everybody else it is not there."""

import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiogram.types import CallbackQuery, Message

from bot.telegram import introduction, rebuild
from bot.telegram.admin import COMMANDS, OPS, is_admins_message, is_admins_tap
from bot.telegram.settled import Settled
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.generation import open_generation
from index.held import held
from tests.bot.conftest import ROWS, write_rows
from tests.bot.telegram.inprocess import ADMIN, GOAL, Bots

MANY: list[dict[str, object]] = [
    {"id": f"more-{n}", "title": f"Welding {n} {'abcdefghijklmnop'[n]}ling", "language": "English"}
    for n in range(16)
]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, toy_builds: None) -> None:
    monkeypatch.setattr(rebuild, "PROGRESS_EVERY_S", 0.0)


def reindexed(standin: StandIn, admin: Person) -> str:
    """Rebuild by taps, and return how it ended."""
    admin.send("/reindex")
    standin.wait(lambda: admin.messages() and "Rebuild catalogue version" in admin.newest().text)
    admin.tap("Rebuild")
    standin.wait(lambda: not {"Rebuild", "Stop"} & set(admin.newest().labels()), timeout=60)
    return admin.newest().text


def texts(standin: StandIn, words: str) -> list[str]:
    """Every text with these words that was sent or that a message was changed to."""
    sent = [str(call.params.get("text", "")) for call in standin.calls]
    return [text for text in sent if words in text]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The file that /reindex reads, with two dozen courses."""
    return write_rows(tmp_path / "centre.jsonl", [*ROWS, *MANY])


def test_a_reindex_ends_with_its_counts_and_its_check_in_one_message(
    bots: Bots, standin: StandIn, admin: Person, source: Path
) -> None:
    bots.start(catalog=(source,))
    text = reindexed(standin, admin)
    assert text.startswith("Done. 24 courses in")
    assert "Check: 20 of 20 known goals still find their course." in text
    assert "Version 2 is live." in text
    assert len(admin.messages()) == 1
    standin.assert_clean()


def test_the_question_says_how_long_the_last_rebuild_took_also_after_a_restart(
    bots: Bots, standin: StandIn, admin: Person, source: Path
) -> None:
    first = bots.start(catalog=(source,))
    reindexed(standin, admin)
    assert not any("as the last time" in text for text in texts(standin, "Rebuild catalogue version"))
    first.stop()
    bots.start(catalog=(source,))
    admin.send("/reindex")
    standin.wait(lambda: "Rebuild catalogue version 2" in admin.newest().text)
    assert re.search(r"\nAbout \d+ seconds?, as the last time\.$", admin.newest().text)
    standin.assert_clean()


def test_one_in_doubt_waits_is_looked_at_and_is_served_only_after_a_second_tap(
    bots: Bots, standin: StandIn, admin: Person, source: Path, folder: Path
) -> None:
    bots.start(catalog=(source,))
    reindexed(standin, admin)
    write_rows(source, ROWS)
    text = reindexed(standin, admin)
    assert "Version 3 is built, but it is not live" in text and "16 of the 24 courses" in text
    assert open_generation(folder).number == 2
    admin.tap("See what changed")
    standin.wait(lambda: "- Welding 0 aling" in admin.newest().text)
    admin.tap("Serve it anyway")
    standin.wait(lambda: "Serve version 3 to everybody?" in admin.newest().text)
    assert open_generation(folder).number == 2
    admin.tap("Serve it")
    standin.wait(lambda: "Version 3 is live. Version 2 is kept." in admin.newest().text)
    assert open_generation(folder).number == 3 and held(folder) is None
    standin.assert_clean()


def test_one_in_doubt_is_thrown_away_and_its_old_buttons_serve_nothing(
    bots: Bots, standin: StandIn, admin: Person, source: Path, folder: Path
) -> None:
    """A version of the same number is built afterwards: the button of the first one must not serve it."""
    bots.start(catalog=(source,))
    reindexed(standin, admin)
    write_rows(source, ROWS)
    reindexed(standin, admin)
    [serve] = [one.data for row in admin.newest().buttons for one in row if one.text == "Serve it anyway"]
    first = admin.newest().id
    admin.tap("Throw it away")
    standin.wait(lambda: "Thrown away. Version 2 is still in use." in admin.newest().text)
    assert held(folder) is None
    write_rows(source, ROWS[:-1])
    assert "Version 3 is built, but it is not live" in reindexed(standin, admin)
    admin.forge(str(serve).replace("serve-", "yes-"), first)
    standin.wait(lambda: any("This version no longer waits." in one.text for one in admin.messages()))
    assert open_generation(folder).number == 2
    admin.send("/status")
    standin.wait(lambda: "Version 3 is built, but not live" in admin.newest().text)
    admin.tap("See what waits")
    standin.wait(lambda: "Look at the changes before you serve it." in admin.newest().text)


def test_a_second_administrator_hears_whose_rebuild_runs_and_a_stop_changes_nothing(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, tmp_path: Path
) -> None:
    other = standin.person(8, first_name="Otto")
    rows = [
        row | {"id": f"{row['id']} {n}", "title": f"{row['title']} {n}"} for row in MANY for n in range(900)
    ]
    bots.start(catalog=(write_rows(tmp_path / "large.jsonl", rows),), admins=frozenset({ADMIN, 8}))
    admin.send("/reindex")
    standin.wait(admin.messages)
    admin.tap("Rebuild")
    standin.wait(lambda: "Stop" in admin.newest().labels())
    other.send("/reindex")
    standin.wait(other.messages)
    assert other.newest().text.startswith("Already running, started by another administrator")
    admin.send("/reindex")
    standin.wait(lambda: len(admin.messages()) == 2)
    assert admin.newest().text.startswith("Already running, started by you")
    admin.tap("Stop")
    standin.wait(lambda: "The old version is still in use." in admin.messages()[0].text)
    assert admin.messages()[0].text.startswith("Stopped")
    assert open_generation(folder).number == 1 and held(folder) is None
    standin.assert_clean()


def test_the_status_tells_what_was_answered_and_what_went_wrong_without_anybodys_words(
    bots: Bots, standin: StandIn, ana: Person, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("my secret words")

    bots.start()
    for n in range(6):
        ana.send(GOAL)
        standin.wait(lambda n=n: len(ana.messages()) == n + 1)  # type: ignore[misc]
    monkeypatch.setattr("bot.telegram.conversation.Conversation.help", broken)
    ana.send("/help")
    standin.wait(lambda: "Something broke" in ana.newest().text)
    admin.send("/status")
    standin.wait(admin.messages)
    text = admin.newest().text
    assert "Answers today: 6. Median time:" in text and "No match today: fewer than 5." in text
    assert "key error, test_administrators.py:" in text and "Ref " in text
    admin.tap("Errors")
    standin.wait(lambda: admin.newest().text.count("key error") == 3)
    assert "secret" not in text + admin.newest().text
    standin.assert_clean()


def test_the_catalogue_and_the_figures_are_shown_by_command_and_by_tap(
    bots: Bots, standin: StandIn, admin: Person
) -> None:
    bots.start()
    for command, words in (
        ("/catalogue", "Catalogue version 1: 8 courses."),
        ("/stats", "Goals in the last 30 days, without today: fewer than 5."),
        ("/reports", "Nobody has reported a wrong fact."),
        ("/errors", "No trouble since the start."),
    ):
        admin.send(command)
        standin.wait(lambda words=words: admin.messages() and words in admin.newest().text)  # type: ignore[misc]
        admin.tap("Status")
        standin.wait(lambda: "Catalogue version 1: 8 courses, applied on" in admin.newest().text)
    standin.assert_clean()


def test_help_names_an_administrators_commands_to_administrators_alone(
    bots: Bots, standin: StandIn, ana: Person, admin: Person
) -> None:
    """In private: in a group everybody would read them."""
    bots.start()
    for person in (admin, ana):
        person.send("/help")
        standin.wait(person.messages)
    named = [f"/{name}" in admin.newest().text for name in introduction.ADMIN_COMMANDS]
    assert all(named) and admin.newest().text.endswith("/reports, /errors.")
    assert not any(f"/{name}" in ana.newest().text for name in introduction.ADMIN_COMMANDS)
    standin.assert_clean()


def test_only_administrators_are_offered_their_commands(
    bots: Bots, standin: StandIn, ana: Person, admin: Person
) -> None:
    bots.start()
    standin.wait(lambda: len(admin.commands()) > len(ana.commands()) > 0)
    assert {one["command"] for one in admin.commands()} >= set(introduction.ADMIN_COMMANDS) > set(COMMANDS)
    assert not {one["command"] for one in ana.commands()} & set(introduction.ADMIN_COMMANDS)


SETTLED = Settled(1, "rung_bot", frozenset({ADMIN}))
USER = {"is_bot": False, "first_name": "A"}


def spoof(dice: random.Random) -> Message:
    """Return a command that looks like an administrator's in all but one to three things."""
    now = int(time.time())
    raw: dict[str, object] = {
        "message_id": 5,
        "date": now,
        "chat": {"id": ADMIN, "type": "private"},
        "from": {"id": ADMIN} | USER,
        "text": f"/{dice.choice(list(COMMANDS))}",
    }
    other = dice.randrange(8, 10**10)
    wrongs: Sequence[dict[str, object]] = (
        {"from": {"id": other} | USER},
        {"from": {"id": other} | USER, "chat": {"id": other, "type": "private"}},
        {"chat": {"id": -other, "type": "group", "title": "G"}},
        {"chat": {"id": -100 * other, "type": dice.choice(["supergroup", "channel"]), "title": "G"}},
        {"chat": {"id": ADMIN, "type": "group", "title": "G"}},
        {"chat": {"id": other, "type": "private"}},
        {"sender_chat": {"id": -other, "type": "channel", "title": "C"}},
        {"from": None},
        {"forward_origin": {"type": "hidden_user", "date": now, "sender_user_name": "Ida"}},
        {"forward_origin": {"type": "user", "date": now, "sender_user": {"id": ADMIN} | USER}},
        {"via_bot": {"id": other, "is_bot": True, "first_name": "B"}},
        {"date": now - dice.randrange(601, 10**8)},
    )
    for wrong in dice.sample(wrongs, dice.randint(1, 3)):
        raw |= wrong
    return Message.model_validate({name: value for name, value in raw.items() if value is not None})


async def test_of_1000_spoofed_commands_none_passes() -> None:
    """In a group or a channel, forwarded, via a bot, by others, too old. The honest one does pass."""
    dice = random.Random(19)
    spoofs = [spoof(dice) for _ in range(1000)]
    assert [one for one in spoofs if await is_admins_message(one, SETTLED)] == []
    honest = {"message_id": 5, "date": int(time.time()), "chat": {"id": ADMIN, "type": "private"}}
    assert await is_admins_message(
        Message.model_validate(honest | {"from": {"id": ADMIN} | USER, "text": "/status"}), SETTLED
    )


async def test_of_1000_forged_taps_none_passes() -> None:
    """The data of an administrator's button, pressed by somebody else or elsewhere."""
    dice = random.Random(20)
    for _ in range(1000):
        other = dice.randrange(8, 10**10)
        sender, chat = dice.choice([(other, other), (other, ADMIN), (ADMIN, -other), (ADMIN, other)])
        kind = "private" if chat > 0 else dice.choice(["group", "supergroup"])
        raw = {
            "id": "1",
            "from": {"id": sender} | USER,
            "chat_instance": "1",
            "data": f"v1:{dice.choice(OPS)}:0:{dice.choice(['', 'go', 'ask', 'yes-a1b2c3d4e5f6', 'p1'])}",
            "message": {
                "message_id": 5, "date": int(time.time()), "text": "x",
                "chat": {"id": chat, "type": kind, "title": "G"},
            },
        }  # fmt: skip
        assert not await is_admins_tap(CallbackQuery.model_validate(raw), SETTLED)


def test_an_edited_command_does_nothing_and_others_hear_the_same_of_every_one(
    bots: Bots, standin: StandIn, ana: Person, admin: Person
) -> None:
    """An edit is a changed goal; a command of administrators is as unknown as any other."""
    bots.start()
    admin.send("hello")
    standin.wait(admin.messages)
    first = admin.send("and hello")
    standin.wait(lambda: len(admin.messages()) == 2)
    admin.edit(first, "/status")
    for n, command in enumerate([*COMMANDS, "nonsense"], start=1):
        ana.send(f"/{command}")
        standin.wait(lambda n=n: len(ana.messages()) == n)  # type: ignore[misc]
    assert len({(one.text, one.buttons) for one in ana.messages()}) == 1
    assert "Catalogue version" not in "".join(one.text for one in admin.messages())
    standin.assert_clean()
