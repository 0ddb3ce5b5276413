"""Which command a message calls, if any: by its entity, in UTF-16, and only when it is meant for this bot."""

from dataclasses import dataclass

from aiogram.types import Message


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash, in lower case, and what stands after it."""

    name: str
    rest: str
    named_us: bool
    """Whether it was written with this bot's name: /help@rung_bot."""


def command_of(message: Message, username: str) -> Command | None:
    """Return the command that a message calls, or None: text, or a command for another bot.

    A command counts where it stands first (signs and blanks before it do not matter), or names us:
    "AND /OR" in the middle of a goal is no command.
    """
    text, entities = message.text or message.caption or "", message.entities or message.caption_entities or []
    for entity in entities:
        if entity.type != "bot_command":
            continue
        word = entity.extract_from(text)
        name, _, addressed = word.removeprefix("/").partition("@")
        named_us = addressed.casefold() == username.casefold()
        before, _, after = _split(text, entity.offset, entity.length)
        if (addressed and not named_us) or (not named_us and any(map(str.isalnum, before))):
            continue
        return Command(name.casefold(), after.strip(), named_us)
    return None


def is_for_another(message: Message, username: str) -> bool:
    """Whether a message begins with a command that names another bot."""
    for entity in message.entities or []:
        if entity.type == "bot_command" and entity.offset == 0:
            addressed = entity.extract_from(message.text or "").partition("@")[2]
            return bool(addressed) and addressed.casefold() != username.casefold()
    return False


def _split(text: str, offset: int, length: int) -> tuple[str, str, str]:
    """Cut a text at an entity, whose offsets count UTF-16 units, not characters."""
    units = text.encode("utf-16-le", "surrogatepass")
    parts = units[: offset * 2], units[offset * 2 : (offset + length) * 2], units[(offset + length) * 2 :]
    before, inside, after = (part.decode("utf-16-le", "surrogatepass") for part in parts)
    return before, inside, after
