"""What of a message says who somebody is, and not what they want: it must move no rank."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from bot.goal.tables import words_file

# A clause ends with its mark; a joining word opens the next.
_CLAUSE = re.compile(r"[^.;!?,\n]+[.;!?,\n]*\s*")
_WORDS = re.compile(r"\w+")


def without_personal(text: str, language: str, understood: Sequence[str]) -> str:
    """Return `text` without the clauses that tell age, sex, family or origin and hold nothing understood."""
    if language not in _tables():
        return text
    personal, own, lead = _patterns(language)
    kept = [
        clause
        for clause in _clauses(text, lead)
        if not (personal.search(plain := _plain(clause)) and own.search(plain)) or _holds(clause, understood)
    ]
    return lead.sub("", "".join(kept), count=1).strip() if kept else text


def _clauses(text: str, lead: re.Pattern[str]) -> list[str]:
    """Cut at marks, and before a joining word within."""
    return [
        part
        for clause in _CLAUSE.findall(text)
        for part in re.split(rf"(?<=\s)(?={lead.pattern.removeprefix('^')})", clause, flags=re.IGNORECASE)
        if part
    ]


def _holds(clause: str, understood: Sequence[str]) -> bool:
    """Tell whether a clause has a word of what was understood."""
    words = set(_WORDS.findall(clause.casefold()))
    return any(word in words for value in understood for word in _WORDS.findall(value.casefold()))


def _plain(text: str) -> str:
    """Return text as the table writes it: folded, without accents and apostrophes."""
    folded = unicodedata.normalize("NFD", text.casefold().replace("’", "'").replace("'", " "))
    plain = "".join(one for one in folded if not unicodedata.combining(one) or one == "\u0306")
    return unicodedata.normalize("NFC", plain.replace("ı", "i"))


@cache
def _tables() -> dict[str, dict[str, str]]:
    return words_file("personal")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a personal phrase, what one speaks of oneself by, and what joins clauses."""
    table = _tables()[language]
    lead = rf"^(?:{_any_of(table['lead'])})\s+"
    return (
        re.compile(rf"\b(?:{_any_of(table['phrases'])})\b"),
        re.compile(rf"\b(?:{_any_of(table['self'])})\b" if table["self"] else ""),
        re.compile(lead, re.IGNORECASE),
    )


def _any_of(listed: str) -> str:
    """Return the pattern of phrases with commas between them, the longest first."""
    phrases = sorted((_plain(one.strip()) for one in listed.split(",")), key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\#", r"\d{1,3}").replace(r"\*", r"\w+") for one in phrases)
