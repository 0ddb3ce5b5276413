"""Who offers a programme, for whom it is, and how old its facts are."""

import datetime as dt

import pytest

from bot.lines.facts import dated_line, for_whom_lines, offered_by
from catalog.program import Program

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("institution", "provider", "said"),
    [
        (None, None, "Provider not stated"),
        (None, "edX", "edX"),
        ("Training, Inc.", None, "Training, Inc"),
        ("MIT", "edX", "MIT, through edX"),
        ("edX", "edX", "edX"),
    ],
)
def test_who_offers_it(institution: str | None, provider: str | None, said: str) -> None:
    assert offered_by(Program(id="a", title="b", institution=institution, provider=provider)) == said


@pytest.mark.parametrize(
    ("level", "language", "text_language", "said"),
    [
        ("unknown", (), None, []),
        ("any", ("en",), None, ["Level: all. Language: English."]),
        ("beginner", (), "fr", ["Level: beginner. Language: not stated. Language of its text: French."]),
        ("intermediate", ("es", "de"), None, ["Level: intermediate. Language: Spanish and German."]),
        ("advanced", (), None, ["Level: advanced."]),
    ],
)
def test_for_whom_it_is(level: str, language: tuple[str, ...], text_language: str, said: list[str]) -> None:
    program = Program(id="a", title="b", level=level, language=language, text_language=text_language)  # type: ignore[arg-type]
    assert list(for_whom_lines(program)) == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (None, "How old these facts are is not stated."),
        ("2026-10", "Facts from October 2026."),
        ("2025-11-25", "Facts from 25 November 2025."),
        ("2025-11-24", "Facts from 24 November 2025: old, so check them first."),
        ("2023", "Facts from 2023: old, so check them first."),
    ],
)
def test_how_old_its_facts_are(stated: str | None, said: str) -> None:
    assert dated_line(stated, TODAY) == said
