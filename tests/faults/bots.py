"""`rung serve` as a process on the stand-in, with a catalogue whose every fact names its version."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.telegram.database import FILE
from bot.trial.person import Person
from bot.trial.standin import StandIn
from index.encoder import TOY_MODEL

ROOT = Path(__file__).parents[2]
SERVE = ("bot.cli", "serve")
TIRELESS = ("tests.faults.tireless_bot",)
PATIENCE_S = 240.0
"""How long a start or an answer may take on a busy machine before a test gives up."""
GOAL = "I want to be a data analyst, 5 hours a week"
TITLES = ("basics", "SQL", "tools", "practice", "stories", "dashboards")
T = TypeVar("T")


def write_catalogue(path: Path, mark: str, shift: int = 0) -> Path:
    """Write courses whose facts all say `mark`; `shift` gives every id to another title."""
    rows = [
        {
            "id": f"course-{(number + shift) % len(TITLES)}",
            "title": f"Data analyst {title} {mark}",
            "provider": f"{mark} University",
            "duration": "18 hours",
            "price": "Free",
            "language": "English",
            "outcomes": [f"tell {mark} from the others", f"explain {title} as {mark} does"],
            "description": f"All about {title}. It is taught by {mark} and by nobody else.",
            "url": f"https://example.org/{mark}/{number}",
        }
        for number, title in enumerate(TITLES)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with no setting of Rung but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RUNG_")}
    return kept | {"PYTHONPATH": str(ROOT), "RUNG_MODELS": TOY_MODEL} | settings


def build_outside(source: Path, data: Path) -> None:
    """Build a generation in a process of its own, as an operator does from a shell."""
    subprocess.run(
        [sys.executable, "-m", "index.build", str(source), "--data", str(data)],
        check=True,
        capture_output=True,
        cwd=data.parent,
        env=environment(),
    )


def until(condition: Callable[[], T], seconds: float = PATIENCE_S, every: float = 0.05) -> T:
    """Wait until the condition holds and return what it gave; look seldom where a look is dear."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"not true within {seconds} s"
        time.sleep(every)
    return value


class Fork:
    """A process that `warm` has forked; used as one of `subprocess`."""

    def __init__(self, *start: object) -> None:
        self.pid = _wish("start", *start)
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, or None while it runs."""
        if self._code is None:
            self._code = _wish("ended", self.pid)
        return self._code

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self.poll() is None:
            os.kill(self.pid, number)


@cache
def _warm() -> subprocess.Popen[str]:
    """Return the one process that forks; it ends with this one, whose pipe it reads."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.warm"],
        cwd=ROOT,
        env=environment() | one_thread,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _wish(*wish: object) -> Any:
    process = _warm()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(wish) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


class BotProcess:
    """One bot with its folder and its log; it can be started, ended, killed, and started again."""

    def __init__(
        self,
        standin: StandIn,
        folder: Path,
        *,
        admins: str = "",
        level: str = "INFO",
        module: tuple[str, ...] = TIRELESS,
        warm: bool = True,
    ) -> None:
        """Name the folder; `warm` starts it without the seconds that the imports take."""
        self.standin, self.folder = standin, folder
        self.data, self.catalogue, self.log = folder / "data", folder / "courses.jsonl", folder / "log"
        self._arguments = [*module, "--api", standin.url, "--data", str(self.data)]
        self._warm = warm
        self._environment = environment(
            RUNG_BOT_TOKEN=standin.token,
            RUNG_ADMINS=admins,
            RUNG_CATALOG=str(self.catalogue),
            RUNG_LOG_LEVEL=level,
        )
        self._process: subprocess.Popen[bytes] | Fork | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it; what is sent before it listens waits for it."""
        if self._warm:
            self._process = Fork(self._arguments, str(self.folder), self._environment, str(self.log))
            return
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self._arguments],
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        """The number of the last process."""
        assert self._process is not None
        return self._process.pid

    def ended(self) -> int | None:
        """Return the exit code of the last process, negative after a kill, or None while it runs."""
        assert self._process is not None
        return self._process.poll()

    def terminate(self) -> float:
        """Send SIGTERM, see it end well, and return the seconds that it took."""
        began = time.monotonic()
        self._send(signal.SIGTERM)
        assert self.ended() == 0, f"ended with {self.ended()}:\n{self.said()[-2000:]}"
        return time.monotonic() - began

    def kill(self) -> None:
        """Kill it as the kernel does when memory runs out."""
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)
        until(lambda: self.ended() is not None, every=0.01)

    def said(self) -> str:
        """Return everything that it has logged."""
        return self.log.read_text(encoding="utf-8")

    def wait(self, condition: Callable[[], T], seconds: float = PATIENCE_S) -> T:
        """Wait until the condition holds, and no longer than the process lives."""

        def held() -> T:
            value = condition()
            if not value:
                assert self.ended() is None, f"the bot has ended:\n{self.said()[-2000:]}"
            return value

        return self.standin.wait(held, seconds)

    def answer(self, person: Person, text: str) -> str:
        """Write a message, wait for the new message that answers it, and return its text."""
        before = newest_id(person)
        person.send(text)
        return self.wait(lambda: person.newest().text if newest_id(person) > before else "")

    def after_tap(self, person: Person, label: str) -> str:
        """Tap a button, wait until the screen is another one, and return its text."""
        before = person.newest()
        person.tap(label)
        return self.wait(lambda: person.newest().text if person.newest() != before else "")

    def texts_at_rest(self) -> Mapping[str, bytes]:
        """Return every file of its folder, the log too, by its path within the folder."""
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}


def newest_id(person: Person) -> int:
    """Return the number of the newest message that a person has from the bot, 0 before the first."""
    return max((shown.id for shown in person.messages()), default=0)


def files_with(texts: Mapping[str, bytes], word: str) -> set[str]:
    """Return the files that hold a word in either case."""
    return {name for name, content in texts.items() if word.encode().lower() in content.lower()}


DATABASE = f"data/{FILE}"
