"""A plan as PDF, its text read back."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.export.page import page_of
from bot.export.pdf import as_pdf
from bot.plan import Plan
from tests.bot.export.plans import GOAL, RATES, THREE, plan
from tests.bot.suggested import suggested


def pages(of: Plan) -> list[str]:
    """The text of each page, its lines joined."""
    reader = PdfReader(BytesIO(as_pdf(of, RATES, "Trial with old data.")))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_all_of_a_plan_stands_on_one_page() -> None:
    """Every fact with the numbers of its footnotes, every footnote, and the closing words."""
    (text,) = pages(THREE)
    page = page_of(THREE, RATES, "Trial with old data.")
    for part in page.parts:
        assert part.heading in text
        for fact in part.facts:
            assert " ".join([fact.text, *(f"[{number}]" for number in fact.notes)]) in text
    for number, note in enumerate(page.notes, start=1):
        assert f"[{number}] {note}" in text
    assert all(words in text for words in page.closing)


@pytest.mark.parametrize(
    "title",
    [
        "Zażółć gęślą jaźń",
        "İşe hazırlık ığüşöç",
        "Аналитик данных с нуля, щёгольство",
        "Медсестра: їжа та ґанок",
    ],
)
def test_the_font_has_the_letters_of_the_goals_languages(title: str) -> None:
    (text,) = pages(plan(suggested(GOAL, "a", title)))
    assert f"1. {title}" in text
    assert "◊" not in text


def test_a_letter_without_a_glyph_is_said_to_be_missing() -> None:
    (text,) = pages(plan(suggested(GOAL, "a", "SQL עם 😀")))
    assert "1. SQL ◊◊ ◊" in text
    assert "◊ stands for a letter that this page cannot write." in text


def test_braces_are_words() -> None:
    """fpdf2 would put the number of pages there."""
    (text,) = pages(plan(suggested(GOAL, "a", "Templates with {nb}")))
    assert "Templates with {nb}" in text


def test_equal_plans_make_equal_files_dated_with_the_plan() -> None:
    made = as_pdf(THREE, RATES)
    assert made == as_pdf(THREE, RATES)
    information = PdfReader(BytesIO(made)).metadata
    assert information and str(information.creation_date) == "2026-11-25 00:00:00+00:00"


def test_a_long_plan_goes_on_on_a_second_page() -> None:
    """Rather than become too small to read."""
    skills = tuple(f"{number} {'long words of a skill ' * 2}" for number in range(20))
    long = [
        suggested(GOAL, str(place), "W" * 190, outcomes=skills[:4], prerequisites="read this " * 40)
        for place in range(8)
    ]
    found = pages(plan(*long))
    assert len(found) > 1
    assert "A course is not a job offer." in " ".join(found)
