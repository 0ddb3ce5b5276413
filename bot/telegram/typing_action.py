"""The typing action: from 0.3 s of waiting on, again every 4 s, and never a reason for anything to fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError

BEGINS_AFTER_S = 0.3
AGAIN_AFTER_S = 4.0
"""A client shows the action for 5 seconds or less (Bot API: sendChatAction)."""


@asynccontextmanager
async def typing(bot: Bot, chat: int, thread: int | None) -> AsyncIterator[None]:
    """Show that an answer is on its way while the block runs."""
    task = asyncio.create_task(_show(bot, chat, thread))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _show(bot: Bot, chat: int, thread: int | None) -> None:
    await asyncio.sleep(BEGINS_AFTER_S)
    while True:
        # aiogram's ChatActionSender ends at its first failure; the next action may well get through.
        with suppress(AiogramError):
            await bot.send_chat_action(chat, "typing", message_thread_id=thread)
        await asyncio.sleep(AGAIN_AFTER_S)
