"""Which command a message calls: by UTF-16 entities, and only when it is meant for this bot."""

import datetime as dt

import pytest
from aiogram.types import Chat, Message, MessageEntity

from bot.telegram.called import Command, command_of, is_for_another
from bot.trial.person import Person
from bot.trial.standin import StandIn
from bot.trial.text import auto_entities
from tests.bot.telegram.inprocess import Bots


def message(text: str, *, caption: bool = False) -> Message:
    entities = [MessageEntity(**one) for one in auto_entities(text)]
    content = (
        {"caption": text, "caption_entities": entities} if caption else {"text": text, "entities": entities}
    )
    return Message(message_id=1, date=dt.datetime.now(dt.UTC), chat=Chat(id=1, type="private"), **content)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/help", Command("help", "", False)),
        ("/HELP", Command("help", "", False)),
        ("/help@RUNG_bot", Command("help", "", True)),
        ("/goal@rung_bot  I am a nurse ", Command("goal", "I am a nurse", True)),
        ("😀😀 /goal@rung_bot nurse", Command("goal", "nurse", True)),
        ("😀😀 /goal 😀 nurse", Command("goal", "😀 nurse", False)),
        ("please /goal@rung_bot nurse", Command("goal", "nurse", True)),
        ("/help@other_bot", None),
        ("please /goal nurse", None),
        ("AND /OR", None),
        ("1/2 of a day", None),
        ("no command", None),
        ("", None),
    ],
)
def test_a_command_counts_where_it_stands_first_or_names_us(text: str, command: Command | None) -> None:
    assert command_of(message(text), "rung_bot") == command
    assert command_of(message(text, caption=True), "rung_bot") == command


def test_a_command_for_another_bot_is_known_by_its_name() -> None:
    assert is_for_another(message("/help@other_bot"), "rung_bot")
    assert not is_for_another(message("/help@RUNG_BOT"), "rung_bot")
    assert not is_for_another(message("/help"), "rung_bot")
    assert not is_for_another(message("ask @other_bot"), "rung_bot")


def test_row_6_emoji_before_a_command_do_not_hide_it_or_shift_what_follows(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """hermes-agent#55439. Seen to fail when entities' offsets are taken for Python's indexes."""
    group = standin.group(ana)
    bots.start()
    ana.send("😀😀 /goal@rung_bot data analyst", chat=group)
    standin.wait(group.messages)
    assert "Data analyst: SQL (Open Uni)." in group.newest().text
    assert group.newest().reply_to is not None
    standin.assert_clean()
