"""Goals that come at a given rate whatever becomes of them, each from a new person, and what became."""

import time
from dataclasses import dataclass

from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.faults.bots import until

BUSY = "Many people are asking now."
JOBS = (
    "data analyst",
    "nurse",
    "welder",
    "web developer",
    "bookkeeper",
    "project manager",
    "cook",
    "electrician",
)


@dataclass(frozen=True)
class Asked:
    """A goal, when it was sent, when its first answer was sent, and whether that was a list."""

    sent_at: float
    answered_at: float
    is_served: bool

    @property
    def took_s(self) -> float:
        """From the goal to its answer, by the stand-in's clock."""
        return self.answered_at - self.sent_at


class OpenLoop:
    """Sends goals on time, however late their answers are."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin
        self._sent: list[tuple[Person, float]] = []

    def send(self, a_second: float, seconds: float) -> None:
        """Send so many goals a second, for so long; what the sender is late by is caught up with."""
        begin, number = time.monotonic(), 0
        while number < a_second * seconds:
            while time.monotonic() < begin + number / a_second:
                time.sleep(0.001)
            self.ask()
            number += 1

    def ask(self) -> Person:
        """Let a new person write a goal."""
        person = self._standin.person()
        number = len(self._sent)
        self._sent.append((person, self._standin.clock.now()))
        person.send(f"I want to be a {JOBS[number % len(JOBS)]}, under ${100 + number}, 5 hours a week")
        return person

    def answers(self, seconds: float = 60.0) -> list[Asked]:
        """Return what became of every goal, once each has its answer."""
        people = {person.id for person, _ in self._sent}
        first: dict[int, tuple[float, bool]] = {}

        def all_answered() -> bool:
            for call in self._standin.calls_to("sendMessage"):
                chat = int(call.params["chat_id"])
                if chat in people and chat not in first:
                    first[chat] = (call.at, not call.params["text"].startswith(BUSY))
            return len(first) == len(people)

        until(all_answered, seconds, every=0.5)
        return [Asked(sent, *first[person.id]) for person, sent in self._sent]


def quantiles(asked: list[Asked]) -> str:
    """Return the median, the 95th and the 99th percentile in milliseconds."""
    ranked = sorted(one.took_s * 1000 for one in asked) or [0.0]
    p50, p95, p99 = (ranked[min(len(ranked) * of // 100, len(ranked) - 1)] for of in (50, 95, 99))
    return (
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, longest {ranked[-1]:.0f} ms of {len(ranked)}"
    )
