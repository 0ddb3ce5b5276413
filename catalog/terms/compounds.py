"""German words that no name knows whole: Drohnenvermessung is said by its halves."""

from collections.abc import Iterable, Iterator, Sequence

from catalog.terms import file
from catalog.terms.file import Posting
from catalog.terms.keys import fingerprint, key
from catalog.terms.words import Word

LANGUAGES = ("de",)
_SHORTEST_HALF = 4
_TRUSTED_TIER = 1


def split(words: Iterable[Word], language: str) -> list[tuple[Word, tuple[int, ...]]]:
    """The terms of each word's halves: of both if both are known, else of the longest half that is."""
    if language not in LANGUAGES:
        return []
    halves = {word: list(_halves(word.norm)) for word in words}
    parts = {part for pairs in halves.values() for pair in pairs for part in pair}
    keys = {part: key((part,), language) for part in parts}
    known = file.postings(keys.values()) if keys else {}
    firsts = {part: _first(known.get(keys[part], ()), fingerprint((part,), language)) for part in parts}
    terms = {part: term for part, term in firsts.items() if term is not None}
    found = ((word, _best(pairs, terms)) for word, pairs in halves.items())
    return [(word, best) for word, best in found if best]


def _halves(norm: str) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST_HALF, len(norm) - _SHORTEST_HALF + 1):
        yield norm[:at], norm[at:]


def _first(postings: Sequence[Posting], mark: int) -> int | None:
    """The very word first, then a plain word before a role: a half is a subject more often than a job."""
    trusted = [one for one in postings if one.tier <= _TRUSTED_TIER]
    order = ("word", "skill", "role")
    best = min(
        trusted, key=lambda one: (one.fingerprint != mark, order.index(file.kind(one.term))), default=None
    )
    return best.term if best else None


def _best(pairs: Sequence[tuple[str, str]], terms: dict[str, int]) -> tuple[int, ...]:
    both = [pair for pair in pairs if pair[0] in terms and pair[1] in terms]
    if both:
        return tuple(terms[half] for half in max(both, key=lambda pair: len(pair[1])))
    one = [half for pair in pairs for half in pair if half in terms]
    return (terms[max(one, key=len)],) if one else ()
