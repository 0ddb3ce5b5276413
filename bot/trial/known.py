"""Which parameters of each served method the stand-in plays (Bot API 10.3).

Any other one is a slip, a retired name, or something that the stand-in would only pretend to do: business
connections, direct messages of channels, paid broadcasts, suggested posts, ephemeral and rich messages.
"""

_TARGET = "chat_id message_id inline_message_id reply_markup "
_SEND = (
    "chat_id message_thread_id disable_notification protect_content message_effect_id reply_parameters "
    "reply_markup "
)
_CAPTION = "caption parse_mode caption_entities "

_PARAMETERS: dict[str, str] = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url certificate ip_address max_connections allowed_updates drop_pending_updates "
    "secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": _SEND + "text parse_mode entities link_preview_options",
    "sendDocument": _SEND + _CAPTION + "document thumbnail disable_content_type_detection",
    "sendPhoto": _SEND + _CAPTION + "photo show_caption_above_media has_spoiler",
    "sendChatAction": "chat_id message_thread_id action",
    "sendMessageDraft": "chat_id message_thread_id draft_id text parse_mode entities can_stop keep_on_stop",
    "editMessageText": _TARGET + "text parse_mode entities link_preview_options",
    "editMessageMedia": _TARGET + "media",
    "editMessageCaption": _TARGET + _CAPTION + "show_caption_above_media",
    "editMessageReplyMarkup": _TARGET,
    "deleteMessage": "chat_id message_id",
    "deleteMessages": "chat_id message_ids",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button",
    "getFile": "file_id",
    "setMyCommands": "commands scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMyDescription": "description language_code",
    "getMyDescription": "language_code",
    "setMyShortDescription": "short_description language_code",
    "getMyShortDescription": "language_code",
    "setMyName": "name language_code",
    "getMyName": "language_code",
    "setChatMenuButton": "chat_id menu_button",
    "getChatMenuButton": "chat_id",
    "getChat": "chat_id",
    "getChatMember": "chat_id user_id",
    "leaveChat": "chat_id",
}

# Methods are matched without regard to case, so the names they go by are kept beside.
NAMES = {name.lower(): name for name in _PARAMETERS}


def known(method: str) -> set[str]:
    return set(_PARAMETERS[method].split())


def unknown(method: str, names: set[str], uploads: set[str]) -> set[str]:
    """The names that are not played; an upload may have any name that an attach:// address uses."""
    return names - uploads - known(method)
