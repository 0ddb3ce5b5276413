"""The stand-in's time: it runs along with the real one and can be pushed ahead."""

import time

from bot.trial.clock import Clock


def test_time_runs_along_and_can_be_pushed_ahead() -> None:
    clock = Clock()
    assert abs(clock.now() - time.time()) < 5
    before = clock.now()
    clock.advance(3600)
    assert 3600 <= clock.now() - before < 3605
    later = clock.now()
    while clock.now() == later:
        pass
    assert clock.now() > later
