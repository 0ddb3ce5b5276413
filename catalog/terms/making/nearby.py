"""Which occupations are near each other: they ask for the same skills, above all for rare ones."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

_OPTIONAL = 0.4
"""What an optional skill weighs beside an essential one."""
MOST = 10
_OF_A_KIND = 2
"""Neighbours of the same unit group at most: five nearby jobs, and not five names of one."""

Asked = Mapping[int, Sequence[tuple[int, bool]]]
"""By occupation its skills, each with whether it is essential."""


def rarity(asked: Asked) -> Mapping[int, float]:
    """How telling a skill is: the logarithm of how many occupations there are for each that asks for it."""
    uses = Counter(skill for skills in asked.values() for skill, _ in skills)
    return {skill: math.log(len(asked) / count) for skill, count in uses.items()}


def neighbours(asked: Asked, groups: Mapping[int, str]) -> Mapping[int, list[int]]:
    """For each occupation the nearest others, at most two of a unit group."""
    vectors = _unit_vectors(asked)
    holders: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for occupation, vector in vectors.items():
        for skill, weight in vector.items():
            holders[skill].append((occupation, weight))
    return {one: _nearest(one, vector, holders, groups) for one, vector in vectors.items()}


def _unit_vectors(asked: Asked) -> dict[int, dict[int, float]]:
    weights = rarity(asked)
    vectors: dict[int, dict[int, float]] = {}
    for occupation, skills in asked.items():
        vector = {skill: weights[skill] * (1 if essential else _OPTIONAL) for skill, essential in skills}
        length = math.sqrt(math.fsum(weight**2 for weight in vector.values())) or 1.0
        vectors[occupation] = {skill: weight / length for skill, weight in vector.items()}
    return vectors


def _nearest(
    one: int,
    vector: Mapping[int, float],
    holders: Mapping[int, Sequence[tuple[int, float]]],
    groups: Mapping[int, str],
) -> list[int]:
    closeness: dict[int, float] = defaultdict(float)
    for skill, weight in vector.items():
        for other, theirs in holders[skill]:
            closeness[other] += weight * theirs
    kept: list[int] = []
    seen: Counter[str] = Counter()
    for other in sorted(closeness, key=lambda other: (-round(closeness[other], 9), other)):
        if other != one and seen[groups[other]] < _OF_A_KIND:
            kept.append(other)
            seen[groups[other]] += 1
        if len(kept) == MOST:
            break
    return kept
