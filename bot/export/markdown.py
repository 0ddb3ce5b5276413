"""A plan as Markdown (GitHub's flavour, for its footnotes); what a catalogue wrote never becomes markup."""

import re

from bot.export.page import Fact, Page, page_of
from bot.lines.facts import OLD_AFTER_DAYS
from bot.plan import Plan
from catalog.rates import Rates

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$#])")
# What makes a heading, a list or a quote of a line, and of nothing else.
_OPENING = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def as_markdown(
    plan: Plan, rates: Rates, notice: str | None = None, old_after_days: int = OLD_AFTER_DAYS
) -> str:
    """Return the plan's page as Markdown, with a line break at its end."""
    return written(page_of(plan, rates, notice, old_after_days))


def written(page: Page) -> str:
    """Return a page as Markdown: headings, lists, and footnotes at the end."""
    parts = [f"# {_escaped(page.title)}"]
    for part in page.parts:
        parts += [f"## {_escaped(part.heading)}", "\n".join(map(_item, part.facts))]
    parts += map(_escaped, page.closing)
    parts += [f"[^{number}]: {_escaped(note)}" for number, note in enumerate(page.notes, start=1)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _item(fact: Fact) -> str:
    return f"- {_escaped(fact.text)}{''.join(f'[^{number}]' for number in fact.notes)}"


def _escaped(text: str) -> str:
    opening = _OPENING.match(text)
    rest = _MARKUP.sub(r"\\\1", text[opening.end() :] if opening else text)
    if opening and opening[1].isdigit():
        # "1." stays readable: its full stop is escaped, not its digits.
        return f"{opening[1]}\\{rest}"
    return f"\\{opening[1]}{rest}" if opening else rest
