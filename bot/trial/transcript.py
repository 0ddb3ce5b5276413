"""What was said and done, in order, as JSON and as plain lines that a person can read."""

from dataclasses import asdict
from typing import Any

from bot.trial.world import Event, World


def as_json(world: World) -> list[dict[str, Any]]:
    with world.pulse.lock:
        return [asdict(event) for event in world.events]


def as_lines(world: World) -> list[str]:
    with world.pulse.lock:
        return [line for event in world.events for line in _lines(event)]


def _lines(event: Event) -> list[str]:
    number = "" if event.message_id is None else f" {event.message_id}"
    head = f"{event.who} {event.what}{number}: " if event.text else f"{event.who} {event.what}{number}"
    said = event.text.split("\n")
    rows = ["    " + " ".join(f"[{label}]" for label in row) for row in event.buttons]
    return [head + said[0], *("    " + line for line in said[1:]), *rows]
