"""Whether a goal is too wide to search, by what the catalogue itself makes of it, and what it could mean."""

import re
from collections.abc import Iterable

import numpy as np

from bot.areas import Area, Areas
from bot.jobs import jobs_of
from bot.limits.wishes import primary
from bot.query import searched_text
from bot.request import Request
from catalog import terms
from index.generation import Generation
from index.search import Wanted, prepare

MOST_CHOICES = 4
_MOST_WORDS, _MOST_TARGET_WORDS = 8, 2
# Measured on the judged goals and on bare words (docs/decisions/0017).
_WIDE_SHARE = 0.03
_FEWEST_NEAR, _LEAST_SPREAD, _FEWEST_CHOICES = 12, 6.0, 2
_TIER_OF_SYNONYMS = 2
# "Something with computers", in the languages that a goal is read in.
_ANYTHING = re.compile(
    r"\b(?:something|anything|some kind of|algo|alguma coisa|quelque chose|(?:irgend)?etwas"
    r"|irgendwas|qualcosa|coś|cokolwiek|щось|щонебудь|что-?то|что-?нибудь|bir ?şey(?:ler)?)\b",
    re.IGNORECASE,
)


def choices_of(request: Request, generation: Generation, areas: Areas) -> tuple[Area, ...]:
    """Return the areas that a goal too wide to search could mean; none where it can be searched for."""
    wanted = _bare_words(request)
    if wanted is None:
        return ()
    near = prepare(generation, wanted).near
    says_anything = bool(_ANYTHING.search(request.message))
    if not len(near):
        numbers, titles = zip(*generation.store.columns("number", "title"), strict=True)
        near = np.array(numbers, dtype=np.int64)[with_word(wanted.text, titles)]
    elif not says_anything and len(near) < _WIDE_SHARE * generation.manifest.rows:
        return ()
    if len(near) < _FEWEST_NEAR or areas.spread(near) < _LEAST_SPREAD:
        return ()
    choices = areas.among(near, MOST_CHOICES)
    return choices if len(choices) >= _FEWEST_CHOICES else ()


def with_word(word: str, titles: Iterable[str]) -> list[int]:
    """Return the places of the titles that hold a word; one in capitals must stand there so ("IT")."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word.isupper() else re.IGNORECASE)
    return [place for place, title in enumerate(titles) if pattern.search(title)]


def _bare_words(request: Request) -> Wanted | None:
    """Return a word or two that are all a message says, and no name of anything: no job, no subject.

    In English, where the terms know them: words of other languages are near to more, by no merit of theirs.
    """
    goal, target, language = request.goal, request.goal.target or "", primary(request.goal.language)
    if not target or goal.current or goal.skills_wanted or goal.skills_known or jobs_of(goal).target:
        return None
    if len(searched_text(request.message, goal).split()) > _MOST_WORDS:
        return None
    english = terms.english(target, language) if language != "en" else ""
    said = [(target, language), *([(english, "en")] if english else [])]
    if any(len(words.split()) > _MOST_TARGET_WORDS or _has_a_name(words, code) for words, code in said):
        return None
    return Wanted(english) if english else Wanted(target, "", language)


def _has_a_name(words: str, language: str) -> bool:
    return any(
        match.how == "exact" and match.tier < _TIER_OF_SYNONYMS for match in terms.subjects(words, language)
    )
