"""Methods that put something into a chat: messages, documents, photos, chat actions and drafts."""

from typing import Any

from bot.trial import media
from bot.trial.keyboards import reply_markup
from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.targets import reply, thread, with_entities, writable
from bot.trial.text import CAPTION_LIMIT, Formatted, formatted
from bot.trial.world import Chat, Json, World

# Bot API: sendChatAction.
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(world: World, params: Params) -> Json:
    text = parsed_text(params)
    content = with_entities("text", text) | preview(params)
    return _send(world, params, content)


def send_document(world: World, params: Params) -> Json:
    content = media.content(world, params, "document", params.text("document"))
    return _send(world, params, content | with_entities("caption", parsed_caption(params)))


def send_photo(world: World, params: Params) -> Json:
    content = media.content(world, params, "photo", params.text("photo"))
    shown = {name: True for name in ("show_caption_above_media", "has_spoiler") if params.flag(name)}
    names = {"has_spoiler": "has_media_spoiler"}
    fields = {names.get(name, name): value for name, value in shown.items()}
    return _send(world, params, content | with_entities("caption", parsed_caption(params)) | fields)


def send_chat_action(world: World, params: Params) -> bool:
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise Refusal("wrong parameter action in request")
    chat = writable(world, params)
    thread(params, chat)
    world.actions.append((chat.id, world.now(), action))
    world.say(chat.id, world.name, "shows", action)
    return True


def send_message_draft(world: World, params: Params) -> bool:
    """Bot API: sendMessageDraft, for private chats; an empty text shows that the bot is thinking."""
    draft_id = params.integer("draft_id")
    if not draft_id:
        raise Refusal("RANDOM_ID_INVALID")
    text = formatted(
        params.given("text"),
        params.json("entities", "entities"),
        params.given("parse_mode"),
        may_be_empty=True,
    )
    chat = writable(world, params)
    if not chat.private:
        raise Refusal("TEXTDRAFT_PEER_INVALID")
    world.drafts[chat.id, draft_id] = with_entities("text", text) | {"at": world.now()}
    return True


def parsed_text(params: Params) -> Formatted:
    return formatted(params.given("text"), params.json("entities", "entities"), params.given("parse_mode"))


def parsed_caption(params: Params) -> Formatted:
    entities = params.json("caption_entities", "entities")
    mode = params.given("parse_mode")
    return formatted(params.given("caption"), entities, mode, limit=CAPTION_LIMIT, may_be_empty=True)


def markup(params: Params, *, editing: bool = False) -> Json | None:
    """The keyboard of a call; one without rows is no keyboard."""
    checked = reply_markup(params.json("reply_markup", "reply keyboard markup"), editing=editing)
    return None if checked is None or checked.get("inline_keyboard") == [] else checked


def inline_only(keyboard: Json | None) -> Json:
    """What a Message returns of its keyboard: only an inline one (Bot API: Message.reply_markup)."""
    return {"reply_markup": keyboard} if keyboard is not None and "inline_keyboard" in keyboard else {}


def spend(world: World, chat: Chat) -> None:
    world.rates.spend(chat.id, world.now(), group=not chat.private)


def _send(world: World, params: Params, content: Json) -> Json:
    keyboard = markup(params)
    chat = writable(world, params)
    place = thread(params, chat) | reply(world, params, chat)
    spend(world, chat)
    shown = inline_only(keyboard)
    protected = {"has_protected_content": True} if params.flag("protect_content") else {}
    frozen = keyboard is not None and not shown
    kept = world.post(chat, world.bot(), place | content | protected | shown, frozen=frozen)
    if chat.private:
        world.drafts = {key: draft for key, draft in world.drafts.items() if key[0] != chat.id}
    return kept.body


def preview(params: Params) -> dict[str, Any]:
    """The field that says how a link in the text is shown."""
    options = params.json("link_preview_options", "link preview options")
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise Refusal("object expected as link preview options")
    return {"link_preview_options": options}
