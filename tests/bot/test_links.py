"""Links to a course: what they hold, and that nobody's text breaks their reading."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.links import key_in, link_to
from bot.reply import key_of


@given(st.text())
def test_a_link_leads_back_to_its_course_and_has_only_what_telegram_takes(id_: str) -> None:
    """A payload has 1 to 64 of A-Z, a-z, 0-9, _ and - (Bot API: deep linking)."""
    link = link_to("rung_bot", key_of(id_))
    payload = link.removeprefix("https://t.me/rung_bot?start=")
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload, re.ASCII)
    assert key_in(payload) == key_of(id_)


@given(st.text() | st.from_regex(r"c_[0-9a-f]{8,12}\n?"))
@example("c_0123456789\n")
@example("c_٠١٢٣٤٥٦٧٨٩")
@example("\ud83d")
def test_every_other_payload_is_a_plain_start(payload: str) -> None:
    """Whatever comes, nothing raises, and a key is ten small letters and digits."""
    key = key_in(payload)
    assert key is None or (payload == f"c_{key}" and re.fullmatch(r"[0-9a-f]{10}", key, re.ASCII))
