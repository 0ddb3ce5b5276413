"""A file that a person sends: read into memory, with limits, and never a token in what fails."""

from dataclasses import dataclass
from io import BytesIO

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Document
from aiohttp import ClientError, ClientResponseError

from bot.words import say

LARGEST_TEXT = 100_000
"""Bytes: thirty pages; more is no goal and no advert."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file was not read, in words for the person."""

    reason: str


async def read_text(bot: Bot, file: Document) -> str | Unread:
    """Return the words of a plain text file; its name, which anybody can choose, is not looked at."""
    if file.mime_type != "text/plain":
        return Unread(say("I can read text, and files that are plain text."))
    if (file.file_size or 0) > LARGEST_TEXT:
        return Unread(say("This file is too long: I read up to 100 kB of plain text."))
    content = await download(bot, file.file_id, LARGEST_TEXT)
    if content is None:
        return Unread(
            say("This file could not be fetched from Telegram, or is too long. Nothing of it is kept.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Unread(say("This file is not plain text in UTF-8."))


async def download(bot: Bot, file_id: str, largest: int) -> bytes | None:
    """Return the content of a file of at most `largest` bytes, or None; only the reason's kind is logged.

    A failed download raises an error of aiohttp whose text holds the address, and so the token
    (telegram.md 1.13): it ends here.
    """
    try:
        file = await bot.get_file(file_id)
        if file.file_path is None or (file.file_size or 0) > largest:
            return None
        return await _content(bot, file.file_path, largest)
    except ClientResponseError as trouble:
        log.warning("file not fetched", status=trouble.status)
    except (AiogramError, ClientError, TimeoutError) as trouble:
        log.warning("file not fetched", trouble=type(trouble).__name__)
    return None


async def _content(bot: Bot, path: str, largest: int) -> bytes | None:
    url = bot.session.api.file_url(bot.token, path)
    content = BytesIO()
    async for chunk in bot.session.stream_content(url, timeout=30, raise_for_status=True):
        content.write(chunk)
        if content.tell() > largest:
            return None
    return content.getvalue()
