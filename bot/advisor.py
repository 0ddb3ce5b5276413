"""THE product: a message in, a reply out. Read this file first; every other one serves it.

A message is read into a Goal. Every programme is judged against its limits before any cut. The
programmes near the goal are ranked by their text alone, group by group, and the best are explained.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot import explain
from bot.areas import Area, Areas, areas_of
from bot.compare import Comparison, compare
from bot.cost import cost_for
from bot.fit import COLUMNS, GROUPS, Facts, Group, Grouped, group_of, grouped
from bot.goal.goal import Goal
from bot.limits.judgement import Person
from bot.limits.table import judgements
from bot.notices import notice
from bot.path import MOST_CANDIDATES, Path, best_path
from bot.plan import Plan, plan_of
from bot.query import english_texts, searched_text, wanted_text
from bot.relax import fitting_counts, relaxations
from bot.reply import PAGE_SIZE, Answer, Course, Reply, Suggestion, View, key_of
from bot.request import Request
from bot.why import reasons
from bot.wide import choices_of
from catalog.errors import NoCatalogueError
from catalog.program import Program
from catalog.rates import shipped_rates
from index.generation import Generation, open_generation
from index.search import WEIGHING, Query, Wanted, Weighing, prepare, search

DEFAULT_SUGGESTIONS = 3
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Search:
    """A goal, whom it is judged for, and the programmes near it that the person can read, by group."""

    request: Request
    person: Person
    query: Query
    groups: Grouped
    close: Numbers
    unread: int

    @property
    def goal(self) -> Goal:
        return self.request.goal

    @property
    def counts(self) -> dict[Group, int]:
        return self.groups.counts(self.close)


class Advisor:
    """Answers from one opened generation; reads nothing else, and no clock. Any thread may ask."""

    def __init__(self, generation: Generation, contact: str | None = None) -> None:
        """Take the generation to answer from, and a person or an office to name in a crisis."""
        self.generation = generation
        self.contact = contact
        self.rates = shipped_rates()
        self._facts = Facts(generation.store.columns(*COLUMNS))

    @classmethod
    def open(cls, data: FilePath, contact: str | None = None) -> "Advisor":
        """Open the current generation of a data folder."""
        return cls(open_generation(data), contact)

    def reply(self, message: str, today: dt.date, limit: int = DEFAULT_SUGGESTIONS) -> Reply:
        """Answer one message with at most `limit` programmes, group by group."""
        request = Request.of(message, today)
        goal = request.goal
        if not self.is_searched(goal):
            return Reply(goal, explain.without_programs(goal, self.contact))
        found = self._search(request, today)
        answer = self._answer(found, self._best(found, limit))
        return Reply(goal, explain.answer(answer, self.rates, self.notice), answer)

    def page(self, request: Request, today: dt.date, view: View | None = None) -> Answer | None:
        """Return one page of one group, of the first group with any when no view is given.

        None where the message is not searched for. A page that is not there is the nearest one that is.
        """
        if not self.is_searched(request.goal):
            return None
        found = self._search(request, today)
        counts = found.counts
        if not any(counts.values()):
            return self._answer(found, self._best(found, PAGE_SIZE))
        group = view.group if view and counts[view.group] else next(one for one in GROUPS if counts[one])
        page = max(0, min(view.page if view and view.group == group else 0, (counts[group] - 1) // PAGE_SIZE))
        ranked = self._ranked(found, group, (page + 1) * PAGE_SIZE)[page * PAGE_SIZE :]
        return self._answer(found, ranked, View(group, page))

    def course(self, request: Request, today: dt.date, key: str) -> Course | None:
        """Judge the programme of that key for a goal; None where the catalogue has it no more."""
        self._need_a_catalogue()
        number = self._keys.get(key)
        if number is None:
            return None
        found = self._search(request, today)
        program = self.generation.store.programs([number])[number]
        judged = judgements(found.person, _value_of(program, number))
        return Course(request.goal, today, self._suggestion(number, program, group_of(judged), found))

    def programs(self, keys: Iterable[str]) -> dict[str, Program]:
        """Return the programmes of these keys that the catalogue has."""
        self._need_a_catalogue()
        numbers = {key: self._keys[key] for key in keys if key in self._keys}
        found = self.generation.store.programs(list(numbers.values()))
        return {key: found[number] for key, number in numbers.items()}

    def path(self, request: Request, today: dt.date) -> Path:
        """Plan the courses that together teach most of what is wanted, out of the closest that fit."""
        found = self._search(request, today)
        fitting = self._suggestions(found, self._ranked(found, "fits", MOST_CANDIDATES))
        return best_path(fitting, request.goal, today, self.rates)

    def plan(self, request: Request, today: dt.date, key: str) -> Plan | None:
        """Return the plan of one course; None where the catalogue has it no more."""
        course = self.course(request, today, key)
        return plan_of([course.suggestion], course.goal, today, self.rates) if course else None

    def fitting(self, request: Request, today: dt.date, goals: Sequence[Goal]) -> tuple[int, ...]:
        """Count what would fit each of several goals that differ from the request's in limits alone."""
        near = np.intersect1d(self._query(request).near, self._offered(request, today))
        return fitting_counts(self._facts, self._person(request.goal, today), near, goals)

    def compared(self, request: Request, today: dt.date, view: View | None) -> Comparison | None:
        """Put the courses of one page side by side; None where the page has only one."""
        answer = self.page(request, today, view)
        shown = answer.suggestions if answer else ()
        return compare(shown, answer.goal, today, self.rates) if answer and len(shown) > 1 else None

    def rank(
        self, message: str, today: dt.date, depth: int, weighing: Weighing = WEIGHING
    ) -> list[tuple[str, float]]:
        """Return (program id, score) by closeness alone, in languages that can be read: what is judged."""
        request = Request.of(message, today)
        hits = search(self._query(request, weighing), self._readable(request.goal), depth)
        programs = self.generation.store.programs([hit.number for hit in hits])
        return [(programs[hit.number].id, hit.score) for hit in hits]

    def has_courses(self, request: Request, today: dt.date) -> bool:
        """Whether anything is near a request at all."""
        return self.is_searched(request.goal) and bool(len(self._search(request, today).close))

    def choices(self, request: Request) -> tuple[Area, ...]:
        """Return the areas that a request too wide to search could mean; none where it can be searched."""
        return choices_of(request, self.generation, self.areas)

    @cached_property
    def areas(self) -> Areas:
        """What the catalogue is about: a second of work for thousands of programmes, so done once."""
        rows = self.generation.store.columns("number", "title", "text_language")
        numbers = np.array([row[0] for row in rows], dtype=np.int64)
        leg = next(iter(self.generation.vectors.values()), None)
        if leg is None:  # found by words alone: nothing tells what is near to what
            return areas_of(numbers[:0], np.empty((0, 1), dtype=np.float32), [], [])
        vectors = leg.reconstruct(numbers) if rows else np.empty((0, 1), dtype=np.float32)
        return areas_of(numbers, vectors, [row[1] for row in rows], [row[2] or "" for row in rows])

    @cached_property
    def providers(self) -> tuple[str, ...]:
        """Who offers the courses, those with most of them first."""
        counts = Counter(name for (name,) in self.generation.store.columns("provider") if name)
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    @staticmethod
    def is_searched(goal: Goal) -> bool:
        """Whether programmes belong into the answer: the goal says what is wanted, and no harm."""
        return goal.intent == "goal" and bool(wanted_text(goal))

    @property
    def notice(self) -> str | None:
        """What an old or damaged catalogue makes us add to every answer."""
        served = self.generation
        kinds = [trouble.kind for trouble in served.troubles]
        return notice(served.is_sample, kinds, served.manifest.built_at.date())

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {key_of(id_): number for number, id_ in self.generation.store.columns("number", "id")}

    def _query(self, request: Request, weighing: Weighing = WEIGHING) -> Query:
        goal = request.goal
        text, target = searched_text(request.message, goal), wanted_text(goal)
        wanted = Wanted(text, target, goal.language, english_texts(goal, text))
        return prepare(self.generation, wanted, weighing)

    def _search(self, request: Request, today: dt.date) -> _Search:
        self._need_a_catalogue()
        goal, query = request.goal, self._query(request)
        person = self._person(goal, today)
        known = np.intersect1d(query.near, self._offered(request, today))
        close = known[np.isin(known, self._readable(goal))]
        return _Search(
            request,
            person,
            query,
            grouped(self._facts, person, close),
            close,
            unread=len(known) - len(close),
        )

    def _need_a_catalogue(self) -> None:
        """Raise NoCatalogueError where none can be read: no course is gone because of that."""
        if not self.generation.number:
            raise NoCatalogueError(self.generation.trouble)

    def _answer(self, found: _Search, chosen: list[tuple[int, Group]], view: View | None = None) -> Answer:
        counts = found.counts
        nothing_fits = any(counts.values()) and not counts["fits"]
        relaxed = relaxations(self._facts, found.person, found.close) if nothing_fits else ()
        return Answer(
            found.goal,
            found.person.today,
            counts,
            self._suggestions(found, chosen),
            relaxed,
            found.unread,
            view,
            self._closest(found) if found.request.is_advert else None,
            found.request.is_rough,
        )

    def _suggestions(self, found: _Search, chosen: Sequence[tuple[int, Group]]) -> tuple[Suggestion, ...]:
        programs = self.generation.store.programs([number for number, _ in chosen])
        return tuple(self._suggestion(number, programs[number], group, found) for number, group in chosen)

    def _closest(self, found: _Search) -> tuple[Program, ...]:
        hits = search(found.query, found.close, MOST_CANDIDATES)
        return tuple(self.generation.store.programs([hit.number for hit in hits]).values())

    def _offered(self, request: Request, today: dt.date) -> Numbers:
        """Return what can still be taken, without what the person does not want to see."""
        unwanted = [self._keys[key] for key in request.unwanted if key in self._keys]
        return np.setdiff1d(self._facts.offered(today), np.array(unwanted, dtype=np.int64))

    def _readable(self, goal: Goal) -> Numbers:
        return self._facts.readable_by(goal)

    def _person(self, goal: Goal, today: dt.date) -> Person:
        mentions = self.generation.store.mentions
        unwanted = frozenset(number for topic in goal.not_topics for number in mentions(topic))
        return Person(goal, today, self.rates, unwanted)

    def _best(self, found: _Search, limit: int) -> list[tuple[int, Group]]:
        """Return the best of each group in the groups' order; of nothing near, the nearest."""
        if not len(found.close):
            found = self._nearest(found, limit)
        chosen: list[tuple[int, Group]] = []
        for group in GROUPS:
            chosen += self._ranked(found, group, limit - len(chosen))
        return chosen

    def _ranked(self, found: _Search, group: Group, depth: int) -> list[tuple[int, Group]]:
        allowed = found.groups.among(found.close, group)
        if not len(allowed) or depth <= 0:
            return []
        return [(hit.number, group) for hit in search(found.query, allowed, depth)]

    def _nearest(self, found: _Search, limit: int) -> _Search:
        allowed = np.intersect1d(self._readable(found.goal), self._offered(found.request, found.person.today))
        hits = search(found.query, allowed, limit)
        nearest = np.array(sorted(hit.number for hit in hits), dtype=np.int64)
        groups = grouped(self._facts, found.person, nearest)
        return _Search(found.request, found.person, found.query, groups, nearest, found.unread)

    def _suggestion(self, number: int, program: Program, group: Group, found: _Search) -> Suggestion:
        person = found.person
        span = person.span(program.duration, program.pace, program.end, program.start)
        return Suggestion(
            program=program,
            group=group,
            span=span,
            cost=cost_for(program.price, person.goal.certificate is True, span, program.free_access_weeks),
            judgements=tuple(judgements(person, _value_of(program, number))),
            why=reasons(person.goal, program),
            near=number in found.close or not self.is_searched(person.goal),
        )


def _value_of(program: Program, number: int) -> Callable[[str], Any]:
    return lambda name: number if name == "number" else getattr(program, name)
