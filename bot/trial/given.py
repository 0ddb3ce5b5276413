"""The entities a bot states itself in `entities` or `caption_entities`.

Source: tdlib/telegram-bot-api Client.cpp (get_text_entity), td MessageEntity.cpp (get_message_entities);
the words for a wrong type, link, user and emoji were seen in replies of the live Bot API.
"""

from typing import Any

from bot.trial import fields
from bot.trial.entities import BLOCKS, QUOTES, STYLES, Entity
from bot.trial.fields import InputError
from bot.trial.links import checked_link, user_of_link

# The server recognises these in the text by itself, so it takes no bot's word for them.
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
_LARGEST = 1_000_000


def given_entities(value: object) -> list[Entity]:
    """What the parameter states, without those that the server finds itself and without empty ones."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError("Can't parse entities JSON object")
    read = [_read(item) for item in value]
    checked = [_checked(entity) for entity in read if entity.type not in FOUND]
    for entity in checked:
        _check_range(entity)
    return [entity for entity in checked if entity.length]


def mention(user: int) -> Entity:
    """A mention by number with the least a User holds; the server knows the rest of the user."""
    return Entity("text_mention", 0, 0, (("user", {"id": user, "is_bot": False, "first_name": str(user)}),))


def link_entity(link: str) -> Entity:
    """A link, or the mention that a tg://user link is."""
    user = user_of_link(link)
    return mention(user) if user else Entity("text_link", 0, 0, (("url", checked_link(link)),))


def check_date_format(date_format: str) -> None:
    """Bot API: date-time entity formatting; td MessageEntity.cpp get_date_flags."""
    if date_format not in ("r", "R") and set(date_format) - set("tTdDwW"):
        raise InputError("Invalid date format used")


def _read(item: object) -> Entity:
    try:
        if not isinstance(item, dict):
            raise InputError("Expected an Object")
        offset, length = fields.integer(item, "offset"), fields.integer(item, "length")
        return Entity(kind := fields.string(item, "type"), offset, length, _own_fields(kind, item))
    except InputError as wrong:
        raise InputError(f"Can't parse MessageEntity: {wrong}") from None


def _own_fields(kind: str, item: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    match kind:
        case "text_link":
            return (("url", fields.string(item, "url")),)
        case "text_mention":
            user = fields.mapping(item, "user")
            return (("user", {**user, "id": fields.integer(user, "id", 64)}),)
        case "custom_emoji":
            return (("custom_emoji_id", str(fields.integer(item, "custom_emoji_id", 64))),)
        case "pre":
            language = fields.optional_string(item, "language")
            return (("language", language),) if language else ()
        case "date_time":
            return _date_fields(item)
    if kind not in STYLES | QUOTES | BLOCKS | FOUND:
        raise InputError("Unsupported type specified")
    return ()


def _date_fields(item: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    moment = ("unix_time", fields.integer(item, "unix_time"))
    date_format = fields.optional_string(item, "date_time_format")
    check_date_format(date_format)
    return (moment, ("date_time_format", date_format)) if date_format else (moment,)


def _checked(entity: Entity) -> Entity:
    own = dict(entity.fields)
    if entity.type == "text_link":
        return _checked_link(entity, own["url"])
    if entity.type == "text_mention" and own["user"]["id"] <= 0:
        raise InputError("User not found")
    if entity.type == "custom_emoji" and own["custom_emoji_id"] == "0":
        raise InputError("Invalid custom emoji identifier specified")
    if entity.type == "date_time" and own["unix_time"] <= 0:
        raise InputError("Invalid date specified")
    return entity


def _checked_link(entity: Entity, link: str) -> Entity:
    try:
        seen = link_entity(link)
    except InputError as wrong:
        raise InputError(f"Entity {wrong}") from None
    return Entity(seen.type, entity.offset, entity.length, seen.fields)


def _check_range(entity: Entity) -> None:
    if not 0 <= entity.offset <= _LARGEST:
        raise InputError(f"Receive an entity with incorrect offset {entity.offset}")
    if not 0 <= entity.length <= _LARGEST:
        raise InputError(f"Receive an entity with incorrect length {entity.length}")
