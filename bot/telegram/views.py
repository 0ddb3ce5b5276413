"""What administrators look at beside the service itself: the catalogue, the figures, reported facts."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from bot.screens import catalogue
from bot.screens import stats as screens
from bot.screens.stats import Wrong
from bot.telegram.feedback import Feedback, Report
from bot.telegram.outcome import Outcome
from bot.telegram.served import Served
from bot.telegram.stats import Stats
from index.contents import contents


class Views:
    """The three views; each is made anew when it is looked at."""

    def __init__(
        self, served: Served, stats: Stats, feedback: Feedback, today: Callable[[], dt.date]
    ) -> None:
        self._served, self._stats, self._feedback, self._today = served, stats, feedback, today

    async def catalogue(self, arg: str = "", into: int | None = None) -> Outcome:
        """Return what the served catalogue states and leaves open."""
        generation = self._served.advisor.generation
        found = await asyncio.to_thread(contents, generation, self._today())
        return Outcome(catalogue.catalogue(found, generation.number, _page(arg)), into)

    async def stats(self, into: int | None = None) -> Outcome:
        """Return what was asked for in the last days."""
        figures = await self._stats.figures()
        return Outcome(screens.stats(replace(figures, feedback=await self._feedback.counts())), into)

    async def reports(self, arg: str = "", into: int | None = None) -> Outcome:
        """Return the reported facts; "d" and a number in `arg` takes one off the list before."""
        found = await self._feedback.reports()
        if arg.startswith("d"):
            for one in found:
                if _number(one) == arg[1:]:
                    await self._feedback.done(one.key, one.fact)
            found = await self._feedback.reports()
        wrong = [Wrong(_number(one), one.title, one.fact, one.people, one.day) for one in found]
        return Outcome(screens.reports(wrong, self._today(), _page(arg)), into)


def _number(report: Report) -> str:
    return sha256(f"{report.key} {report.fact}".encode()).hexdigest()[:12]


def _page(arg: str) -> int:
    return int(arg[1:]) if arg.startswith("p") and arg[1:].isdecimal() else 0
