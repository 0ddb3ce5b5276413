"""Links to a course or a list: what they hold, and that nobody's text breaks their reading."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.links import key_in, link_to_course, link_to_list, list_in
from bot.reply import key_of


def payload_of(link: str) -> str:
    """Return what comes with /start: 1 to 64 of A-Z, a-z, 0-9, _ and - (Bot API: deep linking)."""
    payload = link.removeprefix("https://t.me/rung_bot?start=")
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload, re.ASCII)
    return payload


@given(st.text())
def test_a_link_leads_back_to_its_course_and_has_only_what_telegram_takes(id_: str) -> None:
    """It asks for no list."""
    payload = payload_of(link_to_course("rung_bot", key_of(id_)))
    assert (key_in(payload), list_in(payload)) == (key_of(id_), None)


@given(st.integers(0, 10**12 - 1))
def test_a_link_leads_back_to_its_list_and_has_only_what_telegram_takes(list_id: int) -> None:
    """It asks for no course."""
    payload = payload_of(link_to_list("rung_bot", list_id))
    assert (key_in(payload), list_in(payload)) == (None, list_id)


@given(st.text() | st.from_regex(r"c_[0-9a-f]{8,12}\n?"))
@example("c_0123456789\n")
@example("c_٠١٢٣٤٥٦٧٨٩")
@example("\ud83d")
def test_every_other_payload_is_a_plain_start(payload: str) -> None:
    """Whatever comes, nothing raises, and a key is ten small letters and digits."""
    key = key_in(payload)
    assert key is None or (payload == f"c_{key}" and re.fullmatch(r"[0-9a-f]{10}", key, re.ASCII))


@pytest.mark.parametrize(
    "payload", ["", "g_", "g_x", "g_-1", "g_1.5", "g_٣", "g_²", "c_12", "12", "G_12", "g_ 1", "g_1\n"]
)
def test_any_other_payload_asks_for_no_list(payload: str) -> None:
    assert list_in(payload) is None
