"""Crises, harm, what is no course, and what only looks like them, as people write in ten languages."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.goal.reader import read

TODAY = dt.date(2026, 11, 25)
LINES = (Path(__file__).parent / "intents.jsonl").read_text(encoding="utf-8").splitlines()
MESSAGES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["text"][:60])
def test_message_is_taken_for_what_it_is(message: dict[str, str]) -> None:
    """A crisis is never a goal; professions and figures of speech are never a crisis."""
    assert read(message["text"], TODAY).intent == message["intent"]


def test_nothing_is_read_of_a_crisis_or_of_harm() -> None:
    """Such a message asks for no programmes, whatever else stands in it."""
    grave = [message for message in MESSAGES if message["intent"] in ("crisis", "harm")]
    read_too = [message["text"] for message in grave if read(message["text"], TODAY).words]
    assert len(grave) >= 60
    assert read_too == []
