"""Jobs that ask for what another job asks for: the way from the last job to the ones near it."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from catalog import terms
from catalog.terms import Listed

MOST = 45
_OF_ONE_GROUP = 2
"""So many of one ISCO unit group: five kinds of shop assistant are one idea."""
_FEWEST_SHARED = 2
_KEY_LENGTH = 7
"""Enough to tell 3,000 codes apart, and short enough for two of them on a button."""


@dataclass(frozen=True, slots=True)
class Near:
    """A job, and which of the essential skills that ESCO lists for it the other job has on its list too."""

    job: Listed
    shared: tuple[int, ...]


def key_of_job(job: Listed) -> str:
    """Return a short name of a job that another edition of the terms keeps: ESCO's code never changes."""
    return job.code.replace("-", "")[:_KEY_LENGTH]


def job_of(key: str) -> Listed | None:
    """Return the job of a short name."""
    return _by_key().get(key)


def job_named(name: str) -> Listed | None:
    """Return the job that ESCO calls so in English."""
    return _by_name().get(name)


def job_of_code(code: str) -> Listed | None:
    """Return the job with this ESCO code."""
    return job_of(code.replace("-", "")[:_KEY_LENGTH])


def job_name(job: Listed, language: str) -> str:
    """Return what a job is called in `language`, else in English."""
    named = terms.names(job).get(language) if language != "en" else None
    return named.preferred if named else job.name


@lru_cache(maxsize=256)
def nearby(last: Listed) -> tuple[Near, ...]:
    """Return the jobs that share most with the last one, nearest first: at most `MOST`, never itself."""
    return tuple(nearest(last, terms.occupations(), _weights()))


def nearest(last: Listed, jobs: Sequence[Listed], weights: Mapping[int, float]) -> list[Near]:
    """Rank jobs by the cosine of their essential skills, each weighed by how few jobs ask for it.

    What nearly every job asks for counts little, so that "communicate" makes no two jobs alike.
    """
    own = set(last.essential)
    scored = []
    for job in jobs:
        shared = tuple(one for one in job.essential if one in own)
        if job.code != last.code and len(shared) >= _FEWEST_SHARED and job.name != last.name:
            scored.append((_alike(last, job, shared, weights), Near(job, shared)))
    scored.sort(key=lambda pair: (-pair[0], pair[1].job.number))
    return list(islice(_of_many_groups([near for _, near in scored]), MOST))


def weights_of(jobs: Sequence[Listed]) -> dict[int, float]:
    """Return what each skill weighs: the logarithm of how few of the jobs ask for it."""
    counts = Counter(skill for job in jobs for skill in job.essential)
    return {skill: math.log(len(jobs) / count) for skill, count in counts.items()}


def _alike(last: Listed, job: Listed, shared: Sequence[int], weights: Mapping[int, float]) -> float:
    both, one, other = (_squared(skills, weights) for skills in (shared, last.essential, job.essential))
    return round(both / math.sqrt(one * other), 9) if one and other else 0.0


def _squared(skills: Sequence[int], weights: Mapping[int, float]) -> float:
    return sum(weights[skill] ** 2 for skill in skills)


def _of_many_groups(ranked: Sequence[Near]) -> Iterator[Near]:
    taken: Counter[str] = Counter()
    for near in ranked:
        taken[near.job.isco] += 1
        if taken[near.job.isco] <= _OF_ONE_GROUP:
            yield near


@cache
def _weights() -> Mapping[int, float]:
    return weights_of(terms.occupations())


@cache
def _by_key() -> Mapping[str, Listed]:
    return {key_of_job(job): job for job in terms.occupations()}


@cache
def _by_name() -> Mapping[str, Listed]:
    return {job.name: job for job in terms.occupations()}
