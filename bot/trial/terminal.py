"""How a chat looks in a terminal: lines in and out, messages with numbered buttons, what a number taps."""

import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TextIO

from bot.trial.person import Button, Shown

_TAP = re.compile(r"\[?(\d{1,9})\.(\d{1,3})\]?", re.ASCII)
_BOLD, _NORMAL = "\x1b[1m", "\x1b[22m"
_PROMPT, _WAITING = "> ", "..."


class Terminal:
    """Where a person types and reads; what comes while they type leaves their half a line whole."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source, self._target = source, target
        self.at_hand = source.isatty() and target.isatty()
        """Whether somebody sits there: a pipe is read line by line and echoed."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self.bold = target.isatty() and not plain
        self._lock = threading.Lock()
        self._waits = self._asks = False

    def say(self, *texts: str) -> None:
        """Print texts, each with a blank line after it."""
        with self._lock:
            typed = self._cleared()
            self._write("".join(f"{text}\n\n" for text in texts))
            if self._asks:
                self._write(_PROMPT + typed)

    def wait(self) -> None:
        """Show that an answer is on its way, until the next text."""
        with self._lock:
            if self.at_hand and not self._waits:
                self._waits = True
                self._write(_WAITING)

    def lines(self) -> Iterator[str]:
        """Return what is typed, without blank lines, until the input ends."""
        for line in self._typed() if self.at_hand else self._source:
            if text := line.strip():
                if not self.at_hand:
                    self.echo(text)
                yield text

    def echo(self, text: str) -> None:
        """Print a line as if it had been typed."""
        self.say(_PROMPT + text)

    def _typed(self) -> Iterator[str]:
        with suppress(ImportError):  # editing and history; some builds of Python lack it
            import readline  # noqa: F401
        while True:
            self._asks = True
            try:
                line = input(_PROMPT)
            except EOFError:
                self._write("\n")
                return
            finally:
                self._asks = False
            if line.strip():
                self._write("\n")
            yield line

    def _cleared(self) -> str:
        """Take away what stands on the last line; return what of it the person had typed."""
        typed = ""
        if self._asks:
            with suppress(ImportError):
                import readline

                typed = readline.get_line_buffer()
        stands = len(_PROMPT + typed) if self._asks else len(_WAITING) * self._waits
        self._waits = False
        self._write("\r" + " " * stands + "\r" if stands else "")
        return typed

    def _write(self, text: str) -> None:
        self._target.write(text)
        self._target.flush()


def message(shown: Shown, bold: bool) -> str:
    """Return a message as its reader sees it: the text, and below it the buttons with their numbers."""
    return "\n".join([*_lines(shown.text, shown.entities, bold), *button_lines(shown)])


def button_lines(shown: Shown) -> Iterable[str]:
    """Return a line for each row of buttons."""
    number = 0
    for row in shown.buttons:
        yield "  ".join(f"[{shown.id}.{place}] {button.text}" for place, button in enumerate(row, number + 1))
        number += len(row)


def changed(before: Shown, now: Shown, bold: bool) -> str:
    """Return a message that was edited; where only its buttons were, them alone."""
    if (before.text, before.entities) != (now.text, now.entities):
        return f"(message {now.id} now reads)\n{message(now, bold)}"
    if not now.buttons:
        return f"(message {now.id} has no buttons any more)"
    return "\n".join([f"(message {now.id} now has these buttons)", *button_lines(now)])


def _lines(text: str, entities: Sequence[dict[str, Any]], bold: bool) -> Iterable[str]:
    """Return the lines of a text, with its quotes and its bold words; entities count UTF-16 units."""
    units, start = text.encode("utf-16-le", "surrogatepass"), 0
    for line in text.split("\n"):
        end = start + len(line.encode("utf-16-le", "surrogatepass")) // 2
        here = [one for one in entities if one["offset"] < end and one["offset"] + one["length"] > start]
        quoted = any("blockquote" in one["type"] for one in here)
        marks = [one for one in here if bold and one["type"] == "bold"]
        yield ("| " if quoted else "") + _emphasized(units, start, end, marks)
        start = end + 1


def _emphasized(units: bytes, start: int, end: int, marks: Sequence[dict[str, Any]]) -> str:
    pieces, at = [], start
    for one in marks:
        opens, closes = max(start, one["offset"]), min(end, one["offset"] + one["length"])
        pieces += [_cut(units, at, opens), _BOLD, _cut(units, opens, closes), _NORMAL]
        at = closes
    return "".join([*pieces, _cut(units, at, end)])


def _cut(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def meant(line: str) -> tuple[int, int] | None:
    """Return the message and the place of the button that a line taps, or None for words."""
    found = _TAP.fullmatch(line)
    return (int(found[1]), int(found[2])) if found else None


def button_at(messages: Sequence[Shown], number: int, place: int) -> Button | str:
    """Return the button that a number taps, or what to type instead."""
    shown = next((one for one in messages if one.id == number), None)
    buttons = [button for row in shown.buttons for button in row] if shown else []
    if 0 < place <= len(buttons):
        return buttons[place - 1]
    with_buttons = shown if buttons else next((one for one in reversed(messages) if one.buttons), None)
    if with_buttons is None:
        return "(There is no button to tap now. Type your message in words.)"
    last = len(with_buttons.labels())
    numbers = f"{with_buttons.id}.1" + (f" to {with_buttons.id}.{last}" if last > 1 else "")
    return f"(There is no button {number}.{place}. The buttons of message {with_buttons.id}: {numbers}.)"
