"""A list of JSON objects that look like programmes -> records: their keys are read as headers are."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from catalog.cells import as_number, is_blank
from catalog.sources import Cell
from catalog.sources.columns import BESIDE, Column, column_of
from catalog.sources.jsonlines import cells_of
from catalog.sources.paths import column_at, is_naming, is_word
from catalog.sources.record import Node, Record, items, leaf, objects, text_of
from catalog.sources.settle import Seen, chosen

FORM = "json"
SAMPLE = 50
# What a thing must have to be taken for a programme: one that only programmes have, or two that many have.
_STRONG = {
    "duration", "price", "certificate_price", "level", "credential", "outcomes", "prerequisites", "pace",
    "credits", "skills", "mode",
}  # fmt: skip
_WEAK = {"description", "url", "provider", "institution", "language", "start", "end", "place", "as_of"}
_NAMES_LISTED = _STRONG | {"language", "subtitles", "provider", "institution", "place", "awarding_body"}
# Linked data says itself what its objects are; those that no form knows are something else.
_LINKED = {"@type", "@context"}
_ANSWERED = {"credential", "certificate_price"}
_TITLE_WORDS = {"title", "titel", "titre", "titulo", "titolo", "название"}
_SENTENCE = re.compile(r"[.!?;|✅•\n]+\s*")
_LABELLED = re.compile(r"\W*([^\W\d_][\w\s]{2,40}?)\s*[:：]\s*(\S.{0,80})")
_MOST_DOUBTED = 8
_FEWEST_PRICES = 10

Path = tuple[str, ...]
Flat = list[tuple[str, Path, object]]
"""Each value of a record with its path as it is written and as keys."""


def score(records: Sequence[Node], alone: bool = False) -> int:
    """Return how much records look like programmes; 0 is not at all. One object alone must show more."""
    if any(_LINKED & set(record) for record in islice(records, SAMPLE)):
        return 0
    flat = [_flat(record) for record in islice(records, SAMPLE)]
    columns = [{column_at(path) for _, path, value in one if not is_blank(value)} for one in flat]
    found = {column.field for one in columns for column in one if column and _tells(column)}
    titled = sum(any(column and column.field == "title" for column in one) for one in columns)
    if "title" not in found and _odd_title(flat):
        found, titled = found | {"title"}, len(flat)
    strong, weak = len(found & _STRONG), len(found & _WEAK)
    if "title" not in found or titled * 2 < len(flat) or not (strong or (weak > 1 and not alone)):
        return 0
    return 10 * strong + weak


def _tells(column: Column) -> bool:
    return not column.beside and not column.either


def read_objects(records: Sequence[Node]) -> Iterator[Record]:
    """Yield a record for each object; what a key holds is settled by all of them together."""
    flat = [_flat(record) for record in records]
    columns = _columns(flat)
    made = [_record(one, columns) for one in flat]
    for record, node in zip(made, records, strict=True):
        record.warnings += _other_prices(node)
    yield from _doubting_zeros(made)


def own_objects(records: Sequence[Node]) -> Iterator[Record]:
    """Yield a record for each object that has our own field names."""
    made = [Record("jsonl", cells_of(record)) for record in records]
    for record in made:
        _put_labelled(record)
    yield from _doubting_zeros(made)


def _flat(record: Node) -> Flat:
    return list(_flattened(record, "", ()))


def _flattened(node: Node, shown: str, path: Path) -> Iterator[tuple[str, Path, object]]:
    for key, value in node.items():
        here, where = (f"{shown}.{key}" if shown else key), (*path, key)
        if isinstance(value, Mapping):
            yield from _flattened(value, here, where)
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            yield from _of_list(value, here, where)
        else:
            yield here, where, value


def _of_list(values: list[object], shown: str, path: Path) -> Iterator[tuple[str, Path, object]]:
    """Read a list of named things as their names, a list of runs by the one that starts last."""
    nodes = [value for value in values if isinstance(value, Mapping)]
    if is_word("occurrences", path[-1]):
        latest = max(range(len(nodes)), key=lambda place: _start_of(nodes[place]))
        yield from _flattened(nodes[latest], f"{shown}[{latest}]", path)
        return
    column = column_at(path)
    if column is None or column.field not in _NAMES_LISTED:
        return
    named = [next(((k, v) for k, v in node.items() if is_naming(k) and text_of(v)), None) for node in nodes]
    names = [pair[1] for pair in named if pair]
    if names and named[0]:
        yield f"{shown}[].{named[0][0]}", path, names


def _other_prices(record: Node) -> Iterator[str]:
    """Tell where the runs of one programme cost different sums."""
    for key, value in record.items():
        runs = objects(value) if isinstance(value, list) and is_word("occurrences", key) else []
        pairs = [pair for run in runs for pair in run.items()]
        prices = [text_of(one) for name, one in pairs if (c := column_at((name,))) and c.key == "price"]
        told = list(dict.fromkeys(price for price in prices if price))
        if len(told) > 1:
            yield f"price: its {key} cost {', '.join(told[:5])}; the one that starts last is taken."


def _start_of(node: Node) -> str:
    """Return when a run starts; what an old run costs is not what it costs today."""
    starts = (
        text_of(value)
        for key, value in node.items()
        if (found := column_at((key,))) and found.field == "start"
    )
    return next((start for start in starts if start), "")


def _columns(flat: Sequence[Flat]) -> dict[Path, Column]:
    """Return what stands at each path, by its name and its values."""
    values: dict[Path, list[str]] = defaultdict(list)
    for one in flat:
        for _, path, value in one:
            values[path].append(text_of(value) or "")
    settled = {path: chosen(column_at(path), Seen.of(found)) for path, found in values.items()}
    columns = {path: column for path, column in settled.items() if column}
    odd = _odd_title(flat)
    if odd and not any(column.field == "title" for column in columns.values()):
        columns[odd] = Column("title", 0)
    return columns


def _odd_title(flat: Sequence[Flat]) -> Path | None:
    """Return the key that ends in a word for title ("CO_Title"), where no better one is known."""
    paths = (path for one in flat[:1] for _, path, _ in one if len(path) == 1)
    return next((path for path in paths if set(_words(path[0])[-1:]) & _TITLE_WORDS), None)


def _words(key: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", key).casefold())


def _record(flat: Flat, columns: Mapping[Path, Column]) -> Record:
    record = Record(FORM)
    known = [(columns[path], shown, path, value) for shown, path, value in flat if path in columns]
    units = {path[:-1]: text_of(value) for _, path, value in flat if is_word("units", path[-1])}
    for column, shown, path, value in sorted(known, key=lambda one: one[0].rank):
        unit = column.unit or (units.get(path[:-1]) if column.field != "price" and len(path) > 1 else None)
        _put(record, column, shown, value, unit)
    for key in ("price", "duration"):
        _join_ends(record, key)
    _put_funding(record)
    _put_labelled(record)
    return record


def _put(record: Record, column: Column, shown: str, value: object, unit: str | None) -> None:
    if column.field == "funding" and value is True:
        record.put("price" + BESIDE, shown, True)
        return
    if isinstance(value, bool) and not column.beside and column.field not in _ANSWERED:
        return
    if is_blank(value) and not (column.field == "prerequisites" and text_of(value)):
        return
    record.put(column.key, shown, _one(column, value), unit)


def _put_funding(record: Record) -> None:
    """Where the record only answers that somebody may pay, that is what is known of its funding."""
    for cell in record.cells.get("price" + BESIDE, ()):
        column = column_of(cell.name or "")
        if column and column.field == "funding" and "funding" not in record.cells:
            record.put("funding", cell.column, "yes", words="true")


def _one(column: Column, value: object) -> object:
    """Return one text for a list of texts in a field that is a text."""
    if not isinstance(value, list) or column.field in {"outcomes", "skills"}:
        return value
    texts = [text for item in items(value) if (text := text_of(item))]
    if column.field in {"url", "title"}:
        return texts[0] if texts else None
    return ("\n" if column.field in {"description", "prerequisites"} else ", ").join(texts)


def _join_ends(record: Record, key: str) -> None:
    """Read the two ends of a range, {"min": 4, "max": 6} or min_effort and max_effort, as one."""
    ends: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
    for cell in record.cells.get(key, ()):
        end, stem = _end_of(cell)
        if end and as_number(cell.value) is not None:
            ends[cell.column.rpartition(".")[0], stem][end] = cell
    for (parent, stem), found in ends.items():
        if len(found) == 2:
            low, high = found["min"], found["max"]
            value, words = (
                f"{low.value} to {high.value} {low.unit or ''}".strip(),
                f"{low.value}, {high.value}",
            )
            whole = replace(low, value=value, words=words, name=stem or leaf(parent) or key)
            kept = [cell for cell in record.cells[key] if cell is not high]
            record.cells[key] = tuple(whole if cell is low else cell for cell in kept)


def _end_of(cell: Cell) -> tuple[str | None, str]:
    first, *rest = _words(cell.name or "") or [""]
    end = {"min": "min", "minimum": "min", "max": "max", "maximum": "max"}.get(first)
    return end, " ".join(rest)


def _put_labelled(record: Record) -> None:
    """Hold "Duration: 6 months" in a description against the field that says how long it is."""
    for cell in record.cells.get("description", ()) if "duration" in record.cells else ():
        for sentence in _SENTENCE.split(text_of(cell.value) or ""):
            found = _LABELLED.match(sentence)
            column = column_of(found[1]) if found else None
            if found and column and column.field == "duration":
                beside = Cell(cell.column, found[2], name=f"{cell.name} text")
                record.cells["duration" + BESIDE] = (beside,)


# --- what all records say together --------------------------------------------------------------------------


def _doubting_zeros(records: list[Record]) -> list[Record]:
    """A few bare zeros among many prices, where nothing says free, are prices that nobody filled in."""
    prices = [(record, record.cells["price"][0]) for record in records if record.cells.get("price")]
    amounts = [(record, cell, as_number(cell.value)) for record, cell in prices]
    numbers = [(record, cell, amount) for record, cell, amount in amounts if amount is not None]
    zeros = [(record, cell) for record, cell, amount in numbers if amount == 0]
    if len(numbers) >= _FEWEST_PRICES and 0 < len(zeros) * _MOST_DOUBTED <= len(numbers):
        for record, cell in zeros:
            if not any(_asks_free(beside) for beside in record.cells.get("price" + BESIDE, ())):
                _doubt(record, cell)
    return records


def _asks_free(cell: Cell) -> bool:
    return isinstance(cell.value, bool) or any(word in {"free", "paid"} for word in _words(cell.name or ""))


def _doubt(record: Record, cell: Cell) -> None:
    unknown = replace(cell, value="unknown", words=text_of(cell.value))
    record.cells["price"] = (unknown, *record.cells["price"][1:])
    record.warnings.append(
        "price: a price of 0 is not taken as free: nearly all others of the file are paid."
    )
