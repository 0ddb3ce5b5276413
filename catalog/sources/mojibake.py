"""Letters that were broken before a file came here ("CafÃ©"): counted and shown, never repaired."""

import re
from collections.abc import Iterable

# What the bytes 0x80 to 0xBF look like in Windows Western European, or as controls in Latin-1.
_TAIL = r"[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# A first byte is followed by so many more. Letters that words may end in, before a closing quote or a dash,
# count where that is impossible: after another pair, or before what no text has there.
_BROKEN = re.compile(
    rf"[ÂÃ]{_TAIL}|â€{_TAIL}|ï»¿|ï¿½|ðŸ{_TAIL}{_TAIL}"
    rf"|(?:[ÐÑ]{_TAIL}){{2,}}|(?:[ÎÏ]{_TAIL}){{2,}}|(?:[ãäåæçèé]{_TAIL}{_TAIL}){{2,}}"
    rf"|[ÄÅ](?:[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00be]|[‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ])"
)
_RUN = re.compile(r"[^\x00-\x7f]{2,}")  # two letters in a row at least: found ten times as fast
_AROUND = 20
_WORD = re.compile(r"\S*")


def mojibake_warning(texts: Iterable[str]) -> str | None:
    """Return a warning with a count and the first example, or None where no text is broken."""
    count, example = 0, ""
    for text in texts:
        if text.isascii():
            continue
        for run in _RUN.finditer(text):
            for found in _BROKEN.finditer(text, run.start(), run.end()):
                count += 1
                example = example or _word_around(text, found)
    if not count:
        return None
    places = "1 place looks" if count == 1 else f"{count} places look"
    return (
        f'{places} like UTF-8 that was once read as Western European ("{example}"); '
        "nothing is repaired: ask for the file in UTF-8."
    )


def _word_around(text: str, found: re.Match[str]) -> str:
    before = text[max(0, found.start() - _AROUND) : found.start()]
    start = found.start() - len(before.split()[-1]) if before[-1:].strip() else found.start()
    rest = _WORD.match(text, found.end())
    end = rest.end() if rest else found.end()
    return text[start : min(end, found.end() + _AROUND)].strip()
