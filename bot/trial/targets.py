"""Where a call points: the chat it may write to, the message it means, the thread and the reply it names.

Sources: telegram-bot-api Client.cpp (check_chat, check_message, check_reply_parameters);
Bot API: ReplyParameters.
"""

from typing import Any

from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.text import Formatted, formatted, utf16_length
from bot.trial.world import Chat, Json, Kept, World, said

QUOTE_LIMIT = 1024


def known_chat(world: World, params: Params) -> Chat:
    """The chat of `chat_id`, whether or not the bot may write there."""
    raw = params.text("chat_id").strip()
    if not raw:
        raise Refusal("chat_id is empty")
    chat = world.chats.get(number(raw))
    if chat is None:
        raise Refusal("chat not found")
    if chat.migrated_to is not None:
        parameters = {"migrate_to_chat_id": chat.migrated_to}
        raise Refusal("group chat was upgraded to a supergroup chat", 400, parameters)
    return chat


def writable(world: World, params: Params) -> Chat:
    chat = known_chat(world, params)
    _check_person(chat)
    words = f"{'supergroup' if chat.kind == 'supergroup' else 'group'} chat"
    if chat.bot_status == "kicked":
        raise Refusal(f"bot was kicked from the {words}", 403)
    if chat.bot_status == "left":
        raise Refusal(f"bot is not a member of the {words}", 403)
    return chat


def _check_person(chat: Chat) -> None:
    if chat.user is None:
        return
    if chat.user.deactivated:
        raise Refusal("user is deactivated", 403)
    if chat.user.blocked:
        raise Refusal("bot was blocked by the user", 403)
    if not chat.user.started:
        raise Refusal("bot can't initiate conversation with a user", 403)


def own_message(world: World, params: Params, what: str) -> Kept:
    """The message that an edit or a deletion names; `what` is "edit" or "delete"."""
    message_id = params.integer("message_id")
    nameless = message_id <= 0
    chat = None if nameless and not params.text("chat_id") else writable(world, params)
    if chat is None or nameless:
        raise Refusal("message identifier is not specified")
    kept = world.find(chat.id, message_id)
    if kept is None:
        raise Refusal(f"message to {what} not found")
    return kept


def thread(params: Params, chat: Chat) -> Json:
    """The fields of a message in a topic; General has no id, so it can't be named."""
    thread_id = params.integer("message_thread_id")
    if not thread_id:
        return {}
    if thread_id not in chat.topics:
        raise Refusal("message thread not found")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def reply(world: World, params: Params, chat: Chat) -> Json:
    """The fields that a reply brings: the message it answers and the quote out of it."""
    wanted = params.json("reply_parameters", "reply parameters")
    if wanted is None:
        return {}
    if not isinstance(wanted, dict):
        raise Refusal("object expected as reply parameters")
    place = number(wanted.get("chat_id")) or chat.id
    target = world.find(place, number(wanted.get("message_id")))
    if target is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise Refusal("message to be replied not found")
    answered = {name: value for name, value in target.body.items() if name != "reply_to_message"}
    return {"reply_to_message": answered} | _quote(wanted, target)


def _quote(wanted: Json, target: Kept) -> Json:
    if not wanted.get("quote"):
        return {}
    if not isinstance(wanted["quote"], str):
        raise Refusal("QUOTE_TEXT_INVALID")
    quote = formatted(wanted["quote"], wanted.get("quote_entities"), wanted.get("quote_parse_mode"))
    whole = said(target.body)
    if utf16_length(quote.text) > QUOTE_LIMIT or quote.text not in whole:
        raise Refusal("QUOTE_TEXT_INVALID")
    position = utf16_length(whole[: whole.index(quote.text)])
    return {"quote": with_entities("text", quote) | {"position": position, "is_manual": True}}


def with_entities(name: str, text: Formatted) -> Json:
    """Text and its entities as fields of a message; an empty list is left out."""
    entities = "entities" if name == "text" else "caption_entities"
    fields: Json = {name: text.text} if text.text else {}
    return fields | ({entities: list(text.entities)} if text.entities else {})


def number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
