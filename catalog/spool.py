"""Programmes in the making, put aside on disk and found again by id, or by place and title."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from weakref import finalize

import msgspec

from catalog.draft import Draft
from catalog.errors import CatalogError
from catalog.program import Program

# A database without a name is SQLite's own: kept in its cache, and on disk only when that is full.
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE draft (
    number INTEGER PRIMARY KEY, own_id TEXT, place TEXT, title TEXT, has_url INTEGER, packed BLOB
);
CREATE UNIQUE INDEX at_place ON draft (place, title);
CREATE TABLE named (id TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
"""
_ADD = "INSERT OR IGNORE INTO draft (own_id, place, title, has_url, packed) VALUES (?, ?, ?, ?, ?)"
_FIND = "SELECT number, packed FROM draft"


@contextmanager
def room_to_read() -> Iterator[None]:
    """Say in a sentence that there was no room for what a large file needs while it is read."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise CatalogError(
            f"The files cannot be read: temporary files could not be written ({error}). "
            "Nothing was changed; make room where temporary files are kept (TMPDIR), and try again."
        ) from error


class Packed(msgspec.Struct, array_like=True):
    """A draft as it is put aside: what it states as a programme, and what only a draft knows."""

    program: Program
    source: str
    row: int
    prior: list[str]
    unread: list[tuple[str, str]]
    stated: list[str]
    code: str | None
    file: int


_DEFAULTS = {
    name: default
    for name, default in zip(Program.__struct_fields__[2:], Program.__struct_defaults__, strict=True)
    if name not in {"receipts", "warnings"}
}
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Packed)


class Spool:
    """The drafts of one import; its memory does not grow with their number."""

    def __init__(self) -> None:
        """Open an empty one; it is gone with the object."""
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._db.close)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def add(self, draft: Draft, own_id: str | None, place: str, title: str) -> tuple[int, Draft] | None:
        """Put a draft aside after all others, or return the one that is there already, with its number.

        That is the one which has this id, else the one at this place with this title.
        """
        known = (
            self._one(f"{_FIND} WHERE number = (SELECT number FROM named WHERE id = ?)", own_id)
            if own_id
            else None
        )
        if known is None:
            row = (own_id, place, title, "url" in draft.values, packed(draft))
            cursor = self._db.execute(_ADD, row)
            if cursor.rowcount == 1:
                if own_id and cursor.lastrowid:
                    self.call_also(cursor.lastrowid, own_id)
                return None
            known = self._one(f"{_FIND} WHERE place = ? AND title = ?", place, title)
            assert known is not None
        return known[0], unpacked(known[1])

    def has_id(self, own_id: str) -> bool:
        """Tell whether a draft has this id."""
        return self._one("SELECT 1 FROM named WHERE id = ?", own_id) is not None

    def replace(self, number: int, draft: Draft) -> None:
        """Put a draft in the place of another."""
        self._db.execute("UPDATE draft SET packed = ? WHERE number = ?", (packed(draft), number))

    def call_also(self, number: int, own_id: str) -> None:
        """Let another id lead to a draft."""
        self._db.execute("INSERT OR IGNORE INTO named VALUES (?, ?)", (own_id, number))

    def drafts(self) -> Iterator[tuple[int, Draft]]:
        """Yield each draft with its number, in the order in which they came."""
        for number, blob in self._all("SELECT number, packed FROM draft ORDER BY number"):
            yield number, unpacked(blob)

    def places(self) -> Iterator[tuple[Any, ...]]:
        """Yield number, own id, place, title and whether it has an address, in the order they came."""
        return self._all("SELECT number, own_id, place, title, has_url FROM draft ORDER BY number")

    def shared_places(self) -> frozenset[str]:
        """Return the places at which several drafts stand."""
        rows = self._all("SELECT place FROM draft GROUP BY place HAVING count(*) > 1")
        return frozenset(place for (place,) in rows)

    def name(self, number: int, own_id: str) -> None:
        """Give a draft the id under which it is served."""
        self._db.execute("UPDATE draft SET own_id = ? WHERE number = ?", (own_id, number))
        self.call_also(number, own_id)

    def named(self) -> Iterator[tuple[str, Draft]]:
        """Yield each draft with its id, sorted by id."""
        for own_id, blob in self._all("SELECT own_id, packed FROM draft ORDER BY own_id"):
            yield own_id, unpacked(blob)

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        return found

    def _all(self, query: str) -> Iterator[tuple[Any, ...]]:
        with closing(self._db.cursor()) as cursor:
            yield from cursor.execute(query)


def packed(draft: Draft) -> bytes:
    """Return a draft as bytes."""
    program = draft.program(draft.values.get("id") or "")
    return _ENCODER.encode(
        Packed(
            program,
            draft.source,
            draft.row,
            list(draft.prior),
            draft.unread,
            list(draft.stated),
            draft.code,
            draft.file,
        )
    )


def unpacked(data: bytes) -> Draft:
    """Return the draft that was put into these bytes."""
    found = _DECODER.decode(data)
    program = found.program
    values: dict[str, Any] = {"id": program.id} if program.id else {}
    values["title"] = program.title
    for name, default in _DEFAULTS.items():
        if (value := getattr(program, name)) != default:
            values[name] = value
    return Draft(
        found.source,
        found.row,
        values,
        program.receipts,
        frozenset(found.prior),
        list(program.warnings),
        found.unread,
        set(found.stated),
        found.code,
        found.file,
    )
