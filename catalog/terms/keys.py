"""The keys that names are found by: the stems of their words as a number, the words as a fingerprint."""

from collections.abc import Sequence
from hashlib import blake2b

from catalog.terms.words import Word, cut, plain, rules, stem

LONGEST = 5
"""Words in a key; longer names are found by nobody."""
_KEY_BYTES = 6


def key(words: Sequence[str], language: str) -> int:
    """The number of a name's stems: 48 bits, so that 300,000 names share none by chance."""
    text = language + " " + " ".join(stem(word, language) for word in words)
    return int.from_bytes(blake2b(text.encode(), digest_size=_KEY_BYTES).digest(), "big")


def fingerprint(words: Sequence[str], language: str) -> int:
    """A byte of the words up to number and gender: tells `contable` from `contar`, which share a stem."""
    text = " ".join(plain(word, language) for word in words)
    return blake2b(text.encode(), digest_size=1).digest()[0]


def content(words: Sequence[Word], language: str) -> list[Word]:
    """The words that carry meaning; a stop before a small word is kept at the next one."""
    small = rules(language).small
    kept: list[Word] = []
    has_stop = False
    for word in words:
        has_stop = has_stop or word.after_stop
        if word.norm not in small:
            kept.append(word._replace(after_stop=has_stop))
            has_stop = False
    return kept


def spellings(name: str, language: str) -> list[list[str]]:
    """The words of a name, and again with hyphens closed: IT-Support, ITSupport."""
    words = content(cut(name, language), language)
    open_form = [word.norm for word in words]
    closed = closed_up(words)
    return [open_form] if closed == open_form else [open_form, closed]


def closed_up(words: Sequence[Word]) -> list[str]:
    """The words with hyphens closed."""
    closed: list[str] = []
    for word in words:
        if word.is_hyphened and closed:
            closed[-1] += word.norm
        else:
            closed.append(word.norm)
    return closed
