"""The words people read, in the language that is spoken now: `say` and `say_many` look them up.

English is what stands in the code; gettext catalogues under locale/ hold the other languages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations

ENGLISH = "en"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Return the language that is spoken now, as BCP-47."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within a block; a thread or task of its own speaks English again."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def say(sentence: str, **values: object) -> str:
    """Return a sentence in the spoken language, its {names} filled in."""
    return _catalogue(spoken()).gettext(sentence).format(**values)


def say_many(one: str, many: str, number: float, **values: object) -> str:
    """Return the form of a sentence that the spoken language uses beside `number`, filled in.

    A number with decimals takes the form of many in English.
    """
    whole = int(number) if number == int(number) else 2
    return _catalogue(spoken()).ngettext(one, many, whole).format(**values)


@cache
def _catalogue(language: str) -> NullTranslations:
    return NullTranslations()
