"""A plan as Markdown: footnotes as GitHub reads them, and no catalogue's text as markup."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.export.markdown import as_markdown, written
from bot.export.page import Fact, Page, Part
from bot.screens.screen import one_line
from tests.bot.export.plans import RATES, THREE

GOLDEN = """\
# Study plan

## In all

- 2 courses.
- Finish: about 1 May 2027.

## 1\\. C\\*\\* for \\<b\\>you\\</b\\>

- Time: 18 hours.[^1][^2]
- Cost: 5 \\$ or \\~5\\_0.[^1]

A course is not a job offer.

[^1]: File “a\\_b.csv”, row 2.

[^2]: Your weeks: 18 hours ÷ 5 hours.
"""


def test_a_page_is_written_with_headings_lists_and_footnotes() -> None:
    page = Page(
        "Study plan",
        (
            Part("In all", (Fact("2 courses."), Fact("Finish: about 1 May 2027."))),
            Part(
                "1. C** for <b>you</b>", (Fact("Time: 18 hours.", (1, 2)), Fact("Cost: 5 $ or ~5_0.", (1,)))
            ),
        ),
        ("A course is not a job offer.",),
        ("File “a_b.csv”, row 2.", "Your weeks: 18 hours ÷ 5 hours."),
    )
    assert written(page) == GOLDEN


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=60).map(lambda text: one_line(text, 100)).filter(bool))
@example("# heading")
@example("1) item")
@example("- item")
@example("+ item")
@example("> quote")
@example("===")
@example("--- ---")
@example("<script>alert(1)</script> &lt;b&gt; &amp;")
@example("[x](javascript:alert(1)) ![y](z) [^1] [^1]: note")
@example("a|b `code` *b* __b__ ~~s~~ \\")
def test_no_text_becomes_markup(text: str) -> None:
    """Read back by a Markdown reader it is the text that it was, and nothing else."""
    page = Page("Plan", (Part(text, (Fact(text),)),), (text,), ())
    read = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written(page))
    inline = [token for token in read if token.type == "inline"]
    assert ["".join(child.content for child in token.children or ()) for token in inline] == [
        "Plan",
        *[text] * 3,
    ]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special"}
    blocks = [token.type for token in read if token.nesting == 1]
    assert blocks == [
        *("heading_open", "heading_open", "bullet_list_open", "list_item_open"),
        *("paragraph_open", "paragraph_open"),
    ]


def test_a_plan_has_a_heading_a_course() -> None:
    found = as_markdown(THREE, RATES)
    headings = [line for line in found.splitlines() if line.startswith("## ")]
    assert headings == [
        "## In all",
        "## 1\\. SQL from the start",
        "## 2\\. Statistics in person",
        "## 3\\. Dashboards",
    ]
