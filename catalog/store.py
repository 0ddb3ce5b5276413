"""Programmes <-> one SQLite file with full-text search; written once, then only read."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import msgspec

from catalog.errors import GenerationError
from catalog.keywords import index_text, to_fts_phrase, to_fts_query
from catalog.program import Program

__all__ = ["Store", "to_fts_query", "write_store"]

FIELDS = Program.__struct_fields__
# What people search by. Neither provider nor price: nothing but the subject moves a rank.
SEARCHED = ("title", "skills", "outcomes", "description")
_NOT_TEXT = {field.name for field in msgspec.structs.fields(Program) if field.type not in (str, str | None)}
_NUMBERS = {"valid_years", "free_access_weeks"}
_WORDS = {"credential", "proof", "level", "pace", "status", "start", "end"}
_JSON = frozenset(_NOT_TEXT - _NUMBERS - _WORDS)
# Long texts stand last in a row, so that reading a short column does not walk through them.
_LONG = ("skills", "prerequisites", "assessment", "outcomes", "description", "receipts", "warnings")
_ORDER = (*(name for name in FIELDS if name not in _LONG), *_LONG)


def write_store(path: Path, programs: Sequence[Program]) -> None:
    """Write `programs` to a new file at `path`, numbered from 1 in the order of their ids."""
    from sqlite_utils import Database  # half a second to import, and only the build writes

    ordered = sorted(programs, key=lambda program: program.id)
    database = Database(str(path))
    try:
        database.execute("PRAGMA journal_mode=delete")
        database.execute("PRAGMA synchronous=full")
        with database.atomic():  # one transaction: a commit a batch would be a wait for the disk a batch
            table = database.table("programs")
            columns: dict[str, Any] = {name: float if name in _NUMBERS else str for name in _ORDER}
            table.create({"number": int} | columns, pk="number", not_null={"id", "title"})
            table.insert_all({"number": n} | _to_row(program) for n, program in enumerate(ordered, start=1))
            _write_words(database.conn, ordered)
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
    finally:
        database.close()


def _write_words(connection: sqlite3.Connection, ordered: Sequence[Program]) -> None:
    """Fill the full-text table; it keeps no second copy of the texts."""
    columns = ", ".join(SEARCHED)
    connection.execute(
        f"CREATE VIRTUAL TABLE words USING fts5({columns}, content='', tokenize='porter unicode61')"
    )
    connection.executemany(
        f"INSERT INTO words (rowid, {columns}) VALUES (?, ?, ?, ?, ?)",
        ((number, *_searched(program)) for number, program in enumerate(ordered, start=1)),
    )


def _searched(program: Program) -> tuple[str, ...]:
    description = program.description or ""
    # A promise that was found in the description is there already; twice would count it twice.
    outcomes = [outcome for outcome in program.outcomes if outcome not in description]
    return tuple(
        map(index_text, (program.title, "\n".join(program.skills), "\n".join(outcomes), description))
    )


def _to_row(program: Program) -> dict[str, object]:
    values = msgspec.to_builtins(program, builtin_types=())
    return {name: _to_column(name, values[name]) for name in FIELDS}


def _to_column(name: str, value: object) -> object:
    if name in _JSON and value is not None:
        return msgspec.json.encode(value).decode()
    return value


def _from_row(row: Sequence[Any]) -> Program:
    values = {
        name: msgspec.json.decode(value) if name in _JSON and value is not None else value
        for name, value in zip(FIELDS, row, strict=True)
    }
    return msgspec.convert(values, Program)


class Store:
    """The programmes of one written file, opened read-only and immutable; any thread may ask."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file at `path`, or say in one sentence that it cannot be used."""
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise _damaged(path.name) from error
        store = cls(connection, path.name)
        store.columns("number")
        return store

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def count(self) -> int:
        """Return how many programmes there are."""
        return int(self._ask("SELECT count(*) FROM programs")[0][0])

    def columns(self, *names: str) -> list[tuple[Any, ...]]:
        """Return raw column values in number order, nested values as JSON text."""
        unknown = set(names) - {"number", *FIELDS}
        if unknown:
            raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
        return self._ask(f'SELECT {_quoted(names)} FROM programs ORDER BY "number"')

    def programs(self, numbers: Sequence[int]) -> dict[int, Program]:
        """Return the programmes of these numbers, in the order given; unknown numbers are left out."""
        wanted = msgspec.json.encode(list(map(int, numbers))).decode()
        listed = "(SELECT value FROM json_each(?))"
        found = self._ask(
            f"SELECT {_quoted(('number', *FIELDS))} FROM programs WHERE number IN {listed}", (wanted,)
        )
        by_number = {number: self._program(row) for number, *row in found}
        return {number: by_number[number] for number in map(int, numbers) if number in by_number}

    def every(self) -> Iterator[tuple[int, Program]]:
        """Yield every programme with its number, in number order."""
        for number, *row in self.columns("number", *FIELDS):
            yield number, self._program(row)

    def keyword_hits(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Return numbers and scores (more is better) of the best matches; ties by number, so by id."""
        query = to_fts_query(text)
        if not query:
            return []
        # bm25 is smaller for better matches.
        sql = "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?"
        return [(int(number), float(score)) for number, score in self._ask(sql, (query, limit))]

    def mentions(self, words: str) -> list[int]:
        """Return the numbers of the programmes that name `words`, by stem and side by side."""
        phrase = to_fts_phrase(words)
        if not phrase:
            return []
        return [number for (number,) in self._ask("SELECT rowid FROM words WHERE words MATCH ?", (phrase,))]

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _damaged(self._name) from error

    def _program(self, row: Sequence[Any]) -> Program:
        try:
            return _from_row(row)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise _damaged(self._name) from error


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _damaged(name: str) -> GenerationError:
    return GenerationError(f"{name} is damaged or no catalogue database; build the index again.")
