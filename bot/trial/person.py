"""The user side: people and groups that write, tap and attach, and what they see of the bot."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.trial import attachments
from bot.trial.commands import lookup
from bot.trial.incoming import arrive, deliver_tap, reaches_bot
from bot.trial.methods_chats import set_bot_status
from bot.trial.text import auto_entities
from bot.trial.world import Chat, InlineQuery, Json, Kept, Tap, User, World, new_id, said

if TYPE_CHECKING:
    from bot.trial.group import Group


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    data: str | None
    url: str | None
    copy: str | None
    style: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as its reader sees it; `file` is the name and the bytes of a document or a photo."""

    id: int
    text: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    kind: str = "text"
    file: tuple[str, bytes] | None = None
    reply_to: int | None = None

    def labels(self) -> list[str]:
        return [button.text for row in self.buttons for button in row]


class Person:
    def __init__(self, world: World, user: User) -> None:
        self._world = world
        self.user = user
        self.id = self.chat_id = user.id

    def send(
        self,
        text: str,
        *,
        entities: list[Json] | tuple[Json, ...] | None = None,
        chat: "Group | None" = None,
        reply_to: int | None = None,
        thread: int | None = None,
        **fields: Any,
    ) -> int:
        """Write a message and return its id; the entities are those that an app would find."""
        found = list(auto_entities(text)) if entities is None else list(entities)
        content: Json = {"text": text} | ({"entities": found} if found else {}) | fields
        return arrive(self._world, self.user, self._chat(chat), content | _topic(thread), reply_to).message_id

    def attach(
        self,
        kind: str,
        *,
        chat: "Group | None" = None,
        caption: str | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
        **fields: Any,
    ) -> int:
        """Send any other kind of content: `attach("sticker")`, `attach("document", data=b"…", name="a")`."""
        content = attachments.content(self._world, kind, fields)
        if caption is not None:
            found = list(auto_entities(caption))
            content |= {"caption": caption} | ({"caption_entities": found} if found else {})
        return arrive(self._world, self.user, self._chat(chat), content | _topic(thread), reply_to).message_id

    def edit(self, message_id: int, text: str, *, chat: "Group | None" = None) -> None:
        """Change a message of one's own; the bot is told by edited_message."""
        with self._world.pulse.lock:
            kept = self._world.messages[self._chat(chat).id, message_id]
            entities = list(auto_entities(text))
            dropped = ("text", "entities")
            body = {name: value for name, value in kept.body.items() if name not in dropped}
            kept.body = body | {"text": text, "edit_date": int(self._world.now())}
            kept.body |= {"entities": entities} if entities else {}
            self._world.tell(kept, "edits")
            if reaches_bot(self._world, self._chat(chat), kept.body, None):
                self._world.update("edited_message", kept.body, kept.chat_id)
        self._world.pulse.beat()

    def delete(self, message_id: int, *, chat: "Group | None" = None) -> None:
        """Delete a message, of one's own or of the bot; no update tells the bot."""
        with self._world.pulse.lock:
            self._world.messages[self._chat(chat).id, message_id].deleted = True
        self._world.pulse.beat()

    def tap(self, label: str, message: int | None = None, *, chat: "Group | None" = None) -> str:
        """Press the button with this label, or else one that holds it; return the callback query's id."""
        with self._world.pulse.lock:
            place = self._chat(chat)
            for shown in reversed(seen(self._world, place)):
                if message in {None, shown.id} and (button := _button(shown, label)) is not None:
                    if button.data is None:
                        raise AssertionError(f"The button {button.text!r} sends nothing to the bot.")
                    return self._press(place, shown.id, button.data, button.text)
            labels = [each.labels() for each in seen(self._world, place)]
            raise AssertionError(f"No button {label!r} among {labels}.")

    def forge(self, data: str, message: int, *, chat: "Group | None" = None) -> str:
        """Press with any data, as a changed app can; the message may be deleted or never have been."""
        with self._world.pulse.lock:
            return self._press(self._chat(chat), message, data, data)

    def block(self) -> None:
        self._set_blocked(True)

    def unblock(self) -> None:
        self._set_blocked(False)

    def messages(self) -> list[Shown]:
        """The bot's messages in the private chat as they look now, oldest first."""
        with self._world.pulse.lock:
            return seen(self._world, self._chat(None))

    def newest(self) -> Shown:
        shown = self.messages()
        if not shown:
            raise AssertionError("The bot has sent nothing.")
        return shown[-1]

    def toast_of(self, callback_query_id: str) -> tuple[str, bool] | None:
        """The words that a tap brought up, and whether as an alert."""
        return self._world.taps[callback_query_id].toast

    def action_times(self) -> list[float]:
        return [at for chat_id, at, _ in self._world.actions if chat_id == self.chat_id]

    def draft(self) -> str | None:
        """The words of a draft that is still shown; one lives for 30 seconds (Bot API: sendMessageDraft)."""
        now = self._world.now()
        drafts = [draft for (chat_id, _), draft in self._world.drafts.items() if chat_id == self.chat_id]
        return next(
            (str(draft.get("text", "")) for draft in reversed(drafts) if now - draft["at"] < 30), None
        )

    def commands(self, *, chat: "Group | None" = None) -> list[Json]:
        """The commands that the app offers this person there."""
        with self._world.pulse.lock:
            place = self._chat(chat)
            offered = lookup(
                self._world.commands,
                chat=place.id,
                user=self.id,
                is_private=place.private,
                is_admin=place.members.get(self.id) in {"administrator", "creator"},
                language=self.user.language_code or "",
            )
        return list(offered)

    def inline(self, text: str, offset: str = "") -> str:
        """Type "@bot text" somewhere; return the inline query's id."""
        with self._world.pulse.lock:
            if not self._world.inline_mode:
                raise AssertionError("Inline mode is off.")
            query = InlineQuery(new_id(), self.id, self._world.now())
            self._world.inline[query.id] = query
            body = {"id": query.id, "from": self.user.shown(), "query": text[:256], "offset": offset}
            self._world.update("inline_query", body | {"chat_type": "sender"}, self.chat_id)
        self._world.pulse.beat()
        return query.id

    def inline_answer(self, query_id: str) -> Json | None:
        return self._world.inline[query_id].answer

    def _chat(self, chat: "Group | None") -> Chat:
        return self._world.chats[self.chat_id if chat is None else chat.id]

    def _press(self, chat: Chat, message_id: int, data: str, label: str) -> str:
        tap = Tap(new_id(), self.id, chat.id, message_id, label, self._world.now())
        return deliver_tap(self._world, tap, data)

    def _set_blocked(self, blocked: bool) -> None:
        with self._world.pulse.lock:
            self.user.blocked = blocked
            chat = self._chat(None)
            self._world.say(chat.id, self.user.first_name, "blocks" if blocked else "unblocks")
            set_bot_status(self._world, chat, "kicked" if blocked else "member", self.user.shown())
        self._world.pulse.beat()


def add_person(world: World, user: User) -> Person:
    """Put a user into the world, with the private chat that has the same id."""
    with world.pulse.lock:
        world.users[user.id] = user
        world.chats[user.id] = Chat(user.id, "private", user=user)
    return Person(world, user)


def _topic(thread: int | None) -> Json:
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


def seen(world: World, chat: Chat) -> list[Shown]:
    """The bot's messages in a chat as they look now."""
    return [_shown(world, kept) for kept in world.of_chat(chat.id) if kept.from_bot]


def _shown(world: World, kept: Kept) -> Shown:
    body = kept.body
    kind = next((kind for kind in ("document", "photo") if kind in body), "text")
    rows = body.get("reply_markup", {}).get("inline_keyboard", ())
    return Shown(
        id=kept.message_id,
        text=said(body),
        entities=tuple(body.get("entities") or body.get("caption_entities") or ()),
        buttons=tuple(tuple(_read(button) for button in row) for row in rows),
        edited="edit_date" in body,
        kind=kind,
        file=_file(world, body, kind),
        reply_to=body.get("reply_to_message", {}).get("message_id"),
    )


def _read(button: Json) -> Button:
    copied = button.get("copy_text", {}).get("text")
    return Button(button["text"], button.get("callback_data"), button.get("url"), copied, button.get("style"))


def _file(world: World, body: Json, kind: str) -> tuple[str, bytes] | None:
    if kind == "text":
        return None
    described = body[kind][-1] if kind == "photo" else body[kind]
    held = world.files.find(described["file_id"])
    return None if held is None else (held.name or "", held.data)


def _button(shown: Shown, label: str) -> Button | None:
    buttons = [button for row in shown.buttons for button in row]
    same = [button for button in buttons if button.text == label]
    return next(iter(same or [button for button in buttons if label in button.text]), None)
