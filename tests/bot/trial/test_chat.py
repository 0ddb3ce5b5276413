"""`rung chat` from outside: a pipe, a terminal, and what stands in each."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.trial.person import Button, Shown
from bot.trial.terminal import Terminal, button_at, changed, meant, message
from index.build import build
from index.encoder import TOY_MODEL
from tests.bot.conftest import ROWS, write_rows

GOAL = "data analyst, under $200, 5 hours a week"
LINES = (GOAL, "4.2", "", "4.1", "4.19", "4.8", "999.1", "what is 4.1?", "/status", "/quit", "not read")
START_S = 120.0
"""A start takes 4 s on a machine that does nothing else."""
IN_ITS_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chat")
    linked = [ROWS[0] | {"url": "https://learn.example.org/sql"}, *ROWS[1:]]
    build([write_rows(folder / "small.jsonl", linked)], folder / "data", (TOY_MODEL,))
    return folder / "data"


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", "chat", "--data", str(folder), "--today", "2026-11-25", *more]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RUNG_")}
    return {**kept, "TERM": "xterm", **more}


def piped(folder: Path, lines: str, *more: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *more),
        input=lines,
        capture_output=True,
        text=True,
        env=environment(**variables),
        timeout=START_S,
        check=False,
    )


@pytest.fixture(scope="module")
def before(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.fixture(scope="module")
def done(folder: Path, before: set[Path]) -> subprocess.CompletedProcess[str]:
    return piped(folder, "".join(f"{line}\n" for line in LINES), RUNG_LOG_LEVEL="DEBUG")


@pytest.fixture(scope="module")
def answers(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    """The lines that went in, each with what came out for it."""
    pieces = re.split(r"^> (.*)\n", done.stdout, flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def test_a_pipe_is_answered_line_by_line_until_quit(
    done: subprocess.CompletedProcess[str], answers: list[tuple[str, str]]
) -> None:
    assert done.returncode == 0
    assert [line for line, _ in answers] == ["/start", *(line for line in LINES[:-1] if line)]
    assert all(answer.strip() for line, answer in answers if line != "/quit")


def test_the_first_lines_say_what_this_is_how_to_tap_and_how_to_leave(
    done: subprocess.CompletedProcess[str],
) -> None:
    head = done.stdout.partition("> /start")[0]
    assert "Not Telegram: nothing leaves this computer." in head
    assert "number" in head
    assert "/quit" in head
    assert done.stderr.startswith("Starting")


def test_logs_are_written_where_a_level_is_set_and_name_no_goal(
    done: subprocess.CompletedProcess[str],
) -> None:
    logged = done.stderr.splitlines()[1:]
    assert logged and all("level=" in line for line in logged)
    assert GOAL not in done.stderr
    assert "level=" not in done.stdout


def test_a_goal_brings_a_list_with_numbered_buttons(answers: list[tuple[str, str]]) -> None:
    _, shown = answers[1]
    assert "\n2. Data analyst: SQL\n" in shown
    assert "\n[4.2] 2. Data analyst: SQL\n" in shown


def test_a_tap_by_number_shows_the_card_in_place_and_another_leads_back(
    answers: list[tuple[str, str]],
) -> None:
    first, card, back = answers[1][1], answers[2][1], answers[5][1]
    assert card.lstrip("\n").startswith("(message 4 now reads)\nData analyst: SQL\n")
    assert "[4.4] Where from?" in card
    assert back.replace("(message 4 now reads)\n", "") == first


def test_a_button_that_opens_a_page_says_which(answers: list[tuple[str, str]]) -> None:
    assert answers[3][1].strip() == "(Telegram would open https://learn.example.org/sql)"


def test_a_wrong_number_says_which_ones_there_are(answers: list[tuple[str, str]]) -> None:
    assert "There is no button 4.19. The buttons of message 4: 4.1 to 4.9." in answers[4][1]
    assert "There is no button 999.1. The buttons of message 4" in answers[6][1]


def test_words_around_a_number_are_a_message(answers: list[tuple[str, str]]) -> None:
    assert "There is no button" not in answers[7][1]


def test_a_person_is_no_administrator_unless_asked_for(answers: list[tuple[str, str]]) -> None:
    assert "I do not know that command" in answers[8][1]


def test_pipes_get_no_escape_sequences(done: subprocess.CompletedProcess[str]) -> None:
    assert "\x1b" not in done.stdout + done.stderr


def test_nothing_of_the_trial_is_kept(
    folder: Path, done: subprocess.CompletedProcess[str], before: set[Path]
) -> None:
    assert done.returncode == 0
    assert set(folder.rglob("*")) == before


def test_without_an_index_one_sentence_names_the_command(tmp_path: Path) -> None:
    refused = piped(tmp_path / "none", "")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "rung index build" in refused.stderr


def test_the_help_does_not_load_the_bot() -> None:
    program = (
        "import sys; sys.argv = ['rung', 'chat', '--help']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "--admin" in shown.stdout
    assert not set(shown.stderr.split()) & {"aiogram", "aiohttp", "pydantic", "numpy"}


class Tty:
    """A process with a terminal of its own."""

    def __init__(self, arguments: list[str], **variables: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_ITS_TERMINAL, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(**variables),
            start_new_session=True,
            # Who starts the tests in the background hands down an ignored Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread here
        )
        os.close(theirs)
        self.text = self.all = ""
        os.set_blocking(self._ours, False)

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def until(self, pattern: str, seconds: float = START_S) -> str:
        """Return what came up to and with the pattern, and forget it."""
        end = time.monotonic() + seconds
        while (found := re.search(pattern, self.text)) is None:
            assert time.monotonic() < end and self._read(), f"{pattern!r} is not in {self.text!r}"
        shown, self.text = self.text[: found.end()], self.text[found.end() :]
        return shown

    def rest(self) -> None:
        while self._read():
            pass
        self.process.wait(30)

    def _read(self) -> bool:
        try:
            piece = os.read(self._ours, 65_536)
        except BlockingIOError:
            time.sleep(0.01)
            return True
        except OSError:  # EIO: the last process on the other side has ended
            return False
        text = piece.decode(errors="replace").replace("\r\n", "\n")
        self.text += text
        self.all += text
        return bool(piece)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def tty(folder: Path, tmp_path: Path) -> Iterator[Tty]:
    shutil.copytree(folder, tmp_path / "data", symlinks=True)
    files = {"RUNG_CATALOG": str(folder.parent / "small.jsonl"), "RUNG_MODELS": TOY_MODEL}
    opened = Tty(command(tmp_path / "data", "--admin"), NO_COLOR="", **files)
    yield opened
    opened.close()


def test_a_terminal_has_a_prompt_bold_titles_and_news_while_one_types(tty: Tty) -> None:
    """An administrator's rebuild tells of itself above the half-typed line; Ctrl-C then ends in order."""
    assert "> /start" in tty.until(r"\n\n> $")
    tty.type(f"{GOAL}\n")
    assert "\x1b[1m2. Data analyst: SQL\x1b[22m\n" in tty.until(r"New goal\n\n> $")
    tty.type("/reindex\n")
    assert "[6.2] Rebuild" in tty.until(r"\n\n> $")
    tty.type("6.2\n")
    tty.until(r"\(message 6 now reads\)\nStarting")
    tty.until(r"\n\n> $")
    tty.type("welding, fr")
    # The progress may come before; what counts is the last thing on the screen.
    assert "Version 2 is live" in tty.until(r"Version 2 is live[^>]*> welding, fr$")
    tty.type("\x03")
    tty.rest()
    assert "Traceback" not in tty.all and "level=" not in tty.all
    assert tty.process.returncode == 130


def test_a_pipe_ends_with_its_input_blank_lines_are_passed_over_and_the_rest_is_echoed() -> None:
    target = StringIO()
    assert list(Terminal(StringIO("a\n \n b"), target).lines()) == ["a", "b"]
    assert target.getvalue() == "> a\n\n> b\n\n"


def shown(text: str, *buttons: tuple[str, ...], entities: tuple[dict[str, Any], ...] = ()) -> Shown:
    rows = tuple(tuple(Button(label, "data", None, None, None) for label in row) for row in buttons)
    return Shown(4, text, entities, rows, edited=False)


def test_entities_become_bold_and_quotes_by_utf16_offsets() -> None:
    entities: tuple[dict[str, Any], ...] = (
        {"type": "bold", "offset": 3, "length": 7},
        {"type": "blockquote", "offset": 11, "length": 3},
    )
    text = "😀 one\ntwo\na\nb\nc"
    assert message(shown(text, entities=entities), bold=True) == (
        "😀 \x1b[1mone\x1b[22m\n\x1b[1mtwo\x1b[22m\n| a\n| b\nc"
    )
    assert message(shown(text, entities=entities), bold=False) == "😀 one\ntwo\n| a\n| b\nc"


def test_buttons_are_numbered_through_their_rows() -> None:
    lines = message(shown("Hi", ("A", "B"), ("C",)), bold=False).splitlines()
    assert lines == ["Hi", "[4.1] A  [4.2] B", "[4.3] C"]


def test_of_an_edit_that_changed_only_the_buttons_the_text_is_not_repeated() -> None:
    assert changed(shown("Hi", ("A",)), shown("Hi"), bold=False) == "(message 4 has no buttons any more)"
    renamed = changed(shown("Hi", ("A",)), shown("Hi", ("B",)), bold=False)
    assert renamed == "(message 4 now has these buttons)\n[4.1] B"


@pytest.mark.parametrize(
    ("line", "tap"),
    [("4.2", (4, 2)), ("[4.2]", (4, 2)), ("4", None), ("4.2 hours", None), ("٤.٢", None), ("4.", None)],
)
def test_only_a_number_with_a_dot_and_nothing_else_is_a_tap(line: str, tap: tuple[int, int] | None) -> None:
    assert meant(line) == tap


def test_a_wrong_number_names_the_nearest_buttons_or_says_that_there_are_none() -> None:
    assert "4.1" in str(button_at([shown("Hi", ("A",))], 4, 0))
    assert "in words" in str(button_at([shown("Hi")], 4, 1))
    assert isinstance(button_at([shown("Hi", ("A",), ("B",))], 4, 2), Button)


def test_a_file_is_sent_by_its_path_and_one_that_is_not_there_says_how(folder: Path, tmp_path: Path) -> None:
    """The administrator's first day can be tried without Telegram."""
    file = tmp_path / "my courses.csv"
    file.write_text("title,price\nWelding,free\n", encoding="utf-8")
    said = piped(folder, f'/send "{file}"\n/send {tmp_path}/none.csv\n/quit\n', "--admin").stdout
    assert "To send a file, type /send and its path" in said.partition("> /start")[0]
    assert "Reading 1 file." in said
    assert f"(This file cannot be read: {tmp_path}/none.csv (No such file or directory)." in said
