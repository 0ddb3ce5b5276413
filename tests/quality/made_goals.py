"""Goals made by chance: real topics with every kind of limit, and the plain count of what fits them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.fit import GROUPS, Group
from bot.goal.goal import Goal
from bot.limits.judgement import Person, State
from bot.limits.table import judgements
from bot.limits.wishes import primary
from catalog.program import Program
from index.evaluate import read_queries

_LIMITS: tuple[tuple[str, ...], ...] = (
    (
        "under $20",
        "at most 49 dollars",
        "max 200 euros",
        "under £75",
        "budget 1,500 USD",
        "under $15 a month",
    ),
    ("free only", "no money"),
    ("with a certificate", "I need a certificate", "no certificate needed"),
    ("2 hours a week", "5 hours a week", "7.5 hours a week", "10 hours a week"),
    ("at most 3 hours in total", "at most 40 hours in total"),
    ("in 4 weeks", "within 2 months", "within 10 weeks"),
    ("by 1 January", "by the end of March", "by 15 December", "by June 2027"),
    ("beginner", "advanced level"),
    ("course in Spanish", "course in English"),
    ("from Coursera", "from edX", "not from Udacity"),
    ("no coding", "no math"),
    ("self-paced", "with fixed dates"),
    ("a professional certificate", "a specialization"),
)


def made_goals(shared: Path, count: int, seed: int) -> Iterator[str]:
    """Return messages of one to six limits each behind a topic of the judged goals."""
    topics = [*read_queries(shared / "eval" / "dev.queries.tsv").values()]
    chance = random.Random(seed)
    for place in range(count):
        kinds = chance.sample(_LIMITS, chance.randint(0, 6))
        yield ", ".join([topics[place % len(topics)], *map(chance.choice, kinds)])


def group_by_itself(person: Person, number: int, program: Program) -> Group:
    """Judge one programme by every limit and put it into its group (contract.md)."""
    states = [
        one.state
        for one in judgements(person, lambda name: number if name == "number" else getattr(program, name))
    ]
    broken = states.count(State.BROKEN)
    if broken:
        return "one_off" if broken == 1 else "related"
    return "not_stated" if State.UNKNOWN in states else "fits"


def counted_by_hand(person: Person, near: Sequence[int], programs: Mapping[int, Program]) -> dict[Group, int]:
    """Count the groups of the programmes near a goal one by one, of those in languages that are read."""
    groups = [
        group_by_itself(person, number, programs[number])
        for number in near
        if is_read(person.goal, programs[number])
    ]
    return {group: groups.count(group) for group in GROUPS}


def is_read(goal: Goal, program: Program) -> bool:
    """Whether the goal's writer asked for the course's language or reads it; what states none passes."""
    told = program.language or ((program.text_language,) if program.text_language else ())
    mine = {primary(goal.language), "en"}
    return bool(goal.course_languages) or not told or any(primary(code) in mine for code in told)
