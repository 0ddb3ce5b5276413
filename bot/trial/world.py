"""What the stand-in knows: users, chats, messages, taps and what was said, in the shapes of the Bot API."""

import itertools
import random
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.trial.clock import Clock, Pulse
from bot.trial.commands import Scope
from bot.trial.files import Files
from bot.trial.rates import Rates
from bot.trial.updates import Queue

Json = dict[str, Any]


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    is_bot: bool = False

    def shown(self) -> Json:
        return _given(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the user's), a basic group or a supergroup."""

    id: int
    kind: str
    title: str | None = None
    user: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def shown(self) -> Json:
        if self.user is not None:
            user = self.user
            names = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
            return _given(id=self.id, type=self.kind, **names)
        return _given(id=self.id, type=self.kind, title=self.title, is_forum=True if self.topics else None)


@dataclass(slots=True)
class Kept:
    """One message; `body` is what the Bot API returns of it and is replaced, never changed, by an edit."""

    chat_id: int
    message_id: int
    body: Json
    from_bot: bool
    # With a reply keyboard, its removal or a forced reply it can never be edited (td can_edit_message).
    frozen: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Tap:
    id: str
    user_id: int
    chat_id: int
    message_id: int
    label: str
    at: float
    update_id: int | None = None
    attempted: bool = False
    answered: bool = False
    toast: tuple[str, bool] | None = None


@dataclass(slots=True)
class InlineQuery:
    id: str
    user_id: int
    at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the transcript."""

    at: float
    chat_id: int
    who: str
    what: str
    text: str
    message_id: int | None = None
    buttons: tuple[tuple[str, ...], ...] = ()


# The fields that stand beside the content of a message.
_AROUND = frozenset(
    {"message_id", "from", "chat", "date", "edit_date", "reply_markup", "reply_to_message", "quote", "text"}
    | {"caption", "entities", "caption_entities", "link_preview_options", "message_thread_id"}
    | {"is_topic_message", "sender_chat", "has_protected_content", "media_group_id", "has_media_spoiler"}
    | {"show_caption_above_media"}
)


class World:
    """All state of one stand-in; whoever touches it holds `pulse.lock` and beats when it changed."""

    def __init__(self, clock: Clock, token: str, username: str, *, rate_limits: bool = True) -> None:
        self.clock, self.pulse = clock, Pulse(clock)
        self.token = token
        self.bot_id = int(token.split(":", maxsplit=1)[0])
        self.username = username
        self.name = "Rung"
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Kept] = {}
        self._of_chat: dict[int, list[Kept]] = {}
        self.taps: dict[str, Tap] = {}
        self.inline: dict[str, InlineQuery] = {}
        self.actions: list[tuple[int, float, str]] = []
        self.drafts: dict[tuple[int, int], Json] = {}
        self.events: list[Event] = []
        self.profile: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[Scope, str], tuple[Json, ...]] = {}
        # Off until it is switched on in BotFather.
        self.inline_mode = False
        self.menu_buttons: dict[int, Json] = {}
        self.queue = Queue(random.randrange(100_000_000, 900_000_000))
        self.files = Files(clock)
        self.rates = Rates(on=rate_limits)
        self._ids: dict[int, itertools.count[int]] = {}

    def now(self) -> float:
        return self.clock.now()

    def bot(self) -> Json:
        return {"id": self.bot_id, "is_bot": True, "first_name": self.name, "username": self.username}

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share one sequence; a supergroup has its own, after its founding."""
        key = chat.id if chat.kind == "supergroup" else 0
        return next(self._ids.setdefault(key, itertools.count(2 if key else 1)))

    def post(self, chat: Chat, sender: Json, content: Json, *, frozen: bool = False) -> Kept:
        """Put a message into a chat; `content` holds everything but who, where and when."""
        message_id = self.next_message_id(chat)
        head = {"message_id": message_id, "from": sender, "chat": chat.shown(), "date": int(self.now())}
        kept = Kept(chat.id, message_id, head | content, sender["id"] == self.bot_id, frozen)
        self.messages[chat.id, message_id] = kept
        self._of_chat.setdefault(chat.id, []).append(kept)
        self.tell(kept, "sends")
        return kept

    def find(self, chat_id: int, message_id: int) -> Kept | None:
        kept = self.messages.get((chat_id, message_id))
        return kept if kept is not None and not kept.deleted else None

    def of_chat(self, chat_id: int) -> list[Kept]:
        return [kept for kept in self._of_chat.get(chat_id, ()) if not kept.deleted]

    def update(self, kind: str, payload: Json, chat_id: int) -> int | None:
        return self.queue.add(kind, payload, chat_id, self.now())

    def tell(self, kept: Kept, what: str) -> None:
        """Write into the transcript what a message holds now."""
        body = kept.body
        rows = body.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = tuple(tuple(button["text"] for button in row) for row in rows)
        who = body["from"]["first_name"]
        event = Event(self.now(), kept.chat_id, who, what, _told(body), kept.message_id, buttons)
        self.events.append(event)

    def say(
        self,
        chat_id: int,
        who: str,
        what: str,
        text: str = "",
        message_id: int | None = None,
    ) -> None:
        self.events.append(Event(self.now(), chat_id, who, what, text, message_id))


def said(body: Json) -> str:
    """The words of a message: its text or its caption."""
    return str(body.get("text") or body.get("caption") or "")


def _told(body: Json) -> str:
    """What the transcript tells of a message: its words, or what it is besides."""
    inner = next((name for name in body if name not in _AROUND), None)
    name = body[inner].get("file_name", "") if inner is not None and isinstance(body[inner], dict) else ""
    return f"{f'[{inner} {name}'.rstrip()}] {said(body)}".rstrip() if inner is not None else said(body)


def new_id() -> str:
    """An id as long as those of Telegram's queries."""
    return str(secrets.randbelow(9 * 10**18) + 10**18)


def _given(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
