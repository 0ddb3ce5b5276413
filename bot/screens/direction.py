"""Texts that are written from right to left, inside our sentences: each in an isolate of its own.

Without one an Arabic or Hebrew title turns the whole line round, and "4-6" after Arabic is read as "6-4"
(Unicode UAX #9, rules P2 and W2). Telegram keeps isolates and strips the older marks (telegram.md 1.2).
"""

import re

_ISOLATE, _END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ANY = re.compile(f"[{_LETTER}]")
# What stands in quotation marks is one text; else words from the first such letter to the last, with what is
# no letter and no figure between them.
_PIECES = re.compile(f"“(?P<quoted>[^“”]*[{_LETTER}][^“”]*)”|[{_LETTER}](?:[^\\w\n“”]*[{_LETTER}])*")
_NUMBERED = re.compile(r"\d+[.:] ")


def isolated(text: str, *, is_one_text: bool = False) -> str:
    """Return a line with isolates around what is written from right to left.

    `is_one_text` says that nothing but a number before it is ours: a title, which is then one piece.
    """
    if text.isascii() or not _ANY.search(text):
        return text
    if is_one_text:
        number = _NUMBERED.match(text)
        at = number.end() if number else 0
        return f"{text[:at]}{_ISOLATE}{text[at:]}{_END}"
    return _PIECES.sub(_piece, text)


def _piece(found: re.Match[str]) -> str:
    quoted = found["quoted"]
    return f"“{_ISOLATE}{quoted}{_END}”" if quoted is not None else f"{_ISOLATE}{found[0]}{_END}"
