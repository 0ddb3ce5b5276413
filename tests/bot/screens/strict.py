"""What no screen may be, by the stand-in's own checks: they know nothing of how screens are made."""

from typing import Any

from bot.screens.screen import Action, Screen, Visit, unpacked
from bot.telegram.render import plainly_rendered, rendered
from bot.trial.keyboards import reply_markup
from bot.trial.lint import screen_faults
from bot.trial.text import Formatted, formatted, utf16_length

WAYS_IN_WORDS = (
    "You can write to me about courses whenever you like.",
    "Please write to me in a private chat.",
)


def as_telegram_takes_it(wanted: dict[str, Any]) -> tuple[Formatted, list[list[dict[str, Any]]]]:
    """Check a message as the stand-in does and return its text and rows; raises Refusal."""
    entities = [one.model_dump(mode="json", exclude_none=True) for one in wanted.get("entities") or ()]
    markup = wanted["reply_markup"] and wanted["reply_markup"].model_dump(mode="json", exclude_none=True)
    checked = reply_markup(markup)
    return formatted(wanted["text"], entities, None), checked["inline_keyboard"] if checked else []


def assert_good(screen: Screen, *, short: bool = True) -> Formatted:
    """Check a screen; `short` screens have at most 1,500 characters."""
    shown, rows = as_telegram_takes_it(rendered(screen))
    as_telegram_takes_it(plainly_rendered(screen))
    faults = screen_faults(shown.text, shown.entities, rows, user_screen=short)
    assert not faults, faults
    assert utf16_length(shown.text) <= 4096, "too long"
    actions = [button.does for row in screen.rows for button in row if isinstance(button.does, Action)]
    for action in actions:
        packed = action.packed()
        assert packed.isascii() and len(packed) <= 64 and unpacked(packed) == action, packed
    links = [button.does for row in screen.rows for button in row if isinstance(button.does, Visit)]
    leads_to_us = any(link.url.startswith("https://t.me/") for link in links)
    assert actions or leads_to_us or any(words in shown.text for words in WAYS_IN_WORDS), "no way back"
    return shown
