"""Whatever a caller sends, a method answers or refuses; it never breaks."""

import contextlib
import itertools

import pytest

from bot.trial.clock import Clock
from bot.trial.known import known
from bot.trial.methods import METHODS
from bot.trial.params import Params
from bot.trial.person import add_person
from bot.trial.refusal import Refusal
from bot.trial.world import User, World

JUNK = (
    *("0", "-1", "²", "1e9", "x", "null", '"x"', "{", "9" * 30),
    *("[]", "{}", "[1]", '{"a": 1}', "[[]]", "[null]"),
)
NESTED = (
    '{"message_id": []}',
    '{"message_id": 1, "quote": 5}',
    '{"message_id": 1, "chat_id": "@x"}',
    '{"type": "document", "media": 5}',
    '{"type": "document", "caption": 5}',
    '{"type": []}',
    '{"inline_keyboard": 5}',
    '{"inline_keyboard": [5]}',
    '{"inline_keyboard": [[5]]}',
    '{"inline_keyboard": [[{"text": 5}]]}',
    '[{"id": 5}]',
    '[{"command": 5, "description": []}]',
)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_junk_in_any_parameter_is_refused_or_taken(name: str) -> None:
    world = World(Clock(), "12345:x", "rung_bot", rate_limits=False)
    person = add_person(world, User(7, "Ana"))
    kept = world.post(world.chats[7], world.bot(), {"text": "Hello"})
    right = {"chat_id": "7", "message_id": str(kept.message_id), "text": "Other", "draft_id": "1"}
    right["callback_query_id"] = person.forge("x", kept.message_id)
    named = {each: value for each, value in right.items() if each in known(name)}
    for parameter, junk in itertools.product(known(name), (*JUNK, *NESTED)):
        with contextlib.suppress(Refusal):
            METHODS[name](world, Params(named | {parameter: junk}))
