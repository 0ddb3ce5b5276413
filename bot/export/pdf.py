"""A plan as one printable A4 page (PDF), in a font that has Latin and Cyrillic letters."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.export.page import Page, page_of
from bot.lines.facts import OLD_AFTER_DAYS
from bot.plan import Plan
from bot.words import say, spoken
from catalog.rates import Rates

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT = "PT Sans"
_MARGIN_MM = 15
_SCALES = (1.0, 0.9, 0.8, 0.7)
"""Of the sizes below, until everything stands on one page; at the smallest a second page begins."""
_LINE = 1.2
"""Of the letters' height."""
_FILLED = 0.93
"""Of a line's width, on average: words are not cut."""
_NO_LETTER = "◊"
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph: its text, its style, its size in points, and the space before it in millimetres."""

    text: str
    size: float = 10
    style: str = ""
    before_mm: float = 0.8


def as_pdf(
    plan: Plan, rates: Rates, notice: str | None = None, old_after_days: int = OLD_AFTER_DAYS
) -> bytes:
    """Return the plan's page as PDF; equal plans make equal bytes."""
    page = page_of(plan, rates, notice, old_after_days)
    pdf = _empty(page, plan.today)
    shown = [_writable(pdf, block) for block in _blocks(page)]
    if any(_NO_LETTER in block.text for block in shown):
        shown.append(
            _Block(say("{sign} stands for a letter that this page cannot write.", sign=_NO_LETTER), 7)
        )
    scale = next((one for one in _SCALES if _height_mm(pdf, shown, one) <= pdf.eph), _SCALES[-1])
    for block in shown:
        pdf.ln(block.before_mm * scale)
        pdf.set_font(_FONT, block.style, block.size * scale)
        pdf.multi_cell(0, pdf.font_size * _LINE, block.text, align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _empty(page: Page, today: dt.date) -> "FPDF":
    import fontpkg
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.alias_nb_pages("")  # a title may hold "{nb}"
    pdf.set_margin(_MARGIN_MM)
    pdf.set_auto_page_break(True, _MARGIN_MM)
    pdf.set_creation_date(dt.datetime.combine(today, dt.time(), dt.UTC))
    pdf.set_title(page.title)
    pdf.set_lang(spoken())
    pdf.add_font(_FONT, "", fontpkg.path(_FONT))
    pdf.add_font(_FONT, "B", fontpkg.path(_FONT, weight=700))
    pdf.add_page()
    return pdf


def _blocks(page: Page) -> Iterator[_Block]:
    yield _Block(page.title, 16, "B", 0)
    for part in page.parts:
        yield _Block(part.heading, 11, "B", 2.5)
        for fact in part.facts:
            yield _Block(fact.text + "".join(f" [{number}]" for number in fact.notes))
    for place, text in enumerate(page.closing):
        yield _Block(text, 10, "B", 0.8 if place else 2.5)
    if page.notes:
        yield _Block(say("Where these facts were read"), 8, "B", 2.5)
    for number, note in enumerate(page.notes, start=1):
        yield _Block(f"[{number}] {note}", 7, "", 0.2)


def _writable(pdf: "FPDF", block: _Block) -> _Block:
    """Put a sign in the place of each letter that the font lacks."""
    from fpdf.fonts import TTFFont

    font = pdf.fonts[f"{_FONT.lower()}{block.style}"]
    known = font.cmap if isinstance(font, TTFFont) else {}
    text = "".join(sign if ord(sign) in known else _NO_LETTER for sign in block.text.translate(_SPACES))
    return _Block(text, block.size, block.style, block.before_mm)


def _height_mm(pdf: "FPDF", blocks: list[_Block], scale: float) -> float:
    """Return about how high the paragraphs are: breaking their lines for each scale would take seconds."""
    height = 0.0
    for block in blocks:
        pdf.set_font(_FONT, block.style, block.size * scale)
        lines = max(1, math.ceil(pdf.get_string_width(block.text) / (pdf.epw * _FILLED)))
        height += block.before_mm * scale + lines * pdf.font_size * _LINE
    return height
