"""What no screen of the bot may show: labels without words, long texts, leading emoji, raw errors.

Source: the design of the screens; the limits of a text and of callback data are those of the Bot API.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.trial.entities import utf16_length

_LABEL = 30
_DATA_BYTES = 64
_USER_TEXT = 1_500
_TEXT_UNITS = 4_096
# Pictures, arrows and shapes, and a digit in a box; an emoji that starts a line is read out before its fact.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]|[0-9#*]\ufe0f?\u20e3"
)
# "None of these" and a course about exceptions are words for people.
_RAW = re.compile(
    r"Traceback|\b\w+Exception\b|\bException[:(]|\b\w+Error\b|\bError:|\bNone\b(?! of\b)|<class "
)


def screen_faults(
    text: str,
    entities: Sequence[Mapping[str, Any]],
    buttons: Iterable[Iterable[Mapping[str, Any]]],
    *,
    user_screen: bool = True,
) -> list[str]:
    """Every fault in words, none for a good screen; `buttons` are rows as in an inline keyboard."""
    labels = [fault for row in buttons for button in row for fault in _button_faults(button)]
    return [*_length_faults(text, user_screen), *_text_faults(text), *_entity_faults(text, entities), *labels]


def _length_faults(text: str, user_screen: bool) -> list[str]:
    faults = []
    if user_screen and len(text) > _USER_TEXT:
        faults.append(f"the text has {len(text)} characters, a screen for people has at most {_USER_TEXT}")
    if utf16_length(text) > _TEXT_UNITS:
        faults.append(f"the text has {utf16_length(text)} UTF-16 units, a message has at most {_TEXT_UNITS}")
    return faults


def _text_faults(text: str) -> list[str]:
    faults = [f"the line {line!r} starts with an emoji" for line in text.split("\n") if _starts_wrong(line)]
    return faults + [f"the text shows the raw word {match[0]!r}" for match in _RAW.finditer(text)]


def _starts_wrong(line: str) -> bool:
    return bool(_EMOJI.match(line.lstrip()))


def _entity_faults(text: str, entities: Iterable[Mapping[str, Any]]) -> list[str]:
    length = utf16_length(text)
    return [
        f"the {entity['type']} at {entity['offset']} ends after the text"
        for entity in entities
        if entity["offset"] + entity["length"] > length
    ]


def _button_faults(button: Mapping[str, Any]) -> list[str]:
    label = str(button.get("text", ""))
    faults = []
    if not any(char.isalpha() for char in label):
        faults.append(f"the label {label!r} has no letters")
    if len(label) > _LABEL:
        faults.append(f"the label {label!r} has {len(label)} characters, at most {_LABEL} fit")
    size = len(str(button.get("callback_data") or "").encode())
    if size > _DATA_BYTES:
        faults.append(f"the button {label!r} carries {size} bytes, at most {_DATA_BYTES} fit")
    return faults + [f"the label {label!r} shows the raw word {match[0]!r}" for match in _RAW.finditer(label)]
