"""Catalogues of another language, made by a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import words

POLISH = """\
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "You want: {target}."
msgstr "Chcesz: {target}."

#, fuzzy
msgid "Free only."
msgstr "Chyba za darmo."

msgid "{least} to {most}"
msgstr "{least}–{most}"

msgid "{amount} (currency not stated)"
msgstr "{amount} (nie podano waluty)"

msgid "{count} more"
msgid_plural "{count} more"
msgstr[0] "jeszcze {count}"
msgstr[1] "jeszcze {count}"
msgstr[2] "jeszcze {count}"

msgid "{count} course fits."
msgid_plural "{count} courses fit."
msgstr[0] "Pasuje {count} kurs."
msgstr[1] "Pasują {count} kursy."
msgstr[2] "Pasuje {count} kursów."

msgid "{number} week"
msgid_plural "{number} weeks"
msgstr[0] "{number} tydzień"
msgstr[1] "{number} tygodnie"
msgstr[2] "{number} tygodni"

msgid "{number} weeks"
msgstr "{number} tygodnia"

msgid "{number} hour"
msgid_plural "{number} hours"
msgstr[0] "{number} godzina"
msgstr[1] "{number} godziny"
msgstr[2] "{number} godzin"
"""


@contextmanager
def shipped(catalogues: dict[str, str], folder: Path) -> Iterator[None]:
    """Have these catalogues, by language, in place of those that are shipped."""
    for language, text in catalogues.items():
        file = folder / language / "LC_MESSAGES" / "rung.po"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, "LOCALE", folder)
        _forget()
        yield
    _forget()


def _forget() -> None:
    words.languages.cache_clear()
    words._catalogue.cache_clear()
