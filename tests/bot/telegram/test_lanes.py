"""Lanes: order for each person, nobody waits for another, and an end in order."""

import asyncio

import pytest

from bot.telegram.lanes import Lanes, Work


def noting(seen: list[str], name: str, until: asyncio.Event | None = None) -> Work:
    async def work() -> None:
        if until is not None:
            await until.wait()
        seen.append(name)

    return work


async def test_one_persons_work_is_done_in_its_order_and_others_do_not_wait() -> None:
    lanes, seen, go = Lanes(), list[str](), asyncio.Event()
    lanes.put("ana", noting(seen, "ana 1", go))
    lanes.put("ana", noting(seen, "ana 2"))
    lanes.put("ben", noting(seen, "ben 1"))
    while not seen:
        await asyncio.sleep(0)
    assert seen == ["ben 1"] and lanes.waiting == 2
    go.set()
    while lanes.waiting:
        await asyncio.sleep(0)
    assert seen == ["ben 1", "ana 1", "ana 2"]


async def test_a_lane_that_is_empty_can_be_filled_again() -> None:
    lanes, seen = Lanes(), list[str]()
    for name in ("one", "two"):
        lanes.put("ana", noting(seen, name))
        while lanes.waiting:
            await asyncio.sleep(0)
    assert seen == ["one", "two"]


async def test_work_that_fails_does_not_hold_up_what_follows() -> None:
    lanes, seen = Lanes(), list[str]()

    async def fails() -> None:
        raise ValueError("of no interest")

    lanes.put("ana", fails)
    lanes.put("ana", noting(seen, "next"))
    while lanes.waiting:
        await asyncio.sleep(0)
    assert seen == ["next"]


async def test_a_stop_lets_what_runs_end_and_begins_nothing() -> None:
    lanes, seen, go = Lanes(), list[str](), asyncio.Event()
    lanes.put("ana", noting(seen, "running", go))
    lanes.put("ana", noting(seen, "queued"))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(lanes.stop(5))
    await asyncio.sleep(0)
    lanes.put("ben", noting(seen, "too late"))
    go.set()
    await stopping
    assert seen == ["running"]


async def test_a_stop_cancels_what_does_not_end_in_time() -> None:
    lanes, ended = Lanes(), asyncio.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    lanes.put("ana", endless)
    await asyncio.sleep(0)
    await lanes.stop(0.01)
    assert ended.is_set()
    with pytest.raises(ValueError):
        await asyncio.wait(lanes._tasks)
