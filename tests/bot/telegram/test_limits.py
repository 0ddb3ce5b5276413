"""What one person may ask for, with a clock that the test sets."""

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import limits
from bot.telegram.limits import LIMITS, UNLIMITED, Allowances

ANA, BEN = 1, 2


class Time:
    """A clock."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_five_at_once_are_allowed_then_one_every_three_seconds() -> None:
    time = Time()
    allowed = Allowances(LIMITS, time)
    assert [allowed.wait_s(ANA) for _ in range(6)] == [0, 0, 0, 0, 0, 3]
    assert allowed.wait_s(BEN) == 0
    time.now += 3
    assert allowed.wait_s(ANA) == 0 and allowed.wait_s(ANA) == 3


def test_who_waits_as_told_is_allowed_again() -> None:
    """Whatever floating point makes of the seconds."""
    time = Time()
    allowed = Allowances(LIMITS, time)
    for _ in range(500):
        while not (wait := allowed.wait_s(ANA)):
            time.now += 0.07
        time.now += wait
        assert not allowed.wait_s(ANA)


@given(st.lists(st.floats(0, 20), max_size=120))
def test_in_no_minute_are_more_than_twenty_and_five_allowed(pauses: list[float]) -> None:
    time, let_in = Time(), list[float]()
    allowed = Allowances(LIMITS, time)
    for pause in pauses:
        time.now += pause
        if not allowed.wait_s(ANA):
            let_in.append(time.now)
    for begin in let_in:
        assert sum(begin <= at < begin + 60 for at in let_in) <= 25


def test_a_wait_is_told_once_until_it_is_over() -> None:
    time = Time()
    allowed = Allowances(LIMITS, time)
    assert not allowed.is_told(ANA, 3) and allowed.is_told(ANA, 3)
    assert not allowed.is_told(BEN, 3)
    time.now += 3.1
    assert not allowed.is_told(ANA, 3)


def test_people_who_have_all_of_it_left_are_not_remembered() -> None:
    time = Time()
    allowed = Allowances(LIMITS, time)
    for person in range(limits._REMEMBERED + 5):
        allowed.wait_s(person)
    assert len(allowed) == limits._REMEMBERED
    time.now += 60
    allowed.wait_s(-1)
    assert len(allowed) == 1


def test_without_limits_nobody_is_remembered() -> None:
    allowed = Allowances(UNLIMITED)
    assert not any(allowed.wait_s(ANA) for _ in range(1000)) and not len(allowed)
