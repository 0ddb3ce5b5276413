"""Every kind of content but text that a person can send, with the fields that its type requires.

Source: Bot API: Message and the types that it holds.
"""

from typing import Any

from bot.trial.world import Json, World

_FILES: dict[str, Json] = {
    "document": {},
    "photo": {"width": 640, "height": 480},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "audio": {"duration": 30},
    "video": {"width": 640, "height": 480, "duration": 5},
    "video_note": {"length": 240, "duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
_PLACE = {"latitude": 48.2, "longitude": 16.37}
_OTHERS: dict[str, Json] = {
    "contact": {"phone_number": "+4312345", "first_name": "Eva"},
    "location": _PLACE,
    "venue": {"location": _PLACE, "title": "Library", "address": "Main street 1"},
    "dice": {"emoji": "🎲", "value": 4},
    "poll": {
        "id": "1",
        "question": "Which?",
        "options": [
            {"persistent_id": "1", "text": "A", "voter_count": 0},
            {"persistent_id": "2", "text": "B", "voter_count": 0},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
    "story": {"id": 1, "chat": {"id": 777000, "type": "private", "first_name": "Eva"}},
    "game": {"title": "Game", "description": "A game", "photo": []},
}
KINDS = (*_FILES, *_OTHERS)


def content(world: World, kind: str, fields: dict[str, Any]) -> Json:
    """The fields of the message; what is given wins over the example, and None leaves a field out."""
    fields = dict(fields)
    around = {name: fields.pop(name) for name in ("media_group_id",) if name in fields}
    if kind in _OTHERS:
        return {kind: _merged(_OTHERS[kind], fields)} | around
    described = _merged(_file(world, kind, fields), fields)
    return {kind: [described] if kind == "photo" else described} | around


def _file(world: World, kind: str, fields: dict[str, Any]) -> Json:
    """Keep the bytes; `size` may claim more than there is, and `broken` makes getFile fail."""
    name, mime = fields.pop("name", None), fields.pop("mime", None)
    size, data = fields.pop("size", None), fields.pop("data", b"x")
    held = world.files.keep(kind, data, name, mime, size)
    held.broken = bool(fields.pop("broken", False))
    named: Json = {"file_name": name} if name is not None else {}
    return held.shown() | _FILES[kind] | named | ({"mime_type": mime} if mime else {})


def _merged(example: Json, fields: dict[str, Any]) -> Json:
    return {name: value for name, value in (example | fields).items() if value is not None}
