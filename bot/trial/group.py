"""Groups of people that the bot is a member of: topics, rights, upgrades and being thrown out."""

from bot.trial.incoming import arrive
from bot.trial.methods_chats import member, set_bot_status
from bot.trial.person import Person, Shown, seen
from bot.trial.text import auto_entities
from bot.trial.world import Chat, Json, User, World

# The account that anonymous administrators of every group write under; they tap under their own.
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", language_code=None, is_bot=True)


class Group:
    """A group; privacy mode is on until the bot is made an administrator."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    @property
    def id(self) -> int:
        return self._chat.id

    def messages(self) -> list[Shown]:
        with self._world.pulse.lock:
            return seen(self._world, self._chat)

    def newest(self) -> Shown:
        shown = self.messages()
        if not shown:
            raise AssertionError("The bot has sent nothing.")
        return shown[-1]

    def join(self, by: Person) -> None:
        self._service(by, "new_chat_members", [by.user.shown()])
        self._change_member(by, "member")

    def leave(self, by: Person) -> None:
        self._service(by, "left_chat_member", by.user.shown())
        self._change_member(by, "left")

    def promote(self, by: Person) -> None:
        self._change_member(by, "administrator")

    def promote_bot(self, by: Person) -> None:
        """Make the bot an administrator, who gets every message."""
        self._set_bot(by, "administrator")

    def kick_bot(self, by: Person) -> None:
        self._set_bot(by, "kicked")

    def add_bot(self, by: Person) -> None:
        self._set_bot(by, "member")

    def topic(self, name: str) -> int:
        """Open a topic and return its thread's id; only supergroups have topics."""
        if self._chat.kind != "supergroup":
            raise AssertionError("Only a supergroup has topics.")
        with self._world.pulse.lock:
            thread = self._world.next_message_id(self._chat)
            self._chat.topics[thread] = name
        return thread

    def upgrade(self, by: Person) -> "Group":
        """Turn a basic group into a supergroup with a new id; the old one answers with where it went."""
        with self._world.pulse.lock:
            old = self._chat
            new = Chat(supergroup_id(self._world), "supergroup", old.title, members=dict(old.members))
            self._world.chats[new.id] = new
            sender = by.user.shown()
            moved = self._world.post(old, sender, {"migrate_to_chat_id": new.id})
            self._world.update("message", moved.body, old.id)
            came = self._world.post(new, sender, {"migrate_from_chat_id": old.id})
            self._world.update("message", came.body, new.id)
            old.migrated_to = new.id
        self._world.pulse.beat()
        return Group(self._world, new)

    def send_anonymously(self, text: str) -> int:
        """Write as an administrator who hides behind the group (Bot API: Message.sender_chat)."""
        found = list(auto_entities(text))
        content: Json = {"sender_chat": self._chat.shown(), "text": text}
        content |= {"entities": found} if found else {}
        return arrive(self._world, ANONYMOUS, self._chat, content).message_id

    def _set_bot(self, by: Person, status: str) -> None:
        with self._world.pulse.lock:
            set_bot_status(self._world, self._chat, status, by.user.shown())
        self._world.pulse.beat()

    def _service(self, person: Person, field: str, value: object) -> None:
        with self._world.pulse.lock:
            kept = self._world.post(self._chat, person.user.shown(), {field: value})
            self._world.update("message", kept.body, self._chat.id)
        self._world.pulse.beat()

    def _change_member(self, person: Person, status: str) -> None:
        with self._world.pulse.lock:
            user = person.user.shown()
            old = self._chat.members.get(person.id, "left")
            self._chat.members[person.id] = status
            change: Json = {"old_chat_member": member(user, old), "new_chat_member": member(user, status)}
            head = {"chat": self._chat.shown(), "from": user, "date": int(self._world.now())}
            self._world.update("chat_member", head | change, self._chat.id)
        self._world.pulse.beat()


def add_group(world: World, title: str, members: list[int], *, supergroup: bool) -> Group:
    with world.pulse.lock:
        number = supergroup_id(world) if supergroup else -(4_000_000_001 + len(world.chats))
        kind = "supergroup" if supergroup else "group"
        chat = Chat(number, kind, title, members=dict.fromkeys(members, "member"))
        world.chats[number] = chat
    return Group(world, chat)


def supergroup_id(world: World) -> int:
    return -(1_002_000_000_001 + len(world.chats))
