"""The work on an upload: one piece at a time, broken off by the next, except what must come to its end."""

import asyncio
from pathlib import Path

import pytest
from aiogram import Bot

from bot.telegram.display import Display
from bot.telegram.pending import Pending
from bot.telegram.rebuild import Rebuild
from bot.telegram.upload_work import UploadWork


class Piece:
    """Some work that goes on until it is told that it may end."""

    def __init__(self) -> None:
        self.may_end, self.began, self.ended = asyncio.Event(), asyncio.Event(), False

    async def run(self) -> None:
        """Work."""
        self.began.set()
        await self.may_end.wait()
        self.ended = True


@pytest.fixture
def work(tmp_path: Path) -> UploadWork:
    """The work on an upload of which nothing is shown."""
    return UploadWork(Display(Bot(f"1:{'a' * 35}")), Pending(tmp_path), Rebuild(tmp_path, (), sample=False))


async def test_the_next_piece_takes_the_place_of_the_one_that_runs(work: UploadWork) -> None:
    first, second = Piece(), Piece()
    await work.begin(first.run())
    await first.began.wait()
    await work.begin(second.run())
    first.may_end.set()
    await second.began.wait()
    assert work.is_running and not work.must_end and not first.ended
    second.may_end.set()
    await work.halt()
    assert not work.is_running


async def test_what_must_end_is_waited_for_before_the_process_stops(work: UploadWork) -> None:
    """A draft that goes live is never left half way; a reading can be begun again."""
    reading, applying = Piece(), Piece()
    await work.begin(reading.run())
    await reading.began.wait()
    await work.end()
    assert not reading.ended and not work.is_running

    await work.begin(applying.run(), must_end=True)
    await applying.began.wait()
    assert work.must_end
    asyncio.get_running_loop().call_soon(applying.may_end.set)
    await work.end()
    assert applying.ended and not work.must_end


async def test_a_fault_of_a_piece_ends_that_piece_alone(work: UploadWork) -> None:
    async def broken() -> None:
        raise OSError("no room")

    await work.begin(broken(), must_end=True)
    await work.end()
    assert not work.must_end
    after = Piece()
    await work.begin(after.run())
    await after.began.wait()
    assert work.is_running
    await work.end()
