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
from catalog.terms.making.crosswalk import links
from catalog.terms.making.names import Entry, entries, forms, role_names, skill_names
from catalog.terms.making.nearby import neighbours, rarity
from catalog.terms.making.sources import SOURCES, WAGE_YEAR, Label, Row, Sources
from catalog.terms.making.terms import Term, collect
from catalog.terms.words import fold

_MOST_TECHNOLOGIES = 20
_SCHEMA = """
pragma page_size = 4096;
create table about (name text primary key, value text) without rowid;
create table term (id integer primary key, code blob, isco text, english text);
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
    for page in range(0, len(terms), TERMS_ON_PAGE):
        shown = [_shown(term) for term in terms[page : page + TERMS_ON_PAGE]]
        packed = zlib.compress(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode(), 9)
        database.execute("insert into name values (?, ?)", (page // TERMS_ON_PAGE, packed))
    database.executemany("insert into found values (?, ?)", _postings(terms))


def _shown(term: Term) -> dict[str, list[str | int]]:
    """By language: whether the names are by hand, the preferred one, the others, none twice."""
    by_language: dict[str, list[Label]] = defaultdict(list)
    for label in term.labels:
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
    number = {term.code: at for at, term in enumerate(terms) if term.kind in ("occupation", "skill")}
    asked = _asked(sources.links, number)
    groups = {at: term.isco for at, term in enumerate(terms) if term.kind == "occupation"}
    near = neighbours(asked, groups)
    telling = rarity(asked)
    wages = {row["soc_code"]: row for row in sources.wages if row["level"] == "3"}
    crossed = links(sources)
    used = _technologies(sources.technologies)
    technology = {
        name: at for at, name in enumerate(sorted({one for names in used.values() for one in names}))
    }
    for at in groups:
        one = terms[at].code or ""
        skills = sorted(asked.get(at, ()), key=lambda pair: (-telling[pair[0]], pair[0]))
        link = crossed.get(one)
        soc = link.onet[:7] if link and link.is_sure and _has_figures(wages.get(link.onet[:7])) else None
        no_wage = _why_no_wage(soc, link is not None, link is not None and link.is_sure)
        names = used.get(link.onet, []) if link and link.is_sure else []
        row = (
            code(one),
            at,
            numbers(skill for skill, essential in skills if essential),
            numbers(skill for skill, essential in skills if not essential),
            numbers(technology[name] for name in names),
            soc,
            no_wage,
            numbers(near.get(at, ())),
        )
        database.execute(f"insert into occupation values ({', '.join('?' * len(row))})", row)
    database.executemany(
        "insert into technology values (?, ?)", ((at, name) for name, at in technology.items())
    )
    database.executemany("insert into wage values (?, ?, ?, ?, ?)", map(_wage, wages.values()))


def _asked(rows: Iterable[Row], number: Mapping[str | None, int]) -> dict[int, list[tuple[int, bool]]]:
    asked: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in rows:
        if row["occupation"] in number and row["skill"] in number:
            asked[number[row["occupation"]]].append((number[row["skill"]], row["relation"] == "essential"))
    return asked


def _technologies(rows: Iterable[Row]) -> dict[str, list[str]]:
    """By O*NET code the technologies that job adverts name most ("hot"), as O*NET lists them."""
    used: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        names = used[row["O*NET-SOC Code"]]
        if row["Hot Technology"] == "Y" and row["Example"] not in names and len(names) < _MOST_TECHNOLOGIES:
            names.append(row["Example"])
    return used


def _has_figures(row: Row | None) -> bool:
    return row is not None and any(_dollars(row[f"annual_{part}_usd"]) for part in ("median", "p10", "p90"))


def _why_no_wage(soc: str | None, is_crossed: bool, is_sure: bool) -> str:
    if soc:
        return ""
    return "not_published" if is_sure else "crosswalk_unsure" if is_crossed else "not_in_crosswalk"


def _wage(row: Row) -> tuple[str, str, int | None, int | None, int | None]:
    median, p10, p90 = (_dollars(row[f"annual_{part}_usd"]) for part in ("median", "p10", "p90"))
    return row["soc_code"], row["title"], median, p10, p90


def _dollars(text: str) -> int | None:
    """A wage; None where it is not published or only known to be above the highest that is."""
    return int(float(text)) if text.replace(".", "", 1).isdigit() else None


def code(text: str | None) -> bytes | None:
    """An ESCO code as 16 bytes."""
    return uuid.UUID(text).bytes if text else None


def numbers(values: Iterable[int]) -> bytes:
    """Numbers below 65,536 as two bytes each."""
    listed = list(values)
    return struct.pack(f"<{len(listed)}H", *listed)
