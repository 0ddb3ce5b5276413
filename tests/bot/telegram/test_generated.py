"""Generated updates of every kind with hostile contents: each is handled, and Telegram takes each answer."""

import sqlite3
from pathlib import Path
from random import Random

import pytest

from bot.telegram.database import FILE
from bot.telegram.rebuild import Ended, Rebuild
from bot.trial.attachments import KINDS
from bot.trial.calls import Call
from bot.trial.group import Group
from bot.trial.incoming import arrive
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.screens.hostile import Maker
from tests.bot.telegram.inprocess import ADMIN, GOAL, Bots

WORDS = (
    GOAL, f"{GOAL}, free, 3 hours a week", "I want to learn welding", "next", "previous", "1", "2", "99",
    "back", "new goal", "where from", "read more", "read on", "not stated", "one thing off", "delete all",
    "keep them", "save", "saved", "remove", "undo", "report", "cost", "file",
    "hello", "what is the weather", "/start", "/start c_123", "/start c_0123456789",
    "/saved", "/export", "/help", "/privacy", "/forget",
    "/whoami", "/goal", "/goal@rung_bot welding", "/help@other_bot", "/reindex", "/status", "/nonsense",
    "/", "//", "@rung_bot hello", "x" * 4096, "😀" * 2048, "\u202e", "\u200b\u200b", "0" * 400,
)  # fmt: skip
DATA = (
    "v1:list:1:f0", "v1:list:999999999999:r9", "v1:course:1:", "v1:read:1:abc.99999999", "v1:back:0:",
    "v1:new:0:", "v1:forget:0:all", "v1:forget:0:ask", "v1:keep:0:", "v1:again:5:", "v1:example:0:",
    "v1:how:0:", "v1:save:0:0123456789", "v1:save:5:path", "v1:save:0:0123456789.undo",
    "v1:unsave:0:x", "v1:saved:0:file.exe", "v1:saved:0:remove.99999999", "v1:saved:0:p-1",
    "v1:wrong:0:x.cost", "v1:course:0:0123456789", "v1:file:0:path.pdf", "v1:degree:0:", "v1:read:0:.9",
    "v1:reindex:0:go", "v1:stop:0:", "v1:leave:0:", "v1:status:0:", "v0:list:1:f0",
    "v1:list:-1:f0", "v1:list:1:f٣", "", "x" * 64, "жжж", "v1:list:1:f0\n", "null", "{}",
)  # fmt: skip
SERVICE: tuple[dict[str, object], ...] = (
    {"pinned_message": None}, {"new_chat_title": "x"}, {"hologram": {}}, {"delete_chat_photo": True},
    {"group_chat_created": True}, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}},
)  # fmt: skip
BATCH, UPDATES = 25, 500


class Crowd:
    """People, an administrator and a group that do anything."""

    def __init__(self, standin: StandIn, admin: Person, seed: int) -> None:
        self._standin, self._chance = standin, Random(seed)
        self._maker = Maker(self._chance, ())
        self._people = [standin.person(first_name=name) for name in ("<b>", "Ana & Co", "\u202eevil")]
        self.everybody = [*self._people, admin]
        self._group: Group = standin.group(*self.everybody, title="<i>R&D</i>")

    def act(self) -> None:
        """Let somebody do something."""
        person, chat = (
            self._chance.choice(self.everybody),
            self._chance.choice([None, None, None, self._group]),
        )
        acts = (
            self._write,
            self._write,
            self._write,
            self._tap,
            self._tap,
            self._forge,
            self._attach,
            self._other,
        )
        self._chance.choice(acts)(person, chat)

    def _words(self) -> str:
        return self._chance.choice([*WORDS, self._maker.text(), self._maker.text(60)[:4096]]).replace(
            "\ud83d", ""
        )

    def _write(self, person: Person, chat: Group | None) -> None:
        message = person.send(self._words() or "x", chat=chat)
        if self._chance.random() < 0.1:
            person.edit(message, self._words() or "y", chat=chat)
        if self._chance.random() < 0.05:
            self._standin.deliver_again()

    def _tap(self, person: Person, chat: Group | None) -> None:
        shown = chat.messages() if chat else person.messages()
        found = [
            (one.id, button.text)
            for one in shown[-3:]
            for row in one.buttons
            for button in row
            if button.data is not None
        ]
        if found:
            message, label = self._chance.choice(found)
            person.tap(label, message, chat=chat)

    def _forge(self, person: Person, chat: Group | None) -> None:
        shown = chat.messages() if chat else person.messages()
        message = self._chance.choice([1, 10**6, *(one.id for one in shown[-2:])])
        if shown and self._chance.random() < 0.2:
            person.delete(shown[-1].id, chat=chat)
        person.forge(self._chance.choice(DATA), message, chat=chat)

    def _attach(self, person: Person, chat: Group | None) -> None:
        kind = self._chance.choice(KINDS)
        caption = self._chance.choice([None, None, self._words()[:1024] or None])
        if kind == "document":
            data = self._chance.choice(
                [b"", b"\xff\xfe", GOAL.encode(), self._words().encode(), b"x" * 120_000]
            )
            size = self._chance.choice([None, None, 34 * 1024 * 1024])
            mime = self._chance.choice([None, "text/plain", "text/plain", "text/csv"])
            person.attach(
                kind, chat=chat, caption=caption, data=data, size=size, mime=mime, name="../<b>.txt"
            )
        else:
            person.attach(kind, chat=chat, caption=caption)

    def _other(self, person: Person, chat: Group | None) -> None:
        place = self._standin.world.chats[chat.id if chat else person.id]
        content = self._chance.choice(SERVICE)
        arrive(self._standin.world, person.user, place, {k: v for k, v in content.items() if v is not None})


@pytest.fixture(autouse=True)
def no_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a rebuild end at once: a child process takes longer than everything else here."""

    async def run(_: Rebuild, __: object) -> Ended:
        return Ended(1.0)

    monkeypatch.setattr(Rebuild, "run", run)


def assert_handles(seed: int, bots: Bots, standin: StandIn, admin: Person, folder: Path) -> None:
    """Let updates come, a batch at a time, and look at what became of them."""
    crowd = Crowd(standin, admin, seed)
    bots.start()
    first = len(standin.world.queue.history)
    while len(standin.world.queue.history) - first < UPDATES:
        with standin.world.pulse.lock:
            for _ in range(BATCH):
                crowd.act()
        standin.wait(lambda: not standin.pending_updates(), 120)
        standin.wait(lambda: not waiting(folder), 120)
        assert bots.faults() == []
    assert states(folder).get("dead", 0) == 0
    assert [call.line() for call in standin.refusals() if not is_met(call)] == []
    assert standin.unknown() == [] and standin.unanswered_taps() == []


def is_met(call: Call) -> bool:
    """Whether a refusal is one that nobody could know before: the message is gone, or already so."""
    words = ("message to edit not found", "message can't be edited", "message is not modified")
    return call.method.startswith("editMessage") and any(one in call.description for one in words)


def states(folder: Path) -> dict[str, int]:
    """Count the updates in the inbox by state."""
    with sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall())


def waiting(folder: Path) -> int:
    """Count the updates that are not brought to an end."""
    return states(folder).get("waiting", 0)


def test_500_generated_updates_are_handled_without_a_fault(
    bots: Bots, standin: StandIn, admin: Person, folder: Path
) -> None:
    assert admin.id == ADMIN
    assert_handles(0, bots, standin, admin, folder)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 21))
def test_10000_generated_updates_are_handled_without_a_fault(
    bots: Bots, standin: StandIn, admin: Person, folder: Path, seed: int
) -> None:
    """Twenty bots with 500 each: a chat of thousands of messages takes the stand-in long to look through."""
    assert_handles(seed, bots, standin, admin, folder)
