"""What is said of a relaxed limit is what judging every programme near the goal again says (make measure)."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.advisor import Advisor
from bot.fit import relaxed
from bot.goal.goal import Budget, Goal
from bot.limits.judgement import Person
from bot.limits.table import LIMITS
from bot.relax import moved
from bot.reply import Enough, Relaxation
from bot.request import Request
from catalog.program import Program
from index.build import build
from index.encoder import TOY_MODEL
from tests.quality.made_goals import counted_by_hand, made_goals

pytestmark = pytest.mark.measure
TODAY = dt.date(2026, 11, 25)
GOALS = 300


class Hand:
    """The programmes near one goal, counted one by one."""

    def __init__(self, person: Person, near: Sequence[int], programs: Mapping[int, Program]) -> None:
        self.goal, self._person, self._near, self._programs = person.goal, person, near, programs
        self.asked = [limit.name for limit in LIMITS if limit.asked(person.goal)]

    def fits(self, goal: Goal) -> int:
        """Count what fits a goal."""
        return counted_by_hand(self._person.wanting(goal), self._near, self._programs)["fits"]

    def without(self, *limits: str) -> int:
        """Count what fits the goal without some of its limits."""
        goal = self.goal
        for name in limits:
            goal = relaxed(goal, name)
        return self.fits(goal)


@pytest.fixture(scope="module")
def advisor(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """The corpus, indexed without weights."""
    data = tmp_path_factory.mktemp("relaxations") / "data"
    build([shared / "eval" / "corpus.jsonl"], data, (TOY_MODEL,))
    return Advisor.open(data)


def test_relaxations_are_what_brute_force_counts(shared: Path, advisor: Advisor) -> None:
    """Over 300 goals that nothing fits: counts, the least step of a limit, and the best two limits."""
    programs, seen = dict(advisor.generation.store.every()), Counter[str]()
    for message in made_goals(shared, 20 * GOALS, seed=300):
        answer = advisor.reply(message, TODAY).answer
        if answer is None or answer.counts["fits"] or not any(answer.counts.values()):
            continue
        search = advisor._search(Request(message, answer.goal), TODAY)
        wrong = differences(answer.relaxations, Hand(search.person, search.close.tolist(), programs))
        assert not wrong, (message, wrong)
        seen["goals"] += 1
        seen.update(kind(one) for one in answer.relaxations)
        if seen["goals"] == GOALS:
            break
    print(f"\n{dict(seen.most_common())}")
    assert seen["goals"] == GOALS
    assert min(seen["count"], seen["step"], seen["pair"]) > 0


def kind(one: Relaxation) -> str:
    """Name what a relaxation says."""
    return "pair" if one.beside else "count" if one.enough is None else "step"


def differences(said: Sequence[Relaxation], hand: Hand) -> list[object]:
    """Return what of the relaxations is not what was counted by hand."""
    pairs = [one for one in said if one.beside]
    counts = {one.limit: one.count for one in said if not one.beside and one.count}
    expected = {name: count for name in hand.asked if (count := hand.without(name))}
    found: list[object] = [] if counts == expected else [counts, expected]
    found += [one for one in said if one.enough is not None and not is_least(one, one.enough, hand)]
    if not expected and not any(one.enough for one in said):
        best = max((hand.without(*two) for two in combinations(hand.asked, 2)), default=0)
        found += [] if best == sum(one.count for one in pairs) else [pairs, best]
    return found


def is_least(one: Relaxation, enough: Enough, hand: Hand) -> bool:
    """Whether so many fit at the value that is said, and none at the whole one before it."""
    if hand.fits(moved(hand.goal, one.limit, enough)) != one.enough_count or not one.enough_count:
        return False
    if one.limit == "free_only":  # another currency's whole amount may be the smaller step
        return True
    return hand.fits(moved(hand.goal, one.limit, before(enough))) == 0


def before(value: Enough) -> Enough:
    """Return the whole value before."""
    if isinstance(value, Budget):
        return replace(value, amount=value.amount - 1)
    return value - dt.timedelta(days=1) if isinstance(value, dt.date) else value - 1
