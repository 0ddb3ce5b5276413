"""A pasted job advert: its job is the target, its skills are wanted, and its figures are no limits."""

from collections.abc import Iterable, Iterator, Set

from bot.goal.ambition import resolve
from bot.goal.lexicon import Found, Marked
from bot.goal.nouns import Phrase, is_role, noun
from bot.goal.steps import CURRENT, KNOWN, ROLE, found_as

SHORTEST = 25  # tokens; whoever writes less speaks of themselves
_HEADINGS = 2
_LONGEST_TITLE = 5  # tokens before the word that makes them one ("... m/w/d")


def is_advert(m: Marked) -> bool:
    """Whether a long text has the headings of an advert and names a job or technologies."""
    if len(m) < SHORTEST:
        return False
    headings = {m.words(start, end).lower() for start, end in m.find("advert")}
    return len(headings) >= _HEADINGS


def own(m: Marked, found: Iterable[Found]) -> list[Found]:
    """What stands in a sentence that speaks of oneself: all else is the employer's."""
    return [one for one in found if _is_own(m, one.start)]


def _is_own(m: Marked, at: int) -> bool:
    first, last = at, at
    while first > 0 and m.kind(first - 1) != "stop":
        first -= 1
    while last < len(m) and m.kind(last) != "stop":
        last += 1
    return any(m.after(place, "myself") for place in range(first, last))


def read_advert(m: Marked, taken: Set[int], phrases: list[Found]) -> list[Found]:
    """The job as the target, technologies and listed skills as wanted; what the reader is and knows."""
    title = _title(m, taken)
    mine = [one for one in own(m, phrases) if one.field in (CURRENT, KNOWN)]
    aims = resolve(m, [*mine, *([found_as(ROLE, title)] if title else [])])
    known = {str(one.value).lower() for one in aims if one.field == "skills_known"}
    return [*aims, *_skills(m, taken, known, title)]


def _title(m: Marked, taken: Set[int]) -> Phrase | None:
    """The job before "m/w/d", behind "we are hiring a", or the first one that is named."""
    if marked := _title_before(m):
        return marked
    for _, end in m.find("advert_title"):
        at = end + (m.kind(end) == "colon")
        phrase = noun(m, taken, at)
        if phrase and phrase.start <= at + 2 and is_role(m, phrase.start, phrase.end):
            return phrase
    return _first_role(m, taken)


def _title_before(m: Marked) -> Phrase | None:
    for start, _ in m.find("advert_title_after"):
        end = start - (m.kind(start - 1) == "stop")
        first = end
        while first > max(end - _LONGEST_TITLE, 0) and m.kind(first - 1) == "word":
            if m.after(first - 1, "article", "advert_title", "stop"):
                break
            first -= 1
        if first < end and is_role(m, first, end):
            return Phrase(first, end, end)
    return None


def _first_role(m: Marked, taken: Set[int]) -> Phrase | None:
    at = 0
    while at < len(m):
        phrase = noun(m, taken, at)
        if phrase and is_role(m, phrase.start, phrase.end):
            return phrase
        at = phrase.next if phrase else at + 1
    return None


def _skills(m: Marked, taken: Set[int], known: set[str], title: Phrase | None) -> Iterator[Found]:
    said = set(known)
    places = sorted([*m.find("tech"), *_listed(m, taken)])
    for start, end in places:
        name = m.words(start, end)
        is_in_title = title is not None and title.start <= start < title.end
        if name.lower() not in said and not is_in_title:
            said.add(name.lower())
            yield Found("skills_wanted", name, start, end)


def _listed(m: Marked, taken: Set[int]) -> Iterator[tuple[int, int]]:
    """What stands between commas behind "Required skills:"."""
    for _, end in m.find("advert_skills"):
        at = end + 1 if m.kind(end) == "colon" else 0
        while at and (phrase := noun(m, taken, at)):
            if not m.after(phrase.start, "tech"):
                yield phrase.start, phrase.end
            at = phrase.next + 1 if m.kind(phrase.next) == "comma" else 0
