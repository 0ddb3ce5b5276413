"""From labels as the sources write them to the names that people write, and to their keys."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from catalog.terms.keys import LONGEST, fingerprint, key, spellings
from catalog.terms.making.sources import Label
from catalog.terms.words import plain, rules

_BRACKETS = re.compile(r"\s*\([^)]*\)")
# "perform data analysis" is wanted as "data analysis".
_VERBS = """
analyse apply carry conduct create design develop do employ have implement make manage operate perform
practise produce provide use write
"""
_LEAST_LETTERS = 7
_EMPTY_VERBS = frozenset(_VERBS.split())


class Entry(NamedTuple):
    """A key with what it stands for."""

    key: int
    term: int
    tier: int
    fingerprint: int


def forms(label: str) -> list[str]:
    """Both halves of a pair (`programador/programadora`), each with the words that the pair shares."""
    parts = [part.strip() for part in label.split("/")]
    if len(parts) == 1:
        return [label]
    if len(parts) % 2 or "-/" in label.split("/", 1)[0] + "/" or not all(parts):
        return [label]
    half = len(parts) // 2
    first, second = "/".join(parts[:half]).split(), "/".join(parts[half:]).split()
    if len(second[0]) < 4 <= len(first[-1]):  # redactor/a de revista: read as one word
        return [label]
    if len(first) < len(second):  # coordinador/coordinadora de café verde
        return [" ".join([*first, *second[len(first) :]]), " ".join(second)]
    return [" ".join(first), *([" ".join(second)] if len(first) == len(second) else [])]


def role_names(label: Label) -> Iterator[Label]:
    """The names in an occupation's label."""
    # English and the names by hand write no pairs: A/B, UX/UI.
    whole = label.language == "en" or label.tier == 0
    for form in [label.text] if whole else forms(label.text):
        named = label._replace(text=form)
        yield from _without_brackets(named, tier=max(label.tier, 2))


def skill_names(label: Label) -> Iterator[Label]:
    """The names in a skill's label; in English also without the verb that says nothing."""
    if label.tier == 2 and " " not in label.text and len(label.text) < _LEAST_LETTERS:
        return  # "it" for computer technology, "die" for dies
    yield from _without_brackets(label, tier=label.tier)
    verb, _, rest = label.text.partition(" ")
    if label.language == "en" and label.tier == 1 and verb in _EMPTY_VERBS and " " in rest:
        yield label._replace(text=rest, tier=2)


def _without_brackets(label: Label, *, tier: int) -> Iterator[Label]:
    """A painter (construction) shares its short name with others; Python (computer programming) does not."""
    yield label
    short = _BRACKETS.sub("", label.text).strip()
    if short and short != label.text:
        yield label._replace(text=short, tier=tier)


def entries(term: int, names: Iterable[Label]) -> Iterator[Entry]:
    """The keys of a term, each once in its best tier for each of the words that share it."""
    found: dict[tuple[int, int], Entry] = {}
    for name in names:
        for words in spellings(name.text, name.language):
            if _is_findable(words, name):
                entry = Entry(key(words, name.language), term, name.tier, fingerprint(words, name.language))
                kept = found.setdefault((entry.key, entry.fingerprint), entry)
                if kept.tier > entry.tier:
                    found[entry.key, entry.fingerprint] = entry
    yield from found.values()


def _is_findable(words: list[str], name: Label) -> bool:
    """A word that everybody uses for something else names nothing, unless it was chosen by hand."""
    if not 0 < len(words) <= LONGEST:
        return False
    if len(words) > 1 or name.tier == 0:
        return True
    everyday = {plain(word, name.language) for word in rules(name.language).everyday}
    return plain(words[0], name.language) not in everyday and len(words[0]) > 1
