"""Two to four programmes side by side for one person: what differs, what is the same, what none states."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import phrases
from bot.goal.goal import Goal
from bot.lines.cost import cost_line
from bot.lines.facts import is_old, offered_by
from bot.lines.outcome import credential_sentence, proof_sentence
from bot.lines.time import time_line
from bot.lines.verdict import off_lines
from bot.reply import Suggestion
from bot.words import say
from catalog.program import Level, Pace, Program
from catalog.rates import Rates

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the programmes, by what it is called."""

    id: str
    title: str
    offered_by: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """One kind of fact: what it is called, and what each programme states, in order; None is "not stated"."""

    name: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """What exactly these of the programmes teach; places count from 0."""

    places: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs comes first; every kind of fact is in exactly one of the three."""

    courses: tuple[Compared, ...]
    different: tuple[Aspect, ...]
    same: tuple[Aspect, ...]
    unstated: tuple[str, ...]
    """The names of what none of them states."""
    taught: tuple[Taught, ...]
    """What only one teaches, then what more do, last what all do."""
    silent: tuple[int, ...]
    """The places of those that state neither outcomes nor skills."""


def compare(suggestions: Sequence[Suggestion], goal: Goal, today: dt.date, rates: Rates) -> Comparison:
    """Compare two to four programmes that were judged for one goal; raises ValueError for fewer or more."""
    if not FEWEST <= len(suggestions) <= MOST:
        raise ValueError(f"{len(suggestions)} programmes cannot be compared, only {FEWEST} to {MOST}")
    programs = [one.program for one in suggestions]
    aspects = [*_judged(suggestions, goal, today, rates), *_stated(programs, today)]
    told = [one for one in aspects if any(value is not None for value in one.values)]
    return Comparison(
        courses=tuple(Compared(one.id, one.title, offered_by(one)) for one in programs),
        different=tuple(one for one in told if len(set(one.values)) > 1),
        same=tuple(one for one in told if len(set(one.values)) == 1),
        unstated=tuple(one.name for one in aspects if one not in told),
        taught=_taught(programs),
        silent=tuple(place for place, one in enumerate(programs) if not _teaches(one)),
    )


def _judged(suggestions: Sequence[Suggestion], goal: Goal, today: dt.date, rates: Rates) -> list[Aspect]:
    off = tuple(" ".join(off_lines(one)) or say("Nothing.") for one in suggestions)
    return [
        Aspect(say("Time"), tuple(time_line(one, goal, today) for one in suggestions)),
        Aspect(say("Cost"), tuple(cost_line(one, goal, rates) for one in suggestions)),
        *([Aspect(say("Against your limits"), off)] if len(set(off)) > 1 else []),
    ]


def _stated(programs: Sequence[Program], today: dt.date) -> list[Aspect]:
    return [
        Aspect(say("Assessment"), tuple(one.assessment for one in programs)),
        Aspect(say("What it proves"), tuple(_proof(one) for one in programs)),
        Aspect(say("At the end"), tuple(credential_sentence(one) for one in programs)),
        Aspect(say("Level"), tuple(_level(one.level) for one in programs)),
        Aspect(say("Language"), tuple(_language(one) for one in programs)),
        Aspect(say("Schedule"), tuple(_schedule(one.pace) for one in programs)),
        Aspect(say("Date of the facts"), tuple(_dated(one.as_of, today) for one in programs)),
    ]


def _proof(program: Program) -> str | None:
    return proof_sentence(program) if program.proof else None


def _level(level: Level) -> str | None:
    return say(phrases.LEVELS[level]) if level in phrases.LEVELS else None


def _language(program: Program) -> str | None:
    if program.language:
        return phrases.listed([phrases.language(code) for code in program.language], 4)
    if program.text_language:
        return say(
            "Not stated. Language of its text: {language}", language=phrases.language(program.text_language)
        )
    return None


def _schedule(pace: Pace | None) -> str | None:
    match pace:
        case None:
            return None
        case "self-paced":
            return say("at your own pace")
        case "scheduled":
            return say("fixed dates")


def _dated(as_of: str | None, today: dt.date) -> str | None:
    if as_of is None:
        return None
    date = phrases.as_of(as_of)
    return say("{date}, old, so check it first", date=date) if is_old(as_of, today) else date


def _taught(programs: Sequence[Program]) -> tuple[Taught, ...]:
    """Group what is taught by who teaches it; the same words count as the same, whatever their case."""
    words: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for place, program in enumerate(programs):
        for text, words_of in _teaches(program).items():
            words.setdefault(text, words_of)
            places.setdefault(text, []).append(place)
    groups: dict[tuple[int, ...], list[str]] = {}
    for text, at in places.items():
        groups.setdefault(tuple(at), []).append(words[text])
    ordered = sorted(groups.items(), key=lambda group: (len(group[0]), group[0]))
    return tuple(Taught(at, tuple(texts)) for at, texts in ordered)


def _teaches(program: Program) -> dict[str, str]:
    """Return the outcomes and skills as stated, by what tells them apart."""
    said = {" ".join(text.casefold().split()).strip(" .;,"): text for text in program.skills}
    said |= {" ".join(text.casefold().split()).strip(" .;,"): text for text in program.outcomes}
    return {key: text for key, text in said.items() if key}
