"""Faults that users of other bots met, in long texts and in files."""

import re
from pathlib import Path

import pytest

from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import write_rows
from tests.bot.telegram.inprocess import GOAL, Bots
from tests.bot.telegram.test_public_faults_texts import walked

SENTENCES = tuple(
    f"You <b>learn</b> step {number} of data analysis & more 😀, with *stars* and _lines_."
    for number in range(125)
)
TOO_BIG = 34 * 1024 * 1024


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """The data folder of a catalogue whose one course has outcomes of 9,000 characters."""
    assert len(" ".join(SENTENCES)) >= 9000
    row: dict[str, object] = {"id": "long", "title": "Data analyst", "language": "English"}
    row["outcomes"] = [" ".join(SENTENCES)]
    build([write_rows(tmp_path / "rows.jsonl", [row])], tmp_path / "long", (TOY_MODEL,))
    return tmp_path / "long"


def test_row_3_a_text_of_9000_characters_is_read_page_by_page_cut_at_sentences(
    bots: Bots, standin: StandIn, ana: Person, long: Path
) -> None:
    """Serilog.Sinks.Telegram.Alternative#33. Seen to fail when texts are cut at 1,200 characters."""
    bots.start(long)
    ana.send(GOAL)
    standin.wait(ana.messages)
    [card, *_] = list(walked(standin, ana, "1. Data analyst"))
    assert card.entities and len(card.text) < 1500
    pages = list(walked(standin, ana, "Read more"))
    while "Read on" in pages[-1].labels():
        pages += walked(standin, ana, "Read on")
    assert len(pages) > 5
    read = [line for page in pages for line in page.text.splitlines()[2:]]
    assert all(line.endswith(".") for line in read)
    assert re.findall(r"step (\d+) ", "\n".join(read)) == [str(number) for number in range(len(SENTENCES))]
    assert {entity["type"] for page in pages for entity in page.entities} <= {
        "bold", "blockquote", "expandable_blockquote"
    }  # fmt: skip
    standin.assert_clean()


def test_row_9_a_file_of_34_megabytes_is_refused_in_words_and_not_asked_for(
    bots: Bots, standin: StandIn, ana: Person, admin: Person
) -> None:
    """OctoPrint-Telegram#119. Seen to fail when a file's stated size is not looked at before getFile."""
    bots.start()
    for person, name, mime in ((ana, "goal.txt", "text/plain"), (admin, "courses.csv", "text/csv")):
        person.attach("document", size=TOO_BIG, mime=mime, name=name)
        standin.wait(person.messages)
        assert len(person.messages()) == 1
    assert "This file is too long" in ana.newest().text
    assert standin.calls_to("getFile") == []
    standin.assert_clean()


def test_row_9_a_file_of_no_stated_size_that_is_too_big_is_refused_in_words(
    bots: Bots, standin: StandIn, ana: Person
) -> None:
    """OctoPrint-Telegram#119. Seen to fail when "file is too big" is not met where a file is fetched."""
    bots.start()
    ana.attach("document", size=TOO_BIG, file_size=None, mime="text/plain", name="big.txt")
    standin.wait(ana.messages)
    assert "could not be fetched from Telegram, or is too long" in ana.newest().text
    assert [call.description for call in standin.calls_to("getFile")] == ["Bad Request: file is too big"]
    assert bots.faults() == [] and len(ana.messages()) == 1
