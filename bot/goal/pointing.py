"""Words typed at a list that only point, in any read language: at a course, a page, or something less."""

from typing import Literal, NamedTuple

from bot.goal.language import language_of
from bot.goal.lexicon import Marked, mark
from bot.goal.tables import table
from bot.goal.tokens import tokenize

LANGUAGES = ("en", "es", "fr", "de", "pt", "ru", "uk", "it", "pl", "tr")
Ask = Literal["next", "previous", "cheaper", "shorter", "place", "number"]
_ASKS: tuple[Ask, ...] = ("next", "previous", "cheaper", "shorter")
_LONGEST_S = 12  # tokens; a longer message is more than pointing


class Pointed(NamedTuple):
    """What was asked for; `place` counts from the first course shown, `number` stands in the list."""

    ask: Ask
    at: int = 0


def pointed(text: str, language: str) -> Pointed | None:
    """Return what a text at a list of that language points at, where it does nothing else."""
    for one in languages_of(text, language):
        if found := _pointed(marked(text, one)):
            return found
    return None


def languages_of(text: str, language: str) -> tuple[str, ...]:
    """Return the languages that a text at a list may be in: the list's, the one it looks like, English."""
    tried = (language, language_of(tokenize(text)), "en")
    return tuple(dict.fromkeys(one for one in tried if one in LANGUAGES))


def marked(text: str, language: str) -> Marked:
    """Mark a text with the words of changes in one language."""
    return mark(text, tokenize(text), table(f"changes/{language}"))


def _pointed(m: Marked) -> Pointed | None:
    if len(m) > _LONGEST_S:
        return None
    found: set[Pointed] = set()
    at = _led(m)
    while at < len(m):
        end, one = _step(m, at)
        if not end:
            return None
        at = end
        if one:
            found.add(one)
    one = found.pop() if len(found) == 1 else None
    return None if one and one.ask == "number" and _led(m) else one  # "rather 50" is a sum as well


def _led(m: Marked) -> int:
    """Where the words that only lead to a wish end: "rather the second one", "what about the third?"."""
    at = 0
    while end := m.after(at, "lead", "instead"):
        at = end
        while m.kind(at) == "comma":
            at += 1
    return at


def _step(m: Marked, at: int) -> tuple[int, Pointed | None]:
    """Return where the longest phrase at a place ends, and what it points at; 0 for any other word."""
    steps: list[tuple[int, Pointed | None]] = [(m.after(at, ask), Pointed(ask)) for ask in _ASKS]
    place, end = m.which(at, "place")
    if place:
        steps.append((end, Pointed("place", int(place))))
    if m.kind(at) == "number" and (number := m.amount(at)) is not None and number == int(number) < 1000:
        steps.append((at + 1, Pointed("number", int(number))))
    steps.append((m.after(at, "filler", "place_word"), None))
    if m.kind(at) in ("comma", "stop", "sign"):
        steps.append((at + 1, None))
    return max(steps, key=lambda step: step[0])
