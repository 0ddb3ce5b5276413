"""Write the file: the same sources make the same bytes."""

import json
import sqlite3
import struct
import uuid
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from catalog.terms.file import POSTING, TERMS_ON_PAGE
from catalog.terms.making.names import Entry, entries, forms, role_names, skill_names
from catalog.terms.making.occupations import occupations, wage_rows
from catalog.terms.making.sources import SOURCES, WAGE_YEAR, Label, Sources
from catalog.terms.making.terms import Term, collect
from catalog.terms.words import fold

_SAMPLES = 60
_DICTIONARY_BYTES = 32_768
_LONGEST_SHOWN = 6
"""Words of a skill's other names; longer ones stand in no text."""
_SCHEMA = """
pragma page_size = 4096;
create table about (name text primary key, value text) without rowid;
create table term (id integer primary key, code blob, isco text, english text);
create table dictionary (bytes blob);
create table name (page integer primary key, labels blob);
create table found (key integer primary key, postings blob);
create table occupation (
  code blob primary key, term integer, essential blob, optional blob, technologies blob, soc text,
  no_wage text, neighbours blob
) without rowid;
create table technology (id integer primary key, name text);
create table wage (soc text primary key, title text, median integer, p10 integer, p90 integer) without rowid;
"""


def write(sources: Sources, path: Path) -> Mapping[str, int]:
    """Write the file anew and return how many of each kind are in it."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    terms = collect(sources)
    with sqlite3.connect(fresh, isolation_level=None) as database:
        database.executescript(_SCHEMA)
        database.execute("begin")
        _write_about(database, terms)
        _write_terms(database, terms)
        _write_occupations(database, terms, sources)
        database.execute("commit")
        database.execute("vacuum")
        counts = {
            table: _count(database, table) for table in ("term", "found", "occupation", "technology", "wage")
        }
    database.close()
    fresh.replace(path)
    return counts


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"select count(*) from {table}").fetchone()[0])


def _write_about(database: sqlite3.Connection, terms: Sequence[Term]) -> None:
    first = {
        kind: next(at for at, term in enumerate(terms) if term.kind == kind) for kind in ("skill", "word")
    }
    numbers = {"wage_year": WAGE_YEAR, "first_skill": first["skill"], "first_word": first["word"]}
    about = {**SOURCES, **{name: str(number) for name, number in numbers.items()}}
    database.executemany("insert into about values (?, ?)", sorted(about.items()))


def _write_terms(database: sqlite3.Connection, terms: Sequence[Term]) -> None:
    database.executemany(
        "insert into term values (?, ?, ?, ?)",
        ((at, code(term.code), term.isco, term.english) for at, term in enumerate(terms)),
    )
    shown = [_shown(term) for term in terms]
    dictionary = b"".join(_packed(one) for one in shown[:: max(1, len(shown) // _SAMPLES)])[
        -_DICTIONARY_BYTES:
    ]
    database.execute("insert into dictionary values (?)", (dictionary,))
    for page in range(0, len(terms), TERMS_ON_PAGE):
        packer = zlib.compressobj(9, zdict=dictionary)
        packed = packer.compress(_packed(shown[page : page + TERMS_ON_PAGE])) + packer.flush()
        database.execute("insert into name values (?, ?)", (page // TERMS_ON_PAGE, packed))
    database.executemany("insert into found values (?, ?)", _postings(terms))


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _shown(term: Term) -> dict[str, list[str | int]]:
    """By language: whether the names are by hand, the preferred one, the others, none twice."""
    by_language: dict[str, list[Label]] = defaultdict(list)
    for label in term.labels:
        if term.kind != "skill" or label.tier < 2 or len(label.text.split()) <= _LONGEST_SHOWN:
            by_language[label.language].append(label)
    shown: dict[str, list[str | int]] = {}
    for language, found in by_language.items():
        preferred = next((label for label in found if label.tier == 1), found[0])
        by_hand = language in term.by_hand or preferred.tier == 0
        shown[language] = [int(by_hand), preferred.text, *_others(preferred, found)]
    return shown


def _others(preferred: Label, found: Iterable[Label]) -> Iterator[str]:
    seen = {fold(preferred.text), *(fold(form) for form in forms(preferred.text))}
    for label in found:
        if fold(label.text) not in seen:
            seen.add(fold(label.text))
            yield label.text


def _postings(terms: Sequence[Term]) -> Iterator[tuple[int, bytes]]:
    """By key what it stands for: by hand, preferred, alternative; the more general before the narrower."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for at, term in enumerate(terms):
        is_role = term.kind in ("occupation", "role")
        names = (name for label in term.labels for name in (role_names if is_role else skill_names)(label))
        for entry in entries(at, names):
            found[entry.key].append(entry)
    for key in sorted(found):
        ordered = sorted(found[key], key=lambda entry: (entry.tier, terms[entry.term].order))
        yield key, b"".join(POSTING.pack(one.term, one.tier, one.fingerprint) for one in ordered)


def _write_occupations(database: sqlite3.Connection, terms: Sequence[Term], sources: Sources) -> None:
    rows, technologies = occupations(terms, sources)
    database.executemany(
        f"insert into occupation values ({', '.join('?' * 8)})",
        (
            (code(row.code), row.term, *map(numbers, row.lists), row.soc, row.no_wage, numbers(row.near))
            for row in rows
        ),
    )
    database.executemany("insert into technology values (?, ?)", enumerate(technologies))
    database.executemany("insert into wage values (?, ?, ?, ?, ?)", wage_rows(sources.wages))


def code(text: str | None) -> bytes | None:
    """An ESCO code as 16 bytes."""
    return uuid.UUID(text).bytes if text else None


def numbers(values: Iterable[int]) -> bytes:
    """Numbers below 65,536 as two bytes each."""
    listed = list(values)
    return struct.pack(f"<{len(listed)}H", *listed)
