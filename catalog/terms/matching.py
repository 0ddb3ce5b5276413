"""From a text to the names of terms in it: every run of words is looked up, and the longest names win."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from catalog.terms import file
from catalog.terms.file import Kind, Posting
from catalog.terms.keys import LONGEST, closed_up, content, fingerprint, key
from catalog.terms.values import How
from catalog.terms.words import Word, cut, rules

MOST_WORDS = 80
"""Of one text; a message is a few sentences, and a pasted advert says its role first."""
_LONG_WORD = 6
_SUBJECTS_LIKE_WOMEN = ("es", "it", "pt")


class Hit(NamedTuple):
    """A name that stands in the text: its words, its language, and the terms that share it, best first."""

    words: tuple[Word, ...]
    language: str
    how: How
    tier: int
    terms: tuple[int, ...]


class _Run(NamedTuple):
    words: tuple[Word, ...]
    language: str
    spelling: tuple[str, ...]
    goes_on: bool
    """An "of" ties what follows to it: security of information is no security."""


def hits(text: str, language: str, kinds: Sequence[Kind]) -> list[Hit]:
    """The names of terms of these kinds in `text`, none overlapping, in the text's order.

    A name that stands for terms of several kinds is the first of `kinds` among the surest.
    """
    runs = [*_runs(text, language)]
    if language != "en":
        runs += [run for run in _runs(text, "en") if _may_be_english(run, text)]
    keyed = [(run, key(run.spelling, run.language)) for run in runs]
    known = file.postings(dict.fromkeys(number for _, number in keyed))
    found = []
    for run, number in keyed:
        hit = _hit(run, _meant(run, known.get(number, ()), kinds), language, kinds)
        if hit:
            found.append(hit)
    return sorted(_without_overlaps(found, language), key=lambda hit: hit.words[0].start)


def _meant(run: _Run, found: Sequence[Posting], kinds: Sequence[Kind]) -> list[Posting]:
    """What a run can stand for; one word that we call a subject is no woman in that trade (matematica)."""
    if len(run.words) == 1 and "word" not in kinds and run.language in _SUBJECTS_LIKE_WOMEN:
        mark = fingerprint(run.spelling, run.language)
        is_subject = any(_is_ours(one) and one.fingerprint == mark for one in found)
        found = [one for one in found if not is_subject or file.kind(one.term) != "role" or one.tier == 0]
    return [one for one in found if file.kind(one.term) in kinds]


def _is_ours(posting: Posting) -> bool:
    return posting.tier == 0 and file.kind(posting.term) != "role"


def _runs(text: str, language: str) -> Iterator[_Run]:
    """Every run of words without a stop inside, also with its hyphens closed."""
    every = cut(text, language)
    words = content(every, language)[:MOST_WORDS]
    tied = _tied(every, language)
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            if end > start + 1 and words[end - 1].after_stop:
                break
            run = tuple(words[start:end])
            goes_on = run[-1].start in tied
            yield _Run(run, language, tuple(word.norm for word in run), goes_on)
            closed = tuple(closed_up(run))
            if len(closed) < len(run):
                yield _Run(run, language, closed, goes_on)


def _may_be_english(run: _Run, text: str) -> bool:
    """A name in a text of another language: several words of plain letters, or one that looks like a name."""
    if len(run.words) == 1:
        return run.words[0].is_foreign
    return text[run.words[0].start : run.words[-1].end].isascii()


def _tied(words: Sequence[Word], language: str) -> set[int]:
    """Where the words start that an "of" follows."""
    of = rules(language).of
    return {word.start for word, after in pairwise(words) if after.norm in of and not after.after_stop}


def _hit(run: _Run, found: Sequence[Posting], language: str, kinds: Sequence[Kind]) -> Hit | None:
    """The best of what a run of words can stand for: by hand, then the very word, then the preferred name."""
    if not found:
        return None
    mark = fingerprint(run.spelling, run.language)
    is_single = len(run.spelling) == 1
    kept = [one for one in found if not is_single or _is_trusted(one, one.fingerprint == mark, run, language)]
    if not kept:
        return None
    ordered = [(_order(one, mark), kinds.index(file.kind(one.term)), one.term) for one in kept]
    best = min(ordered)[:2]
    terms = tuple(dict.fromkeys(term for *order, term in ordered if tuple(order) == best))
    how: How = "stem" if best[0][1] else "exact"
    return Hit(run.words, run.language, how, best[0][2], terms)


def _order(posting: Posting, mark: int) -> tuple[bool, bool, int]:
    """By hand, as all plain words are; then the very word; then the tier."""
    tier = 0 if file.kind(posting.term) == "word" else posting.tier
    return (tier > 0, posting.fingerprint != mark, tier)


def _is_trusted(posting: Posting, is_exact: bool, run: _Run, language: str) -> bool:
    """One word alone: by its stem only a long one of our own, in English only what looks like a name."""
    if run.language != language:
        return is_exact and posting.tier <= 1
    if _is_ours(posting):
        return is_exact or len(run.spelling[0]) >= _LONG_WORD
    return is_exact and (posting.tier <= 1 or not run.goes_on)


def _without_overlaps(found: Sequence[Hit], language: str) -> list[Hit]:
    """The longest names; of equally long ones the message's own language, then the surer."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda hit: _preference(hit, language)):
        places = {word.start for word in hit.words}
        if not places & taken:
            kept.append(hit)
            taken |= places
    return kept


def _preference(hit: Hit, language: str) -> tuple[int, bool, bool, int, int]:
    return (-len(hit.words), hit.language != language, hit.how == "stem", hit.tier, hit.words[0].start)
