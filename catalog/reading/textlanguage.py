"""The language that a text is written in, told by its script and its small words; for what states none."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from catalog.reading import Reading
from catalog.text import clean_text

LONGEST = 1200
LEAST_WORDS = 3
"""So many different small words must be found: a title alone tells none, "Le Mans in Detail" least of all."""
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = 5
# Letters that one language has and its neighbours in the script do not.
_OWN_LETTERS = (
    ("uk", "іїєґ"),
    ("be", "ў"),
    ("ru", "ыэё"),
    ("bg", "ъ"),
)
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
}
_MOSTLY = 0.5
_LEAST_SHARE = 0.08
_CLEARLY = 1.3


def read_text_language(text: str) -> Reading[str | None]:
    """Return the BCP-47 code of a text's language where that is sure, else None."""
    words = [word.casefold() for word in _WORD.findall(clean_text(text, LONGEST))]
    letters = "".join(words)
    if not letters:
        return Reading(None)
    script = None if letters.isascii() else _script(letters)
    if script is not None:
        return Reading(script, how="the script that its text is written in")
    return _by_words(words)


def _script(letters: str) -> str | None:
    counts = {name: len(sign.findall(letters)) for name, sign in _SCRIPTS.items()}
    if counts["ja"] and (counts["ja"] + counts["zh"]) > _MOSTLY * len(letters):
        return "ja"  # kana stand in no other language; Japanese mixes them with Chinese signs
    name = max(counts, key=lambda one: counts[one])
    if counts[name] <= _MOSTLY * len(letters):
        return None
    return _cyrillic(letters) if name == "cyrillic" else name


def _cyrillic(letters: str) -> str | None:
    return next((code for code, own in _OWN_LETTERS if any(letter in letters for letter in own)), None)


def _by_words(words: list[str]) -> Reading[str | None]:
    found: dict[str, float] = {}
    for word in words:
        for language, weight in _small_words().get(word, {}).items():
            found[language] = found.get(language, 0.0) + weight
    ranked = sorted(found, key=lambda language: -found[language])
    if not ranked or found[ranked[0]] < _LEAST_SHARE * len(words):
        return Reading(None)
    best, others = ranked[0], ranked[1:]
    if others and found[best] < _CLEARLY * found[others[0]]:
        return Reading(None)
    own = list(dict.fromkeys(word for word in words if best in _small_words().get(word, {})))
    if len(own) < LEAST_WORDS:
        return Reading(None)
    return Reading(best, how=f"the small words of its text: {', '.join(own[:_SHOWN])}")


@cache
def _small_words() -> dict[str, dict[str, float]]:
    """Return each small word with the languages it stands in; the more of them, the less it tells."""
    table = tomllib.loads((files("catalog.reading") / "textlanguages.toml").read_text(encoding="utf-8"))
    owners: dict[str, list[str]] = {}
    for language, words in table.items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: dict.fromkeys(some, 1 / len(some) + 0.5) for word, some in owners.items()}
