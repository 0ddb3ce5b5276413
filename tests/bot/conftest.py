"""A small catalogue of every kind of price and duration, indexed without weights."""

import json
from pathlib import Path

import pytest

import bot.telegram  # noqa: F401 - before a test imports aiogram: it takes a tenth of the time then
from bot.advisor import Advisor
from index.build import build
from index.encoder import TOY_MODEL

ROWS: list[dict[str, object]] = [
    {
        "id": "sql-free",
        "title": "Data analyst: SQL",
        "provider": "Open Uni",
        "duration": "18 hours",
        "price": "Free",
        "skills": ["SQL", "Data analysis"],
        "level": "beginner",
        "language": "English",
        "credential": "Certificate",
        "as_of": "2026-10",
    },
    {
        "id": "analyst-cert",
        "title": "Data analyst foundations",
        "provider": "edX",
        "duration": "10 weeks, 4-6 hours per week",
        "price": "FREE-Add a Verified Certificate for $249 USD",
        "outcomes": ["build dashboards that managers can read"],
        "language": "English",
        "pace": "self-paced",
        "as_of": "2023-03",
    },
    {
        "id": "analyst-sub",
        "title": "Professional data analyst",
        "provider": "Campus",
        "duration": "60 hours",
        "price": "$39 USD/month",
        "language": "English",
        "credential": "Professional Certificate",
        "as_of": "2026-09-14",
    },
    {
        "id": "analyst-dear",
        "title": "Data analyst bootcamp",
        "provider": "Academy",
        "duration": "12 weeks",
        "price": "$4,500 USD",
        "language": "English",
    },
    {
        "id": "analyst-unpriced",
        "title": "Data analyst in practice",
        "provider": "Coursera",
        "duration": "Approx. 9 hours to complete",
        "language": "English",
        "as_of": "2024-05",
    },
    {"id": "welding-es", "title": "Welding soldadura para todos", "language": "Spanish"},
    {"id": "weld", "title": "Welding for beginners", "provider": "Trade School", "duration": "3 days"},
    {"id": "care", "title": "Caring for people with dementia", "provider": "Open Uni", "duration": "4 weeks"},
]


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write a catalogue of our own form."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the small catalogue."""
    folder = tmp_path_factory.mktemp("small")
    build([write_rows(folder / "small.jsonl", ROWS)], folder / "data", (TOY_MODEL,))
    return folder / "data"


@pytest.fixture(scope="session")
def advisor(data: Path) -> Advisor:
    """An advisor over the small catalogue."""
    return Advisor.open(data, contact="the career desk, room 12")
