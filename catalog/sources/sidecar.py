"""The small TOML beside a file (`courses.csv.toml`): what a person says of its columns and of the whole file.

```toml
provider = "Example College"    # of the whole file, where a row says nothing of its own
country = "DE"
currency = "EUR"
language = "de"
as_of = "2026-11"

[columns]                       # what a column holds; "skip" for nothing
"Kosten/TN" = "price"
"Bemerkung" = "skip"

[units]                         # what its bare numbers count
"Umfang" = "hours"
```
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import structs

from catalog.cells import as_as_of
from catalog.errors import CatalogError
from catalog.sources import Again, Cell, Row, Source
from catalog.sources.columns import BESIDE, Column, column_of, field_names, unit_names
from catalog.text import clean_text

SKIP = "skip"
MAX_BYTES = 1_000_000
_BEST = -1
_TABLES = ("columns", "units")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What was said of a file: of its columns by name, and of all its rows by field."""

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


NO_SIDECAR = Sidecar()


def sidecar_path(path: Path) -> Path:
    """Return where the sidecar of a file lies: its whole name and `.toml`, whatever the form of the file."""
    return path.with_name(f"{path.name}.toml") if path.name else path


def read_sidecar(path: Path) -> Sidecar:
    """Return what the sidecar of the file at `path` says, or refuse what cannot be meant."""
    beside = sidecar_path(path)
    if beside == path or not beside.is_file():
        return NO_SIDECAR
    data = _parse(beside)
    for key, value in data.items():
        if key in _TABLES and not (
            isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        ):
            raise CatalogError(f'{beside.name}: write [{key}], and below it lines like "Column" = "word".')
        if key not in _TABLES:
            _check_value(beside.name, key, value)
    columns = {_plain(name): _field(beside.name, word) for name, word in data.get("columns", {}).items()}
    units = {_plain(name): _unit(beside.name, word) for name, word in data.get("units", {}).items()}
    values = {key: _text(value) for key, value in data.items() if key not in _TABLES}
    return Sidecar(beside.name, columns, units, values)


def _parse(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogError(f"{path.name} is too large for a mapping of columns; write only that into it.")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        why = clean_text(str(error), 80).rstrip(".")
        raise CatalogError(f"{path.name} is not TOML ({why}); mend that line.") from error
    except OSError as error:
        raise CatalogError(f"{path.name} cannot be read ({error.strerror}).") from error


def _plain(name: str) -> str:
    return " ".join(clean_text(name).split())


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else clean_text(str(value))


# --- what may be said -------------------------------------------------------------------------------------


def _field(file: str, word: str) -> str:
    known = sorted(field_names() | {SKIP})
    if word in known:
        return word
    near = get_close_matches(word, known, n=1)
    cure = f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(known)}."
    raise CatalogError(f'{file}: "{clean_text(word, 40)}" is no field of a programme; {cure}')


def _unit(file: str, word: str) -> str:
    code = _currency(word)
    if word in unit_names() or code:
        return code or word
    known = ", ".join(sorted(unit_names()))
    raise CatalogError(
        f'{file}: "{clean_text(word, 40)}" is no unit; write a currency code or one of {known}.'
    )


def _currency(word: str) -> str | None:
    from catalog.reading.currency import currency_role
    from catalog.reading.lexicon import terms

    words = terms(word, "price") if len(word) == 3 and word.isascii() and word.isupper() else ()
    return word if len(words) == 1 and currency_role(words[0]) == word else None


def _is_country(text: str) -> bool:
    from catalog.reading.currency import territory_currency

    return len(text) == 2 and territory_currency(text) is not None


def _is_language(text: str) -> bool:
    from catalog.reading.language import read_languages

    return bool(read_languages(text).value)


_VALUES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "provider": (bool, "a name"),
    "country": (_is_country, 'a code like "DE"'),
    "currency": (_currency, 'a code like "EUR"'),
    "language": (_is_language, 'a code like "de", or a name'),
    "as_of": (as_as_of, 'a day or month like "2026-11"'),
}


def _check_value(file: str, key: str, value: object) -> None:
    if key not in _VALUES:
        known = ", ".join([*_VALUES, *(f"[{table}]" for table in _TABLES)])
        raise CatalogError(f'{file}: "{clean_text(key, 40)}" says nothing of a file; write one of {known}.')
    is_known, wanted = _VALUES[key]
    if not isinstance(value, str | dt.date) or not is_known(_text(value)):
        raise CatalogError(f"{file}: {key} is {wanted}; correct it.")


# --- what it does -----------------------------------------------------------------------------------------


def fix_columns(
    names: Sequence[str], guessed: Sequence[Column | None], sidecar: Sidecar
) -> list[Column | None]:
    """Return what each column holds, where the sidecar knows better as it says."""
    if not sidecar.columns and not sidecar.units:
        return list(guessed)
    return [_fixed(name, guess, sidecar) for name, guess in zip(names, guessed, strict=True)]


def _fixed(name: str, guess: Column | None, sidecar: Sidecar) -> Column | None:
    word, unit = sidecar.columns.get(name), sidecar.units.get(name)
    if word == SKIP:
        return None
    column = guess
    if word is not None and (guess is None or guess.either or word not in {guess.field, guess.key}):
        column = Column(word.removesuffix(BESIDE), _BEST, beside=word.endswith(BESIDE), fixed=True)
    elif word is not None and guess is not None:
        column = replace(guess, fixed=True)
    return replace(column, unit=unit) if column and unit else column


def refuse_missing(names: Sequence[str], sidecar: Sidecar, file: str) -> None:
    """Refuse a sidecar that names columns which the file does not have: it was written for another one."""
    missing = next((name for name in (*sidecar.columns, *sidecar.units) if name not in names), None)
    if missing is not None:
        raise CatalogError(
            f'{sidecar.name} names a column "{missing[:40]}" that {file} does not have; correct its name.'
        )


def refuse_columns(sidecar: Sidecar, file: str) -> None:
    """Refuse a sidecar that says what columns hold, for a file that has none."""
    if sidecar.columns or sidecar.units:
        raise CatalogError(
            f"{sidecar.name} says what columns hold, but {file} is JSON and has none; "
            "rename its keys to the fields of a programme, or write the list as CSV."
        )


def with_values(source: Source, sidecar: Sidecar) -> Source:
    """Return the source with what holds for the whole file, where a row says nothing of its own."""
    if not sidecar.values:
        return source
    cells = {_key(key): Cell(f"{key} in {sidecar.name}", value) for key, value in sidecar.values.items()}
    return replace(source, rows=Again(lambda: (_completed(row, cells) for row in source.rows)))


def _key(name: str) -> str:
    return "price" + BESIDE if name == "currency" else name


def _completed(row: Row, cells: Mapping[str, Cell]) -> Row:
    if row.fault:
        return row
    added = {key: (*row.stated(key), cell) for key, cell in cells.items()}
    # A row's own value comes first; only a currency is told by several cells together.
    return structs.replace(
        row, cells={**row.cells, **{k: v if k.endswith(BESIDE) else v[:1] for k, v in added.items()}}
    )


# --- what is printed to begin with ------------------------------------------------------------------------


def suggestion(mapping: Mapping[str, str], unused: Sequence[str]) -> str:
    """Return a sidecar that says what was guessed; what was not read is skipped."""
    lines = ["[columns]"]
    lines += [f"{_quoted(name)} = {_quoted(word)}" for name, word in mapping.items()]
    lines += [f"{_quoted(name)} = {_quoted(SKIP)}" for name in unused]
    units = {name: column.unit for name in mapping if (column := column_of(name)) and column.unit}
    if units:
        lines += ["", "[units]", *(f"{_quoted(name)} = {_quoted(unit)}" for name, unit in units.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'
