"""The check of known goals: do courses still come up for what they themselves say?

It catches what no hash can: an encoder that computes nonsense, texts that a changed column has emptied.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from catalog.program import Program
from index.generation import Generation
from index.manifest import LEGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

GOALS = 20
NEAR_TOP = 10
_TRIED = 3 * GOALS
_LONGEST = 200


class Outcome(NamedTuple):
    """How many goals were asked, and how many of them found their course."""

    asked: int
    found: int


class _Goal(NamedTuple):
    text: str
    course: Program


def check(new: Generation, old: Generation | None) -> Outcome:
    """Ask the new generation for courses in the words that the old one has of them.

    Only goals count that the old one could answer. Where the two share too few courses, the new one's
    own words make up the number. The same generations always get the same goals.
    """
    goals = list(islice(_known(new, old), GOALS)) if old else []
    taken = {goal.course.id for goal in goals}
    goals += _goals(_spread(new, lambda id_: id_ not in taken, GOALS - len(goals)))
    return Outcome(len(goals), len(list(_answered(new, goals))))


def _known(new: Generation, old: Generation) -> Iterator[_Goal]:
    """Yield what the old generation answers, asking it no more than is listened to."""
    ids = {id_ for (id_,) in new.store.columns("id")}
    goals = _goals(_spread(old, ids.__contains__, _TRIED))
    for start in range(0, len(goals), GOALS):
        yield from _answered(old, goals[start : start + GOALS])


def _spread(generation: Generation, counts: Callable[[str], bool], limit: int) -> Iterable[Program]:
    """Return some courses from all over a catalogue, in an order that a row more or less does not change."""
    ids = {id_: number for number, id_ in generation.store.columns("number", "id") if counts(id_)}
    first = sorted(ids, key=lambda id_: hashlib.sha256(id_.encode()).digest())[: max(limit, 0)]
    return generation.store.programs([ids[id_] for id_ in first]).values()


def _goals(courses: Iterable[Program]) -> list[_Goal]:
    """Ask for one course by its title, for the next by what it teaches: each text has to carry its own."""
    return [
        _Goal((_taught(course) if place % 2 else "") or course.title, course)
        for place, course in enumerate(courses)
    ]


def _taught(course: Program) -> str:
    return (" ".join(course.outcomes) or course.description or ", ".join(course.skills))[:_LONGEST]


def _answered(generation: Generation, goals: Sequence[_Goal]) -> Iterator[_Goal]:
    """Yield the goals whose course comes near the top with every encoder, without the help of keywords."""
    if not goals:
        return
    asked = [encoder.encode_queries([goal.text for goal in goals]) for encoder in generation.encoders]
    for place, goal in enumerate(goals):
        near = [
            _near(generation, encoder.card.name, vectors[place])
            for encoder, vectors in zip(generation.encoders, asked, strict=True)
        ]
        # Another course of the same title is as good an answer.
        if all(any(_same(one, goal.course) for one in found) for found in near):
            yield goal


def _same(one: Program, other: Program) -> bool:
    return one.id == other.id or one.title == other.title


def _near(generation: Generation, encoder: str, vector: "NDArray[np.float32]") -> Iterable[Program]:
    legs = [generation.vectors[encoder, leg].scores(vector) for leg in LEGS]
    closeness = np.sum([cosines[np.argsort(numbers)] for numbers, cosines in legs], axis=0)
    best = np.sort(legs[0][0])[np.argsort(-closeness, kind="stable")[:NEAR_TOP]]
    return generation.store.programs(best.tolist()).values()
