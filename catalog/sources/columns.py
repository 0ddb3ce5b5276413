"""Headers -> fields, by a table of column names in many languages."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

BESIDE = " beside"
"""Marks the cells that are read together with a field: `price beside` holds the currency's cell."""

_CAMEL = re.compile(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])")
_WORD = re.compile(r"[^\W_]+|\ufffd")
_BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: the field, how good its name is (0 is best), the unit of bare numbers."""

    field: str
    rank: int
    unit: str | None = None
    beside: bool = False
    either: tuple[str, ...] = ()
    """Fields of which the values must choose one."""
    fixed: bool = False
    """True where a person said what the column holds: its values do not overrule that."""

    @property
    def key(self) -> str:
        """Return the name under which a row keeps the cell."""
        return self.field + BESIDE if self.beside else self.field


@cache
def field_names() -> frozenset[str]:
    """Return every name under which a row may keep a cell of a table."""
    return frozenset(column.key for column in _table().values()) | {"status", "proof", "free_access_weeks"}


@cache
def unit_names() -> frozenset[str]:
    """Return the units that a column's bare numbers may count; currencies are apart."""
    return frozenset(unit for entry in _data().values() for unit in _units_of(entry))


def _units_of(entry: Any) -> dict[str, Any]:
    return entry.get("units", {}) if isinstance(entry, dict) else {}


def map_columns(header: Sequence[str]) -> list[Column | None]:
    """Return what each column of `header` holds, where its name tells."""
    return [column_of(name) for name in header]


def column_of(header: str) -> Column | None:
    """Return what a column of this name holds, or None."""
    words = _words(header)
    if not words:
        return None
    specific = [word for word in words if word not in _generic()]
    if not specific:
        # "Course" alone is the course's name; so is "Program".
        return Column("title", 900)
    named = _find(" ".join(words)) or _find(" ".join(specific))
    return named or _with_currency(specific) or _run_together("".join(words))


def _run_together(word: str) -> Column | None:
    """Read "certificatetype" and "coursetitle" as if they had their blanks."""
    shorter = (word.removeprefix(generic) for generic in _generic())
    return next((found for name in (word, *sorted(shorter)) if (found := _compact().get(name))), None)


def _with_currency(words: Sequence[str]) -> Column | None:
    """Read "Price (USD)" and "price_eur" as prices of that currency."""
    *name, last = words
    found = (
        _find(" ".join(word for word in name if word != "in"))
        if last in _data()["currencies"]["codes"] and name
        else None
    )
    if found is None or found.field not in {"price", "certificate_price"}:
        return None
    return Column(found.field, found.rank, last.upper())


def _words(header: str) -> list[str]:
    spaced = _CAMEL.sub(" ", header.strip())
    plain = unicodedata.normalize("NFKD", spaced.casefold())
    # A sign that was broken before the file came here stands for any one letter.
    return _rejoined(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))), plain)


def _rejoined(words: list[str], plain: str) -> list[str]:
    if _BROKEN not in plain:
        return words
    return [word for word in re.split(r"[^\w\ufffd]+|_", plain) if word]


def _find(name: str) -> Column | None:
    table = _table()
    if _BROKEN in name:
        pattern = re.compile(re.escape(name).replace(_BROKEN, r"\w"))
        return next((column for known, column in table.items() if pattern.fullmatch(known)), None)
    return table.get(name)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("catalog.sources") / "columns.toml").read_text(encoding="utf-8"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(word for name in _data()["generic"]["words"] for word in _words(name))


@cache
def _table() -> dict[str, Column]:
    """Return every known name; what comes first in the data wins."""
    data = _data()
    table: dict[str, Column] = {}
    for choice in data["either"]:
        for rank, name in enumerate(choice["names"]):
            table.setdefault(
                _plain(name), Column(choice["fields"][0], 500 + rank, either=tuple(choice["fields"]))
            )
    for field, entry in data.items():
        if field in {"generic", "currencies", "either"}:
            continue
        for unit, names in entry.get("units", {}).items():
            for rank, name in enumerate(names):
                table.setdefault(_plain(name), Column(field, rank, unit))
        for rank, name in enumerate(entry["names"]):
            table.setdefault(_plain(name), Column(field, 100 + rank))
        for rank, name in enumerate(entry.get("beside", ())):
            table.setdefault(_plain(name), Column(field, rank, beside=True))
    return table


@cache
def _compact() -> dict[str, Column]:
    """Return every name without blanks; a name of one word is found by itself."""
    return {name.replace(" ", ""): column for name, column in reversed(_table().items())}


def _plain(name: str) -> str:
    return " ".join(_words(name))
