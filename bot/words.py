"""The words people read, in the language that is spoken now: `say` and `say_many` look them up.

English is what stands in the code; the catalogues under locale/ hold the other languages (docs/words.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

ENGLISH = "en"
LOCALE = Path(__file__).parent / "locale"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Return the language that is spoken now: English, or one that has a catalogue."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak the nearest language that has a catalogue to a BCP-47 code: "pt-BR" is spoken as "pt".

    A task inherits the language; a thread of its own speaks English, unless it runs in a copied context.
    """
    token = _SPOKEN.set(_nearest(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speak(language: str) -> None:
    """Speak a language from here on, until the block around it ends that said `speaking`."""
    _SPOKEN.set(_nearest(language))


def say(sentence: str, /, **values: object) -> str:
    """Return a sentence in the spoken language, its {names} filled in."""
    return _catalogue(spoken()).gettext(sentence).format(**values)


def capitalized(text: str) -> str:
    """Return a text that begins with a capital, as the spoken language writes it."""
    first = "İ" if spoken() == "tr" and text.startswith("i") else text[:1].upper()
    return first + text[1:]


def say_many(one: str, many: str, number: float, /, **values: object) -> str:
    """Return the form of a sentence that the spoken language uses beside `number`, filled in."""
    catalogue = _catalogue(spoken())
    if number == int(number):
        return catalogue.ngettext(one, many, int(number)).format(**values)
    return _beside_a_fraction(catalogue, one, many, number).format(**values)


def mark(sentence: str) -> str:
    """Return a sentence as it is: marked for the catalogues, and said where it is used."""
    return sentence


def mark_many(one: str, many: str) -> tuple[str, str]:
    """Return both forms of a sentence as they are: marked for the catalogues, and said where used."""
    return one, many


def _beside_a_fraction(catalogue: NullTranslations, one: str, many: str, number: float) -> str:
    """Return the form beside "1.5": the plural rules of gettext are for whole numbers alone.

    CLDR knows: as beside 1 ("1,5 heure"), as beside 2 ("1.5 hours"), or of its own ("1,5 tygodnia").
    The last is the translation of `many` as a sentence by itself, where the catalogue has one.
    """
    from babel import Locale

    form = Locale.parse(spoken()).plural_form
    for whole in (1, 2):
        if form(number) == form(whole):
            return catalogue.ngettext(one, many, whole)
    own = catalogue.gettext(many)
    return own if own != many else catalogue.ngettext(one, many, 2)


def _nearest(language: str) -> str:
    tried = (language.replace("-", "_"), language.replace("_", "-").split("-")[0].lower())
    return next((one for one in tried if one in languages()), ENGLISH)


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a catalogue: all that are spoken, but English."""
    return frozenset(file.parent.parent.name for file in LOCALE.glob("*/LC_MESSAGES/rung.po"))


@cache
def _catalogue(language: str) -> NullTranslations:
    """Read the catalogue of a language; a sentence that it does not have, or only as fuzzy, is English."""
    if language not in languages():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (LOCALE / language / "LC_MESSAGES" / "rung.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
