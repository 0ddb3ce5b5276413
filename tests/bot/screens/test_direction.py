"""Texts written from right to left keep our sentences and their figures in order (Unicode UAX #9)."""

import re

import pytest
from fpdf.bidi import BidiParagraph
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.direction import isolated
from bot.screens.screen import Line, Screen
from bot.telegram.render import rendered
from bot.trial.text import formatted
from tests.bot.screens.strict import as_telegram_takes_it

ARABIC, HEBREW = "دورة في تحليل البيانات", "קורס בניתוח נתונים"
MARKS = re.compile("[\u2066-\u2069]")


def seen(text: str) -> str:
    """A line as it stands on the screen, from left to right, by the algorithm of Unicode."""
    return MARKS.sub("", BidiParagraph(text).get_reordered_string())


@pytest.mark.parametrize("foreign", [ARABIC, HEBREW, f"{ARABIC} 😀", f"😀 {HEBREW}", f"{HEBREW} C++"])
def test_figures_after_a_foreign_title_are_read_as_they_were_written(foreign: str) -> None:
    """Without isolates "4-6 weeks" after Arabic is seen as "weeks 6-4"."""
    line = f"1. {foreign} (Open Uni). Time: 4-6 weeks. Cost: $1,500.50."
    assert not seen(line).endswith("(Open Uni). Time: 4-6 weeks. Cost: $1,500.50.")
    assert seen(isolated(line)).startswith("1. ")
    assert seen(isolated(line)).endswith("(Open Uni). Time: 4-6 weeks. Cost: $1,500.50.")


def test_a_title_is_one_piece_with_its_own_figures_and_its_number_stays_before_it() -> None:
    title = f"12. {HEBREW} 2026 Python"
    turned = seen(isolated(title, is_one_text=True))
    assert turned.startswith("12. ") and turned.endswith(HEBREW[0])
    assert seen(isolated("3. Python קורס", is_one_text=True)).startswith("3. Python")


def test_what_stands_in_quotation_marks_is_one_piece() -> None:
    line = isolated(f"I could not use: “{HEBREW} Python 5”, “evenings”. 2 courses fit.")
    assert MARKS.sub("", line) == f"I could not use: “{HEBREW} Python 5”, “evenings”. 2 courses fit."
    assert seen(line).startswith("I could not use: “") and seen(line).endswith(
        "”, “evenings”. 2 courses fit."
    )
    assert len(MARKS.findall(line)) == 2


def test_a_line_without_such_letters_is_left_alone() -> None:
    for text in ("", "Data analyst", "Аналитик, 5 ч", "😀 “x”", "1. Ünïcödé"):
        assert isolated(text) is text


texts = st.text(
    st.sampled_from([*"abЖ 12.-,:()“”\n", "א", "ב", "ع", "ر", "٣", "\u05b0", "😀", "é", "ﷺ", "\u0301"]),
    max_size=40,
)


@given(texts, st.booleans())
def test_nothing_but_pairs_of_isolates_is_added(text: str, is_one_text: bool) -> None:
    found = isolated(text, is_one_text=is_one_text)
    assert MARKS.sub("", found) == text
    assert re.fullmatch("[^\u2068\u2069]*(?:\u2068[^\u2068\u2069]+\u2069[^\u2068\u2069]*)*", found)


@given(st.lists(st.builds(Line, texts, st.sampled_from(["plain", "title", "quote"])), min_size=1, max_size=5))
def test_telegram_takes_it_and_every_entity_covers_its_own_line(lines: list[Line]) -> None:
    screen = Screen((Line("First."), *lines))
    wanted = rendered(screen)
    shown, _ = as_telegram_takes_it(wanted)
    assert len(shown.text.encode("utf-16-le")) // 2 <= 4096
    units = wanted["text"].encode("utf-16-le")
    for entity in wanted["entities"]:
        covered = units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")
        kinds = {"bold": "title", "blockquote": "quote", "expandable_blockquote": "quote"}
        style = kinds[entity.type]
        assert MARKS.sub("", covered) in "\n".join(line.text for line in lines if line.style == style)


def test_older_marks_that_telegram_strips_are_not_what_is_used() -> None:
    """telegram.md 1.2: U+202A to U+202E go, isolates stay."""
    assert formatted(isolated(ARABIC), None, None).text == isolated(ARABIC)
