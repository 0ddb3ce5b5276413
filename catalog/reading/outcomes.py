"""The sentences of a description that promise what one will be able to do, word for word."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from catalog.reading import Reading
from catalog.reading.lexicon import Term, phrases, terms
from catalog.reading.tokens import fold

LONGEST = 20_000
LONGEST_SENTENCE = 600
MOST_ITEMS = 12
Telling = Mapping[str, list[str]]
_ROLES = ("promise", "heading", "opening")
_COLONS = (":", "：", "…")
_NO_TEXT = re.compile(r"[<&]|://|www\.", re.IGNORECASE)
_BEFORE_WORDS = re.compile(r"^[\W_]+")

# Some sources lose the blank after a full stop, and Excel leaves _x000D_ for a line break.
_RUN_ON = r"[.!?](?<=[a-záéíóúñüçäö)].)(?=[A-ZÁÉÍÓÚÄÖÜ¿¡])"
_SENTENCE_END = re.compile(rf"[.!?。！？][\"')\]”»]*\s+|[。！？]|\n+|_x000D_|{_RUN_ON}")
_STOPS = frozenset(".!?。！？")
_ASCII_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")  # "willLearn" is two words, as the tokens have it
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪●○✓✔➢»>]|\d{1,2}[.)])\s*")


def read_outcomes(text: str) -> Reading[tuple[str, ...]]:
    """Return the promising sentences of `text`, in order, unchanged."""
    found: dict[str, None] = {}
    listing = 0
    telling = _telling(text[:LONGEST])
    for sentence in _sentences(text[:LONGEST]) if telling else ():
        words = terms(sentence, "outcomes") if listing or _may_promise(sentence, telling) else ()
        if listing and (_BULLET.match(sentence) or _goes_on(words)):
            found[_BULLET.sub("", sentence)] = None
            listing -= 1
            continue
        listing = MOST_ITEMS if _is_heading(sentence, words) else 0
        if not listing and _promises(words):
            found[_BULLET.sub("", sentence)] = None
    return Reading(tuple(found))


def _sentences(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        pieces.append(text[start : end.start() + (end[0][0] in _STOPS)])  # a full stop stays
        start = end.end()
    stripped = (piece.strip() for piece in (*pieces, text[start:]))
    return [piece for piece in stripped if piece and len(piece) <= LONGEST_SENTENCE]


def _telling(text: str) -> Telling:
    """Return cheaply which telling phrases stand in a text, by their role: in most descriptions, none."""
    folded, found = _folded(text), dict[str, list[str]]()
    for role, phrase in _candidates(text):
        if phrase in folded:
            found.setdefault(role, []).append(phrase)
    return found


def _candidates(text: str) -> Iterable[tuple[str, str]]:
    """Return the phrases that may stand in a text: of one in ASCII, those whose first word does."""
    if not text.isascii():
        return _all_phrases()
    known = _by_first_word()
    words = set(map(str.lower, _ASCII_WORD.findall(text)))
    return [pair for word in words & known.keys() for pair in known[word]]


def _may_promise(sentence: str, telling: Telling) -> bool:
    """Tell cheaply whether a sentence may promise, open a list of promises, or begin as promises do."""
    folded = _folded(sentence)
    if any(phrase in folded for phrase in telling.get("promise", ())):
        return True
    if sentence.endswith(_COLONS) and any(phrase in folded for phrase in telling.get("heading", ())):
        return True
    opening = telling.get("opening", ())
    if _NO_TEXT.search(sentence):  # markup and addresses may stand before the first word
        return any(phrase in folded for phrase in opening)
    return _BEFORE_WORDS.sub("", folded).startswith(tuple(opening))


def _folded(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())


@cache
def _all_phrases() -> tuple[tuple[str, str], ...]:
    """Return every telling phrase with its role."""
    return tuple((role, phrase) for role in _ROLES for phrase in phrases("outcomes", role))


@cache
def _by_first_word() -> Mapping[str, list[tuple[str, str]]]:
    """Return the phrases that a text of ASCII letters may hold, with their roles, by their first word."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for role, phrase in _all_phrases():
        for word in _ASCII_WORD.findall(phrase)[:1] if phrase.isascii() else ():
            grouped.setdefault(word, []).append((role, phrase))
    return grouped


def _is_heading(sentence: str, words: tuple[Term, ...]) -> bool:
    """Tell whether a list of outcomes follows ("In this course, you will:")."""
    return sentence.endswith(_COLONS) and any(word.plays("heading", "promise") for word in words)


def _goes_on(words: tuple[Term, ...]) -> bool:
    """Tell whether a line without a bullet still belongs to the list above it."""
    return not _promises(words) and 2 <= len(words) <= 40 and words[-1].text != ":"


def _promises(words: tuple[Term, ...]) -> bool:
    if any(word.plays("not_promise") for word in words):
        return False
    if any(word.plays("promise") for word in words):
        return True
    return bool(words) and words[0].plays("opening") and len(words) > 3
