"""Words about what one holds at the end -> Credential."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct

from catalog.program import Credential
from catalog.reading import NO_CONTEXT, Context, Reading
from catalog.reading.lexicon import terms
from catalog.reading.tokens import Token, tokenize

KINDS = Path(__file__).parent / "credentials.toml"


class Kind(Struct, frozen=True):
    """One kind of credential: runs of letters, and words that must stand alone."""

    credential: Credential
    runs: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


def read_credential(text: str, context: Context = NO_CONTEXT) -> Reading[Credential | None]:
    """Return the kind of credential that `text` names; the more special kind wins."""
    tokens = _kept(text)
    answered = _answer(text, tokens, context)
    if answered is not None:
        return answered
    squeezed = "".join(token.text for token in tokens if token.kind != "mark")
    words = tuple(token.text for token in tokens)
    if any(word in _negations() for word in words[:1]):
        return Reading(None, how="it is said that there is none")
    for kind in _kinds():
        if any(run in squeezed for run in kind.runs) or any(_stands(words, phrase) for phrase in kind.words):
            return Reading(kind.credential)
    return Reading(None)


def _kept(text: str) -> tuple[Token, ...]:
    """Return the tokens of the text; an address is read by its words too."""
    return tokenize(text.replace("://", " ").replace("www.", " "))


def _answer(text: str, tokens: tuple[Token, ...], context: Context) -> Reading[Credential | None] | None:
    """Read yes or no in a column such as "certificate"."""
    answer = terms(text, "price")
    if len(answer) != 1 or not answer[0].plays("yes", "no") or not context.column:
        return None
    asked = read_credential(context.column)
    if answer[0].plays("no") or asked.value is None:
        return Reading(None)
    return Reading(asked.value, how="the column's question is answered with yes")


def _stands(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Tell whether a phrase stands in the text; "master" alone is a verb too, so it is the whole text."""
    if phrase in (("master",), ("masters",), ("program",), ("track",)):
        return words == phrase
    length = len(phrase)
    return any(words[place : place + length] == phrase for place in range(len(words) - length + 1))


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(KINDS.read_text(encoding="utf-8"))


@cache
def _negations() -> frozenset[str]:
    return frozenset(_table()["none"]["words"])


@cache
def _kinds() -> tuple[Kind, ...]:
    table = _table()
    return tuple(
        _kind(name, rows)
        for name, rows in table.items()
        if name.removesuffix("_else") in get_args(Credential)
    )


def _kind(name: str, rows: Mapping[str, list[str]]) -> Kind:
    runs = tuple("".join(_words(run, marks=False)) for run in rows["runs"])
    return Kind(
        cast(Credential, name.removesuffix("_else")), runs, tuple(_words(word) for word in rows["words"])
    )


def _words(phrase: str, *, marks: bool = True) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(phrase) if marks or token.kind != "mark")
