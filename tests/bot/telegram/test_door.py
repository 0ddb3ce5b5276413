"""The door, the one question, the areas and the contact: by taps alone and by typing, over HTTP."""

from pathlib import Path

import pytest

from bot.trial.lint import screen_faults
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import write_rows
from tests.bot.telegram.inprocess import Bots

CONTACT = "https://advice.example.org/talk"
SUBJECTS = (
    "mathematics", "history", "psychology", "accounting", "biology", "chemistry", "nutrition", "philosophy",
    "music", "photography", "statistics", "robotics",
)  # fmt: skip


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a catalogue in which one word stands in courses about everything."""
    folder = tmp_path_factory.mktemp("wide")
    rows: list[dict[str, object]] = [
        {
            "id": f"{subject}-{level}",
            "title": f"Wonder {subject} {level} {subject}",
            "provider": "Open Uni",
            "skills": [subject],
            "language": "English",
        }
        for subject in SUBJECTS
        for level in ("first", "second", "third")
    ]
    rows += [
        {"id": f"job-{name}", "title": f"Work as a {name}", "provider": "Trade", "language": "English"}
        for name in ("post office counter clerk", "customer service representative")
    ]
    build([write_rows(folder / "rows.jsonl", rows)], folder / "data", (TOY_MODEL,))
    return folder / "data"


def newest(standin: StandIn, person: Person, beginning: str) -> str:
    """Wait for the screen that begins so, and return its text."""

    def found() -> str | None:
        message = person.newest
        return message.text if message and message.text.startswith(beginning) else None

    return standin.wait(found) or ""
