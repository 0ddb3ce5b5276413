"""Who offers a programme, for whom it is, and how old its facts are."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from catalog.program import Program

_OLD_AFTER_DAYS = 365


def offered_by(program: Program) -> str:
    """Return who offers a programme, without a full stop."""
    names = list(dict.fromkeys(name for name in (program.institution, program.provider) if name))
    # The line adds the full stop: "Training, Inc." has its own.
    return ", through ".join(names).removesuffix(".") or f"Provider {phrases.NOT_STATED}"


def for_whom_lines(program: Program) -> Iterable[str]:
    """Return the stated level and languages, as one line."""
    level = {"any": "all", "unknown": None}.get(program.level, program.level)
    stated = [f"Level: {level}"] if level else []
    if program.language:
        stated.append(f"Language: {phrases.listed([phrases.language(code) for code in program.language])}")
    elif program.text_language:
        stated.append(f"Language: not stated; its text is in {phrases.language(program.text_language)}")
    if stated:
        yield f"{'. '.join(stated)}."


def dated_line(stated: str | None, today: dt.date) -> str:
    """Return how old the figures are."""
    if stated is None:
        return "How old these facts are is not stated."
    old = (today - phrases.first_day(stated)).days > _OLD_AFTER_DAYS
    return f"Facts from {phrases.as_of(stated)}{': old, so check them first' if old else ''}."
