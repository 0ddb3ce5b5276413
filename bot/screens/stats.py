"""What was asked for, in numbers too large to point at anybody, and the facts that are said to be wrong."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.screens import keywords
from bot.screens.buttons import status_button
from bot.screens.not_for_me import REASONS
from bot.screens.screen import Action, Button, Screen, label, lines, one_line, rows
from bot.screens.wrong import FACTS
from bot.words import mark, mark_many, say, say_many

FEW = 5
"""A count below it is not shown (mission.md)."""
LISTED = 5
_AREAS = {
    mark("Health and care"): "22 32 53",
    mark("Computing"): "25 35",
    mark("Teaching"): "23",
    mark("Business and management"): "11 12 13 14 24 33",
    mark("Science and engineering"): "21 31",
    mark("Law, social work and culture"): "26 34",
    mark("Office work"): "41 42 43 44",
    mark("Sales, services and hospitality"): "51 52 54 94 95",
    mark("Farming and forestry"): "61 62 63 92",
    mark("Building and crafts"): "71 72 73 74 75",
    mark("Machines and transport"): "81 82 83 93 96",
}
_OTHERS = mark("Other or unclear")
_AREA_OF = {group: name for name, groups in _AREAS.items() for group in groups.split()}
_PEOPLE = mark_many("{count} person says so.", "{count} people say so.")


@dataclass(frozen=True, slots=True)
class Today:
    """The counts of a day that is not over."""

    answers: int
    median_s: float | None
    nothing_near: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of the last 30 days that are over."""

    goals: int
    nothing_near: int
    nothing_fits: int
    areas: Mapping[str, int]
    """Goals by the first two digits of ISCO, "00" for others."""
    saved: int
    feedback: Mapping[str, int] | None = None
    """People by why a course is not for them (`not_for_me.REASONS`)."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fact of a course that is said to be wrong, and the short number that a button names it by."""

    number: str
    title: str
    fact: str
    """Which one, as one of `wrong.FACTS`."""
    people: int
    day: dt.date


def few(count: int) -> str:
    """Return a count of people or of what they did; a small one, even none, could point at somebody."""
    return phrases.number(count) if count >= FEW else say("fewer than 5")


def grouped(areas: Mapping[str, int]) -> dict[str, int]:
    """Return counts by named area of which none is small, and none can be worked out from the others.

    Small areas go into the others, with the smallest of the rest where they are still too few together.
    """
    counts: dict[str, int] = {}
    for group, count in areas.items():
        name = _AREA_OF.get(group, _OTHERS)
        counts[name] = counts.get(name, 0) + count
    others = counts.pop(_OTHERS, 0)
    for name, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if count < FEW or 0 < others < FEW:
            others += counts.pop(name)
    shown = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return shown | ({_OTHERS: others} if others else {})


def stats(figures: Figures) -> Screen:
    """Return what people asked for; no words of theirs."""
    areas = grouped(figures.areas)
    if figures.goals < FEW:
        areas = {}
    feedback = {REASONS[name]: count for name, count in (figures.feedback or {}).items() if name in REASONS}
    return Screen(
        lines(
            [
                say("Goals in the last 30 days, without today: {count}.", count=few(figures.goals)),
                say("Goals with nothing near: {count}.", count=few(figures.nothing_near)),
                say("Goals where nothing fits the limits: {count}.", count=few(figures.nothing_fits)),
                say("Courses saved: {count}.", count=few(figures.saved)),
            ],
            [say("By area:"), *(_counted(name, count) for name, count in areas.items())] if areas else "",
            [say("Not for me, because:"), *(_counted(name, count) for name, count in feedback.items())]
            if feedback
            else "",
            say("Small counts are not shown, so that nobody can be found by them."),
            keywords.offered(["/status", "/catalogue", "/reports"]),
        ),
        rows([Button(say("Wrong facts"), Action("reports"))], [status_button()]),
    )


def _counted(name: str, count: int) -> str:
    return say("{name}: {count}.", name=say(name), count=few(count))


def reports(wrong: Sequence[Wrong], today: dt.date, page: int = 0) -> Screen:
    """Return the facts that are said to be wrong, the newest first; Done takes one off the list."""
    pages = max(1, -(-len(wrong) // LISTED))
    page = max(0, min(page, pages - 1))
    shown = wrong[page * LISTED : (page + 1) * LISTED]
    if not shown:
        return Screen(lines(say("Nobody has reported a wrong fact.")), rows([status_button()]))
    return Screen(
        lines(
            say("Reported wrong facts: {count}.", count=phrases.number(len(wrong))),
            *(_wrong(number, one, today) for number, one in enumerate(shown, start=page * LISTED + 1)),
            say("Correct it in your file, rebuild, then tap Done."),
        ),
        rows(
            *(
                [Button(label(say("Done with {number}", number=number), say("Done")), _done(one))]
                for number, one in enumerate(shown, start=page * LISTED + 1)
            ),
            [
                Button(say("Previous"), Action("reports", arg=f"p{page - 1}")) if page else None,
                Button(say("Next"), Action("reports", arg=f"p{page + 1}")) if page < pages - 1 else None,
            ],
            [status_button()],
        ),
    )


def _wrong(number: int, one: Wrong, today: dt.date) -> list[str]:
    people = (
        say_many(*_PEOPLE, one.people, count=phrases.number(one.people))
        if one.people >= FEW
        else say("Fewer than 5 people say so.")
    )
    return [
        f"{number}. {one_line(one.title, 80)}",
        " ".join(
            [
                say("Fact: {fact}.", fact=say(FACTS.get(one.fact, FACTS["other"]))),
                people,
                say("Last on {day}.", day=phrases.day(one.day, today)),
            ]
        ),
    ]


def _done(one: Wrong) -> Action:
    return Action("reports", arg=f"d{one.number}")
