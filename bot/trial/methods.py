"""Every method that the stand-in serves, by name; getUpdates and the webhook's own stand with the server."""

from collections.abc import Callable
from typing import Any

from bot.trial import methods_chats as chats
from bot.trial import methods_edit as edit
from bot.trial import methods_queries as queries
from bot.trial import methods_send as send
from bot.trial.methods_profile import PROFILE
from bot.trial.params import Params
from bot.trial.world import World

METHODS: dict[str, Callable[[World, Params], Any]] = PROFILE | {
    "sendMessage": send.send_message,
    "sendDocument": send.send_document,
    "sendPhoto": send.send_photo,
    "sendChatAction": send.send_chat_action,
    "sendMessageDraft": send.send_message_draft,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageMedia": edit.edit_message_media,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "leaveChat": chats.leave_chat,
    "getFile": chats.get_file,
}
