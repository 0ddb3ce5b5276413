"""How what people do becomes an update: messages, taps, and what privacy mode keeps from the bot in groups.

Sources: Bot features, "Privacy mode"; Bot API: Message, CallbackQuery, InaccessibleMessage.
"""

from bot.trial.world import Chat, Json, Kept, Tap, User, World, said


def arrive(world: World, user: User, chat: Chat, content: Json, reply_to: int | None = None) -> Kept:
    """A person's message: kept in the chat and, unless privacy mode hides it, queued for the bot."""
    with world.pulse.lock:
        if chat.private:
            # Whoever writes to a bot has started it and does not block it.
            user.started, user.blocked, chat.bot_status = True, False, "member"
        place: Json = {}
        target = None if reply_to is None else world.messages.get((chat.id, reply_to))
        if target is not None:
            answered = {name: value for name, value in target.body.items() if name != "reply_to_message"}
            place["reply_to_message"] = answered
        kept = world.post(chat, user.shown(), place | content)
        if chat.bot_status not in {"kicked", "left"} and reaches_bot(world, chat, kept.body, target):
            world.update("message", kept.body, chat.id)
    world.pulse.beat()
    return kept


def reaches_bot(world: World, chat: Chat, body: Json, target: Kept | None) -> bool:
    """Privacy mode: commands not meant for another bot, and replies to the bot; an administrator gets all."""
    if chat.private or chat.bot_status == "administrator":
        return True
    if target is not None and target.from_bot:
        return True
    return any(_is_ours(world, command) for command in _commands(body))


def _commands(body: Json) -> list[str]:
    units = said(body).encode("utf-16-le")
    entities = [*body.get("entities", ()), *body.get("caption_entities", ())]
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in entities
        if entity["type"] == "bot_command"
    ]


def _is_ours(world: World, command: str) -> bool:
    _, at, name = command.partition("@")
    return not at or name.lower() == world.username.lower()


def deliver_tap(world: World, tap: Tap, data: str) -> str:
    """A callback query; of a message that is gone the bot is told no more than where it stood."""
    chat, user = world.chats[tap.chat_id], world.users[tap.user_id]
    kept = world.find(chat.id, tap.message_id)
    gone: Json = {"chat": chat.shown(), "message_id": tap.message_id, "date": 0}
    world.taps[tap.id] = tap
    world.say(chat.id, user.first_name, "taps", tap.label, tap.message_id)
    query = {"id": tap.id, "from": user.shown(), "message": gone if kept is None else kept.body, "data": data}
    tap.update_id = world.update("callback_query", query | {"chat_instance": str(-chat.id)}, chat.id)
    world.pulse.beat()
    return tap.id


def unanswered(world: World) -> list[Tap]:
    """Taps without any try at an answer, unless they grew too old before they were fetched."""
    with world.pulse.lock:
        world.queue.expire(world.now())
        waiting = {update.update_id for update in world.queue.waiting()}
        open_taps = [tap for tap in world.taps.values() if not tap.attempted and tap.update_id is not None]
        fetched = world.queue.history
        return [tap for tap in open_taps if tap.update_id in waiting or fetched[tap.update_id or 0].fetched]
