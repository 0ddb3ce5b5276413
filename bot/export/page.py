"""A plan as one page of plain values: what stands on it, in order, and the receipts as its footnotes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.explain import CHECK_FIRST
from bot.lines.cost import cost_line
from bot.lines.facts import OLD_AFTER_DAYS, dated_line, for_whom_lines, offered_by
from bot.lines.outcome import outcome_facts, outcomes_sentence
from bot.lines.plan import cost_in_all
from bot.lines.time import time_line
from bot.lines.verdict import off_lines
from bot.plan import Plan, Step
from bot.receipts import receipt_lines, weeks_formula
from bot.screens.screen import one_line
from bot.understood import understood
from bot.words import say, say_many
from catalog.rates import Rates

_FACT_LENGTH = 500
_OUTCOME_FIELDS = (
    *("credential", "proof", "assessment", "awarding_body", "credits", "counts_towards", "valid_years"),
    *("completion", "employment", "wages"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as one or more sentences, with the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the facts under it."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page; every text is one line of clean text."""

    title: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    notes: tuple[str, ...]
    """Footnote 1 and the following."""


class _Notes:
    """Numbers the footnotes in the order in which they are first needed; equal ones share a number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def numbers(self, texts: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of these footnotes, each once."""
        found = [self.texts.setdefault(text, len(self.texts) + 1) for text in texts]
        return tuple(dict.fromkeys(found))


def page_of(
    plan: Plan, rates: Rates, notice: str | None = None, old_after_days: int = OLD_AFTER_DAYS
) -> Page:
    """Return the page of a plan: the facts of the screen, with where each was read.

    `notice` is what an old or damaged catalogue makes us add. Facts older than `old_after_days` are marked.
    """
    notes = _Notes()
    steps = [
        Part(
            one_line(f"{place}. {step.suggestion.program.title}", 200),
            tuple(_step(step, plan, rates, notes, old_after_days)),
        )
        for place, step in enumerate(plan.steps, start=1)
    ]
    return Page(
        title=say("Study plan"),
        parts=(Part(say("In all"), tuple(map(Fact, _whole(plan, rates)))), *steps),
        closing=tuple(closing_lines(notice)),
        notes=tuple(notes.texts),
    )


def closing_lines(notice: str | None) -> list[str]:
    """Return what every form of a plan ends with."""
    return [
        say(CHECK_FIRST),
        say("A course is not a job offer."),
        *(one_line(line, 300) for line in (notice or "").splitlines()),
    ]


def _whole(plan: Plan, rates: Rates) -> Iterable[str]:
    yield say("Made on {day}.", day=phrases.as_of(plan.today.isoformat()))
    yield one_line(" ".join(understood(plan.goal, plan.today)), _FACT_LENGTH)
    count = len(plan.steps)
    yield say_many("{count} course.", "{count} courses.", count, count=count)
    yield cost_in_all(plan, rates)
    yield say("Work in all: {hours}.", hours=phrases.hours(plan.hours_min, plan.hours_max))
    yield _finish(plan.finish)
    if plan.covered:
        yield say("Skills taught: {skills}.", skills=_skills(plan.covered))
    if plan.missing:
        yield say("Skills not taught: {skills}.", skills=_skills(plan.missing))


def _step(step: Step, plan: Plan, rates: Rates, notes: _Notes, old_after_days: int) -> Iterable[Fact]:
    suggestion, goal, today = step.suggestion, plan.goal, plan.today
    program = suggestion.program

    def fact(text: str, *fields: str, formula: str | None = None) -> Fact:
        read = receipt_lines(program, fields, today, old_after_days)
        return Fact(one_line(text, _FACT_LENGTH), notes.numbers([*read, *([formula] if formula else [])]))

    yield fact(f"{offered_by(program)}.")
    yield from (fact(line) for line in off_lines(suggestion))
    yield fact(_dates(step))
    yield fact(
        say("Time: {facts}", facts=time_line(suggestion, goal, today)),
        *("duration", *(("pace", "start", "end") if program.pace == "scheduled" else ())),
        formula=weeks_formula(suggestion, goal),
    )
    yield fact(say("Cost: {facts}", facts=cost_line(suggestion, goal, rates)), "price")
    after = "outcomes" if program.outcomes else "skills"
    yield fact(say("After it: {facts}", facts=outcomes_sentence(program)), after)
    yield fact(" ".join(outcome_facts(program)), *_OUTCOME_FIELDS)
    yield from (fact(line, "level", "language") for line in for_whom_lines(program))
    if program.prerequisites:
        yield fact(
            say("Needs first: {prerequisites}.", prerequisites=program.prerequisites.rstrip(". ")),
            "prerequisites",
        )
    if step.teaches:
        yield fact(say("Of the skills you need: {skills}.", skills=_skills(step.teaches)))
    if program.url:
        yield fact(say("The provider's page: {address}", address=program.url))
    yield fact(dated_line(program.as_of, today, old_after_days))


def _dates(step: Step) -> str:
    if step.suggestion.span.over:
        return say("Begin: not stated.")
    if step.begins is None:
        return say("Begin: after the course before it.")
    begin = say("Begin: {day}.", day=phrases.as_of(step.begins.isoformat()))
    return f"{begin} {_finish(step.finish)}"


def _finish(finish: dt.date | None) -> str:
    if finish is None:
        return say("Finish: not stated.")
    return say("Finish: about {day}.", day=phrases.as_of(finish.isoformat()))


def _skills(skills: Sequence[str]) -> str:
    return phrases.listed([one_line(skill, 60) for skill in skills], 12)
