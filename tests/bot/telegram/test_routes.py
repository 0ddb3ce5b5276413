"""What aiogram is told to route where."""

import pytest
from aiogram import Router

from bot.telegram import admin, handlers, uploads


@pytest.mark.parametrize("router", [uploads.router(), admin.router(), handlers.router()], ids=str)
def test_nothing_is_asked_or_done_in_a_thread_of_its_own(router: Router) -> None:
    """Under load each such thread waited 40 ms for its turn. Seen to fail with F.text as a filter."""
    for observer in router.observers.values():
        for handler in observer.handlers:
            assert handler.awaitable, handler.callback
            assert [one.callback for one in handler.filters or [] if not one.awaitable] == []
