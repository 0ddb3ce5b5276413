"""The link from a group into the private chat: what Telegram takes, and no list but one that was linked."""

import re

import pytest
from hypothesis import given

from bot.screens.group import link, list_of
from tests.bot.screens.hostile import list_ids


@given(list_ids)
def test_a_link_names_its_list_in_the_letters_that_telegram_takes(list_id: int) -> None:
    """telegram.md 1.9: at most 64 of A-Z, a-z, 0-9, _ and -."""
    payload = link("rung_bot", list_id).removeprefix("https://t.me/rung_bot?start=")
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", payload)
    assert list_of(payload) == list_id


@pytest.mark.parametrize(
    "payload", ["", "g_", "g_x", "g_-1", "g_1.5", "g_٣", "g_²", "c_12", "12", "G_12", "g_ 1"]
)
def test_any_other_payload_names_none(payload: str) -> None:
    assert list_of(payload) is None
