"""Methods about chats and their members, and the files that people sent.

Sources: Bot API: getChat, getChatMember, leaveChat, getFile; telegram-bot-api Client.cpp.
"""

from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.targets import known_chat, writable
from bot.trial.world import Chat, Json, World


def get_chat(world: World, params: Params) -> Json:
    chat = known_chat(world, params)
    return chat.shown() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def get_chat_member(world: World, params: Params) -> Json:
    chat = writable(world, params)
    user_id = params.integer("user_id")
    if user_id == world.bot_id:
        return member(world.bot(), chat.bot_status)
    user = world.users.get(user_id)
    if user is None:
        raise Refusal("invalid user_id specified")
    if chat.private and user_id != chat.id:
        raise Refusal("member not found")
    return member(user.shown(), chat.members.get(user_id, "member" if chat.private else "left"))


def leave_chat(world: World, params: Params) -> bool:
    chat = writable(world, params)
    if chat.private:
        raise Refusal("chat member status can't be changed in private chats")
    set_bot_status(world, chat, "left", world.bot())
    return True


def get_file(world: World, params: Params) -> Json:
    return world.files.ready(params.text("file_id"))


def set_bot_status(world: World, chat: Chat, status: str, by: Json) -> None:
    """Change the bot's own membership and tell it by my_chat_member."""
    old, chat.bot_status = chat.bot_status, status
    bot = world.bot()
    change = {"old_chat_member": member(bot, old), "new_chat_member": member(bot, status)}
    world.update(
        "my_chat_member", {"chat": chat.shown(), "from": by, "date": int(world.now())} | change, chat.id
    )


# Every right that ChatMemberAdministrator requires; none is given but to manage the chat.
_RIGHTS = {
    **dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_delete_messages", "can_manage_video_chats"), False
    ),
    **dict.fromkeys(("can_restrict_members", "can_promote_members", "can_change_info"), False),
    **dict.fromkeys(("can_invite_users", "can_post_stories", "can_edit_stories"), False),
    **dict.fromkeys(("can_delete_stories", "can_send_welcome_messages"), False),
    "can_manage_chat": True,
}


def member(user: Json, status: str) -> Json:
    """A ChatMember with the fields that its status needs."""
    extra: Json = {}
    if status == "administrator":
        extra = dict(_RIGHTS)
    elif status == "creator":
        extra = {"is_anonymous": False}
    elif status == "kicked":
        extra = {"until_date": 0}
    return {"user": user, "status": status} | extra
