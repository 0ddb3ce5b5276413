"""Which keyboards the stand-in takes under a message, and how it returns them.

Source: tdlib/telegram-bot-api Client.cpp (get_reply_markup, get_inline_keyboard_button), td ReplyMarkup.cpp;
the words for data, copied text, pay and domain were seen in replies of the live Bot API. Stricter than the
server on purpose: exactly one action a button, no button without a text, 8 a row, 100 in all, 10,000 bytes.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.trial import fields
from bot.trial.entities import utf16_length
from bot.trial.fields import InputError, refusing
from bot.trial.links import checked_link
from bot.trial.refusal import Refusal
from bot.trial.text import clean

_DATA_BYTES = 64
_COPY_UNITS = 256
_ANSWER_UNITS = 200
_PLACEHOLDER_UNITS = 64
_INLINE_ROW, _INLINE_ALL = 8, 100
_REPLY_ROW, _REPLY_ALL = 12, 300
_MARKUP_BYTES = 10_000
_STYLES = frozenset({"danger", "success", "primary"})
_REPLY_FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard")
_REQUESTS = ("request_users", "request_chat", "request_poll", "web_app", "request_managed_bot")


def reply_markup(raw: object, *, editing: bool = False) -> dict[str, Any] | None:
    """The decoded parameter, checked; only an inline keyboard is shown in the Message that comes back."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Refusal("object expected as reply markup")
    with refusing():
        markup = _markup(raw)
    if editing and markup is not None and "inline_keyboard" not in markup:
        raise Refusal("inline keyboard expected")
    return markup


def callback_answer(text: str | None) -> str | None:
    """What a tap is answered with: 0-200 units (Bot API: answerCallbackQuery), None for no words."""
    if not text:
        return None
    if utf16_length(text) > _ANSWER_UNITS:
        raise Refusal("MESSAGE_TOO_LONG")
    return clean(text)


def _markup(raw: Mapping[str, Any]) -> dict[str, Any] | None:
    reply = _rows(raw, "keyboard", 'Field "keyboard" must be an Array of Arrays', _reply_button)
    inline = _rows(
        raw,
        "inline_keyboard",
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        _inline_button,
    )
    personal = {"selective": True} if fields.boolean(raw, "selective") else {}
    removes, forces = fields.boolean(raw, "remove_keyboard"), fields.boolean(raw, "force_reply")
    placeholder = _placeholder(raw)
    if reply:
        flags = {name: True for name in _REPLY_FLAGS if fields.boolean(raw, name)}
        return _fitting("keyboard", reply, _REPLY_ROW, _REPLY_ALL) | flags | personal | placeholder
    if inline:
        return _fitting("inline_keyboard", inline, _INLINE_ROW, _INLINE_ALL)
    if removes:
        return {"remove_keyboard": True} | personal
    return {"force_reply": True} | personal | placeholder if forces else None


def _rows(
    raw: Mapping[str, Any], name: str, words: str, read: Callable[[object], dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    rows = fields.rows(raw, name)
    if not all(isinstance(row, list) for row in rows):
        raise InputError(words)
    return [[read(button) for button in row] for row in rows if row]


def _fitting(name: str, rows: list[list[dict[str, Any]]], in_row: int, in_all: int) -> dict[str, Any]:
    markup = {name: rows}
    size = len(json.dumps(markup, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
    is_wide = any(len(row) > in_row for row in rows) or sum(len(row) for row in rows) > in_all
    if is_wide or size > _MARKUP_BYTES:
        raise InputError("Reply markup is too long")
    return markup


def _placeholder(raw: Mapping[str, Any]) -> dict[str, str]:
    text = fields.optional_string(raw, "input_field_placeholder")
    if utf16_length(text) > _PLACEHOLDER_UNITS:
        raise InputError("Input field placeholder is too long")
    return {"input_field_placeholder": text} if text else {}


def _reply_button(raw: object) -> dict[str, Any]:
    try:
        if isinstance(raw, str):
            raw = {"text": raw}
        button = _label(raw, "Keyboard")
        assert isinstance(raw, dict)
        flags = {n: True for n in ("request_contact", "request_location") if fields.boolean(raw, n)}
        requests = {name: fields.mapping(raw, name) for name in _REQUESTS if raw.get(name) is not None}
    except InputError as wrong:
        raise InputError(f"Can't parse keyboard button: {wrong}") from None
    if "web_app" in requests:
        requests["web_app"] = {"url": _link(requests["web_app"], "Keyboard button Web App", https_only=True)}
    return _worded(button, "Keyboard") | _style(raw) | flags | requests


def _inline_button(raw: object) -> dict[str, Any]:
    try:
        button = _label(raw, "Inline keyboard")
        assert isinstance(raw, dict)
        name, value = _action(raw)
    except InputError as wrong:
        raise InputError(f"Can't parse inline keyboard button: {wrong}") from None
    return _worded(button, "Inline keyboard") | _style(raw) | {name: _ACTIONS[name](value)}


def _label(raw: object, kind: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise InputError(f"{kind.title().replace(' ', '')}Button must be an Object")
    text = clean(fields.string(raw, "text"))
    icon = raw.get("icon_custom_emoji_id")
    return {"text": text} | (
        {} if icon is None else {"icon_custom_emoji_id": str(fields.integer(raw, "icon_custom_emoji_id", 64))}
    )


def _worded(button: dict[str, Any], kind: str) -> dict[str, Any]:
    """The server leaves a button without words out, which nobody would notice."""
    if not button["text"].strip():
        raise InputError(f"{kind} button text must be non-empty")
    return button


def _style(raw: Mapping[str, Any]) -> dict[str, str]:
    style = fields.optional_string(raw, "style")
    if style and style not in _STYLES:
        raise InputError("Invalid button style specified")
    return {"style": style} if style else {}


def _action(raw: Mapping[str, Any]) -> tuple[str, Any]:
    named = [name for name in _ACTIONS if raw.get(name) is not None]
    stated = [name for name in named if name not in ("url", "callback_data") or fields.string(raw, name)]
    if not stated:
        raise InputError("Text buttons are unallowed in the inline keyboard")
    if len(stated) > 1:
        raise InputError("Exactly one action must be stated, not " + " and ".join(stated))
    return stated[0], _typed(raw, stated[0])


def _typed(raw: Mapping[str, Any], name: str) -> Any:
    if name in _OBJECTS:
        return fields.mapping(raw, name)
    return fields.boolean(raw, name) if name == "pay" else fields.string(raw, name)


def _link(holder: Mapping[str, Any], words: str, *, https_only: bool = False) -> str:
    try:
        return checked_link(fields.string(holder, "url"), https_only=https_only)
    except InputError as wrong:
        raise InputError(f"{words} {wrong}") from None


def _data(value: str) -> str:
    if len(value.encode()) > _DATA_BYTES:
        raise InputError("BUTTON_DATA_INVALID")
    return value


def _copied(value: Mapping[str, Any]) -> dict[str, str]:
    text = clean(fields.string(value, "text"))
    if not 0 < utf16_length(text) <= _COPY_UNITS:
        raise InputError("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _chosen_chat(value: Mapping[str, Any]) -> dict[str, Any]:
    kinds = ("user", "bot", "group", "channel")
    allowed = {f"allow_{kind}_chats": fields.boolean(value, f"allow_{kind}_chats") for kind in kinds}
    return {
        "query": fields.optional_string(value, "query"),
        **{name: True for name in allowed if allowed[name]},
    }


def _refused(words: str) -> Callable[[Any], Any]:
    def refuse(_: Any) -> Any:
        raise InputError(words)

    return refuse


def _same(value: Any) -> Any:
    return value


_OBJECTS = frozenset(
    {"web_app", "login_url", "switch_inline_query_chosen_chat", "copy_text", "callback_game", "disabled"}
)
_ACTIONS: dict[str, Callable[[Any], Any]] = {
    "url": lambda link: _link({"url": link}, "Inline keyboard button"),
    "callback_data": _data,
    "web_app": lambda app: {"url": _link(app, "Inline keyboard button Web App", https_only=True)},
    "copy_text": _copied,
    "switch_inline_query": _same,
    "switch_inline_query_current_chat": _same,
    "switch_inline_query_chosen_chat": _chosen_chat,
    "disabled": lambda _: {},
    # The trial bot sends no invoice and no game, and has no domain for signing in.
    "pay": _refused("BUTTON_TYPE_INVALID"),
    "callback_game": _refused("BUTTON_TYPE_INVALID"),
    "login_url": _refused("BOT_DOMAIN_INVALID"),
}
