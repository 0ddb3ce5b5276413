"""Jobs near a job: never itself, counted truly by brute force over the shipped terms, rare skills first."""

import sqlite3
import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nearby import job_name, job_named, job_of, job_of_code, key_of_job, nearby, nearest, weights_of
from bot.screens.door import GROUPS
from catalog import terms
from catalog.terms import Listed
from catalog.terms.file import SHIPPED

JOBS = terms.occupations()


def essential_by_hand(code: str) -> set[int]:
    """Read a job's essential skills from the file itself, by other code."""
    with sqlite3.connect(f"file:{SHIPPED}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select essential from occupation where code = ?", (bytes.fromhex(code.replace("-", "")),)
        ).fetchall()
    (packed,) = rows[0]
    return {number for (number,) in struct.iter_unpack("<H", packed)}


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(JOBS))
def test_a_job_is_never_near_itself_and_every_count_is_true(last: Listed) -> None:
    own = essential_by_hand(last.code)
    for near in nearby(last):
        theirs = essential_by_hand(near.job.code)
        assert near.job.code != last.code and near.job.name != last.name
        assert len(near.shared) == len(own & theirs) >= 2
        assert len(near.job.essential) == len(theirs)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(JOBS))
def test_no_job_comes_twice_and_no_unit_group_crowds_out_the_others(last: Listed) -> None:
    found = [near.job for near in nearby(last)]
    assert len({job.code for job in found}) == len(found)
    assert all([job.isco for job in found].count(job.isco) <= 2 for job in found)


def test_a_rare_skill_makes_jobs_nearer_than_common_ones() -> None:
    """All jobs here ask for 1 and 2, so that these say nothing; 9 is asked for by two alone."""
    jobs = [
        Listed("a", "1111", "last", 1, (1, 2, 9)),
        Listed("b", "2222", "common", 2, (1, 2, 7)),
        Listed("c", "3333", "rare", 3, (1, 2, 9)),
        Listed("d", "4444", "other", 4, (1, 2, 8)),
    ]
    assert next(near.job.name for near in nearest(jobs[0], jobs, weights_of(jobs))) == "rare"


def test_every_job_has_a_short_name_of_its_own() -> None:
    """Two of them stand on one button: they must be short, and no two jobs may share one."""
    assert len({key_of_job(job) for job in JOBS}) == len(JOBS)
    assert all(job_of(key_of_job(job)) == job == job_of_code(job.code) for job in JOBS)


def test_every_common_job_of_the_door_is_known_and_leads_on() -> None:
    for _, names in GROUPS:
        for name in names:
            job = job_named(name)
            assert job is not None and nearby(job), name


def test_a_job_is_called_as_the_spoken_language_calls_it() -> None:
    job = job_named("nurse")
    assert job is not None
    assert job_name(job, "en") == "nurse"
    assert job_name(job, "de") != "nurse" and job_name(job, "xx") == "nurse"
