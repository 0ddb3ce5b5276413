"""Goals and titles in Arabic and Hebrew, mixed with figures, emoji and marks that turn the direction."""

from pathlib import Path

import pytest

from bot.trial.person import Person, Shown
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import write_rows
from tests.bot.screens.test_direction import ARABIC, HEBREW, MARKS, seen
from tests.bot.telegram.inprocess import GOAL, Bots
from tests.bot.telegram.test_public_faults import answered
from tests.bot.telegram.test_public_faults_texts import walked

TITLES = (f"{ARABIC} 2026", f"{HEBREW} 😀 (C++)", f"\u202e{HEBREW}\u202c \u2067{ARABIC}", f"Python: {ARABIC}")
ROWS: list[dict[str, object]] = [
    {
        "id": str(number),
        "title": title,
        "provider": ("جامعة القاهرة", "אוניברסיטה 7", "Open Uni", "معهد")[number],
        "skills": ["Data analysis", "Data analyst"],
        "description": f"Data analyst training. {HEBREW} 4-6. {ARABIC} 100%.",
        "outcomes": [f"{HEBREW} 10-12", "read a dashboard"],
        "price": "49 EUR",
        "duration": "4-6 weeks, 3 hours per week",
        "language": "English",
    }
    for number, title in enumerate(TITLES)
]


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The data folder of a catalogue written from right to left."""
    build([write_rows(tmp_path / "rows.jsonl", ROWS)], tmp_path / "catalogue", (TOY_MODEL,))
    return tmp_path / "catalogue"


def bold(shown: Shown) -> list[str]:
    """The pieces of a message that are shown bold."""
    units = shown.text.encode("utf-16-le")
    return [
        MARKS.sub("", units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le"))
        for one in shown.entities
        if one["type"] == "bold"
    ]


def test_a_catalogue_written_from_right_to_left_is_walked_through(
    bots: Bots, standin: StandIn, ana: Person, catalogue: Path
) -> None:
    """Seen to fail when lines go out without isolates: "6-4" for "4 to 6" and the place behind its title."""
    bots.start(catalogue)
    shown = answered(standin, ana, f"{GOAL}, 3 hours a week")
    lines = shown.text.splitlines()
    titles = [line for line in lines if seen(line)[:3] in ("1. ", "2. ", "3. ")]
    assert len(titles) == 3 and bold(shown) == [MARKS.sub("", line) for line in titles]
    for line in lines:
        if line.startswith(("Time: ", "Cost: ")):
            assert seen(line) == MARKS.sub("", line)
    for label in (
        "1. ",
        "Where from?",
        "Back to course",
        "Read more",
        "Back to list",
        "Next",
        "Compare these",
    ):
        if any(label in one for one in ana.newest().labels()):
            list(walked(standin, ana, label))
    assert bots.faults() == []
    standin.assert_clean()


@pytest.mark.parametrize(
    "text",
    [f"{ARABIC} 5", HEBREW, f"I want to become {HEBREW}, 5 hours a week", "\u202egnidlew nrael\u202c",
     f"\u2067{ARABIC}\u2069 data analyst, under $200", "\u200f\u200f", "\u2068", "أريد 😀 ٣ ساعات"],
)  # fmt: skip
def test_a_goal_written_from_right_to_left_is_answered(
    bots: Bots, standin: StandIn, ana: Person, text: str
) -> None:
    bots.start()
    assert answered(standin, ana, text).text
    assert bots.faults() == []
    standin.assert_clean()
