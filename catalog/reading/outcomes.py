"""The sentences of a description that promise what one will be able to do, word for word."""

import re

from catalog.reading import Reading
from catalog.reading.lexicon import Term, phrases, terms
from catalog.reading.tokens import fold

LONGEST = 20_000
LONGEST_SENTENCE = 600
MOST_ITEMS = 12

# Some sources lose the blank after a full stop, and Excel leaves _x000D_ for a line break.
_RUN_ON = r"(?<=[a-záéíóúñüçäö)][.!?])(?=[A-ZÁÉÍÓÚÄÖÜ¿¡])"
_SENTENCE_END = re.compile(rf"(?<=[.!?。！？])[\"')\]”»]*\s+|(?<=[。！？])|\n+|_x000D_|{_RUN_ON}")
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪●○✓✔➢»>]|\d{1,2}[.)])\s*")


def read_outcomes(text: str) -> Reading[tuple[str, ...]]:
    """Return the promising sentences of `text`, in order, unchanged."""
    found: dict[str, None] = {}
    listing = 0
    for sentence in _sentences(text[:LONGEST]):
        words = terms(sentence, "outcomes") if listing or _may_promise(sentence) else ()
        if listing and (_BULLET.match(sentence) or _goes_on(words)):
            found[_BULLET.sub("", sentence)] = None
            listing -= 1
            continue
        listing = MOST_ITEMS if _is_heading(sentence, words) else 0
        if not listing and _promises(words):
            found[_BULLET.sub("", sentence)] = None
    return Reading(tuple(found))


def _sentences(text: str) -> list[str]:
    pieces = (piece.strip() for piece in _SENTENCE_END.split(text))
    return [piece for piece in pieces if piece and len(piece) <= LONGEST_SENTENCE]


def _may_promise(sentence: str) -> bool:
    """Tell cheaply whether one of the telling phrases stands in the sentence."""
    folded = " ".join(fold(sentence).replace("’", "'").split())
    return any(phrase in folded for phrase in phrases("outcomes"))


def _is_heading(sentence: str, words: tuple[Term, ...]) -> bool:
    """Tell whether a list of outcomes follows ("In this course, you will:")."""
    return sentence.endswith((":", "：", "…")) and any(word.plays("heading", "promise") for word in words)


def _goes_on(words: tuple[Term, ...]) -> bool:
    """Tell whether a line without a bullet still belongs to the list above it."""
    return not _promises(words) and 2 <= len(words) <= 40 and words[-1].text != ":"


def _promises(words: tuple[Term, ...]) -> bool:
    if any(word.plays("not_promise") for word in words):
        return False
    if any(word.plays("promise") for word in words):
        return True
    return bool(words) and words[0].plays("opening") and len(words) > 3
