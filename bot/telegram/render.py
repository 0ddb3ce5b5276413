"""A screen -> what the Bot API takes: text with entities, never markup, and an inline keyboard."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiogram.utils.formatting import BlockQuote, Bold, ExpandableBlockQuote, Text

from bot.screens.direction import isolated
from bot.screens.screen import Action, Button, Line, Screen, Style, Visit

LONGEST_TEXT = 3800
"""UTF-16 units; the limit is 4,096, in units that no public text settles (telegram.md 1.2)."""
_FOLDED_FROM = 300


def rendered(screen: Screen) -> dict[str, Any]:
    """Return the text, the entities and the keyboard, as arguments of a send or an edit."""
    text = Text(*_joined(_fitting(_directed(screen.lines))))
    return {
        **text.as_kwargs(),
        "reply_markup": keyboard(screen),
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
    }


def plainly_rendered(screen: Screen) -> dict[str, Any]:
    """Return the words and our own buttons alone: for a screen that Telegram has refused."""
    ours = [tuple(button for button in row if isinstance(button.does, Action)) for row in screen.rows]
    plain = Screen(screen.lines, tuple(row for row in ours if row))
    return {
        "text": Text("\n".join(line.text for line in _fitting(_directed(screen.lines)))).as_kwargs()["text"],
        "reply_markup": keyboard(plain),
    }


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the buttons of a screen, or None where it has none."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(button) for button in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    style = "danger" if button.danger else None
    if isinstance(button.does, Action):
        return InlineKeyboardButton(text=button.label, callback_data=button.does.packed(), style=style)
    if isinstance(button.does, Visit):
        return InlineKeyboardButton(text=button.label, url=button.does.url)
    return InlineKeyboardButton(text=button.label, copy_text=CopyTextButton(text=button.does.text))


def utf16_length(text: str) -> int:
    """Return the length in the units that entities count in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _directed(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with isolates; a quote is nobody's words but the provider's, and turns as a whole."""
    return [
        line
        if line.style == "quote"
        else Line(isolated(line.text, is_one_text=line.style == "title"), line.style)
        for line in lines
    ]


def _fitting(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that fit into one message; a last guard, screens are made shorter than that."""
    kept: list[Line] = []
    room = LONGEST_TEXT
    for line in lines:
        if utf16_length(line.text) + 1 > room:
            return [*kept, Line(_cut(line.text, room - 3) + " …", line.style)]
        kept.append(line)
        room -= utf16_length(line.text) + 1
    return kept


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: max(0, units) * 2].decode("utf-16-le", "ignore")


def _joined(lines: Iterable[Line]) -> Iterable[Text | str]:
    first = True
    for style, group in groupby(lines, key=lambda line: line.style):
        if not first:
            yield "\n"
        first = False
        yield _styled("\n".join(line.text for line in group), style)


def _styled(text: str, style: Style) -> Text | str:
    if style == "title":
        return Bold(text)
    if style == "quote":
        return ExpandableBlockQuote(text) if len(text) > _FOLDED_FROM else BlockQuote(text)
    return text
