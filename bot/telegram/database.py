"""The file of everything that changes: one SQLite connection, used by one thread of its own."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from catalog.errors import RungError

FILE = "dialogue.db"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    update_id INTEGER PRIMARY KEY,
    person INTEGER,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
    tries INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    json TEXT
);
CREATE INDEX IF NOT EXISTS inbox_waiting ON inbox (update_id) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS lists (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    request TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '[]',
    generation INTEGER NOT NULL,
    view TEXT NOT NULL DEFAULT '',
    goal_message INTEGER,
    message INTEGER,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS lists_person ON lists (person, chat);
CREATE TABLE IF NOT EXISTS places (
    person INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    action TEXT NOT NULL,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (person, chat)
);
CREATE TABLE IF NOT EXISTS people (
    person INTEGER PRIMARY KEY,
    chosen TEXT,
    heard TEXT,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS saved (
    person INTEGER NOT NULL,
    course TEXT NOT NULL,
    kept TEXT NOT NULL,
    list_id INTEGER NOT NULL DEFAULT 0,
    is_removed INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (person, course)
);
CREATE TABLE IF NOT EXISTS feedback (
    person INTEGER NOT NULL,
    course TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('wrong', 'unlike')),
    what TEXT NOT NULL,
    title TEXT,
    made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (person, course, kind, what)
);
CREATE TABLE IF NOT EXISTS counters (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, kind, name)
) WITHOUT ROWID;
"""
_LISTS_OF_ONE_GOAL = "SELECT 1 FROM pragma_table_info('lists') WHERE name = 'goal'"
"""Lists of before they could be changed: their buttons say that they are old."""
PERSONAL = ("lists", "places", "people", "saved", "feedback")
"""The tables with a `person` and a day `made_at`: what /forget and the sweep of old rows go through."""
KEPT_LONGER_DAYS = {"saved": 365}
"""Those whose rows are kept longer than the others: for a year after they were looked at last."""
T = TypeVar("T")


class Database:
    """Runs functions of a connection, each in a transaction, one after the other, off the event loop."""

    def __init__(self, path: Path | str) -> None:
        """Open or make the file; ":memory:" forgets everything at the end."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._connection = self._thread.submit(_connect, path).result()
        self._is_durable: bool | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T], durable: bool = False) -> T:
        """Run `work` in one transaction, safe from the process's death; `durable`, from a power cut too."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._in_transaction, work, durable)

    async def scrub(self) -> None:
        """Leave no trace of deleted rows in the write-ahead log."""
        await asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        )

    def close(self) -> None:
        """Finish what was begun and close the file."""
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()

    def _in_transaction(self, work: Callable[[sqlite3.Connection], T], durable: bool) -> T:
        # FULL waits for the disk: an update is confirmed to Telegram once its commit returns.
        # Set only where it changes: each statement gives Python's lock away, and waits for it again.
        if durable != self._is_durable:
            self._connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._is_durable = durable
        with self._connection:
            return work(self._connection)


def _connect(path: Path | str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=5, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA secure_delete=ON")
        if connection.execute(_LISTS_OF_ONE_GOAL).fetchone():
            connection.execute("DROP TABLE lists")
        connection.executescript(_SCHEMA)
    except sqlite3.Error as error:
        raise RungError(f"{path} cannot be used ({error}). Move it away and start again.") from error
    return connection
