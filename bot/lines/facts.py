"""Who offers a programme, for whom it is, and how old its facts are."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from bot.words import say
from catalog.program import Level, Program

OLD_AFTER_DAYS = 365


def offered_by(program: Program) -> str:
    """Return who offers a programme, without a full stop."""
    names = list(dict.fromkeys(name for name in (program.institution, program.provider) if name))
    if not names:
        return say("Provider not stated")
    # The line adds the full stop: "Training, Inc." has its own.
    last = names[-1].removesuffix(".")
    return last if len(names) == 1 else say("{school}, through {provider}", school=names[0], provider=last)


def for_whom_lines(program: Program) -> Iterable[str]:
    """Return the stated level and languages, as one line."""
    stated = [*_level(program.level), *_language(program)]
    if stated:
        yield " ".join(stated)


def _level(level: Level) -> Iterable[str]:
    if level == "beginner":
        yield say("Level: beginner.")
    elif level == "intermediate":
        yield say("Level: intermediate.")
    elif level == "advanced":
        yield say("Level: advanced.")
    elif level == "any":
        yield say("Level: all.")


def _language(program: Program) -> Iterable[str]:
    if program.language:
        names = phrases.listed([phrases.language(code) for code in program.language])
        yield say("Language: {languages}.", languages=names)
    elif program.text_language:
        name = phrases.language(program.text_language)
        yield say("Language: not stated. Language of its text: {language}.", language=name)


def is_old(stated: str | None, today: dt.date, old_after_days: int = OLD_AFTER_DAYS) -> bool:
    """Tell whether a fact of that date (YYYY, YYYY-MM or YYYY-MM-DD) is older than so many days."""
    return stated is not None and (today - phrases.first_day(stated)).days > old_after_days


def dated_line(stated: str | None, today: dt.date, old_after_days: int = OLD_AFTER_DAYS) -> str:
    """Return of when the figures are, and that they are old where they are older than so many days."""
    if stated is None:
        return say("How old these facts are is not stated.")
    if is_old(stated, today, old_after_days):
        return say("Facts from {date}: old, so check them first.", date=phrases.as_of(stated))
    return say("Facts from {date}.", date=phrases.as_of(stated))
