"""aiogram's forms: none is built before it is used, and each can be."""

import json
import random
import subprocess
import sys

import pytest
from aiogram import methods, types
from pydantic import BaseModel

PROGRAM = """
import json
import bot.telegram.app
from aiogram import types
forms = {name: getattr(types, name) for name in types.__all__}
print(json.dumps([name for name in forms if getattr(forms[name], "__pydantic_complete__", False)]))
from aiogram.types import Update
message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hi"}
print(Update.model_validate({"update_id": 1, "message": message}).message.text)
"""


def forms() -> list[type[BaseModel]]:
    """Return every type and every method of Telegram that aiogram knows."""
    named = [getattr(room, name) for room in (types, methods) for name in room.__all__]
    return [one for one in named if isinstance(one, type) and issubclass(one, BaseModel)]


def test_a_start_builds_none_and_an_update_is_read_all_the_same() -> None:
    """Seen to fail when aiogram built all of them: 8 of 10 seconds of a start, and half of its memory."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    built, text = done.stdout.splitlines()
    assert json.loads(built) == []
    assert text == "hi"


def assert_built(form: type[BaseModel]) -> None:
    """A form finds the forms that it mentions."""
    form.model_rebuild()
    assert form.__pydantic_complete__, form


def test_30_forms_can_be_built() -> None:
    for form in random.Random(1).sample(forms(), 30):
        assert_built(form)


@pytest.mark.soak
def test_every_form_can_be_built() -> None:
    assert len(forms()) > 500
    for form in forms():
        assert_built(form)
