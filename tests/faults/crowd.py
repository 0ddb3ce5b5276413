"""People who write goals all the time, each goal with a budget of its own by which its answers are known."""

import random
import re
import threading
import time
from collections import Counter
from itertools import count
from types import TracebackType
from typing import Self

from bot.trial.standin import StandIn
from tests.faults.bots import until

_BUDGET = re.compile(r"At most ([\d,]+) US dollars")


class Crowd:
    """Writes from a thread of its own while the block runs; never more goals ahead than `ahead`."""

    def __init__(
        self,
        standin: StandIn,
        people: int = 6,
        ahead: int = 40,
        seed: int = 0,
        *,
        longest_pause: float = 0.05,
    ) -> None:
        self._standin, self._ahead, self._longest_pause = standin, ahead, longest_pause
        self.people = [standin.person() for _ in range(people)]
        self._budgets, self._random = count(1000), random.Random(seed)
        self.written: dict[int, list[int]] = {person.id: [] for person in self.people}
        self._sent_before = len(standin.calls_to("sendMessage"))
        self._given_up = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="crowd", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Write no more, before the block ends."""
        self._stop.set()
        self._thread.join()

    @property
    def answered(self) -> int:
        """How many messages the bot has sent since the crowd came."""
        return len(self._standin.calls_to("sendMessage")) - self._sent_before

    @property
    def goals(self) -> int:
        """How many goals have been written."""
        return sum(map(len, self.written.values()))

    def answers(self) -> dict[int, list[int]]:
        """Return the budgets of the lists that each person was sent, in their order."""
        return {person.id: [budget_of(shown.text) for shown in person.messages()] for person in self.people}

    def write(self, place: int) -> None:
        """Let one person write the next goal."""
        person, budget = self.people[place % len(self.people)], next(self._budgets)
        self.written[person.id].append(budget)
        person.send(f"data analyst under ${budget}")

    def give_up(self) -> None:
        """Write on as if what is not answered by now were answered: a bot that forgets will never do it."""
        self._given_up = self.goals - self.answered

    def until_all_is_said(self) -> None:
        """Wait for the answers of last goals: an earlier one of that person comes before, or never."""
        for place in range(len(self.people)):
            self.write(place)
        last = {person.id: self.written[person.id][-1] for person in self.people}
        until(lambda: all(last[id_] in said for id_, said in self.answers().items()), every=0.25)

    def lost(self) -> int:
        """Count the goals that got no list."""
        answers = self.answers()
        return sum(len(set(goals) - set(answers[id_])) for id_, goals in self.written.items())

    def doubled(self) -> int:
        """Count the lists that were sent once more than their goals."""
        return sum(sum(Counter(said).values()) - len(set(said)) for said in self.answers().values())

    def in_order(self) -> bool:
        """Whether everybody got their lists in the order of their goals, doubled ones left out."""
        return all(list(dict.fromkeys(said)) == sorted(set(said)) for said in self.answers().values())

    def _write_on(self) -> None:
        while not self._stop.is_set():
            if self.goals - self.answered - self._given_up < self._ahead:
                self.write(self._random.randrange(len(self.people)))
            # Now one after the other, now many at once.
            time.sleep(self._random.choice((0.0, 0.0, 0.2, 1.0)) * self._longest_pause)


def budget_of(text: str) -> int:
    """Return the budget that an answer repeats, 0 where it is no list."""
    found = _BUDGET.search(text)
    return int(found[1].replace(",", "")) if found else 0
