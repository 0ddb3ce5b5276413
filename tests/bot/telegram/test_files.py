"""Files that people send: plain text is read, everything else is refused with a reason."""

import pytest

from bot.telegram.files import LARGEST_TEXT
from bot.trial.person import Person
from bot.trial.standin import StandIn
from tests.bot.telegram.inprocess import GOAL, Bots

WORDS = "This file could not be fetched from Telegram, or is too long."


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"data": GOAL.encode()}, "You want: data analyst."),
        ({"data": b"\xef\xbb\xbf" + GOAL.encode()}, "You want: data analyst."),
        ({"data": GOAL.encode(), "name": "../../etc/<b>\u202e.exe"}, "You want: data analyst."),
        ({"data": b"\xff\xfe\x00"}, "This file is not plain text in UTF-8."),
        ({"data": GOAL.encode(), "mime": "text/csv"}, "I can read text, and files that are plain text."),
        ({"data": GOAL.encode(), "mime": None}, "I can read text, and files that are plain text."),
        ({"data": b"x", "size": LARGEST_TEXT + 1}, "This file is too long: I read up to 100 kB"),
        ({"data": b"x", "size": 34 * 1024 * 1024}, "This file is too long: I read up to 100 kB"),
        ({"data": b"x" * (LARGEST_TEXT + 1), "size": 5}, WORDS),
        ({"data": b"x", "broken": True}, WORDS),
    ],
)
def test_a_file_is_read_or_refused_in_words(
    bots: Bots, standin: StandIn, ana: Person, fields: dict[str, object], answer: str
) -> None:
    bots.start()
    ana.attach("document", **({"name": "goal.txt", "mime": "text/plain"} | fields))  # type: ignore[arg-type]
    standin.wait(ana.messages)
    assert answer in ana.newest().text
    assert bots.faults() == []


def test_a_file_that_says_it_is_too_large_is_not_asked_for(bots: Bots, standin: StandIn, ana: Person) -> None:
    bots.start()
    ana.attach("document", size=34 * 1024 * 1024, mime="text/plain", name="big.txt")
    standin.wait(ana.messages)
    assert standin.calls_to("getFile") == []
    standin.assert_clean()


def test_a_file_without_a_stated_size_that_is_too_big_is_refused_in_words(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    bots.start()
    ana.attach("document", size=34 * 1024 * 1024, file_size=None, mime="text/plain", name="big.txt")
    standin.wait(ana.messages)
    assert WORDS in ana.newest().text
    assert [call.description for call in standin.calls_to("getFile")] == ["Bad Request: file is too big"]
