"""People who do anything: write, tap what they are shown, forge, attach, edit and delete, all by chance.

Operations, commands and typed words come out of the program itself, so a new feature is tried unasked.
"""

from collections import deque
from random import Random
from typing import Any, get_args

from bot.screens import keywords
from bot.screens.screen import VERSION, Op
from bot.telegram import introduction
from bot.trial.attachments import KINDS
from bot.trial.group import Group
from bot.trial.incoming import arrive
from bot.trial.person import Button, Person, seen
from bot.trial.standin import StandIn
from tests.bot.screens.hostile import Maker
from tests.bot.telegram.inprocess import GOAL

OPS = get_args(Op)
COMMANDS = [
    *introduction.COMMANDS,
    *introduction.ADMIN_COMMANDS,
    "nonsense",
    "help@other_bot",
    "goal@rung_bot",
    "",
]
KEYWORDS = [word for word in vars(keywords).values() if isinstance(word, str) and word.islower()]
WORDS = (
    GOAL, f"{GOAL}, free, 3 hours a week", "I want to learn welding", "but free", "no more than a month",
    "what about data engineering instead?", "the second one", "1", "2", "99", "hello", "what is the weather",
    "IT", "help me", "I don't know", "//", "@rung_bot hello", "x" * 4096, "😀" * 2048, "\u202e",
    "\u200b\u200b", "0" * 400, "أريد أن أصبح محلل بيانات 5 ساعات", "אני רוצה להיות אחות, 100 ש״ח",
)  # fmt: skip
ARGS = ["", "0", "f0", "r9", "f٣", "all", "ask", "go", "path", "path.pdf", "abc.99999999", "x", "a" * 24]
FORGED = ("", "x" * 64, "жжж", "null", "{}", "v0:list:1:f0", "v1:list:-1:f0", "v1:list:1:f0\n", "v9:::")
SERVICE: tuple[dict[str, Any], ...] = (
    {"pinned_message": None}, {"new_chat_title": "x"}, {"hologram": {}}, {"delete_chat_photo": True},
    {"group_chat_created": True}, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}},
    {"is_automatic_forward": True, "sender_chat": {"id": -1, "type": "channel", "title": "N"}, "text": "x"},
)  # fmt: skip
NAMES = ("<b>", "Ana & Co", "\u202eevil", "אנה", "😀")
_STAY = 250
"""After so many deeds somebody new comes: a chat of thousands of messages takes long to look through."""


class Crowd:
    """People, an administrator and a group that do anything."""

    def __init__(self, standin: StandIn, admin: Person, seed: int) -> None:
        self._standin, self._chance = standin, Random(seed)
        self._maker = Maker(self._chance, ())
        self._admin, self._deeds = admin, 0
        self._data: deque[str] = deque(maxlen=200)
        self._gather()

    def act(self) -> None:
        """Let somebody do something."""
        self._deeds += 1
        if self._deeds % _STAY == 0:
            self._gather()
        one = self._chance
        person, chat = one.choice(self._people), one.choice([None, None, None, self._group])
        deeds = (self._write, self._tap, self._forge, self._attach, self._other)
        one.choices(deeds, weights=(35, 40, 10, 10, 5))[0](person, chat)

    def _gather(self) -> None:
        newcomers = [self._standin.person(first_name=name) for name in self._chance.sample(NAMES, 3)]
        self._people = [*newcomers, self._admin]
        is_large = self._chance.random() < 0.5
        self._group: Group = self._standin.group(*self._people, title="<i>R&D</i>", supergroup=is_large)
        if self._chance.random() < 0.5:
            self._group.promote_bot(self._admin)

    def _words(self, person: Person, chat: Group | None) -> str:
        """Something to write; what comes over a network has no half of a letter."""
        return whole(self._any_words(person, chat)) or "x"

    def _any_words(self, person: Person, chat: Group | None) -> str:
        one, shown = self._chance, self._buttons(person, chat)
        if shown and one.random() < 0.3:
            return one.choice(shown)[1].text.casefold()
        if one.random() < 0.3:
            return one.choice(KEYWORDS)
        if one.random() < 0.2:
            return f"/{one.choice(COMMANDS)} {one.choice(['', GOAL, 'g_1', self._maker.text(3)])}".strip()
        return str(one.choice([*WORDS, self._maker.text(), self._maker.text(60)[:4096]]))

    def _write(self, person: Person, chat: Group | None) -> None:
        shown = seen(self._standin.world, self._place(person, chat))
        answers = self._chance.choice(shown).id if shown and self._chance.random() < 0.3 else None
        message = person.send(self._words(person, chat), chat=chat, reply_to=answers)
        if self._chance.random() < 0.1:
            person.edit(message, self._words(person, chat), chat=chat)
        if self._chance.random() < 0.05:
            self._standin.deliver_again()

    def _tap(self, person: Person, chat: Group | None) -> None:
        found = self._buttons(person, chat)
        if found:
            message, button = self._chance.choice(found)
            self._data.append(button.data or "")
            person.forge(button.data or "", message, chat=chat)
        else:
            self._write(person, chat)

    def _forge(self, person: Person, chat: Group | None) -> None:
        one, found = self._chance, self._buttons(person, chat)
        message = one.choice([1, 10**6, *(number for number, _ in found)])
        if found and one.random() < 0.1:
            person.delete(found[0][0], chat=chat)
        seen_parts = (one.choice(self._data) if self._data else "v1:list:1:f0").split(":")
        number, arg = one.choice([seen_parts[2], "0", "1", "999999999999"]), seen_parts[3]
        made = f"{VERSION}:{one.choice(OPS)}:{number}:{one.choice([arg, arg, *ARGS])}"
        person.forge(one.choice([made, made, made, *FORGED]), message, chat=chat)

    def _attach(self, person: Person, chat: Group | None) -> None:
        one, kind = self._chance, self._chance.choice(KINDS)
        caption = one.choice([None, None, self._words(person, chat)[:1024] or None])
        album: dict[str, Any] = {"media_group_id": str(one.randint(1, 3))} if one.random() < 0.2 else {}
        if kind != "document":
            person.attach(kind, chat=chat, caption=caption, **album)
            return
        words = self._words(person, chat)
        table = (
            f"title,price,url\n{words},{one.choice(['free', '9 EUR', '?'])},https://example.org\n".encode()
        )
        data = one.choice([b"", b"\xff\xfe", GOAL.encode(), words.encode(), table, b"x" * 120_000])
        person.attach(
            kind, chat=chat, caption=caption, data=data, size=one.choice([None, None, 34 * 1024 * 1024]),
            mime=one.choice([None, "text/plain", "text/plain", "text/csv", "application/json"]),
            name=one.choice(["../<b>.txt", "a.csv", "b.json", "c.xlsx"]), **album,
        )  # fmt: skip

    def _other(self, person: Person, chat: Group | None) -> None:
        content = {name: value for name, value in self._chance.choice(SERVICE).items() if value is not None}
        arrive(self._standin.world, person.user, self._place(person, chat), content)

    def _place(self, person: Person, chat: Group | None) -> Any:
        return self._standin.world.chats[chat.id if chat else person.id]

    def _buttons(self, person: Person, chat: Group | None) -> list[tuple[int, Button]]:
        """The buttons of the newest messages that tell the bot something."""
        newest = seen(self._standin.world, self._place(person, chat))[-3:]
        buttons = [(one.id, button) for one in newest for row in one.buttons for button in row]
        return [(message, button) for message, button in buttons if button.data is not None]


def hostile_rows(count: int, seed: int) -> list[dict[str, object]]:
    """Courses whose texts broke other bots, as rows of a catalogue file."""
    maker = Maker(Random(seed), ())
    found = []
    for number in range(count):
        program = maker.program()
        found.append({
            "id": f"{number} {program.id}", "title": f"Data analyst {program.title}"[:5000],
            "provider": program.provider, "institution": program.institution, "url": program.url,
            "description": program.description, "outcomes": list(program.outcomes),
            "skills": ["Data analysis", *program.skills], "prerequisites": program.prerequisites,
            "assessment": program.assessment, "language": maker.one("English", None, "en"),
            "price": maker.one("Free", "49 EUR", "$39 USD/month", None), "as_of": program.as_of,
            "duration": maker.one("18 hours", "6 weeks, 3 hours per week", None),
        })  # fmt: skip
    return [{name: _storable(value) for name, value in row.items()} for row in found]


def _storable(value: object) -> object:
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return whole(value) if isinstance(value, str) else value


def whole(text: str) -> str:
    """Return a text without halves of letters, which no file and no network carries."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
