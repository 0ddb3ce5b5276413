"""Logs: no token, no words of an exception, whoever writes the line."""

import logging

import pytest
import structlog

from bot.telegram.log import MASK, described, masked
from tests.bot.telegram.inprocess import Logged

TOKEN = "12345:" + "aB3_-" * 7
SAID = "I am pregnant and need a job"


@pytest.mark.parametrize(
    "text", [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", f"/file/bot{TOKEN}/a.txt", f"'{TOKEN}'\n"]
)
def test_a_token_is_masked_wherever_it_stands(text: str) -> None:
    assert masked(text) == text.replace(TOKEN, MASK)


@pytest.mark.parametrize(
    "text", ["at 12:30:05", "update=123456789", "a:b", "12345:short", "2026-11-26T01:32"]
)
def test_what_is_no_token_stays(text: str) -> None:
    assert masked(text) == text


def test_lines_of_libraries_are_masked_too(logged: Logged) -> None:
    logging.getLogger("somebody").warning("GET /bot%s/getMe", TOKEN)
    structlog.get_logger("us").warning("called", url=f"/bot{TOKEN}/getMe")
    assert TOKEN not in logged.getvalue()
    assert logged.getvalue().count(MASK) == 2


@pytest.mark.parametrize("own", [True, False])
def test_an_exception_is_logged_by_its_kind_and_place_without_its_words(logged: Logged, own: bool) -> None:
    try:
        raise ValueError(SAID)
    except ValueError:
        if own:
            structlog.get_logger("us").exception("it failed")
        else:
            logging.getLogger("somebody").exception("it failed")
    assert "it failed" in logged.getvalue() and "trouble=ValueError" in logged.getvalue()
    assert "at=test_log.py:" in logged.getvalue()
    assert SAID not in logged.getvalue() and "Traceback" not in logged.getvalue()


def test_an_exception_that_was_never_raised_has_no_place() -> None:
    assert described(KeyError(SAID)) == {"trouble": "KeyError", "at": "unknown"}
