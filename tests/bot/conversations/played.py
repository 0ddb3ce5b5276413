"""Plays a written conversation to a running bot and writes down what came back, as a person would read it.

A script is the conversation itself: a line "Ana: ..." is written, "Ana taps: ..." taps a button, "Ana
sends: ..." sends a file that lies beside the script, "Ana in the group: ..." writes there, and "(The bot
starts again.)" does that. All other lines are what Rung did, and are written anew when it is recorded.
"""

import datetime as dt
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace as replaced
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from bot.trial.group import Group
from bot.trial.standin import StandIn
from bot.trial.world import Event
from index.build import build
from index.encoder import TOY_MODEL
from index.manifest import MANIFEST, folder_of, read_manifest
from tests.bot.telegram.inprocess import ADMIN, PatientStandIn, Running, settings_of
from tests.bot.telegram.test_generated import states
from tests.bot.test_golden import CONTACT

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "golden" / "catalogue.jsonl"
TODAY = dt.date(2026, 11, 25)
AGAIN = "(The bot starts again.)"
_ACT = re.compile(r"(Ana|Bo|Ida)( in the group)?(:| taps:| sends:| edits:) (.+)")
_UNTIL = re.compile(r"\(Until it says: (.+)\)")
_LANGUAGE = re.compile(r"\((\w+) reads Telegram in (\w+)\.\)")
_DOINGS = {
    "sends": ":",
    "edits": " changes it:",
    "toasts": " notes:",
    "alerts": " warns:",
    "deletes": " deletes it:",
}
_SETTLED_S = 0.1


class Stage:
    """A bot, three people and a group that two of them are in; Ida is the administrator."""

    def __init__(self, standin: StandIn, folder: Path) -> None:
        self._standin, self._folder = standin, folder
        self._people = {
            "Ana": standin.person(first_name="Ana", started=False),
            "Bo": standin.person(first_name="Bo"),
            "Ida": standin.person(ADMIN, first_name="Ida"),
        }
        self._group: Group = standin.group(self._people["Ana"], self._people["Bo"])
        self._told = len(standin.world.events)
        self._texts: dict[int | None, str] = {}
        self._seen: set[tuple[str, tuple[tuple[str, ...], ...]]] = set()
        self._bot: Running | None = None

    def start(self) -> None:
        """Start the bot, or stop it and start it again."""
        self.stop()
        settings = settings_of(self._folder, self._standin.token, contact=CONTACT)
        self._bot = Running(settings, self._standin.url, lambda: TODAY).start()

    def stop(self) -> None:
        """Stop the bot where it runs."""
        if self._bot is not None:
            self._bot.stop()

    def play(self, script: Path) -> str:
        """Return the conversation of a script as it goes now."""
        lines = script.read_text(encoding="utf-8").splitlines()
        head = lines[0]
        played = [head]
        for line, after in zip(lines[1:], [*lines[2:], ""], strict=True):
            if done := self._done(line, script.parent):
                until = _UNTIL.fullmatch(after)
                played += ["", done, *([after] if until else []), *self._answers(until and until[1])]
        return "\n".join(played) + "\n"

    def _done(self, line: str, folder: Path) -> str | None:
        if line == AGAIN:
            self.start()
            return line
        if found := _LANGUAGE.fullmatch(line):
            self._people[found[1]].user.language_code = found[2]
            return line
        found = _ACT.fullmatch(line)
        if found is None:
            return None
        person, chat = self._people[found[1]], self._group if found[2] else None
        if found[3] == " taps:":
            person.tap(found[4], chat=chat)
        elif found[3] == " sends:":
            person.attach("document", name=found[4], data=(folder / found[4]).read_bytes(), chat=chat)
        elif found[3] == " edits:":
            mine = [kept.message_id for kept in self._standin.world.of_chat(person.id) if not kept.from_bot]
            person.edit(mine[-1], found[4])
        else:
            person.send(found[4], chat=chat)
        return line

    def _answers(self, until: str | None) -> Iterator[str]:
        self._standin.wait(lambda: self._is_quiet(until), 120)
        events = self._standin.world.events
        new, self._told = events[self._told :], len(events)
        for event in _settled(event for event in new if event.who == self._standin.world.name):
            yield from self._written(event)

    def _written(self, event: Event) -> Iterator[str]:
        """Yield what was shown; what stands above already is only named by its first line."""
        before, self._texts[event.message_id] = self._texts.get(event.message_id), event.text
        if before == event.text and not event.buttons and event.what == "edits":
            yield "Rung takes the buttons from the message before."
            return
        yield f"Rung{_DOINGS[event.what]}"
        lines = [f"    {line}".rstrip() for line in event.text.split("\n")]
        if (event.text, event.buttons) in self._seen:
            yield f"{lines[0]} (... as above)"
            return
        self._seen.add((event.text, event.buttons))
        yield from lines
        yield from ("    " + " ".join(f"[{label}]" for label in row) for row in event.buttons)

    def _is_quiet(self, until: str | None) -> bool:
        """Whether everything is answered, and a moment later nothing more has come."""
        before = len(self._standin.world.events)
        new = self._standin.world.events[self._told :]
        if until is not None and not any(until in one.text for one in new):
            return False
        if self._standin.pending_updates() or states(self._folder).get("waiting"):
            return False
        time.sleep(_SETTLED_S)
        return before == len(self._standin.world.events) and not self._standin.unanswered_taps()


def _settled(events: Iterable[Event]) -> list[Event]:
    """Return what was shown, of each message only the last state: progress comes as time allows."""
    shown: dict[object, Event] = {}
    for number, event in enumerate(events):
        if event.what not in _DOINGS or not (event.text or event.buttons):
            continue
        key = number if event.message_id is None else event.message_id
        before = shown.get(key)
        shown[key] = replaced(event, what=before.what) if before else event
    return list(shown.values())


def shelved(data: Path) -> None:
    """Build the catalogue that the conversations are about, as if on their own day."""
    number = build([CATALOGUE], data, (TOY_MODEL,)).generation
    built = dt.datetime.combine(TODAY, dt.time(9), dt.UTC)
    manifest = replace(read_manifest(data, number), built_at=built).sealed()
    (folder_of(data, number) / MANIFEST).write_bytes(manifest.written())


def played(script: Path, data: Path) -> str:
    """Return how the conversation of a script goes now, with nothing kept from before."""
    with (
        TemporaryDirectory() as own,
        PatientStandIn(rate_limits=False) as standin,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv("RUNG_MODELS", TOY_MODEL)  # for the builds of an upload
        folder = shutil.copytree(data, Path(own) / "data", symlinks=True)
        stage = Stage(standin, folder)
        stage.start()
        try:
            return stage.play(script)
        finally:
            stage.stop()


def scripts() -> list[Path]:
    """Return all of them."""
    return sorted(HERE.glob("*.txt"))


def record() -> None:
    """Write down anew how every conversation goes."""
    with TemporaryDirectory() as folder:
        shelved(Path(folder))
        for script in scripts():
            script.write_text(played(script, Path(folder)), encoding="utf-8")
