"""Whatever a catalogue or a person writes, every file is made, and can be read by other programs."""

import json
from io import BytesIO

import jsonschema
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar
from markdown_it import MarkdownIt
from pypdf import PdfReader

from bot.export.calendar import as_calendar, entries
from bot.export.data import as_json
from bot.export.markdown import as_markdown
from bot.export.pdf import as_pdf
from tests.bot.export.plans import RATES, hostile
from tests.bot.export.test_data import SCHEMA
from tests.bot.screens.hostile import Maker, makers

few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(few, max_examples=60)


@few
@given(makers)
def test_a_pdf_is_made_of_anything(maker: Maker) -> None:
    plan = hostile(maker)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(as_pdf(plan, RATES))).pages)
    assert "A course is not a job offer." in " ".join(text.split())


@many
@given(makers)
def test_a_calendar_of_anything_has_its_entries_and_no_others(maker: Maker) -> None:
    plan = hostile(maker)
    found = Calendar.from_ical(as_calendar(plan)).walk("VEVENT")
    assert len(found) == sum(len(entries(step, plan)) for step in plan.steps)
    assert all(event.decoded("dtstart") < event.decoded("dtend") for event in found)


@many
@given(makers)
def test_markdown_of_anything_is_text(maker: Maker) -> None:
    """Headings, lists and paragraphs are ours; of a catalogue there are words alone."""
    read = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(as_markdown(hostile(maker), RATES))
    )
    inner = {child.type for token in read for child in token.children or ()}
    assert inner <= {"text", "text_special"}
    assert {token.tag for token in read if token.nesting == 1} <= {"h1", "h2", "ul", "li", "p"}


@many
@given(makers)
def test_json_of_anything_holds_the_schema(maker: Maker) -> None:
    written = as_json(hostile(maker)).encode()
    jsonschema.validate(json.loads(written), SCHEMA)
