"""Methods that change or remove a message that is there.

Sources: td MessagesManager (can_edit_message, edit_message_text, edit_message_caption, delete_messages);
telegram-bot-api Client.cpp (check_message); Bot API: deleteMessage.
"""

from typing import Any

from bot.trial import media
from bot.trial.methods_send import inline_only, markup, parsed_caption, parsed_text, preview, spend
from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.targets import number, own_message, with_entities, writable
from bot.trial.text import CAPTION_LIMIT, formatted
from bot.trial.world import Json, Kept, World

DELETE_WITHIN = 48 * 3600
_TEXT = {"text", "entities", "link_preview_options"}
_CAPTION = {"caption", "caption_entities", "show_caption_above_media"}
_MEDIA = {"document", "photo", "video", "audio", "animation", "voice"}


def edit_message_text(world: World, params: Params) -> Json:
    content = with_entities("text", parsed_text(params)) | preview(params)
    keyboard = markup(params, editing=True)
    kept = _editable(world, params)
    if "text" not in kept.body:
        raise Refusal("there is no text in the message to edit")
    return _replace(world, kept, content, keyboard, _TEXT)


def edit_message_caption(world: World, params: Params) -> Json:
    content = with_entities("caption", parsed_caption(params))
    keyboard = markup(params, editing=True)
    kept = _editable(world, params)
    if not _MEDIA & set(kept.body):
        raise Refusal("there is no caption in the message to edit")
    if params.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return _replace(world, kept, content, keyboard, _CAPTION)


def edit_message_media(world: World, params: Params) -> Json:
    wanted = params.json("media", "input media")
    if not isinstance(wanted, dict) or wanted.get("type") not in ("document", "photo"):
        raise Refusal("can't parse InputMedia: type must be document or photo")
    kind = wanted["type"]
    content = media.content(world, params, kind, _word(wanted, "media"))
    caption = formatted(
        _word(wanted, "caption"),
        wanted.get("caption_entities"),
        _word(wanted, "parse_mode"),
        limit=CAPTION_LIMIT,
        may_be_empty=True,
    )
    keyboard = markup(params, editing=True)
    kept = _editable(world, params)
    return _replace(
        world, kept, content | with_entities("caption", caption), keyboard, _TEXT | _CAPTION | _MEDIA
    )


def edit_message_reply_markup(world: World, params: Params) -> Json:
    keyboard = markup(params, editing=True)
    kept = _editable(world, params)
    return _replace(world, kept, {}, keyboard, set())


def delete_message(world: World, params: Params) -> bool:
    kept = own_message(world, params, "delete")
    _check_deletable(world, kept)
    _delete(world, kept)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Bot API: deleteMessages, 1 to 100 ids; those that can't be found are skipped."""
    ids = params.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise Refusal("message identifiers are not specified")
    if len(ids) > 100:
        raise Refusal("too many message identifiers specified")
    chat = writable(world, params)
    found = [kept for each in ids if (kept := world.find(chat.id, number(each))) is not None]
    for kept in found:
        _check_deletable(world, kept)
    for kept in found:
        _delete(world, kept)
    return True


def _editable(world: World, params: Params) -> Kept:
    if params.given("inline_message_id"):
        raise Refusal("MESSAGE_ID_INVALID")
    kept = own_message(world, params, "edit")
    if not kept.from_bot or kept.frozen:
        raise Refusal("message can't be edited")
    return kept


def _replace(world: World, kept: Kept, content: Json, keyboard: Json | None, names: set[str]) -> Json:
    """Compare what is shown, after cleaning, and put the new content in the place of the old."""
    old = kept.body
    left_out = names | {"reply_markup", "edit_date"}
    body = (
        {name: value for name, value in old.items() if name not in left_out} | content | inline_only(keyboard)
    )
    if body == {name: value for name, value in old.items() if name != "edit_date"}:
        raise Refusal(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    spend(world, world.chats[kept.chat_id])
    # td: a new keyboard alone does not mark a message as edited.
    edited: dict[str, Any] = {"edit_date": int(world.now())} if names else {}
    kept.body = body | ({"edit_date": old["edit_date"]} if "edit_date" in old else {}) | edited
    world.tell(kept, "edits")
    return kept.body


def _word(wanted: Json, name: str) -> str:
    value = wanted.get(name, "")
    return value if isinstance(value, str) else ""


def _check_deletable(world: World, kept: Kept) -> None:
    """Own messages everywhere, those of others in private chats; never after 48 hours."""
    chat = world.chats[kept.chat_id]
    if not kept.from_bot and not chat.private and chat.bot_status != "administrator":
        raise Refusal("message can't be deleted")
    if world.now() - kept.body["date"] > DELETE_WITHIN:
        raise Refusal("message can't be deleted for everyone")


def _delete(world: World, kept: Kept) -> None:
    kept.deleted = True
    world.say(kept.chat_id, world.name, "deletes", "", kept.message_id)
