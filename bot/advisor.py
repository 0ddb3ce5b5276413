"""THE product: a message in, a reply out. Read this file first; every other one serves it.

A message is read into a Goal. Every programme is judged against its limits before any cut. The
programmes near the goal are ranked by their text alone, group by group, and the best are explained.
"""

import datetime as dt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot import explain
from bot.cost import cost_for
from bot.fit import COLUMNS, GROUPS, Facts, Group, Grouped, grouped, relaxed
from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.limits.judgement import Person
from bot.limits.table import LIMITS, judgements
from bot.limits.wishes import primary
from bot.query import searched_text, wanted_text
from bot.reply import Answer, Relaxation, Reply, Suggestion
from bot.why import reasons
from catalog.program import Program
from catalog.rates import shipped_rates
from index.generation import Generation, open_generation
from index.search import Query, near, prepare, search

DEFAULT_SUGGESTIONS = 3


class Advisor:
    """Answers from one opened generation; reads nothing else, and no clock."""

    def __init__(self, generation: Generation, contact: str | None = None) -> None:
        """Take the generation to answer from, and a person or an office to name in a crisis."""
        self.generation = generation
        self.contact = contact
        self._rates = shipped_rates()
        self._facts = Facts(generation.store.columns(*COLUMNS))

    @classmethod
    def open(cls, data: Path, contact: str | None = None) -> "Advisor":
        """Open the current generation of a data folder."""
        return cls(open_generation(data), contact)

    def reply(self, message: str, today: dt.date, limit: int = DEFAULT_SUGGESTIONS) -> Reply:
        """Answer one message with at most `limit` programmes."""
        goal = read(message, today)
        wanted = wanted_text(goal)
        if goal.intent != "goal" or not wanted:
            return Reply(goal, explain.without_programs(goal, self.contact))
        found = self._find(goal, prepare(self.generation, searched_text(message, goal), wanted), today, limit)
        return Reply(goal, explain.answer(found, self._rates, self._notice()), found)

    def rank(self, message: str, today: dt.date, depth: int) -> list[tuple[str, float]]:
        """Return (program id, score) by closeness alone, whatever the limits: what `rung eval` judges."""
        goal = read(message, today)
        query = prepare(self.generation, searched_text(message, goal), wanted_text(goal))
        hits = search(self.generation, query, depth=depth)
        programs = self.generation.store.programs([hit.number for hit in hits])
        return [(programs[hit.number].id, hit.score) for hit in hits]

    def _find(self, goal: Goal, query: Query, today: dt.date, limit: int) -> Answer:
        person = self._person(goal, today)
        groups = grouped(self._facts, person)
        known = near(self.generation, query)
        readable = self._readable(goal)
        close = known[np.isin(known, readable)]
        counts = groups.counts(close)
        relaxations = self._relaxations(close, person) if len(close) and not counts["fits"] else ()
        shown = close if len(close) else self._nearest(query, readable, limit)
        suggestions = self._suggest(query, shown, groups, person, limit)
        return Answer(goal, today, counts, suggestions, relaxations, unread=len(known) - len(close))

    def _readable(self, goal: Goal) -> NDArray[np.int64]:
        """Return what the person can read: their own language, English, and what states none."""
        if goal.course_languages:
            return self._facts.numbers
        return self._facts.readable(frozenset({primary(goal.language), "en"}))

    def _nearest(self, query: Query, readable: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
        return np.array(
            sorted(hit.number for hit in search(self.generation, query, readable, limit)), dtype=np.int64
        )

    def _person(self, goal: Goal, today: dt.date) -> Person:
        mentions = self.generation.store.mentions
        unwanted = frozenset(number for topic in goal.not_topics for number in mentions(topic))
        return Person(goal, today, self._rates, unwanted)

    def _suggest(
        self, query: Query, close: NDArray[np.int64], groups: Grouped, person: Person, limit: int
    ) -> tuple[Suggestion, ...]:
        chosen: list[tuple[int, Group]] = []
        for group in GROUPS:
            allowed = groups.among(close, group)
            if len(allowed) and len(chosen) < limit:
                hits = search(self.generation, query, allowed, depth=limit - len(chosen))
                chosen += [(hit.number, group) for hit in hits]
        programs = self.generation.store.programs([number for number, _ in chosen])
        return tuple(_suggestion(number, programs[number], group, person) for number, group in chosen)

    def _relaxations(self, close: NDArray[np.int64], person: Person) -> tuple[Relaxation, ...]:
        """Ask again without exactly one limit, for each limit: counted, not guessed."""
        asked = [limit.name for limit in LIMITS if limit.asked(person.goal)]
        counted = [
            Relaxation(
                name,
                len(grouped(self._facts, person.wanting(relaxed(person.goal, name))).among(close, "fits")),
            )
            for name in asked
        ]
        return tuple(sorted((one for one in counted if one.count), key=lambda one: -one.count))

    def _notice(self) -> str | None:
        notices = [self.generation.trouble, explain.TRIAL if self.generation.is_sample else None]
        return "\n".join(filter(None, notices)) or None


def _suggestion(number: int, program: Program, group: Group, person: Person) -> Suggestion:
    span = person.span(program.duration, program.pace, program.end, program.start)
    return Suggestion(
        program=program,
        group=group,
        span=span,
        cost=cost_for(program.price, person.goal.certificate is True, span),
        judgements=tuple(
            judgements(person, lambda name: number if name == "number" else getattr(program, name))
        ),
        why=reasons(person.goal, program),
    )
