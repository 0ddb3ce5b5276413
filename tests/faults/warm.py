"""A process that has imported the bot once and forks it at every wish: starting takes seconds, forking none.

Wishes and answers are JSON lines; the process ends with its standard input.
"""

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import bot.telegram.app  # noqa: F401 - the import that takes the seconds

FORKED = -1


def fork(arguments: list[str], folder: str, environment: dict[str, str], log: str) -> int:
    """Return the number of a fork that becomes `python -m ARGUMENTS`, or FORKED in the fork itself."""
    if number := os.fork():
        return number
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = arguments
    return FORKED


def ended(number: int) -> int | None:
    """Return how a fork ended, negative where a signal ended it, or None while it runs."""
    found, status = os.waitpid(number, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def fulfil(name: str, *values: Any) -> int | None:
    """Do what a wish says."""
    return fork(*values) if name == "start" else ended(*values)


def main() -> str | None:
    """Fulfil wishes; return the module that a fork is to run, None at the end of the wishes."""
    threads = len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").exists() else 1
    assert threads == 1, "a fork of a process with threads can hang"
    # Through the buffer: the bot will set up its standard input, which no text may have been read from.
    for wish in iter(sys.stdin.buffer.readline, b""):
        answer = fulfil(*json.loads(wish))
        if answer == FORKED:
            return sys.argv[0]
        print(json.dumps(answer), flush=True)
    return None


if __name__ == "__main__" and (module := main()):
    runpy.run_module(module, run_name="__main__", alter_sys=True)
