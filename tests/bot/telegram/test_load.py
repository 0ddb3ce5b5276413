"""The queue before the searches, with a clock that the test sets and searches that it ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.telegram.load import SLOTS, TICKET, BusyError, Load, Ticket
from tests.bot.telegram.test_limits import Time

WITHIN_S = 0.36


class Queue:
    """A load whose searches end when the test says so."""

    def __init__(self) -> None:
        self.time = Time()
        self.load = Load(WITHIN_S, self.time)
        self.ends: dict[str, asyncio.Event] = {}
        self.begun: list[str] = []

    async def search(self, name: str, ticket: Ticket | None) -> None:
        """Search until `end` is called."""
        TICKET.set(ticket)
        async with self.load.turn():
            self.begun.append(name)
            await self.ends.setdefault(name, asyncio.Event()).wait()
        self.load.leave(ticket)

    def start(self, name: str, ticket: Ticket | None) -> "asyncio.Task[None]":
        """Search in a task of its own."""
        return asyncio.create_task(self.search(name, ticket))

    async def end(self, *names: str) -> None:
        """End searches, and let those begin whose turn it is."""
        for name in names:
            self.ends.setdefault(name, asyncio.Event()).set()
        await settle()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@asynccontextmanager
async def full(queue: Queue) -> AsyncIterator[None]:
    """Both slots are taken while the block runs."""
    running = [queue.start(f"running {number}", queue.load.enter()) for number in range(SLOTS)]
    await settle()
    yield
    await queue.end("running 0", "running 1")
    await asyncio.gather(*running)


async def test_so_many_are_let_in_as_can_end_in_time_and_no_more() -> None:
    """An answer is out 50 ms after the one before at first, and all should be within 360 ms."""
    load = Load(WITHIN_S, Time())
    tickets = [load.enter() for _ in range(20)]
    assert [ticket is not None for ticket in tickets] == [True] * 7 + [False] * 13
    assert load.shed == 13
    load.leave(tickets[0])
    assert load.enter() is not None and load.enter() is None


async def test_slow_searches_let_fewer_in_but_always_as_many_as_run_at_once() -> None:
    load = learnt(2.0)
    assert [load.enter() is not None for _ in range(4)] == [True, True, False, False]


async def test_answers_that_come_close_on_another_let_more_in_than_their_own_time_would() -> None:
    """Each takes 210 ms, but one is out every 42 ms: seen to fail while the time of each was counted."""
    load = learnt(0.21, at_once=5)
    assert [load.enter() is not None for _ in range(10)] == [True] * 8 + [False] * 2


def learnt(takes_s: float, at_once: int = 1) -> Load:
    """Return a load that has seen many answers, each of which took so long, some at the same time."""
    time = Time()
    load = Load(WITHIN_S, time)
    for _ in range(60):
        tickets = [load.enter() for _ in range(at_once)]
        for ticket in tickets:
            time.now += takes_s / at_once
            load.shown(ticket)
    return load


async def test_the_time_to_come_again_is_what_was_measured_for_all_who_were_sent_away() -> None:
    """Seven wait, 47 were sent away, and each takes 50 ms; ten seconds later nobody counts."""
    time = Time()
    load = Load(WITHIN_S, time)
    tickets = [load.enter() for _ in range(54)]
    assert load.again_in_s() == 3
    time.now += 11
    for ticket in tickets:
        load.leave(ticket)
    assert load.again_in_s() == 1


async def test_taps_go_first_and_so_does_what_needs_no_ticket() -> None:
    queue = Queue()
    async with full(queue):
        waiting = [
            queue.start("goal", queue.load.enter()),
            queue.start("tap", queue.load.enter(is_tap=True)),
            queue.start("administrator", None),
        ]
        await settle()
        await queue.end("goal", "tap", "administrator")
    await asyncio.gather(*waiting)
    assert queue.begun[SLOTS:] == ["tap", "administrator", "goal"]


async def test_goals_that_wait_keep_no_tap_out() -> None:
    load = Load(WITHIN_S, Time())
    while load.enter():
        pass
    assert load.enter(is_tap=True) is not None


async def test_a_search_whose_time_has_passed_before_it_began_is_not_begun_while_others_wait() -> None:
    """The last in the queue is searched though it is late: nobody gains by sending it away."""
    queue = Queue()
    async with full(queue):
        late = queue.start("late", queue.load.enter())
        last = queue.start("last", queue.load.enter())
        await settle()
        queue.time.now += WITHIN_S + 0.1
        await queue.end("last")
    with pytest.raises(BusyError):
        await late
    await last
    assert queue.begun[SLOTS:] == ["last"]


async def test_a_search_that_is_given_up_leaves_its_place_to_others() -> None:
    queue = Queue()
    async with full(queue):
        given_up = queue.start("given up", queue.load.enter())
        next_ = queue.start("next", queue.load.enter())
        await settle()
        given_up.cancel()
        await settle()
        await queue.end("next")
    await next_
    assert queue.begun[SLOTS:] == ["next"]
    async with full(queue):
        assert len(queue.begun) == 2 * SLOTS + 1


async def test_what_has_begun_is_brought_to_its_end() -> None:
    """The second search of one message never fails for want of time."""
    queue = Queue()
    ticket = queue.load.enter()
    first = queue.start("first", ticket)
    await settle()
    await queue.end("first")
    await first
    async with full(queue):
        queue.time.now += 10
        second, other = queue.start("second", ticket), queue.start("other", queue.load.enter())
        await settle()
        await queue.end("second", "other")
    await asyncio.gather(second, other)
    assert queue.begun[-2:] == ["second", "other"]
