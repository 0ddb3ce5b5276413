"""The shipped file of terms: opened read-only at the first question, a row read where one is asked for."""

import json
import sqlite3
import struct
import uuid
import zlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from catalog.terms.values import Choice, Names, NoWage, Wage

SHIPPED = Path(__file__).parents[1] / "data" / "terms.sqlite"
POSTING = struct.Struct("<HBB")
"""A term's number, its name's tier (0 by hand, 1 preferred, 2 alternative) and the name's fingerprint."""
TERMS_ON_PAGE = 4
FIGURES = ("wage_year", "first_skill", "first_word")
"""What `about` holds beside the sources."""

Kind = Literal["role", "skill", "word"]


class Posting(NamedTuple):
    """What a key stands for."""

    term: int
    tier: int
    fingerprint: int


class Asking(NamedTuple):
    """An occupation's row: numbers of terms, best first."""

    term: int
    essential: tuple[int, ...]
    optional: tuple[int, ...]
    technologies: tuple[int, ...]
    soc: str | None
    no_wage: NoWage
    neighbours: tuple[int, ...]


@cache
def _database() -> sqlite3.Connection:
    # Immutable: no locks and no journal are looked for, so it opens from a folder that nobody may write to.
    address = f"{SHIPPED.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


@cache
def about() -> Mapping[str, str]:
    """Where the terms are from, and what a reader of the file has to know."""
    return dict(_database().execute("select name, value from about"))


def kind(term: int) -> Kind:
    """The file numbers occupations and roles first, then skills and subjects, then plain words."""
    first_skill, first_word = _borders()
    return "role" if term < first_skill else "skill" if term < first_word else "word"


@cache
def _borders() -> tuple[int, int]:
    return int(about()["first_skill"]), int(about()["first_word"])


def postings(keys: Iterable[int]) -> dict[int, list[Posting]]:
    """What of `keys` the file knows, and what they stand for."""
    asked = list(keys)
    marks = ",".join("?" * len(asked))
    rows = _database().execute(f"select key, postings from found where key in ({marks})", asked)
    return {key: [Posting(*one) for one in POSTING.iter_unpack(packed)] for key, packed in rows}


@lru_cache(maxsize=4096)
def choice(term: int) -> Choice:
    """The code and the English name of a term."""
    code, isco, english = (
        _database().execute("select code, isco, english from term where id = ?", (term,)).fetchone()
    )
    return Choice(str(uuid.UUID(bytes=code)) if code else None, isco, english, term)


def names(term: int) -> Mapping[str, Names]:
    """All names of a term, by language."""
    page = _database().execute("select labels from name where page = ?", (term // TERMS_ON_PAGE,)).fetchone()
    opened = zlib.decompressobj(zdict=_dictionary()).decompress(page[0])
    rows = json.loads(opened)[term % TERMS_ON_PAGE]
    return {language: Names(row[1], tuple(row[2:]), bool(row[0])) for language, row in rows.items()}


@cache
def _dictionary() -> bytes:
    """What the pages of names have in common, so that a small page packs as well as a large one."""
    return bytes(_database().execute("select bytes from dictionary").fetchone()[0])


def asking(code: str) -> Asking | None:
    """The row of the occupation with this code; None where there is none."""
    try:
        wanted = uuid.UUID(code).bytes
    except ValueError:
        return None
    row = (
        _database()
        .execute(
            "select term, essential, optional, technologies, soc, no_wage, neighbours from occupation"
            " where code = ?",
            (wanted,),
        )
        .fetchone()
    )
    if row is None:
        return None
    term, essential, optional, technologies, soc, no_wage, neighbours = row
    return Asking(
        term,
        _numbers(essential),
        _numbers(optional),
        _numbers(technologies),
        soc,
        no_wage,
        _numbers(neighbours),
    )


def listed() -> list[tuple[str, str, str, int, tuple[int, ...]]]:
    """The code, ISCO group, English name, number and essential skills of every occupation, by number."""
    rows = _database().execute(
        "select t.code, t.isco, t.english, t.id, o.essential"
        " from occupation o join term t on t.id = o.term order by t.id"
    )
    return [(str(uuid.UUID(bytes=code)), *others, _numbers(packed)) for code, *others, packed in rows]


def technology(number: int) -> str:
    row = _database().execute("select name from technology where id = ?", (number,)).fetchone()
    return str(row[0])


def wage(soc: str) -> Wage:
    title, median, p10, p90 = (
        _database().execute("select title, median, p10, p90 from wage where soc = ?", (soc,)).fetchone()
    )
    return Wage(soc, title, median, p10, p90, int(about()["wage_year"]))


def _numbers(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 2}H", packed)
