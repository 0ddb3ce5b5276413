"""A sentence said at a list: whether it changes what is asked for, and into what; every other field stays."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from bot.goal.dates import only_a_day
from bot.goal.floors import only_a_floor
from bot.goal.goal import Budget, Goal
from bot.goal.language import could_be, language_of
from bot.goal.languages import only_languages
from bot.goal.lexicon import Marked, mark
from bot.goal.pointing import languages_of, marked
from bot.goal.reader import is_pasted_advert, read
from bot.goal.refused import refused
from bot.goal.tables import knows, table, words_file
from bot.goal.tokens import number, tokenize
from bot.query import wanted_text
from bot.refine import PARTS, asking, without
from bot.request import Request
from catalog.text import clean_text

_LIMITS = (
    "budget",
    "certificate",
    "hours_per_week",
    "max_weeks",
    "max_hours",
    "deadline",
    "level",
    "course_languages",
    "providers",
    "pace",
    "credentials",
    "current",
    "free_only",
)
_ADDED = ("skills_known", "not_providers", "not_topics", "unused")
"""Lists that grow: whoever names a second thing they know has not forgotten the first."""
_TAKEN_BACK: dict[str, tuple[str, ...]] = {
    "cost": ("budget", "free_only"),
    "when": ("deadline", "max_weeks", "max_hours"),
    "certificate": ("certificate", "credentials"),
    "providers": ("providers", "not_providers"),
}
"""The fields of a subject that is said to matter no more, where they are not the one of its name."""
_NOTHING = Goal("goal")
_UNITS = {"hours": "{} hours a week", "weeks": "at most {} weeks", "work": "at most {} hours in total"}
"""What a bare number counts, by the part that was asked for."""
_REACH = 3  # tokens between "price" and "does not matter"


class _Said(NamedTuple):
    """A sentence without its words of change, what it takes back, and whether it asks for another goal."""

    rest: str
    taken_back: tuple[str, ...]
    is_instead: bool


def changed(request: Request, text: str, today: dt.date) -> Request | None:
    """Return the request as a sentence changes it; None where it is a new goal, or says nothing of it.

    A sentence with limits alone changes these; one with a target is a new goal, unless it is said as a
    change ("what about ... instead?"): then the limits of before are kept.
    """
    if day := next(filter(None, (only_a_day(one, today) for one in _in_each_language(text, request))), None):
        return asking(request, replace(request.goal, deadline=day), {"deadline": text})
    if is_pasted_advert(text) or read(text, today).intent in ("crisis", "harm", "greeting", "off_topic"):
        return None
    if any(map(only_a_floor, _in_each_language(text, request))):
        return _kept(request, text, {})
    said = max(
        (_said(marked(clean_text(text), one)) for one in languages_of(text, request.goal.language)),
        key=_weight,
    )
    reading = _read(said.rest, request.goal.language, today)
    if not reading.course_languages and (codes := _languages_alone(text, request)):
        return asking(request, replace(request.goal, course_languages=codes), {"course_languages": text})
    if wanted_text(reading):
        return retargeted(request, said.rest, reading, said.taken_back) if said.is_instead else None
    if not said.taken_back and set(_spoken_of(reading)) <= {"unused"}:
        spoken = (refused(one, request.goal) for one in _in_each_language(text, request))
        fields = next((one for one in spoken if one is not None), None)
        if fields is not None:
            return _kept(request, text, fields)
    goal = _merged(request.goal, reading, said.taken_back)
    is_change = said.taken_back or _spoken_of(reading)
    return asking(request, goal, reading.words) if is_change else None


def _kept(request: Request, text: str, fields: dict[str, Any]) -> Request:
    """Return the request with what no field holds said back, and without what the text refuses."""
    unused = tuple(dict.fromkeys([*request.goal.unused, clean_text(text)]))
    return asking(request, replace(request.goal, unused=unused, **fields), {"unused": text})


def _in_each_language(text: str, request: Request) -> Iterator[Marked]:
    tokens = tokenize(clean_text(text))
    for language in languages_of(text, request.goal.language):
        yield mark(clean_text(text), tokens, table("any", language))


def _languages_alone(text: str, request: Request) -> tuple[str, ...]:
    """Return the languages that a text names alone, where no language is what is to be learnt."""
    if any(map(only_languages, _in_each_language(wanted_text(request.goal), request))):
        return ()
    return next(filter(None, map(only_languages, _in_each_language(text, request))), ())


def retargeted(request: Request, text: str, reading: Goal, taken_back: Sequence[str] = ()) -> Request:
    """Return the request for another target; the limits of before are kept where the words name no others."""
    merged = _merged(request.goal, reading, taken_back)
    weeks = request.goal.words.get("max_weeks") if merged.max_weeks == request.goal.max_weeks else None
    words = ({"max_weeks": weeks} if weeks else {}) | reading.words
    goal = replace(merged, target=reading.target, skills_wanted=reading.skills_wanted, words=words)
    return replace(request, message=text, goal=goal)


def changed_part(request: Request, part: str, text: str, today: dt.date) -> Request | None:
    """Return the request with one part as a text says it; None where it says nothing of that part.

    "6" is an answer where hours were asked for. The part "goal" is the target itself.
    """
    text, language = clean_text(text), request.goal.language
    if part == "goal":
        reading = _read(text, language, today)
        return retargeted(request, text, reading) if wanted_text(reading) else None
    if any(_is_any(marked(text, one)) for one in languages_of(text, language)):
        return asking(request, without(request.goal, [part]))
    fields = PARTS.get(part, ())
    for reading in _readings(part, text, request.goal, today):
        said = {field: getattr(reading, field) for field in fields if field in _spoken_of(reading)}
        if said:
            goal = replace(without(request.goal, [part]), **said)
            return asking(request, goal, reading.words)
    return None


def _is_any(m: Marked) -> bool:
    """Whether a text says "any", and nothing else."""
    return m.after(0, "any") == len(m) > 0


def _readings(part: str, text: str, goal: Goal, today: dt.date) -> Iterator[Goal]:
    yield _read(text, goal.language, today)
    tokens = tokenize(text)
    amounts = [number(text[one.start : one.end]) for one in tokens if one.kind == "number"]
    if part in _UNITS and len(tokens) == 1 and amounts and amounts[0]:
        yield read(_UNITS[part].format(amounts[0]), today, "en")
    if part == "cost" and len(tokens) == 1 and amounts and amounts[0]:
        yield replace(_NOTHING, budget=Budget(amounts[0], goal.budget.currency if goal.budget else None))
    for language in languages_of(text, goal.language):
        if part == "date":
            yield read(f"{words_file(f'changes/{language}')['by']} {text}", today, language)
        if part == "lang":
            named = mark(text, tokens, table("any", language))
            codes = [code for at in range(len(named)) if (code := named.which(at, "language_name")[0])]
            yield replace(_NOTHING, course_languages=tuple(dict.fromkeys(codes)))


def _weight(said: _Said) -> int:
    return len(said.taken_back) + said.is_instead


def _said(m: Marked) -> _Said:
    taken_back = list(_taken_back(m))
    cut = {at for _, start, end in taken_back for at in range(start, end)}
    instead = [(start, end) for start, end in m.find("instead") if start not in cut]
    cut |= {at for start, end in instead for at in range(start, end)}
    first = 0
    while first < len(m) and (first in cut or m.kind(first) in ("comma", "stop") or m.after(first, "lead")):
        first = first + 1 if first in cut else m.after(first, "lead") or first + 1
    pieces = [_piece(m, at) for at in range(first, len(m)) if at not in cut]
    return _Said(
        " ".join("".join(pieces).split()).strip(" ?!.,;"),
        tuple(dict.fromkeys(subject for subject, _, _ in taken_back)),
        bool(instead),
    )


def _piece(m: Marked, at: int) -> str:
    """Return a token as it was written, with the blank behind it."""
    end = m.tokens[at + 1].start if at + 1 < len(m) else len(m.text)
    return m.text[m.tokens[at].start : end]


def _taken_back(m: Marked) -> Iterator[tuple[str, int, int]]:
    """Each subject that no longer matters, with the words that say so."""
    for at in range(len(m)):
        subject, end = m.which(at, "removed")
        if subject:
            yield subject, at, end
        for first, second in (
            ("none", "without"),
            ("any", "about"),
            ("no_matter", "about"),
            ("about", "no_matter"),
        ):
            if found := _joined(m, at, first, second):
                yield found


def _joined(m: Marked, at: int, first: str, second: str) -> tuple[str, int, int] | None:
    """Return the subject of two phrases that stand together from `at` on ("the price does not matter")."""
    end = m.after(at, first)
    for begin in range(end, min(end + _REACH, len(m))) if end else ():
        if last := m.after(begin, second):
            subject = m.which(at, first)[0] if first == "about" else m.which(begin, second)[0]
            return subject, at, max(last, m.after(last, "no_matter"))
        if m.kind(begin) in ("comma", "stop") or not m.after(begin, "filler"):
            return None
    return None


def _read(rest: str, language: str, today: dt.date) -> Goal:
    """Read a piece in its own language, or in the list's: a few words tell a language badly."""
    tokens = tokenize(rest)
    own = language_of(tokens)
    if own != language and could_be(language, tokens):
        reading = read(rest, today, language)
        if not wanted_text(reading) and _spoken_of(reading):
            return reading
    is_told = any(knows(own, token.norm) for token in tokens if token.kind == "word")
    reading = read(rest, today, own if is_told else language)
    return reading if reading.intent == "goal" or not is_told else read(rest, today, language)


def _spoken_of(reading: Goal) -> list[str]:
    return [field for field in (*_LIMITS, *_ADDED) if getattr(reading, field) != getattr(_NOTHING, field)]


def _merged(goal: Goal, reading: Goal, taken_back: Sequence[str]) -> Goal:
    fields = [field for subject in taken_back for field in _TAKEN_BACK.get(subject, (subject,))]
    values: dict[str, Any] = {field: getattr(_NOTHING, field) for field in fields}
    for field in _spoken_of(reading):
        new = getattr(reading, field)
        values[field] = tuple(dict.fromkeys([*getattr(goal, field), *new])) if field in _ADDED else new
    if values.get("budget"):
        values["free_only"] = False
    if values.get("free_only"):
        values["budget"] = None
    return replace(goal, **values, **_sides(goal, reading, values))


def _sides(goal: Goal, reading: Goal, values: dict[str, Any]) -> dict[str, Any]:
    """Return the providers without those that the sentence moves to the other side."""
    sides = {}
    for field, other in (("providers", "not_providers"), ("not_providers", "providers")):
        if moved := getattr(reading, field):
            names = {name.casefold() for name in moved}
            before = getattr(goal, other)
            if other not in values and any(name.casefold() in names for name in before):
                sides[other] = tuple(name for name in before if name.casefold() not in names)
    return sides
