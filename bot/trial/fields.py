"""How the stand-in reads the fields of a JSON object: the types it takes and its words for a wrong one.

Source: td JsonBuilder.cpp (JsonObject) and tdlib/telegram-bot-api Client.cpp (fail_query_with_error).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.trial.refusal import Refusal


class InputError(ValueError):
    """What is wrong, in the server's words with a capital letter, before they are put into a reply."""


@contextmanager
def refusing(before: str = "") -> Iterator[None]:
    """Turn an InputError into the Refusal a client sees; `before` is the sentence it stands in."""
    try:
        yield
    except InputError as wrong:
        raise Refusal(lowered(before + str(wrong))) from wrong


def lowered(words: str) -> str:
    """Sentences begin small after their prefix, codes such as BUTTON_DATA_INVALID stay."""
    is_code = len(words) > 1 and (words[1] == "_" or "A" <= words[1] <= "Z")
    return words if is_code else words[:1].lower() + words[1:]


def is_utf8(text: str) -> bool:
    """False for half a surrogate pair, which JSON can write and UTF-8 cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def string(fields: Mapping[str, Any], name: str) -> str:
    """A required string; a number is taken as its digits."""
    value = _required(fields, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f'Field "{name}" must be of type String')
    if not is_utf8(str(value)):
        raise InputError("Strings must be encoded in UTF-8")
    return str(value)


def optional_string(fields: Mapping[str, Any], name: str) -> str:
    """A string, or "" where the field is missing or null."""
    return "" if fields.get(name) is None else string(fields, name)


def boolean(fields: Mapping[str, Any], name: str) -> bool:
    """A flag, False where it is missing; the words "yes" or "true" are not one."""
    value = fields.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InputError(f'Field "{name}" must be of type Boolean')
    return value


def integer(fields: Mapping[str, Any], name: str, bits: int = 32) -> int:
    """A required whole number that fits; digits in a string are taken too."""
    value = _required(fields, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f'Field "{name}" must be of type Number')
    if isinstance(value, float) or (isinstance(value, str) and not _is_whole(value)):
        raise InputError(f'Field "{name}" must be a valid Number')
    number = int(value)
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise InputError(f'Field "{name}" must be a valid Number')
    return number


def mapping(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A required object."""
    value = _required(fields, name)
    if not isinstance(value, dict):
        raise InputError(f'Field "{name}" must be of type Object')
    return value


def rows(fields: Mapping[str, Any], name: str) -> list[Any]:
    """An array, empty where the field is missing."""
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(f'Field "{name}" must be of type Array')
    return value


def _required(fields: Mapping[str, Any], name: str) -> object:
    value: object = fields.get(name)
    if value is None:
        raise InputError(f'Can\'t find field "{name}"')
    return value


def _is_whole(digits: str) -> bool:
    unsigned = digits.removeprefix("-")
    return unsigned.isascii() and unsigned.isdigit() and len(unsigned) <= 20
